using System.Text;
using MaritimeWatch.Detection.Charts;

namespace MaritimeWatch.Detection.Tests.Charts;

/// <summary>Every way a chart is known to be bad, each with its exact reason.</summary>
public sealed class BadChartTests
{
    private const string Cable = "\"id\":\"cable\",\"name\":\"Cable\",\"category\":\"power_cable\",\"status\":\"in_service\"";
    private const string Area = "\"id\":\"roads\",\"name\":\"Roads\",\"category\":\"anchorage\"";
    private const string Good = "[[1.36,51.31],[3.20,51.33]]";

    // Properties.
    [Theory]
    [InlineData("\"name\":\"A\",\"status\":\"unknown\"", "'category' is missing")]
    [InlineData("\"name\":\"A\",\"category\":\"heat_pipe\",\"status\":\"unknown\"", "unknown category 'heat_pipe'")]
    [InlineData("\"name\":\"A\",\"category\":7,\"status\":\"unknown\"", "'category' is not a string")]
    [InlineData("\"category\":\"power_cable\",\"status\":\"unknown\"", "'name' is missing")]
    [InlineData("\"name\":\" \",\"category\":\"power_cable\",\"status\":\"unknown\"", "'name' is missing")]
    [InlineData("\"name\":\"A\",\"category\":\"power_cable\"", "'status' is missing")]
    [InlineData("\"name\":\"A\",\"category\":\"power_cable\",\"status\":null", "'status' is missing")]
    [InlineData("\"name\":\"A\",\"category\":\"power_cable\",\"status\":\"In_Service\"", "unknown status 'In_Service'")]
    [InlineData("\"id\":\"Nemo Link\",\"name\":\"A\",\"category\":\"power_cable\",\"status\":\"unknown\"", "the id is not 1 to 64 of a-z, 0-9 and '-'")]
    [InlineData(Cable + ",\"positionalSigmaMetres\":-1", "'positionalSigmaMetres' is not a number from 0 to 20000")]
    [InlineData(Cable + ",\"positionalSigmaMetres\":\"50\"", "'positionalSigmaMetres' is not a number from 0 to 20000")]
    [InlineData(Cable + ",\"positionalSigmaMetres\":1e999", "'positionalSigmaMetres' is not a number from 0 to 20000")]
    [InlineData(Cable + ",\"buriedDepthMetres\":-0.1", "'buriedDepthMetres' is not a number from 0 to 1000")]
    [InlineData(Cable + ",\"validFrom\":\"31/01/2019\"", "'validFrom' is not an RFC 3339 date or date-time: '31/01/2019'")]
    [InlineData(Cable + ",\"validTo\":\"2019-01-31T12:00:00\"", "'validTo' is not an RFC 3339 date or date-time: '2019-01-31T12:00:00'")]
    [InlineData(Cable + ",\"validFrom\":\"2020-01-01\",\"validTo\":\"2020-01-01\"", "'validTo' is not after 'validFrom'")]
    public void Read_BadProperties_IsRejectedWithTheReason(string properties, string reason) =>
        AssertRejected(reason, GeoJson.Feature(properties, "LineString", Good));

