using System.Text;
using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Tests.Charts;

public sealed class ChartReaderTests
{
    private const string NemoLine = "[[1.36,51.31],[1.93,51.25],[3.20,51.33]]";
    private const string Nemo = "\"id\":\"pwr-nemo\",\"name\":\"Nemo Link\",\"category\":\"power_cable\",\"status\":\"in_service\"";
    private const string Roads = "\"id\":\"westhinder\",\"name\":\"Westhinder\",\"category\":\"anchorage\"";
    private const string Square = "[[2.5,51.3],[2.7,51.3],[2.7,51.5],[2.5,51.5],[2.5,51.3]]";

    [Fact]
    public void Read_AssetWithEverything_IsReadInFull()
    {
        var asset = Assert.Single(Read(Line(
            Nemo + ",\"operator\":\"National Grid/Elia\",\"contact\":\"+32 2 000 00 00\",\"positionalSigmaMetres\":12.5,\"buriedDepthMetres\":1.5,"
            + "\"validFrom\":\"2019-01-31\",\"validTo\":\"2059-01-31T12:00:00+01:00\",\"source\":\"survey\",\"voltage\":{\"kV\":[400]}", NemoLine)).Chart.Assets);

        Assert.Equal(("pwr-nemo", "Nemo Link", AssetCategory.PowerCable, AssetStatus.InService), (asset.Id, asset.Name, asset.Category, asset.Status));
        Assert.Equal(("National Grid/Elia", "+32 2 000 00 00", "survey"), (asset.Operator, asset.Contact, asset.Source));
        Assert.Equal((12.5, 1.5), (asset.PositionalSigmaMetres, asset.BuriedDepthMetres));
        Assert.Equal((Instant.FromUtc(2019, 1, 31), Instant.FromUtc(2059, 1, 31, 11)), (asset.ValidFrom, asset.ValidTo));
        Assert.Equal([new GeoPosition(51.31, 1.36), new GeoPosition(51.25, 1.93), new GeoPosition(51.33, 3.20)], Assert.Single(asset.Parts).AsEnumerable());
    }

    [Theory]
    [InlineData("telecom_cable", 100)]
    [InlineData("export_cable", 50)]
    public void Read_AssetWithTheLeast_HasDefaults(string category, double sigma)
    {
        var asset = Assert.Single(Read(Line($"\"id\":null,\"name\":\"A\",\"category\":\"{category}\",\"status\":\"unknown\",\"operator\":null", NemoLine)).Chart.Assets);

        Assert.Equal(sigma, asset.PositionalSigmaMetres);
        Assert.Null(asset.Operator);
        Assert.Null(asset.ValidFrom);
        Assert.Null(asset.BuriedDepthMetres);
    }

    // S-57 attribute RESTRN: 1 anchoring prohibited, 7 entry prohibited, 14 area to be avoided.
    [Theory]
    [InlineData("7", AreaRestrictions.EntryProhibited)]
    [InlineData("\"7\"", AreaRestrictions.EntryProhibited)]
    [InlineData("\"1,14\"", AreaRestrictions.AnchoringProhibited | AreaRestrictions.AreaToBeAvoided)]
    [InlineData("[1,\"entry prohibited\"]", AreaRestrictions.AnchoringProhibited | AreaRestrictions.EntryProhibited)]
    [InlineData("\"Entry_Restricted; no-wake\"", AreaRestrictions.EntryRestricted | AreaRestrictions.NoWake)]
    [InlineData("27", AreaRestrictions.SpeedRestricted)]
    [InlineData("63", (AreaRestrictions)(1UL << 63))]
    [InlineData("null", null)]
    public void Read_RestrictedArea_TellsWhatItForbids(string restriction, AreaRestrictions? expected) =>
        Assert.Equal(expected, Assert.Single(Read(Polygon($"\"name\":\"A\",\"category\":\"restricted\",\"restriction\":{restriction}", Square)).Chart.Areas).Restrictions);

