using System.IO.Compression;
using System.Text.Json.Nodes;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;
using static MaritimeWatch.Detection.Tests.Locating.Charted;

namespace MaritimeWatch.Detection.Tests.Locating;

/// <summary>The cells that keep most positions from any look-up: "none" is certain.</summary>
public sealed class WatchedAreaTests
{
    private const double MarginMetres = 2_400;

    [Theory]
    [InlineData(ContextCategory.WindFarm, null, null, WatchedAreas.NoEntry)]
    [InlineData(ContextCategory.Restricted, null, null, WatchedAreas.NoEntry)]
    [InlineData(ContextCategory.Restricted, AreaRestrictions.EntryProhibited, null, WatchedAreas.NoEntry)]
    [InlineData(ContextCategory.Restricted, AreaRestrictions.EntryRestricted, null, WatchedAreas.NoEntry)]
    [InlineData(ContextCategory.Restricted, AreaRestrictions.AreaToBeAvoided | AreaRestrictions.FishingProhibited, null, WatchedAreas.NoEntry)]
    [InlineData(ContextCategory.Restricted, AreaRestrictions.AnchoringProhibited, null, WatchedAreas.None)]
    [InlineData(ContextCategory.Restricted, AreaRestrictions.FishingProhibited | AreaRestrictions.DredgingProhibited, null, WatchedAreas.None)]
    [InlineData(ContextCategory.TrafficSeparation, null, 90.0, WatchedAreas.Lane)]
    [InlineData(ContextCategory.TrafficSeparation, null, null, WatchedAreas.None)]
    [InlineData(ContextCategory.Anchorage, null, null, WatchedAreas.None)]
    [InlineData(ContextCategory.Land, null, null, WatchedAreas.Land)]
    public void WatchedAreas_ByCategory_AreThoseWatchedInThemselves(ContextCategory category, AreaRestrictions? restrictions, double? direction, WatchedAreas expected)
    {
        var index = Index(new ContextArea
        {
            Id = "area", Name = "area", Category = category, Restrictions = restrictions, DirectionDegrees = direction,
            Rings = [Positions([(51.4, 2.4), (51.4, 2.6), (51.6, 2.6), (51.6, 2.4), (51.4, 2.4)])],
        });
        Assert.Equal(expected, At(index, new GeoPosition(51.5, 2.5)));
        Assert.Equal(WatchedAreas.None, At(index, new GeoPosition(51.9, 2.5)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WatchedAreas_RandomAreas_NeverSayNoWrongly(int seed)
    {
        var random = new Random(seed);
        var farms = Enumerable.Range(0, 40).Select(i =>
        {
            var (lat, lon, radius) = (50 + (5 * random.NextDouble()), 8 * random.NextDouble(), Math.Pow(10, -3 + (2.5 * random.NextDouble())));
            var ring = Enumerable.Range(0, 9).Select(k => (lat + (radius * random.NextDouble() * Math.Cos(k * Math.PI / 4)), lon + (radius * random.NextDouble() * Math.Sin(k * Math.PI / 4)))).ToArray();
            ring[^1] = ring[0];
            return Farm($"farm-{i}", ring);
        }).ToArray();
        AssertNeverWrong(Index(farms), random, 50, 0, 5, 8, least: 100);
    }

    [Fact]
    public void WatchedAreas_AcrossTheAntimeridian_AreFoundFromBothSides()
    {
        var index = Index(Farm("fiji", (-18, 179.5), (-18, -179.5), (-16, -179.5), (-16, 179.5), (-18, 179.5)));
        foreach (var longitude in new[] { 179.6, 180, -180, -179.6 })
        {
            Assert.Equal(WatchedAreas.NoEntry, At(index, new GeoPosition(-17, longitude)));
        }

        Assert.Equal(WatchedAreas.None, At(index, new GeoPosition(-17, 179)));
        Assert.Equal(WatchedAreas.None, At(index, new GeoPosition(-17, 0)));
    }

    // A zone over half a sea is marked whole: perhaps, never a wrong no.
    [Fact]
    public void WatchedAreas_VeryWideArea_IsMarkedWhole()
    {
        var index = Index(Farm("sea", (50, -5), (50, 10), (60, 10), (50, -5)));
        Assert.Equal(WatchedAreas.NoEntry, At(index, new GeoPosition(55, 5)));
        Assert.Equal(WatchedAreas.None, At(index, new GeoPosition(49, 5)));
    }

    [Theory]
    [InlineData(90, 180)]
    [InlineData(-90, -180)]
    [InlineData(89.9999, 179.9999)]
    public void WatchedAreas_AtTheEndsOfTheWorld_AreAnswered(double latitude, double longitude) =>
        Assert.Equal(WatchedAreas.None, At(Index(Farm("farm", (51.4, 2.4), (51.4, 2.6), (51.6, 2.6), (51.4, 2.4))), new GeoPosition(latitude, longitude)));

    [SharedDataFact("geo/emodnet_windfarm_polygons_northsea.geojson.gz")]
    public void WatchedAreas_WindFarmsOfTheNorthSea_NeverSayNoWronglyAndSeldomPerhaps()
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.Path("geo/emodnet_windfarm_polygons_northsea.geojson.gz")), CompressionMode.Decompress);
        var farms = JsonNode.Parse(stream)!["features"]!.AsArray().Select((feature, i) => new ContextArea
        {
            Id = $"farm-{i}",
            Name = $"farm-{i}",
            Category = ContextCategory.WindFarm,
            Rings = [.. feature!["geometry"]!["coordinates"]!.AsArray().SelectMany(polygon => polygon!.AsArray())
                .Select(ring => Positions(ring!.AsArray().Select(vertex => (vertex![1]!.GetValue<double>(), vertex[0]!.GetValue<double>()))))],
        }).ToArray();
        Assert.Equal(417, farms.Length);
        var index = Index(farms);
        var random = new Random(4);
        var perhaps = AssertNeverWrong(index, random, 51, -2, 5, 10, least: 100);
        Assert.InRange(perhaps, 0.05, 0.35); // farms and plans with 2.4 km about them cover some seventh of the southern North Sea
    }

    /// <summary>Wherever an area is within the margin, its cell says so; the part of all positions whose cell does.</summary>
    private static double AssertNeverWrong(AssetIndex index, Random random, double south, double west, double height, double width, int least)
    {
        var near = 0;
        var perhaps = 0;
        var found = new AreaProximity[1];
        for (var i = 0; i < 20_000; i++)
        {
            var position = new GeoPosition(south + (height * random.NextDouble()), west + (width * random.NextDouble()));
            var isPerhaps = At(index, position) != WatchedAreas.None;
            perhaps += isPerhaps ? 1 : 0;
            if (index.FindAreas(position, MarginMetres - 1, Noon, found) > 0)
            {
                near++;
                Assert.True(isPerhaps, $"{position} is near {found[0].Area.Id}");
            }
        }

        Assert.True(near >= least, $"only {near} positions near an area");
        return perhaps / 20_000.0;
    }

    private static WatchedAreas At(AssetIndex index, GeoPosition position) =>
        index.WatchedAreasAt(PositionReport.ToRaw(position.Latitude), PositionReport.ToRaw(position.Longitude));

    private static ContextArea Farm(string id, params (double Lat, double Lon)[] ring) =>
        new() { Id = id, Name = id, Category = ContextCategory.WindFarm, Rings = [Positions(ring)] };

    private static AssetIndex Index(params ContextArea[] areas) => AssetIndex.Build(new Chart([], [.. areas]));
}