    // Lines.
    [Theory]
    [InlineData("LineString", "[]", "a line of 0 vertices; at least 2 are needed")]
    [InlineData("LineString", "[[1.36,51.31]]", "a line of 1 vertices; at least 2 are needed")]
    [InlineData("MultiLineString", "[]", "the geometry is empty")]
    [InlineData("MultiLineString", "[[[1.36,51.31],[3.2,51.33]],[]]", "a line of 0 vertices; at least 2 are needed")]
    [InlineData("LineString", "[[1.36,51.31],[2,51.3],[2,51.3],[3,51.3]]", "zero-length segment at vertex 2")]
    [InlineData("LineString", "[[1.36,51.31],[2,90.001]]", "vertex 1 is outside the world: longitude 2, latitude 90.001")]
    [InlineData("LineString", "[[1.36,51.31],[-180.5,51]]", "vertex 1 is outside the world: longitude -180.5, latitude 51")]
    [InlineData("LineString", "[[1.36,51.31],[\"NaN\",51]]", "a position is not a pair of numbers (longitude, latitude)")]
    [InlineData("LineString", "[[1.36,51.31],[null,51]]", "a position is not a pair of numbers (longitude, latitude)")]
    [InlineData("LineString", "[[1.36,51.31],[1e999,51]]", "a position is not a pair of numbers (longitude, latitude)")]
    [InlineData("LineString", "[[1.36,51.31],[2]]", "a position is not a pair of numbers (longitude, latitude)")]
    [InlineData("LineString", "[1.36,51.31]", "a position is not a pair of numbers (longitude, latitude)")]
    [InlineData("LineString", "[[[1.36,51.31],[2,51]]]", "a position is not a pair of numbers (longitude, latitude)")]
    [InlineData("LineString", "{}", "the coordinates are not nested as the geometry type says")]
    [InlineData("LineString", "[[51.31,1.36],[51.33,3.20]]", "latitude and longitude are swapped: GeoJSON has longitude first")]
    [InlineData("Point", "[1.36,51.31]", "a Point where a LineString or MultiLineString is needed")]
    [InlineData("Polygon", "[[[2,51],[3,51],[3,52],[2,51]]]", "a Polygon where a LineString or MultiLineString is needed")]
    public void Read_BadLine_IsRejectedWithTheReason(string type, string coordinates, string reason) =>
        AssertRejected(reason, GeoJson.Feature(Cable, type, coordinates));

    // Polygons.
    [Theory]
    [InlineData("Polygon", "[[[2,51],[3,51],[3,52],[2,52]]]", "unclosed ring: the last vertex is not the first")]
    [InlineData("Polygon", "[[[2,51],[3,51],[2,51]]]", "a ring of 3 vertices; at least 4 are needed, the last equal to the first")]
    [InlineData("Polygon", "[[[2,51],[3,52],[3,51],[2,52],[2,51]]]", "polygon is not simple: self-intersection at longitude 2.5, latitude 51.5")]
    [InlineData("Polygon", "[[[2,51],[3,51],[3,51],[3,52],[2,51]]]", "zero-length segment at vertex 2")]
    [InlineData("Polygon", "[[[51,2],[51,3],[52,3],[51,2]]]", "latitude and longitude are swapped: GeoJSON has longitude first")]
    [InlineData("Polygon", "[[[-170,80],[0,80],[170,80],[-170,80]]]", "a ring goes round a pole")]
    [InlineData("Polygon", "[]", "the geometry is empty")]
    [InlineData("MultiPolygon", "[[[2,51],[3,51],[3,52],[2,51]]]", "a position is not a pair of numbers (longitude, latitude)")]
    [InlineData("MultiPolygon", "[[[[2,51],[3,51],[3,52],[2,51]]],[[[2.5,51.1],[3,51.1],[3,51.6],[2.5,51.1]]]]", null)]
    [InlineData("LineString", Good, "a LineString where a Polygon or MultiPolygon is needed")]
    public void Read_BadPolygon_IsRejectedWithTheReason(string type, string coordinates, string? reason) =>
        AssertRejected(reason, GeoJson.Feature(Area, type, coordinates));

    [Theory]
    [InlineData("""{"type":"Feature","properties":{PROPS},"geometry":null}""", "the geometry is missing")]
    [InlineData("""{"type":"Feature","properties":{PROPS}}""", "the geometry is missing")]
    [InlineData("""{"type":"Feature","properties":{PROPS},"geometry":{"type":"LineString"}}""", "the coordinates are not nested as the geometry type says")]
    [InlineData("""{"type":"Feature","properties":null,"geometry":null}""", "'category' is missing")]
    [InlineData("""{"type":"Feature","properties":[],"geometry":null}""", "'category' is missing")]
    [InlineData("""{"type":"LineString","coordinates":[]}""", "not a Feature")]
    [InlineData("7", "not a Feature")]
    [InlineData("""{"type":"Feature","properties":{"category":"\ud800"},"geometry":null}""", "text that is not valid Unicode")]
    public void Read_BadFeature_IsRejectedWithTheReason(string feature, string reason) =>
        AssertRejected(reason, feature.Replace("PROPS", Cable, StringComparison.Ordinal));