    [Theory]
    [InlineData("restricted", "0", "unknown restriction '0'")]
    [InlineData("restricted", "64", "unknown restriction '64'")]
    [InlineData("restricted", "7.5", "unknown restriction '7.5'")]
    [InlineData("restricted", "\"no dancing\"", "unknown restriction 'no dancing'")]
    [InlineData("restricted", "\"none\"", "unknown restriction 'none'")]
    [InlineData("restricted", "\"entry\"", "unknown restriction 'entry'")]
    [InlineData("restricted", "[]", "'restriction' is neither a number of RESTRN nor its words")]
    [InlineData("restricted", "{}", "'restriction' is neither a number of RESTRN nor its words")]
    [InlineData("restricted", "true", "'restriction' is neither a number of RESTRN nor its words")]
    [InlineData("wind_farm", "7", "'restriction' belongs to a restricted area only")]
    public void Read_BadRestriction_IsRejectedWithTheReason(string category, string restriction, string reason)
    {
        var reading = Read(Polygon($"\"name\":\"A\",\"category\":\"{category}\",\"restriction\":{restriction}", Square));
        Assert.Empty(reading.Chart.Areas);
        Assert.Contains(reason, Assert.Single(reading.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EveryCategoryAndStatus_IsKnown()
    {
        string[] lines = ["telecom_cable", "power_cable", "export_cable", "gas_pipeline", "oil_pipeline"];
        string[] areas = ["cable_area", "pipeline_area"];
        string[] context = ["anchorage", "port", "pilot_boarding", "traffic_separation", "wind_farm", "restricted", "land"];
        string[] statuses = ["in_service", "retired", "planned", "unknown"];

        var reading = Read(
            [.. lines.SelectMany(c => statuses.Select(s => Line($"\"name\":\"{c}{s}\",\"category\":\"{c}\",\"status\":\"{s}\"", NemoLine))),
            .. areas.Select(c => Polygon($"\"name\":\"{c}\",\"category\":\"{c}\",\"status\":\"unknown\"", Square)),
            .. context.Select(c => Polygon($"\"name\":\"{c}\",\"category\":\"{c}\"", Square))]);

        Assert.Empty(reading.Problems);
        Assert.Equal(22, reading.Chart.Assets.Length);
        Assert.Equal(Enum.GetValues<AssetCategory>(), reading.Chart.Assets.Select(a => a.Category).Distinct().Order());
        Assert.Equal(Enum.GetValues<AssetStatus>(), reading.Chart.Assets.Select(a => a.Status).Distinct().Order());
        Assert.Equal(Enum.GetValues<ContextCategory>(), reading.Chart.Areas.Select(a => a.Category));
    }

    [Fact]
    public void Read_MultiGeometries_KeepTheirParts()
    {
        var reading = Read(
            Feature(Nemo, "MultiLineString", $"[{NemoLine},[[2,52],[3,52]]]"),
            Feature(Roads, "MultiPolygon", $"[[{Square},[[2.55,51.35],[2.6,51.35],[2.6,51.4],[2.55,51.35]]],[[[3,52],[3.1,52],[3.1,52.1],[3,52]]]]"));

        Assert.Empty(reading.Problems);
        Assert.Equal(2, reading.Chart.Assets[0].Parts.Length);
        Assert.Equal(3, reading.Chart.Areas[0].Rings.Length);
    }

    [Fact]
    public void Read_LaneWithDirection_HasIt()
    {
        var lane = Polygon("\"id\":\"lane\",\"name\":\"Lane\",\"category\":\"traffic_separation\",\"directionDegrees\":39", Square);
        var roads = Polygon(Roads + ",\"directionDegrees\":39", Square);
        var reading = Read(lane, roads);

        Assert.Equal(39, Assert.Single(reading.Chart.Areas).DirectionDegrees);
        Assert.Equal("'directionDegrees' belongs to a traffic_separation lane only", Assert.Single(reading.Problems).Reason);
    }

    [Fact]
    public void Read_NoId_DerivesOneFromTheContent()
    {
        const string cable = "\"name\":\"North Sea cable\",\"category\":\"telecom_cable\",\"status\":\"unknown\"";
        var alone = Assert.Single(Read(Line(cable, NemoLine)).Chart.Assets).Id;
        var second = Read(Line(Nemo, NemoLine), Line(cable + ",\"operator\":\"x\"", NemoLine)).Chart.Assets[1].Id;
        var moved = Assert.Single(Read(Line(cable, NemoLine.Replace("1.93", "1.94", StringComparison.Ordinal))).Chart.Assets).Id;

        Assert.Matches("^telecom-cable-[0-9a-f]{10}$", alone);
        Assert.Equal(alone, second);
        Assert.NotEqual(alone, moved);
        Assert.Equal($"duplicate id, first in one.geojson", Assert.Single(Read(Line(cable, NemoLine), Line(cable, NemoLine)).Problems).Reason);
    }

    [Fact]
    public void Read_OneBrokenFeature_UsesTheRest()
    {
        var reading = Read(
            Line(Nemo, NemoLine), Line(Nemo.Replace("pwr-nemo", "pwr-two", StringComparison.Ordinal).Replace("in_service", "live", StringComparison.Ordinal), NemoLine), Polygon(Roads, Square));

        Assert.Equal(new ChartProblem("one.geojson", 1, "pwr-two", "unknown status 'live'"), Assert.Single(reading.Problems));
        Assert.Equal("one.geojson: feature 1 (pwr-two): unknown status 'live'", reading.Problems[0].ToString());
        Assert.Equal("pwr-nemo", Assert.Single(reading.Chart.Assets).Id);
        Assert.Equal("westhinder", Assert.Single(reading.Chart.Areas).Id);
        Assert.True(reading.IsWhole);
    }

    [Fact]
    public void Read_SeveralFiles_MakeOneChartWithUniqueIds()
    {
        var reading = ChartReader.Read([File("a", Line(Nemo, NemoLine)), File("b", Polygon(Roads, Square), Line(Nemo, NemoLine)), new ChartFile("c", "{"u8.ToArray())]);

        Assert.Single(reading.Chart.Assets);
        Assert.Single(reading.Chart.Areas);
        Assert.Equal(new ChartProblem("b", 1, "pwr-nemo", "duplicate id, first in a"), reading.Problems[0]);
        Assert.True(reading.Problems[1].RejectsFile);
        Assert.Equal("c", reading.Problems[1].File);
        Assert.False(reading.IsWhole);
    }

    [Fact]
    public void Read_ByteOrderMarkAndAltitudes_AreTolerated()
    {
        byte[] file = [0xEF, 0xBB, 0xBF, .. Collection(Line(Nemo, "[[1.36,51.31,-20],[3.20,51.33,-18.5]]"))];

        Assert.Empty(ChartReader.Read("one.geojson", file).Problems);
    }

    [Fact]
    public void Read_CrsMember_IsAcceptedOnlyForWgs84()
    {
        var file = Encoding.UTF8.GetString(Collection(Line(Nemo, NemoLine)));
        string WithCrs(string name) => file[..^1] + ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" + name + "\"}}}";

        Assert.Empty(ReadText(WithCrs("urn:ogc:def:crs:OGC:1.3:CRS84")).Problems);
        Assert.Equal("has a 'crs' other than WGS 84 longitude and latitude", Assert.Single(ReadText(WithCrs("urn:ogc:def:crs:EPSG::3857")).Problems).Reason);
    }

    [Fact]
    public void Read_LineAcrossTheAntimeridian_IsAccepted()
    {
        var reading = Read(Line(Nemo, "[[179.5,-17],[-179.5,-17]]"), Polygon(Roads, "[[179,-18],[-179,-18],[-179,-16],[179,-16],[179,-18]]"));

        Assert.Empty(reading.Problems);
    }

    private static ChartReading Read(params string[] features) => ChartReader.Read("one.geojson", Collection(features));

    private static ChartReading ReadText(string text) => ChartReader.Read("one.geojson", Encoding.UTF8.GetBytes(text));

    private static ChartFile File(string name, params string[] features) => new(name, Collection(features));

    private static byte[] Collection(params string[] features) => GeoJson.Collection(features);

    private static string Line(string properties, string coordinates) => GeoJson.Feature(properties, "LineString", coordinates);

    private static string Polygon(string properties, string ring) => GeoJson.Feature(properties, "Polygon", $"[{ring}]");

    private static string Feature(string properties, string type, string coordinates) => GeoJson.Feature(properties, type, coordinates);
}
