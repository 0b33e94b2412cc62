using FsCheck;
using FsCheck.Fluent;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using static MaritimeWatch.Detection.Tests.Locating.Charted;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Detection.Tests.Locating;

public sealed class AssetDistanceTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(600).WithReplay(20_260_102, 11);

    [Fact]
    public void FindWithin_AnyLegUpToTenKilometresAndSeventyDegrees_IsWithinATenthOfAPercentOfTheGeodesic()
    {
        var cases =
            from latitude in Gen.Choose(-70_000, 70_000)
            from legCourse in Gen.Choose(0, 3_599)
            from legMetres in Gen.Choose(1, 150_000)
            from share in Gen.Choose(-200, 1_200)
            from course in Gen.Choose(0, 3_599)
            from metres in Gen.Choose(1, 10_000)
            select (latitude / 1000.0, legCourse / 10.0, (double)legMetres, share / 1000.0, course / 10.0, (double)metres);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (latitude, legCourse, legMetres, share, course, metres) = c;
            var a = new GeoPosition(latitude, 3);
            var b = Geodesic.Go(a, legCourse, legMetres).Position;
            var beside = new GeoPosition(a.Latitude + (share * (b.Latitude - a.Latitude)), a.Longitude + (share * (b.Longitude - a.Longitude)));
            var position = Geodesic.Go(beside, course, metres).Position;
            var line = Line("cable", (a.Latitude, a.Longitude), (b.Latitude, b.Longitude));
            var expected = BruteForce.GeodesicDistanceMetres(line, position);
            if (Math.Abs(position.Latitude) > 70 || expected > 10_000)
            {
                return true;
            }

            var results = new AssetProximity[1];
            var count = AssetIndex.Build(Of(line)).FindWithin(position, 11_000, Noon, results);
            var error = Math.Abs(results[0].DistanceMetres - expected);
            var pointError = Math.Abs(Geodesic.DistanceMetres(position, results[0].NearestPoint) - results[0].DistanceMetres);
            return count == 1 && error <= (0.001 * expected) + 0.001 && pointError <= (0.001 * expected) + 0.001;
        }).Check(Seeded);
    }

    [Theory]
    [InlineData(1, 51, 2.0, 1.5)]
    [InlineData(2, 66, 2.0, 1.5)]
    [InlineData(3, -34, 18, 0.8)]
    [InlineData(4, 0, 0, 0.8)]
    public void FindWithin_ManyLines_FindsTheSameAssetsAsBruteForce(int seed, double south, double west, double degrees)
    {
        var chart = Random(seed, lines: 40, vertices: 60, south, west, degrees, degrees);
        var index = AssetIndex.Build(chart);
        var random = new Random(seed + 1_000);
        var results = new AssetProximity[40];
        var found = 0;
        foreach (var radius in new[] { 250, 500, 926, 1_852, index.ReachMetres, 6_000 })
        {
            for (var i = 0; i < 150; i++)
            {
                var position = new GeoPosition(south + (random.NextDouble() * degrees), west + (random.NextDouble() * degrees));
                var expected = Expected(chart, position, radius);
                var count = index.FindWithin(position, radius, Noon, results);

                Assert.Equal(expected, results.Take(count).Select(r => r.Asset.Id).Order(StringComparer.Ordinal));
                Assert.Equal(results.Take(count).Select(r => r.DistanceMetres).Order(), results.Take(count).Select(r => r.DistanceMetres));
                AssertNearest(index, position, expected, results.AsSpan(0, count));
                found += count;
            }
        }

        Assert.True(found > 300, $"only {found} proximities: the comparison proves little");
    }

    [Fact]
    public void IsNearAnyAsset_AnywhereWithinReachOfAnAsset_IsTrue()
    {
        var chart = Random(5, lines: 40, vertices: 60, 51, 2, 1.5, 1.5);
        var index = AssetIndex.Build(chart);
        var random = new Random(1_005);
        var (near, far) = (0, 0);
        for (var i = 0; i < 2_000; i++)
        {
            var position = new GeoPosition(50.5 + (random.NextDouble() * 2.5), 1 + (random.NextDouble() * 3.5));
            var said = index.IsNearAnyAsset(PositionReport.ToRaw(position.Latitude), PositionReport.ToRaw(position.Longitude));
            var within = chart.Assets.Any(a => BruteForce.PlaneDistanceMetres(a, position) <= 1_852 + 600 + Math.Max(100, a.PositionalSigmaMetres));
            Assert.True(said || !within, $"missed at {position}");
            near += within ? 1 : 0;
            far += said ? 0 : 1;
        }

        Assert.True(near > 200 && far > 200, $"{near} near, {far} far");
    }

    [Theory]
    [InlineData(int.MinValue, int.MinValue)]
    [InlineData(91 * 600_000, 181 * 600_000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-91 * 600_000, -181 * 600_000)]
    public void IsNearAnyAsset_NoPosition_IsFalse(int rawLatitude, int rawLongitude) =>
        Assert.False(AssetIndex.Build(Of(Line("a", (89.9, -180), (89.9, 180)), Line("b", (-90, -180), (-89, -170)))).IsNearAnyAsset(rawLatitude, rawLongitude));

    [Fact]
    public void FindWithin_MoreAssetsThanRoom_GivesTheNearest()
    {
        var index = AssetIndex.Build(Of(Line("c", (51, 2), (51, 3)), Line("a", (51.01, 2), (51.01, 3)), Line("b", (51.02, 2), (51.02, 3))));
        var results = new AssetProximity[2];

        Assert.Equal(2, index.FindWithin(new GeoPosition(51.012, 2.5), 1_852, Noon, results));
        Assert.Equal(["a", "b"], results.Select(r => r.Asset.Id));
        Assert.Equal(2, index.FindWithin(new GeoPosition(51.012, 2.5), 20_000, Noon, results));
        Assert.Equal(["a", "b"], results.Select(r => r.Asset.Id));
        Assert.Equal(0, index.FindWithin(new GeoPosition(51.012, 2.5), 1_852, Noon, []));
    }

    [Fact]
    public void FindWithin_CoincidentLines_AreOrderedById()
    {
        var index = AssetIndex.Build(Of(Line("tel-ukbe5", (51, 2), (51, 3)), Line("tel-mercator", (51, 2), (51, 3)), Line("tel-tangerine", (51, 2), (51, 3))));
        var results = new AssetProximity[3];

        Assert.Equal(3, index.FindWithin(new GeoPosition(51.005, 2.5), 1_852, Noon, results));
        Assert.Equal(["tel-mercator", "tel-tangerine", "tel-ukbe5"], results.Select(r => r.Asset.Id));
        Assert.True(index.TryFindNearest(new GeoPosition(51.005, 2.5), Noon, out var nearest));
        Assert.Equal("tel-mercator", nearest.Asset.Id);
    }

    [Fact]
    public void FindWithin_AssetNotWatched_IsNotFound()
    {
        (double, double)[] line = [(51, 2), (51, 3)];
        var index = AssetIndex.Build(Of(
            Asset("planned", AssetCategory.PowerCable, 50, line, AssetStatus.Planned),
            Asset("retired", AssetCategory.PowerCable, 50, line, AssetStatus.Retired),
            Asset("unknown", AssetCategory.PowerCable, 50, line, AssetStatus.Unknown),
            Asset("from-noon", AssetCategory.PowerCable, 50, line, validFrom: Noon)));
        var results = new AssetProximity[4];
        var crossings = new AssetCrossing[4];
        var (south, north) = (new GeoPosition(50.999, 2.5), new GeoPosition(51.001, 2.5));

        Assert.Equal(2, index.FindWithin(south, 500, Noon, results));
        Assert.Equal(["from-noon", "unknown"], results.Take(2).Select(r => r.Asset.Id));
        Assert.Equal(1, index.FindWithin(south, 500, Noon - TimeSpan.FromMilliseconds(1), results));
        Assert.Equal("unknown", results[0].Asset.Id);
        Assert.Equal(2, index.FindCrossings(south, north, Noon, crossings));
        Assert.Equal(1, index.FindCrossings(south, north, Noon - TimeSpan.FromMilliseconds(1), crossings));
    }

    [Fact]
    public void FindInReach_AssetOfLargeSigma_IsFoundFartherOut()
    {
        var index = AssetIndex.Build(Of(
            Asset("surveyed", AssetCategory.GasPipeline, 50, [(51, 2), (51, 3)]), Asset("drawn", AssetCategory.GasPipeline, 5_000, [(51, 2), (51, 3)])));
        var results = new AssetProximity[2];

        // 7,000 m north: inside 1,852 + 600 + 5,000 m, far outside 1,852 + 600 + 100 m.
        var position = Geodesic.Go(new GeoPosition(51, 2.5), 0, 7_000).Position;
        Assert.Equal(1, index.FindInReach(position, Noon, results));
        Assert.Equal("drawn", results[0].Asset.Id);
        Assert.Equal(7_000, results[0].DistanceMetres, 1.0);
        Assert.Equal(2, index.FindWithin(position, 7_100, Noon, results));
    }

    [Fact]
    public void FindWithin_InsideACableArea_IsAtDistanceZero()
    {
        var index = AssetIndex.Build(Of(CableArea("area", (51, 2), (51, 2.5), (51.3, 2.5), (51.3, 2), (51, 2))));
        var results = new AssetProximity[1];

        Assert.Equal(1, index.FindWithin(new GeoPosition(51.15, 2.25), 1, Noon, results));
        Assert.Equal((0.0, new GeoPosition(51.15, 2.25)), (results[0].DistanceMetres, results[0].NearestPoint));
        Assert.Equal(1, index.FindWithin(new GeoPosition(51.15, 2.25), 50_000, Noon, results));
        Assert.Equal(0, results[0].DistanceMetres);
        Assert.Equal(1, index.FindWithin(new GeoPosition(50.99, 2.25), 1_852, Noon, results));
        Assert.Equal(Geodesic.DistanceMetres(new GeoPosition(50.99, 2.25), new GeoPosition(51, 2.25)), results[0].DistanceMetres, 1.0);
        Assert.Equal(0, index.FindWithin(new GeoPosition(50.98, 2.25), 1_852, Noon, results));
        Assert.True(index.IsNearAnyAsset(PositionReport.ToRaw(51.15), PositionReport.ToRaw(2.25)));
    }

    [Fact]
    public void FindWithin_AcrossTheAntimeridian_FindsTheLine()
    {
        // Uncut and cut at 180 as RFC 7946 section 3.1.9 asks: the same line.
        foreach (var line in new[] { Line("fiji", (-17, 179.5), (-17, -179.5)), Line("fiji", (-17, 179.5), (-17, 180), (-17, -180), (-17, -179.5)) })
        {
            var index = AssetIndex.Build(Of(line));
            var results = new AssetProximity[2];
            foreach (var longitude in new[] { 179.4999, 179.999, 180, -180, -179.999, -179.51 })
            {
                var position = new GeoPosition(-17.01, longitude);
                foreach (var radius in new[] { 1_852, 20_000 })
                {
                    Assert.Equal(1, index.FindWithin(position, radius, Noon, results));
                    Assert.Equal(1_106, results[0].DistanceMetres, 1.0); // 0.01 degree of latitude at 17 S
                    Assert.True(results[0].NearestPoint.IsValid);
                }

                Assert.True(index.IsNearAnyAsset(PositionReport.ToRaw(-17.01), PositionReport.ToRaw(longitude)));
            }

            Assert.Equal(0, index.FindWithin(new GeoPosition(-17.01, 0), 20_000, Noon, results));
        }
    }

    [Fact]
    public void FindWithin_CableAreaAcrossTheAntimeridian_IsFoundFromBothSides()
    {
        var index = AssetIndex.Build(Of(CableArea("fiji", (-18, 179), (-18, -179), (-16, -179), (-16, 179), (-18, 179))));
        var results = new AssetProximity[1];
        foreach (var longitude in new[] { 179.1, 180, -180, -179.1 })
        {
            foreach (var radius in new[] { 1, 20_000 })
            {
                Assert.Equal(1, index.FindWithin(new GeoPosition(-17, longitude), radius, Noon, results));
                Assert.Equal(0, results[0].DistanceMetres);
            }
        }

        Assert.Equal(0, index.FindWithin(new GeoPosition(-17, 0), 20_000, Noon, results));
    }

    [Fact]
    public void Build_AroundAPole_DoesNotFail()
    {
        var index = AssetIndex.Build(Of(Line("polar", (89.99, 0), (89.99, 120), (89.99, -120), (89.99, 0)), Line("pole", (89, 10), (90, 10))));

        Assert.Equal(1, index.FindWithin(new GeoPosition(89.5, 10), 500, Noon, new AssetProximity[4]));
    }

    [Fact]
    public void FindWithin_EmptyChart_FindsNothing()
    {
        var index = AssetIndex.Build(Chart.Empty);

        Assert.False(index.IsNearAnyAsset(30_840_000, 1_500_000));
        Assert.Equal(0, index.FindWithin(new GeoPosition(51.4, 2.5), 500_000, Noon, new AssetProximity[1]));
        Assert.Equal(0, index.FindCrossings(new GeoPosition(51.4, 2.5), new GeoPosition(52.4, 3.5), Noon, new AssetCrossing[1]));
        Assert.Equal(0, index.Project(new GeoPosition(51.4, 2.5), 45, 150_000, Noon, new ProjectedCrossing[1]));
        Assert.Equal(0, index.FindAreas(new GeoPosition(51.4, 2.5), 1_000, Noon, new AreaProximity[1]));
    }

    [Fact]
    public void Build_OptionOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AssetIndex.Build(Chart.Empty, new AssetIndexOptions { MarginMetres = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => AssetIndex.Build(Chart.Empty, new AssetIndexOptions { ApproachMetres = 100_001 }));
    }

    [Fact]
    public void Queries_OfEveryKind_AllocateNothing()
    {
        var chart = Random(6, lines: 40, vertices: 60, 51, 2, 1.5, 1.5);
        var index = AssetIndex.Build(chart with { Areas = [Area("roads", (51.2, 2.2), (51.2, 2.9), (51.9, 2.9), (51.9, 2.2), (51.2, 2.2))] });
        var (near, hits, ahead, areas) = (new AssetProximity[8], new AssetCrossing[8], new ProjectedCrossing[8], new AreaProximity[8]);
        Query();
        var found = 0;
        Assert.Equal(0, Allocations.LeastOf(() => found = Query()));
        Assert.True(found > 100);

        int Query()
        {
            var count = 0;
            for (var i = 0; i < 200; i++)
            {
                var (from, to) = (new GeoPosition(51.2 + (i * 0.006), 2.3), new GeoPosition(51.2 + (i * 0.006), 2.6));
                count += index.FindWithin(from, 1_000, Noon, near) + index.FindWithin(from, 9_000, Noon, near);
                count += index.FindInReach(from, Noon, near) + (index.TryFindNearest(from, Noon, out _) ? 1 : 0);
                count += index.FindCrossings(from, to, Noon, hits) + index.Project(from, i, 50_000, Noon, ahead) + index.FindAreas(from, 500, Noon, areas);
            }

            return count;
        }
    }

    private static List<string> Expected(Chart chart, GeoPosition position, double radius) =>
        [.. chart.Assets.Where(a => BruteForce.PlaneDistanceMetres(a, position) is var plane
            // Within the error of the plane of the limit the geodesic decides.
            && (Math.Abs(plane - radius) > 0.002 * radius ? plane <= radius : BruteForce.GeodesicDistanceMetres(a, position) <= radius))
            .Select(a => a.Id).Order(StringComparer.Ordinal)];

    private static void AssertNearest(AssetIndex index, GeoPosition position, List<string> expected, ReadOnlySpan<AssetProximity> within)
    {
        if (expected.Count > 0 && within[0].DistanceMetres < index.ReachMetres)
        {
            Assert.True(index.TryFindNearest(position, Noon, out var nearest));
            Assert.Equal(within[0].Asset.Id, nearest.Asset.Id);
            Assert.Equal(within[0].DistanceMetres, nearest.DistanceMetres, 1e-6);
            var plane = BruteForce.PlaneDistanceMetres(nearest.Asset, position);
            Assert.Equal(plane, nearest.DistanceMetres, (0.001 * plane) + 0.001);
        }
    }
}