    [Theory]
    [InlineData("", "not readable as JSON: ")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Fea", "not readable as JSON: ")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[NaN]}", "not readable as JSON: ")]
    [InlineData("[]", "not a GeoJSON FeatureCollection")]
    [InlineData("{\"type\":\"Feature\"}", "not a GeoJSON FeatureCollection")]
    [InlineData("{\"type\":\"FeatureCollection\"}", "the FeatureCollection has no list of features")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":{}}", "the FeatureCollection has no list of features")]
    public void Read_BadFile_IsRejectedWhole(string text, string reason)
    {
        var reading = ChartReader.Read("bad.geojson", Encoding.UTF8.GetBytes(text));
        var problem = Assert.Single(reading.Problems);

        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
        Assert.Equal(("bad.geojson", null, null), (problem.File, problem.FeatureIndex, problem.Id));
        Assert.False(reading.IsWhole);
        Assert.Empty(reading.Chart.Assets);
    }

    [Fact]
    public void Read_NestedTenThousandDeep_IsRejectedWhole()
    {
        var text = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
            + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000) + "}]}";
        var problem = Assert.Single(ChartReader.Read("deep.geojson", Encoding.UTF8.GetBytes(text)).Problems);

        Assert.True(problem.RejectsFile);
        Assert.Contains("depth of 64", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutAnywhere_NeverThrowsAndRejectsTheFile()
    {
        var file = GeoJson.Collection(GeoJson.Feature(Cable, "LineString", Good), GeoJson.Feature(Area, "Polygon", "[[[2,51],[3,51],[3,52],[2,51]]]"));
        Assert.Empty(ChartReader.Read("whole", file).Problems);
        for (var length = 0; length < file.Length; length++)
        {
            Assert.False(ChartReader.Read("cut", file.AsMemory(0, length)).IsWhole);
        }
    }

    [Fact]
    public void Read_AnyByteChanged_NeverThrows()
    {
        var file = GeoJson.Collection(GeoJson.Feature(Cable, "LineString", Good), GeoJson.Feature(Area, "MultiPolygon", "[[[[2,51],[3,51],[3,52],[2,51]]]]"));
        var random = new Random(20_260_103);
        var rejected = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var mutated = file.ToArray();
            for (var change = 0; change <= random.Next(4); change++)
            {
                mutated[random.Next(mutated.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "[]{},:\"-.0123456789eN"[random.Next(21)]);
            }

            rejected += ChartReader.Read("mutated", mutated).Problems.Length > 0 ? 1 : 0;
        }

        Assert.InRange(rejected, 5_000, 19_999);
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(9, "more than 9 vertices")]
    public void Read_VerticesAtAndBeyondTheLimit_IsRejectedBeyond(int limit, string? reason)
    {
        var vertices = string.Join(",", Enumerable.Range(0, 10).Select(i => FormattableString.Invariant($"[{2 + (i * 0.01)},51]")));
        var reading = ChartReader.Read("many", GeoJson.Collection(GeoJson.Feature(Cable, "LineString", $"[{vertices}]")), new ChartReaderOptions { MaxVerticesPerFeature = limit });

        Assert.Equal(reason, reading.Problems.SingleOrDefault()?.Reason);
    }

    [Fact]
    public void Read_SwappedOutsideEurope_IsAcceptedAsWritten()
    {
        // 20 N 85 E, Bay of Bengal: neither order falls into the expected area, so nothing can be told.
        Assert.Empty(ChartReader.Read("asia", GeoJson.Collection(GeoJson.Feature(Cable, "LineString", "[[85,20],[86,20]]"))).Problems);

        var asia = new ChartReaderOptions { SouthDegrees = 0, NorthDegrees = 30, WestDegrees = 60, EastDegrees = 90 };
        Assert.Single(ChartReader.Read("asia", GeoJson.Collection(GeoJson.Feature(Cable, "LineString", "[[20,85],[20,86]]")), asia).Problems);
    }

    private static void AssertRejected(string? reason, string feature)
    {
        var reading = ChartReader.Read("bad.geojson", GeoJson.Collection(GeoJson.Feature(Cable.Replace("\"cable\"", "\"good\"", StringComparison.Ordinal), "LineString", Good), feature));
        var problem = Assert.Single(reading.Problems);

        Assert.Equal("good", Assert.Single(reading.Chart.Assets).Id);
        Assert.Empty(reading.Chart.Areas);
        Assert.Equal(("bad.geojson", 1), (problem.File, problem.FeatureIndex));
        if (reason is not null)
        {
            Assert.Equal(reason, problem.Reason);
        }
    }
}
