using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Api.Http;

namespace MaritimeWatch.Service.Formats;

/// <summary>Answers as GeoJSON (RFC 7946): the properties of a feature are the proto3 JSON of its message; a track is one line for each stretch without a gap, cut at the antimeridian.</summary>
internal static class GeoJsonAnswer
{
    public static ReadOnlyMemory<byte> Write(Answer answer)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            if (answer.Label.Length > 0)
            {
                json.WriteString(CsvText.LabelColumn, answer.Label);
            }

            if (answer.NextPageToken.Length > 0)
            {
                json.WriteString("nextPageToken", answer.NextPageToken);
            }

            json.WriteStartArray("features");
            foreach (var row in answer.Tracks is null ? answer.Rows : [])
            {
                Row(json, row);
            }

            foreach (var track in answer.Tracks ?? [])
            {
                Track(json, track);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void Begin(Utf8JsonWriter json, string id)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", id);
    }

    private static void Track(Utf8JsonWriter json, AnswerTrack track)
    {
        var reported = new HashSet<TrackPoint>(track.Points, ReferenceEqualityComparer.Instance);
        Begin(json, VesselText.Mmsi(track.Vessel));
        var lines = Geometry(json, track);
        json.WriteStartObject("properties");
        json.WritePropertyName("vessel");
        json.WriteRawValue(Representation.Formatter.Format(track.Vessel));
        json.WriteStartObject("coordinateProperties");
        Times(json, lines);
        foreach (var (name, value) in TrackColumns.OfPoint)
        {
            Values(json, name, lines, point => Write(json, name == "interpolated" ? point.Interpolated || !reported.Contains(point) : value(point)));
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter json, AnswerRow row)
    {
        Begin(json, row.Id);
        var properties = Representation.Formatter.Format(row.Message);
        if (row.Way is not { } way)
        {
            GeoShapes.Point(json, row.Position);
            json.WritePropertyName("properties");
            json.WriteRawValue(properties);
            json.WriteEndObject();
            return;
        }

        // What is the geometry is no property as well.
        var lines = Geometry(json, way);
        json.WriteStartObject("properties");
        using (var message = JsonDocument.Parse(properties))
        {
            foreach (var property in message.RootElement.EnumerateObject().Where(property => property.Name != "way"))
            {
                property.WriteTo(json);
            }
        }

        json.WriteStartObject("coordinateProperties");
        Times(json, lines);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A line for each stretch, cut at the antimeridian; of a lone point a point.</summary>
    private static List<List<TrackPoint>> Geometry(Utf8JsonWriter json, AnswerTrack track)
    {
        var lines = track.Stretches().SelectMany(AntimeridianCut.Lines).ToList();
        if (track.Points.Count <= 1)
        {
            GeoShapes.Point(json, track.Points.Count == 0 ? null : track.Points[0].Position);
        }
        else
        {
            json.WriteStartObject("geometry");
            json.WriteString("type", lines.Count == 1 ? "LineString" : "MultiLineString");
            json.WritePropertyName("coordinates");
            Each(json, lines, point =>
            {
                json.WriteStartArray();
                json.WriteNumberValue(Math.Round(point.Position.Longitude, 7));
                json.WriteNumberValue(Math.Round(point.Position.Latitude, 7));
                json.WriteEndArray();
            });
            json.WriteEndObject();
        }

        return lines;
    }

    private static void Times(Utf8JsonWriter json, List<List<TrackPoint>> lines) => Values(json, "times", lines, point => json.WriteTime(WireTime.ToDomain(point.Time)));

    private static void Values(Utf8JsonWriter json, string name, List<List<TrackPoint>> lines, Action<TrackPoint> write)
    {
        json.WritePropertyName(name);
        Each(json, lines, write);
    }

    /// <summary>In the shape of the coordinates. A lone point between two gaps stands twice: a line has two positions.</summary>
    private static void Each(Utf8JsonWriter json, List<List<TrackPoint>> lines, Action<TrackPoint> write)
    {
        if (lines.Count != 1)
        {
            json.WriteStartArray();
        }

        foreach (var line in lines)
        {
            json.WriteStartArray();
            foreach (var point in line.Count == 1 && lines.Count > 1 ? [line[0], line[0]] : line)
            {
                write(point);
            }

            json.WriteEndArray();
        }

        if (lines.Count != 1)
        {
            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case double number: json.WriteNumberValue(number); break;
            case uint number: json.WriteNumberValue(number); break;
            default: throw new InvalidOperationException($"a property is a {value.GetType().Name}");
        }
    }
}
