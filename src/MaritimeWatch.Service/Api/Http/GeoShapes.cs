using System.Text.Json;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Formats;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Geometry objects of RFC 7946: longitude before latitude, right-hand rings, cut at the antimeridian.</summary>
internal static class GeoShapes
{
    /// <summary>A centimetre; AIS has 1/600,000 degree, about 0.2 m.</summary>
    private const int Decimals = 7;

    public static void Point(Utf8JsonWriter json, GeoPosition? position)
    {
        if (position is null)
        {
            json.WriteNull("geometry");
            return;
        }

        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WritePropertyName("coordinates");
        Coordinate(json, position.Longitude, position.Latitude);
        json.WriteEndObject();
    }

    /// <summary>Lines, or rings of an area; nothing where there are none.</summary>
    public static void Charted(Utf8JsonWriter json, IReadOnlyList<PositionSequence> parts, bool isArea)
    {
        if (parts.Count == 0)
        {
            json.WriteNull("geometry");
        }
        else if (isArea)
        {
            var rings = parts.Select(part => (IReadOnlyList<Domain.GeoPosition>)[.. part.Positions.Select(position => new Domain.GeoPosition(position.Latitude, position.Longitude))]);
            Polygons(json, RingNesting.Polygons([.. rings]));
        }
        else
        {
            Lines(json, [.. parts.SelectMany(part => AntimeridianCut.Lines(part.Positions))]);
        }
    }

    /// <summary>The geometry of a track and the properties that go with each of its points: <c>coordinateProperties.times</c>, in the shape of the coordinates.</summary>
    public static void Track(Utf8JsonWriter json, IReadOnlyList<TrackPoint> points, Action<Utf8JsonWriter> properties)
    {
        var lines = AntimeridianCut.Lines(points);
        if (points.Count == 0)
        {
            json.WriteNull("geometry");
        }
        else if (points.Count == 1)
        {
            Point(json, points[0].Position);
        }
        else
        {
            Lines(json, [.. lines.Select(line => (IReadOnlyList<GeoPosition>)[.. line.Select(point => point.Position)])]);
        }

        json.WriteStartObject("properties");
        properties(json);
        json.WriteStartObject("coordinateProperties");
        json.WriteStartArray("times");
        foreach (var line in lines)
        {
            if (lines.Count > 1)
            {
                json.WriteStartArray();
            }

            foreach (var point in line)
            {
                json.WriteTime(Contracts.WireTime.ToDomain(point.Time));
            }

            if (lines.Count > 1)
            {
                json.WriteEndArray();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Lines(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<GeoPosition>> lines)
    {
        json.WriteStartObject("geometry");
        json.WriteString("type", lines.Count == 1 ? "LineString" : "MultiLineString");
        json.WritePropertyName("coordinates");
        if (lines.Count == 1)
        {
            Coordinates(json, lines[0]);
        }
        else
        {
            Each(json, lines);
        }

        json.WriteEndObject();
    }

    private static void Polygons(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<IReadOnlyList<Domain.GeoPosition>>> polygons)
    {
        json.WriteStartObject("geometry");
        json.WriteString("type", polygons.Count == 1 ? "Polygon" : "MultiPolygon");
        json.WritePropertyName("coordinates");
        if (polygons.Count == 1)
        {
            Rings(json, polygons[0]);
        }
        else
        {
            json.WriteStartArray();
            foreach (var polygon in polygons)
            {
                Rings(json, polygon);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Outer rings run counterclockwise, holes clockwise (RFC 7946, section 3.1.6).</summary>
    private static void Rings(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<Domain.GeoPosition>> polygon)
    {
        json.WriteStartArray();
        for (var number = 0; number < polygon.Count; number++)
        {
            json.WriteStartArray();
            var isTurned = RingNesting.DoubleArea(polygon[number]) > 0 != (number == 0);
            foreach (var (latitude, longitude) in isTurned ? polygon[number].Reverse() : polygon[number])
            {
                Coordinate(json, longitude, latitude);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Each(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<GeoPosition>> parts)
    {
        json.WriteStartArray();
        foreach (var part in parts)
        {
            Coordinates(json, part);
        }

        json.WriteEndArray();
    }

    private static void Coordinates(Utf8JsonWriter json, IReadOnlyList<GeoPosition> positions)
    {
        json.WriteStartArray();
        foreach (var position in positions)
        {
            Coordinate(json, position.Longitude, position.Latitude);
        }

        json.WriteEndArray();
    }

    private static void Coordinate(Utf8JsonWriter json, double longitude, double latitude)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(longitude, Decimals));
        json.WriteNumberValue(Math.Round(latitude, Decimals));
        json.WriteEndArray();
    }
}
