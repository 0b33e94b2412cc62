using FsCheck;
using FsCheck.Fluent;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using static MaritimeWatch.Detection.Tests.Locating.Charted;

namespace MaritimeWatch.Detection.Tests.Locating;

/// <summary>The nearest asset of all, against brute force where many lines meet and at the edge of the reach.</summary>
public sealed class NearestAssetTests
{
    [Fact]
    public void TryFindNearest_NearestAssetNotYetWatched_FindsTheNextOne()
    {
        var index = AssetIndex.Build(Of(
            Asset("from-noon", AssetCategory.PowerCable, 50, [(51, 2), (51, 3)], validFrom: Noon), Line("always", (51.01, 2), (51.01, 3))));

        Assert.True(index.TryFindNearest(new GeoPosition(51, 2.5), Noon, out var nearest));
        Assert.Equal("from-noon", nearest.Asset.Id);
        Assert.True(index.TryFindNearest(new GeoPosition(51, 2.5), Noon - TimeSpan.FromMilliseconds(1), out nearest));
        Assert.Equal("always", nearest.Asset.Id);
    }

    [Fact]
    public void TryFindNearest_AmongManyLines_IsTheFirstOfAllInReach()
    {
        var chart = Random(7, lines: 40, vertices: 60, 51, 2, 1.5, 1.5);
        var index = AssetIndex.Build(chart);
        var random = new Random(1_007);
        var results = new AssetProximity[40];
        var several = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var position = new GeoPosition(51 + (random.NextDouble() * 1.5), 2 + (random.NextDouble() * 1.5));
            var count = index.FindInReach(position, Noon, results);

            Assert.Equal(count > 0, index.TryFindNearest(position, Noon, out var nearest));
            Assert.Equal(count > 0 ? results[0].Asset.Id : null, nearest.Asset?.Id);
            Assert.Equal(count > 0 ? results[0].DistanceMetres : 0, nearest.DistanceMetres, 1e-6);
            several += count > 1 ? 1 : 0;
        }

        Assert.True(several > 2_000, $"only {several} positions with a choice");
    }

    [Theory]
    [InlineData(1, 51, 2)]
    [InlineData(4, 51, 2)]
    [InlineData(5, 51, 2)]
    [InlineData(30, 51, 2)]
    [InlineData(3, -17, 179.99)]
    [InlineData(3, 71.05, 25)]
    public void TryFindNearest_LinesThroughOnePlace_IsTheNearestByBruteForce(int lines, double latitude, double longitude)
    {
        // Up to four legs of a grid cell are measured side by side, more one after the other; beside the antimeridian always so.
        var assets = Enumerable.Range(0, lines).Select(i => i * Math.PI / lines).Select((course, i) => Line(
            $"spoke-{i:D2}",
            (latitude - (0.05 * Math.Cos(course)), Wrapped(longitude - (0.1 * Math.Sin(course)))),
            (latitude + (0.05 * Math.Cos(course)), Wrapped(longitude + (0.1 * Math.Sin(course)))))).ToArray();
        var index = AssetIndex.Build(Of(assets));
        var random = new Random(lines);
        var told = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var position = new GeoPosition(latitude + ((random.NextDouble() - 0.5) * 0.04), Wrapped(longitude + ((random.NextDouble() - 0.5) * 0.06)));
            Assert.True(index.TryFindNearest(position, Noon, out var nearest));

            var distances = assets.Select(a => (a.Id, Metres: BruteForceMetres(a, position, longitude))).OrderBy(a => a.Metres).ToArray();
            Assert.Equal(distances[0].Metres, nearest.DistanceMetres, (0.001 * distances[0].Metres) + 0.001);
            if (lines == 1 || distances[1].Metres > distances[0].Metres * 1.001)
            {
                Assert.Equal(distances[0].Id, nearest.Asset.Id);
                told++;
            }

            Assert.Equal(Geodesic.DistanceMetres(position, nearest.NearestPoint), nearest.DistanceMetres, (0.001 * nearest.DistanceMetres) + 0.001);
        }

        Assert.True(told > 800, $"only {told} positions clearly nearer to one line");

        static double Wrapped(double degrees) => degrees > 180 ? degrees - 360 : degrees;

        // The plane of the yardstick knows no antimeridian: there both are moved to the zero meridian.
        static double BruteForceMetres(ChartedAsset asset, GeoPosition position, double middle)
        {
            GeoPosition Moved(GeoPosition p) => new(p.Latitude, ((p.Longitude - middle + 540) % 360) - 180);
            var moved = Line(asset.Id, [.. asset.Parts[0].Select(Moved).Select(p => (p.Latitude, p.Longitude))]);
            return BruteForce.PlaneDistanceMetres(moved, Moved(position));
        }
    }

    [Fact]
    public void TryFindNearest_AtTheMeetingOfLegsOfOneAssetAndAnother_IsTheFirstById()
    {
        // All three legs begin in one place: nearest from the north-east is that place, of "a" as well as of "b".
        var index = AssetIndex.Build(Of(Line("b", (51, 1.9), (51, 2), (50.9, 2)), Line("a", (50.9, 1.9), (51, 2))));

        Assert.True(index.TryFindNearest(new GeoPosition(51.005, 2.008), Noon, out var nearest));
        Assert.Equal("a", nearest.Asset.Id);
        Assert.Equal(new GeoPosition(51, 2), nearest.NearestPoint);
    }

    [Theory]
    [InlineData(51.02, true)]
    [InlineData(51.04, false)]
    public void TryFindNearest_WithinReachOrBeyond_SaysSo(double latitude, bool expected)
    {
        // 2,225 m and 4,450 m north; reach 1,852 + 600 + 100 m.
        var index = AssetIndex.Build(Of(Line("cable", (51, 2), (51, 3))));

        Assert.Equal(expected, index.TryFindNearest(new GeoPosition(latitude, 2.5), Noon, out var nearest));
        Assert.Equal(expected ? "cable" : null, nearest.Asset?.Id);
        Assert.Equal(expected, index.IsNearAnyAsset(PositionReport.ToRaw(latitude), PositionReport.ToRaw(2.5)));
    }
}
