using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Tests.Formats;

/// <summary>Reads places and lines back, and holds them to what their formats demand.</summary>
internal static class GeometryReading
{
    /// <summary>Of GeoJSON: a point, or lines of two positions and more, longitude first (RFC 7946, section 3.1).</summary>
    public static (string Type, List<List<GeoPosition>> Parts) OfGeoJson(JsonNode geometry)
    {
        var type = geometry["type"]!.GetValue<string>();
        var coordinates = geometry["coordinates"]!.AsArray();
        List<List<GeoPosition>> parts = type switch
        {
            "Point" => [[Position(coordinates)]],
            "LineString" => [Line(coordinates)],
            "MultiLineString" => [.. coordinates.Select(line => Line(line!.AsArray()))],
            _ => throw new InvalidOperationException(type),
        };
        Assert.All(parts.SelectMany(part => part.Zip(part.Skip(1))), leg => Assert.True(Math.Abs(leg.First.Longitude - leg.Second.Longitude) <= 180));
        return (type, parts);

        static List<GeoPosition> Line(JsonArray positions)
        {
            Assert.True(positions.Count >= 2);
            return [.. positions.Select(position => Position(position!.AsArray()))];
        }

        static GeoPosition Position(JsonArray numbers)
        {
            Assert.Equal(2, numbers.Count);
            return Placed(numbers[0]!.GetValue<double>(), numbers[1]!.GetValue<double>());
        }
    }

    /// <summary>Of a placemark in KML: its points and lines (OGC 12-007r2, sections 10.1 and 10.7).</summary>
    public static List<List<GeoPosition>> OfKml(XElement placemark)
    {
        var shapes = placemark.Descendants(AnswerReading.Kml + "coordinates").ToList();
        var isMany = shapes.Count > 1;
        Assert.All(shapes, shape => Assert.Equal(isMany ? "MultiGeometry" : "Placemark", shape.Parent!.Parent!.Name.LocalName));
        return [.. shapes.Select(shape =>
        {
            var places = shape.Value.Split(' ').Select(tuple => tuple.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()).Select(tuple => Placed(tuple[0], tuple[1])).ToList();
            Assert.Equal(places.Count > 1 ? "LineString" : "Point", shape.Parent!.Name.LocalName);
            return places;
        })];
    }

    private static GeoPosition Placed(double longitude, double latitude)
    {
        Assert.InRange(longitude, -180, 180);
        Assert.InRange(latitude, -90, 90);
        return new GeoPosition(latitude, longitude);
    }
}
