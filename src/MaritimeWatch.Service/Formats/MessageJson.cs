using System.Buffers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Api.Http;

namespace MaritimeWatch.Service.Formats;

/// <summary>Messages as proto3 JSON, in UTF-8. Points of tracks, which come by tens of thousands, are written straight: ten times as fast as the library, which writes all the rest.</summary>
internal static class MessageJson
{
    /// <summary>Bytes of an ordinary point.</summary>
    private const int PointBytes = 300;

    private static readonly JsonEncodedText Time = JsonEncodedText.Encode("time");
    private static readonly JsonEncodedText Position = JsonEncodedText.Encode("position");
    private static readonly JsonEncodedText Latitude = JsonEncodedText.Encode("latitude");
    private static readonly JsonEncodedText Longitude = JsonEncodedText.Encode("longitude");
    private static readonly JsonEncodedText Speed = JsonEncodedText.Encode("speedOverGroundKnots");
    private static readonly JsonEncodedText Course = JsonEncodedText.Encode("courseOverGroundDegrees");
    private static readonly JsonEncodedText Heading = JsonEncodedText.Encode("trueHeadingDegrees");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("navigationalStatus");
    private static readonly JsonEncodedText IsInterpolated = JsonEncodedText.Encode("interpolated");
    private static readonly JsonEncodedText IsAfterGap = JsonEncodedText.Encode("afterGap");
    private static readonly JsonEncodedText Class = JsonEncodedText.Encode("equipmentClass");
    private static readonly JsonEncodedText RateOfTurn = JsonEncodedText.Encode("rateOfTurnDegreesPerMinute");
    private static readonly JsonEncodedText IsAccurate = JsonEncodedText.Encode("highAccuracy");

    /// <summary>A message; as it was when it returns.</summary>
    public static ReadOnlyMemory<byte> Of(IMessage message) => message switch
    {
        ReadTrackResponse track => Track(message, track.Points),
        GetTrackResponse track => Track(message, track.Points),
        QueryTracksResponse { Piece: { } piece } => Track(message, piece.Points),
        _ => Encoding.UTF8.GetBytes(Representation.Formatter.Format(message)),
    };

    /// <summary>The library writes the message without its points; they are put where its track begins.</summary>
    private static ReadOnlyMemory<byte> Track(IMessage message, RepeatedField<TrackPoint> points)
    {
        if (points.Count == 0)
        {
            return Encoding.UTF8.GetBytes(Representation.Formatter.Format(message));
        }

        TrackPoint[] all = [.. points];
        JsonElement head;
        points.Clear();
        try
        {
            using var document = JsonDocument.Parse(Representation.Formatter.Format(message));
            head = document.RootElement.Clone();
        }
        finally
        {
            points.Add(all);
        }

        var bytes = new ArrayBufferWriter<byte>((all.Length * PointBytes) + 1_024);
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            if (message is QueryTracksResponse)
            {
                json.WriteStartObject("piece"u8);
                Put(json, all, head.TryGetProperty("piece"u8, out var piece) ? piece : default);
                json.WriteEndObject();
                Rest(json, head, "piece");
            }
            else
            {
                Put(json, all, head);
            }

            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void Put(Utf8JsonWriter json, TrackPoint[] points, JsonElement head)
    {
        json.WriteStartArray("points"u8);
        foreach (var point in points)
        {
            Put(json, point);
        }

        json.WriteEndArray();
        Rest(json, head, "points");
    }

    private static void Rest(Utf8JsonWriter json, JsonElement head, string but)
    {
        if (head.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in head.EnumerateObject().Where(member => member.Name != but))
            {
                member.WriteTo(json);
            }
        }
    }

    private static void Put(Utf8JsonWriter json, TrackPoint point)
    {
        json.WriteStartObject();
        if (point.Time is { Nanos: 0 } time)
        {
            json.WritePropertyName(Time);
            json.WriteTime(WireTime.ToDomain(time));
        }
        else if (point.Time is not null)
        {
            json.WritePropertyName(Time);
            json.WriteRawValue(point.Time.ToString());
        }

        if (point.Position is { } place)
        {
            json.WriteStartObject(Position);
            json.WriteNumber(Latitude, place.Latitude);
            json.WriteNumber(Longitude, place.Longitude);
            json.WriteEndObject();
        }

        Put(json, Speed, point.HasSpeedOverGroundKnots, point.SpeedOverGroundKnots);
        Put(json, Course, point.HasCourseOverGroundDegrees, point.CourseOverGroundDegrees);
        Put(json, Heading, point.HasTrueHeadingDegrees, point.TrueHeadingDegrees);
        Put(json, Status, point.HasNavigationalStatus, point.NavigationalStatus);
        Put(json, IsInterpolated, point.Interpolated);
        Put(json, IsAfterGap, point.AfterGap);
        if (point.EquipmentClass is EquipmentClass.A or EquipmentClass.B)
        {
            json.WriteString(Class, point.EquipmentClass == EquipmentClass.A ? "EQUIPMENT_CLASS_A"u8 : "EQUIPMENT_CLASS_B"u8);
        }

        Put(json, RateOfTurn, point.HasRateOfTurnDegreesPerMinute, point.RateOfTurnDegreesPerMinute);
        Put(json, IsAccurate, point.HighAccuracy);
        json.WriteEndObject();
    }

    private static void Put(Utf8JsonWriter json, JsonEncodedText name, bool isKnown, double value)
    {
        if (isKnown)
        {
            json.WriteNumber(name, value);
        }
    }

    private static void Put(Utf8JsonWriter json, JsonEncodedText name, bool isSo)
    {
        if (isSo)
        {
            json.WriteBoolean(name, value: true);
        }
    }
}
