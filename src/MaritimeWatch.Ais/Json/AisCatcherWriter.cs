using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Json;

/// <summary>Reports as AIS-catcher's JSON, one object a message: its names and units (ais.md section 3.5), the sentences under <c>nmea</c>, and <c>forwarded_by</c> with the mark.</summary>
/// <remarks>What is not available is left out, and so is <c>second</c>: the vessel's own is not known any more, and ours would speak for our clock. Holds an encoder: one per stream.</remarks>
public sealed class AisCatcherWriter
{
    private readonly AisEncoder encoder = new(new AisEncoderOptions(HasTagBlocks: false, HasSeconds: false));
    private readonly ArrayBufferWriter<byte> sentences = new();
    private readonly ArrayBufferWriter<byte> json = new();

    /// <summary>Writes the messages of a report: its position, its static data, or both.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The objects in UTF-8, each without a line end.</returns>
    public IEnumerable<byte[]> Write(AisReport report)
    {
        if (report.Dynamic.HasPosition)
        {
            yield return Object(report.Time, PositionType(report.Dynamic.StationClass), report.Mmsi, output => encoder.Write(report.Dynamic, output), writer => Position(writer, report.Dynamic));
        }

        if (report.Static is { } said)
        {
            var stationClass = report.Dynamic.StationClass;
            yield return Object(report.Time, stationClass == StationClass.ClassB ? 24 : 5, report.Mmsi, output => encoder.Write(said, report.Time, stationClass, output), writer => Said(writer, said));
        }
    }

    private static int PositionType(StationClass stationClass) => stationClass switch
    {
        StationClass.ClassB => 18,
        StationClass.SarAircraft => 9,
        StationClass.BaseStation => 4,
        StationClass.AidToNavigation => 21,
        _ => 1,
    };

    private byte[] Object(Instant time, int type, Mmsi mmsi, Action<IBufferWriter<byte>> encode, Action<Utf8JsonWriter> members)
    {
        sentences.ResetWrittenCount();
        json.ResetWrittenCount();
        encode(sentences);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("class", "AIS");
            writer.WriteString("device", ForwardedMark.Text);
            writer.WriteString(ForwardedMark.Member, ForwardedMark.Text);
            writer.WriteString("rxtime", DateTimeOffset.FromUnixTimeMilliseconds(time.UnixMilliseconds).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));
            writer.WriteNumber("rxuxtime", time.UnixSeconds);
            writer.WriteStartArray("nmea");
            foreach (var sentence in System.Text.Encoding.ASCII.GetString(sentences.WrittenSpan).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            {
                writer.WriteStringValue(sentence);
            }

            writer.WriteEndArray();
            writer.WriteBoolean("scaled", true);
            writer.WriteNumber("type", type);
            writer.WriteNumber("repeat", 0);
            writer.WriteNumber("mmsi", mmsi.Value);
            members(writer);
            writer.WriteEndObject();
        }

        return json.WrittenSpan.ToArray();
    }

    private static void Position(Utf8JsonWriter writer, PositionReport fix)
    {
        if (fix.StationClass is StationClass.ClassA or StationClass.Unknown)
        {
            writer.WriteNumber("status", (int)fix.Status);
            Number(writer, "turn", fix.RateOfTurnDegreesPerMinute);
        }

        Number(writer, "speed", fix.SpeedOverGroundKnots);
        writer.WriteBoolean("accuracy", fix.HasHighAccuracy);
        writer.WriteNumber("lon", Math.Round(fix.Longitude, 6));
        writer.WriteNumber("lat", Math.Round(fix.Latitude, 6));
        Number(writer, "course", fix.CourseOverGroundDegrees);
        Number(writer, "heading", fix.TrueHeadingDegrees);
    }

    private static void Said(Utf8JsonWriter writer, StaticReport said)
    {
        Number(writer, "imo", said.ImoNumber);
        Text(writer, "callsign", said.CallSign);
        Text(writer, "shipname", said.Name);
        Number(writer, "shiptype", said.ShipType?.Code);
        Number(writer, "to_bow", said.ToBow);
        Number(writer, "to_stern", said.ToStern);
        Number(writer, "to_port", said.ToPort);
        Number(writer, "to_starboard", said.ToStarboard);
        Number(writer, "draught", said.DraughtMetres);
        Text(writer, "destination", said.Destination);
    }

    private static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
