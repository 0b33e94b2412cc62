using System.Text;
using System.Text.Json;

namespace MaritimeWatch.Ais.Json;

/// <summary>Tells a JSON dialect from the members of its first objects.</summary>
public static class JsonRecognition
{
    private const int ShownMembers = 8;
    private const int ShownCharacters = 24;

    /// <summary>Whose JSON it is, and how it is laid out.</summary>
    /// <param name="start">The beginning of the recording, some kilobytes.</param>
    /// <param name="isDocument">Whether it is a document that may span lines, to be taken apart by <see cref="JsonRecordFramer"/>; otherwise each line is a record.</param>
    /// <param name="seen">Of JSON that is no known dialect, what its first object holds; empty for what is no JSON.</param>
    /// <returns>The dialect, or <see cref="JsonDialect.Unknown"/>.</returns>
    public static JsonDialect Recognise(ReadOnlySpan<byte> start, out bool isDocument, out string seen)
    {
        isDocument = false;
        seen = "";
        var text = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
        {
            return JsonDialect.Unknown;
        }

        if (text[0] is not ((byte)'{' or (byte)'['))
        {
            return IsTopicLine(FirstLine(text)) ? JsonDialect.Digitraffic : JsonDialect.Unknown;
        }

        var framer = new JsonRecordFramer();
        isDocument = text[0] == '[';
        var rest = text;
        var isFirst = true;
        while (framer.TryReadRecord(ref rest, out var record, out _))
        {
            // One object a line is read by lines, so that a broken line costs no more than itself.
            isDocument |= isFirst && record.Contains((byte)'\n');
            isDocument |= framer.HasContainer;
            isFirst = false;
            var members = MembersOf(record, out var names);
            if (DialectOf(members) is not JsonDialect.Unknown and var dialect)
            {
                return dialect;
            }

            seen = seen.Length > 0 ? seen : names.Length > 0 ? $"an object with {names}" : "an object without members";
        }

        isDocument |= isFirst && framer.IsWithinRecord && text.Contains((byte)'\n');
        seen = seen.Length > 0 ? seen : framer.HasContainer ? "a collection of nothing" : "no whole object at its beginning";
        return JsonDialect.Unknown;
    }

    private static bool IsTopicLine(ReadOnlySpan<byte> line) =>
        line.IndexOf((byte)' ') is > 0 and var space
        && line.StartsWith("vessels"u8)
        && line[..space].Contains((byte)'/')
        && line[space..].TrimStart((byte)' ').StartsWith("{"u8);

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 ? text : text[..end];
    }

    private static JsonDialect DialectOf(Members members)
    {
        bool Has(Members all) => (members & all) == all;
        return Has(Members.MessageType) && (members & (Members.MetaData | Members.Message)) != 0 ? JsonDialect.AisStream
            : Has(Members.StationClass | Members.SmallMmsi | Members.Time) ? JsonDialect.MaritimeWatch
            : Has(Members.Ssvid) ? JsonDialect.GlobalFishingWatch
            : Has(Members.Error | Members.Account) || Has(Members.LargeMmsi | Members.LargePosition) ? JsonDialect.AisHub
            : Has(Members.Geometry | Members.Properties | Members.SmallMmsi) || Has(Members.Topic | Members.Payload) || Has(Members.Digitraffic) ? JsonDialect.Digitraffic
            : Has(Members.Reception) ? JsonDialect.AisCatcher
            : Has(Members.Class) ? JsonDialect.Gpsd
            : Has(Members.SmallMmsi) && (members & (Members.SmallPosition | Members.Type)) != 0 ? JsonDialect.AisCatcher
            : JsonDialect.Unknown;
    }

    private static Members MembersOf(ReadOnlySpan<byte> record, out string names)
    {
        var members = Members.None;
        var shown = new StringBuilder();
        var count = 0;
        try
        {
            var reader = new Utf8JsonReader(record);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (count++ < ShownMembers)
                {
                    shown.Append(shown.Length > 0 ? ", " : "").Append(Shown(reader.ValueSpan));
                }

                members |= MemberOf(reader.ValueSpan);
                reader.Read();
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            members = Members.None;
        }

        names = shown.Append(count > ShownMembers ? ", …" : "").ToString();
        return members;
    }

    private static string Shown(ReadOnlySpan<byte> name)
    {
        var text = System.Text.Encoding.Latin1.GetString(name[..Math.Min(name.Length, ShownCharacters)]);
        return string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character : '.'));
    }

    private static Members MemberOf(ReadOnlySpan<byte> name) => System.Text.Encoding.Latin1.GetString(name[..Math.Min(name.Length, ShownCharacters)]) switch
    {
        "MessageType" => Members.MessageType,
        "MetaData" or "Metadata" => Members.MetaData,
        "Message" => Members.Message,
        "stationClass" => Members.StationClass,
        "mmsi" => Members.SmallMmsi,
        "time" => Members.Time,
        "ssvid" => Members.Ssvid,
        "ERROR" => Members.Error,
        "USERNAME" or "FORMAT" or "RECORDS" or "ERROR_MESSAGE" => Members.Account,
        "MMSI" => Members.LargeMmsi,
        "LATITUDE" or "LONGITUDE" => Members.LargePosition,
        "geometry" => Members.Geometry,
        "properties" => Members.Properties,
        "topic" => Members.Topic,
        "payload" => Members.Payload,
        "navStat" or "posAcc" or "refA" or "referencePointA" or "posType" => Members.Digitraffic,
        "rxuxtime" or "rxtime" or "nmea" or "signalpower" or "ppm" or "turn_unscaled" or "station_id" => Members.Reception,
        "class" => Members.Class,
        "lat" or "lon" => Members.SmallPosition,
        "type" => Members.Type,
        _ => Members.None,
    };

    [Flags]
    private enum Members
    {
        None = 0,
        MessageType = 1 << 0,
        MetaData = 1 << 1,
        Message = 1 << 2,
        StationClass = 1 << 3,
        SmallMmsi = 1 << 4,
        Time = 1 << 5,
        Ssvid = 1 << 6,
        Error = 1 << 7,
        Account = 1 << 8,
        LargeMmsi = 1 << 9,
        LargePosition = 1 << 10,
        Geometry = 1 << 11,
        Properties = 1 << 12,
        Topic = 1 << 13,
        Payload = 1 << 14,
        Digitraffic = 1 << 15,
        Reception = 1 << 16,
        Class = 1 << 17,
        SmallPosition = 1 << 18,
        Type = 1 << 19,
    }
}
