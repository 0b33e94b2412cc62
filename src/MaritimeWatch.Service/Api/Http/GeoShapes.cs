using System.Text.Json;
using MaritimeWatch.Contracts.V1;

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
            Polygons(json, RingNesting.Polygons([.. parts.Select(part => (IReadOnlyList<GeoPosition>)part.Positions)]));
        }
        else
        {
            Lines(json, [.. parts.Select(part => (IReadOnlyList<GeoPosition>)part.Positions)]);
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
                json.WriteStringValue(Contracts.WireTime.ToDomain(point.Time).ToString());
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

    private static void Polygons(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<IReadOnlyList<GeoPosition>>> polygons)
    {
        json.WriteStartObject("geometry");
        json.WriteString("type", polygons.Count == 1 ? "Polygon" : "MultiPolygon");
        json.WritePropertyName("coordinates");
        if (polygons.Count == 1)
        {
            Each(json, polygons[0]);
        }
        else
        {
            json.WriteStartArray();
            foreach (var polygon in polygons)
            {
                Each(json, polygon);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
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
