using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Formats;

/// <summary>MF-JSON Prism (OGC 19-045r3): each vessel a feature with a temporal geometry, and her speed, course and heading as temporal properties.</summary>
internal static class MfJsonText
{
    public static byte[] Write(Answer answer)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            if (answer.Label.Length > 0)
            {
                json.WriteString(CsvText.LabelColumn, answer.Label);
            }

            Reference(json, "crs", "urn:ogc:def:crs:OGC:1.3:CRS84");
            Reference(json, "trs", "urn:ogc:data:time:iso8601");
            json.WriteStartArray("features");
            foreach (var track in answer.Tracks ?? [])
            {
                Feature(json, track);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Feature(Utf8JsonWriter json, AnswerTrack track)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", VesselText.Mmsi(track.Vessel));
        Geometry(json, [.. track.Stretches().Select(Instants)]);
        json.WriteStartArray("temporalProperties");
        Property(json, "speedOverGround", "KNT", track.Points, point => point.HasSpeedOverGroundKnots ? point.SpeedOverGroundKnots : null);
        Property(json, "courseOverGround", "DD", track.Points, point => point.HasCourseOverGroundDegrees ? point.CourseOverGroundDegrees : null);
        Property(json, "trueHeading", "DD", track.Points, point => point.HasTrueHeadingDegrees ? point.TrueHeadingDegrees : null);
        Property(json, "navigationalStatus", null, track.Points, point => point.HasNavigationalStatus ? point.NavigationalStatus : null);
        if (track.Points.Any(point => point.Interpolated))
        {
            Property(json, "interpolated", null, track.Points, point => point.Interpolated ? 1 : 0);
        }

        json.WriteEndArray();
        json.WriteStartObject("properties");
        foreach (var (name, value) in VesselText.Cells(track.Vessel).Where(cell => cell.Value is not null))
        {
            json.WriteString(name, CsvText.Plain(value));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>One moving point, or several where there are gaps between which nothing is said.</summary>
    private static void Geometry(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<TrackPoint>> stretches)
    {
        json.WriteStartObject("temporalGeometry");
        if (stretches.Count == 1)
        {
            MovingPoint(json, stretches[0]);
        }
        else
        {
            json.WriteString("type", "MovingGeometryCollection");
            json.WriteStartArray("prisms");
            foreach (var stretch in stretches)
            {
                json.WriteStartObject();
                MovingPoint(json, stretch);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void MovingPoint(Utf8JsonWriter json, IReadOnlyList<TrackPoint> stretch)
    {
        json.WriteString("type", "MovingPoint");
        Times(json, stretch);
        json.WriteStartArray("coordinates");
        foreach (var point in stretch)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(point.Position.Longitude, 7));
            json.WriteNumberValue(Math.Round(point.Position.Latitude, 7));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("interpolation", "Linear");
    }

    /// <summary>A property at the moments at which it is known; left out where it never is.</summary>
    private static void Property(Utf8JsonWriter json, string name, string? unit, IReadOnlyList<TrackPoint> points, Func<TrackPoint, double?> value)
    {
        var known = Instants([.. points.Where(point => value(point) is not null)]);
        if (known.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        Times(json, known);
        json.WriteStartObject(name);
        json.WriteString("type", "Measure");
        if (unit is not null)
        {
            json.WriteString("form", unit);
        }

        json.WriteStartArray("values");
        foreach (var point in known)
        {
            json.WriteNumberValue(value(point)!.Value);
        }

        json.WriteEndArray();
        json.WriteString("interpolation", "Step");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Times ascend (7.2.2): of several points of one second the first stands for it.</summary>
    private static IReadOnlyList<TrackPoint> Instants(IReadOnlyList<TrackPoint> points) => [.. points.Where((point, number) => number == 0 || !point.Time.Equals(points[number - 1].Time))];

    private static void Times(Utf8JsonWriter json, IReadOnlyList<TrackPoint> points)
    {
        json.WriteStartArray("datetimes");
        foreach (var point in points)
        {
            json.WriteTime(WireTime.ToDomain(point.Time));
        }

        json.WriteEndArray();
    }

    private static void Reference(Utf8JsonWriter json, string member, string name)
    {
        json.WriteStartObject(member);
        json.WriteString("type", "Name");
        json.WriteStartObject("properties");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
