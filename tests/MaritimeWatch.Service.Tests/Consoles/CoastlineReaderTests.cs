using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MaritimeWatch.Service.Consoles;

namespace MaritimeWatch.Service.Tests.Consoles;

/// <summary>What of a file is taken for a coast, and why not.</summary>
public sealed class CoastlineReaderTests
{
    private const string Square = "[[[3,51],[4,51],[4,52],[3,51]]]";

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[3,51],[4,51],[4,52],[3,51]]]}""", """{"coordinates":[[[3,51],[4,51],[4,52],[3,51]]],"type":"Polygon"}""", 4)]
    [InlineData("""{"coordinates":[[-180,-90],[180,90]],"type":"LineString"}""", """{"coordinates":[[-180,-90],[180,90]],"type":"LineString"}""", 2)]
    [InlineData("""{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}""", """{"coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]],"type":"MultiLineString"}""", 4)]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[3,51],[4,51],[4,52],[3,51]],[[3.5,51.1],[3.6,51.1],[3.6,51.2],[3.5,51.1]]]]}""", """{"coordinates":[[[[3,51],[4,51],[4,52],[3,51]],[[3.5,51.1],[3.6,51.1],[3.6,51.2],[3.5,51.1]]]],"type":"MultiPolygon"}""", 8)]
    [InlineData("""{"type":"Feature","id":7,"properties":{"secret":["x",{"deep":1}]},"bbox":[1,2,3,4],"geometry":{"type":"LineString","coordinates":[[1,2,99],[3,4,99]]}}""", """{"properties":{},"geometry":{"coordinates":[[1,2],[3,4]],"type":"LineString"},"type":"Feature"}""", 2)]
    [InlineData("""{"crs":{"type":"name"},"features":[{"type":"Feature","geometry":null},{"geometry":{"coordinates":[[1.23456789,2],[3,4]],"type":"LineString"},"type":"Feature"}],"type":"FeatureCollection"}""", """{"features":[{"properties":{},"geometry":null,"type":"Feature"},{"properties":{},"geometry":{"coordinates":[[1.234568,2],[3,4]],"type":"LineString"},"type":"Feature"}],"type":"FeatureCollection"}""", 2)]
    public void Read_TheShapesOfAFile_AndNothingElse(string content, string expected, int vertices)
    {
        foreach (var mark in new[] { "", "\uFEFF" })
        {
            var (json, count) = CoastlineReader.Read("coast.geojson", Encoding.UTF8.GetBytes(mark + content));

            Assert.Equal((expected, vertices), (Encoding.UTF8.GetString(json), count));
        }
    }

    [Theory]
    [InlineData("", "not readable as JSON: ")]
    [InlineData("{", "not readable as JSON: ")]
    [InlineData("\n\n{\"type\":x}", "not readable as JSON: 'x' is an invalid start of a value. LineNumber: 2 | ")]
    [InlineData("[]", "is no GeoJSON object")]
    [InlineData("{}", "something else where a FeatureCollection, a Polygon, MultiPolygon, LineString or MultiLineString is needed")]
    [InlineData("""{"type":"FeatureCollection"}""", "the FeatureCollection has no list of features")]
    [InlineData("""{"type":"FeatureCollection","features":{}}""", "the FeatureCollection has no list of features")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "holds no coast: there is no Polygon, MultiPolygon, LineString or MultiLineString in it")]
    [InlineData("""{"type":"FeatureCollection","coordinates":[[[3,51],[4,51],[4,52],[3,51]]]}""", "the FeatureCollection has no list of features")]
    [InlineData("""{"type":"Polygon","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[3,51],[4,51],[4,52],[3,51]]]}}]}""", "the geometry has no coordinates")]
    [InlineData("""{"type":"Feature","properties":{}}""", "the geometry is missing")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Feature","geometry":null}}""", "a Feature where a Polygon, MultiPolygon, LineString or MultiLineString is needed")]
    [InlineData("""{"type":"Feature","geometry":"coast"}""", "the geometry is no object")]
    [InlineData("""{"type":"Point","coordinates":[3,51]}""", "a Point where a FeatureCollection, a Polygon, MultiPolygon, LineString or MultiLineString is needed")]
    [InlineData("""{"type":"GeometryCollection","geometries":[]}""", "a GeometryCollection where a FeatureCollection, a Polygon, MultiPolygon, LineString or MultiLineString is needed")]
    [InlineData("""{"type":"Polygon","coordinates":[[3,51],[4,51],[4,52],[3,51]]}""", "the coordinates are not nested as the geometry type says")]
    [InlineData("""{"type":"LineString","coordinates":[[[3,51],[4,51]]]}""", "the coordinates are not nested as the geometry type says")]
    [InlineData("""{"type":"LineString","coordinates":null}""", "the coordinates are not nested as GeoJSON has them at vertex 0")]
    [InlineData("""{"type":"LineString","coordinates":[]}""", "the coordinates are not nested as GeoJSON has them at vertex 0")]
    [InlineData("""{"type":"LineString","coordinates":[[3,51],[]]}""", "the coordinates are not nested as GeoJSON has them at vertex 1")]
    [InlineData("""{"type":"LineString","coordinates":[[3,51],[4]]}""", "the coordinates are not nested as GeoJSON has them at vertex 1")]
    [InlineData("""{"type":"LineString","coordinates":[[3,51],["4","51"]]}""", "the coordinates are not nested as GeoJSON has them at vertex 1")]
    [InlineData("""{"type":"LineString","coordinates":[[3,51],[4,[51]]]}""", "the coordinates are not nested as GeoJSON has them at vertex 1")]
    [InlineData("""{"type":"LineString","coordinates":[[3,51],4]}""", "the coordinates are not nested as GeoJSON has them at vertex 1")]
    [InlineData("""{"type":"LineString","coordinates":[[3,51],[[4,51]]]}""", "the coordinates are not nested as GeoJSON has them at vertex 1")]
    [InlineData("""{"type":"LineString","coordinates":[[[[[3,51]]]]]}""", "the coordinates are not nested as GeoJSON has them at vertex 0")]
    [InlineData("""{"type":"LineString","coordinates":[[3,51]]}""", "a line of 1 vertices from vertex 0 on; at least 2 are needed")]
    [InlineData("""{"type":"Polygon","coordinates":[[[3,51],[4,51],[4,52],[3,51]],[[3,51],[4,51],[3,51]]]}""", "a ring of 3 vertices from vertex 4 on; at least 4 are needed, the last equal to the first")]
    [InlineData("""{"type":"Polygon","coordinates":[[[3,51],[4,51],[4,52],[3,51.1]]]}""", "unclosed ring from vertex 0 on: the last vertex is not the first")]
    [InlineData("""{"type":"LineString","coordinates":[[3,51],[180.000001,51]]}""", "vertex 1 is outside the world: longitude 180.000001, latitude 51; GeoJSON has degrees of WGS 84 (EPSG:4326), longitude first")]
    [InlineData("""{"type":"LineString","coordinates":[[3,-90.000001],[4,51]]}""", "vertex 0 is outside the world: longitude 3, latitude -90.000001; GeoJSON has degrees of WGS 84 (EPSG:4326), longitude first")]
    [InlineData("""{"type":"LineString","coordinates":[[3,1e999],[4,51]]}""", "vertex 0 is outside the world: longitude 3, latitude Infinity; ")]
    [InlineData("""{"type":"LineString","coordinates":[[500000,5700000],[4,51]]}""", "vertex 0 is outside the world: longitude 500000, ")]
    [InlineData("""{"type":"LineString","coordinates":[[3,NaN],[4,51]]}""", "not readable as JSON: ")]
    [InlineData("""{"type":"LineString","coordinates":[[3,51],[4,51]]} {}""", "not readable as JSON: ")]
    [InlineData("""{"type":"\ud800"}""", "holds text that is not valid Unicode")]
    public void Read_WhatIsNoCoast_SaysWhatIsWrongWithTheFile(string content, string reason)
    {
        var refused = Assert.Throws<InvalidDataException>(() => CoastlineReader.Read("coast.geojson", Encoding.UTF8.GetBytes(content)));

        Assert.StartsWith($"coast.geojson: {reason}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[3,51],[4,51],[4,52],[3,52]]]}}""", "unclosed ring from vertex 0 on: the last vertex is not the first")]
    [InlineData("""{"type":"Polygon","coordinates":[[[3,51],[4,51],[4,52],[3,51]]]}""", "not a Feature")]
    [InlineData("7", "not a Feature")]
    public void Read_ABadFeature_SaysWhichOfThem(string bad, string reason)
    {
        var good = $$$"""{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":{{{Square}}}}}""";

        var refused = Assert.Throws<InvalidDataException>(() => CoastlineReader.Read("coast.geojson", Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{good}},{{good}},{{bad}}]}""")));

        Assert.Equal($"coast.geojson: feature 2: {reason}", refused.Message);
    }

    [Fact]
    public void Read_AMillionVertices_AndNoneMore()
    {
        Assert.Equal(1_000_000, CoastlineReader.Read("coast.geojson", Line(1_000_000)).Vertices);
        var refused = Assert.Throws<InvalidDataException>(() => CoastlineReader.Read("coast.geojson", Line(1_000_001)));
        Assert.StartsWith("coast.geojson: more than 1000000 vertices", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AFileCutAnywhere_IsRefused_AndChangedAnywhere_IsRefusedOrWhole()
    {
        var whole = Encoding.UTF8.GetBytes($$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":"\u00e9"},"geometry":{"type":"Polygon","coordinates":{{{Square}}}}}]}""");
        Assert.Equal(4, CoastlineReader.Read("coast.geojson", whole).Vertices);
        for (var place = 0; place < whole.Length; place++)
        {
            Assert.Throws<InvalidDataException>(() => CoastlineReader.Read("coast.geojson", whole.AsSpan(0, place)));
            foreach (var other in "[]{},:\"0-e\\\u00ff"u8)
            {
                var changed = whole.ToArray();
                changed[place] = other;
                AssertIsRefusedOrWhole(changed);
            }
        }
    }

    private static void AssertIsRefusedOrWhole(byte[] content)
    {
        try
        {
            var (json, vertices) = CoastlineReader.Read("coast.geojson", content);
            Assert.InRange(vertices, 2, 4);
            Assert.Contains((string?)JsonNode.Parse(json)!["type"], new[] { "FeatureCollection", "Feature", "Polygon" });
        }
        catch (InvalidDataException refused)
        {
            Assert.StartsWith("coast.geojson: ", refused.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Line(int vertices)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteString("type", "LineString");
            json.WriteStartArray("coordinates");
            for (var number = 0; number < vertices; number++)
            {
                json.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"[{number % 180}.123456,{number % 90}.654321]"));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return content.ToArray();
    }
}
