using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using static MaritimeWatch.Detection.Tests.Locating.Charted;

namespace MaritimeWatch.Detection.Tests.Locating;

public sealed class AssetCrossingTests
{
    private static readonly AssetIndex EastWest = AssetIndex.Build(Of(Line("cable", (51, 2), (51, 2.5), (51, 3))));

    [Fact]
    public void FindCrossings_LegOverACable_GivesFractionAndPoint()
    {
        var crossings = new AssetCrossing[2];

        Assert.Equal(1, EastWest.FindCrossings(new GeoPosition(50.99, 2.1), new GeoPosition(51.03, 2.3), Noon, crossings));
        Assert.Equal(0.25, crossings[0].Fraction, 1e-9);
        Assert.Equal(51, crossings[0].Point.Latitude, 1e-9);
        Assert.Equal(2.15, crossings[0].Point.Longitude, 1e-9);
    }

    [Fact]
    public void FindCrossings_ThroughAChartedVertex_CountsOnce()
    {
        Assert.Equal(["cable@0.50"], Cross(EastWest, (50.99, 2.5), (51.01, 2.5)));
        Assert.Equal(["cable@0.50"], Cross(EastWest, (51.01, 2.5), (50.99, 2.5)));
    }

    [Fact]
    public void FindCrossings_FixExactlyOnTheLine_CountsOnceAcrossConsecutiveLegs()
    {
        foreach (var longitude in new[] { 2.25, 2.5 })
        {
            Assert.Empty(Cross(EastWest, (50.99, longitude), (51, longitude)));
            Assert.Equal(["cable@0.00"], Cross(EastWest, (51, longitude), (51.01, longitude)));
            Assert.Empty(Cross(EastWest, (51.01, longitude), (51, longitude)));
            Assert.Equal(["cable@0.00"], Cross(EastWest, (51, longitude), (50.99, longitude)));
        }
    }

    [Fact]
    public void FindCrossings_AlongTheLineOrStandingOnIt_CrossesNothing()
    {
        Assert.Empty(Cross(EastWest, (51, 2.1), (51, 2.4)));
        Assert.Empty(Cross(EastWest, (51, 2.1), (51, 2.1)));
    }

    [Fact]
    public void FindCrossings_ShortOfTheLineOrBesideItsEnd_CrossesNothing()
    {
        Assert.Empty(Cross(EastWest, (50.99, 2.3), (50.9999, 2.3)));
        Assert.Empty(Cross(EastWest, (50.99, 1.9999), (51.01, 1.9999)));
        Assert.Empty(Cross(EastWest, (50.99, 3.0001), (51.01, 3.0001)));
    }

    [Fact]
    public void FindCrossings_ZigzagLine_IsCrossedAsOftenAsItIsMet()
    {
        var index = AssetIndex.Build(Of(Line("zigzag", (51, 2), (51.02, 2.1), (51, 2.2), (51.02, 2.3))));

        Assert.Equal(["zigzag@0.17", "zigzag@0.50", "zigzag@0.83"], Cross(index, (51.01, 2), (51.01, 2.3)));
        Assert.Equal(["zigzag@0.17"], Cross(index, (51.01, 2), (51.01, 2.3), room: 1));
        Assert.Empty(Cross(index, (51.01, 2), (51.01, 2.3), room: 0));
    }

    [Fact]
    public void FindCrossings_SeveralAssetsAtOnce_AreInTheOrderSailedThenById()
    {
        var index = AssetIndex.Build(Of(
            Line("far", (51.02, 2), (51.02, 3)), Line("twin-b", (51.01, 2), (51.01, 3)), Line("twin-a", (51.01, 2), (51.01, 3))));

        Assert.Equal(["twin-a@0.25", "twin-b@0.25", "far@0.75"], Cross(index, (51.005, 2.5), (51.025, 2.5)));
        Assert.Equal(["far@0.25", "twin-a@0.75", "twin-b@0.75"], Cross(index, (51.025, 2.5), (51.005, 2.5)));
    }

    [Fact]
    public void FindCrossings_CableArea_CountsEnteringOnly()
    {
        var index = AssetIndex.Build(Of(CableArea("area", (51, 2), (51, 2.5), (51.3, 2.5), (51.3, 2), (51, 2))));

        Assert.Equal(["area@0.50"], Cross(index, (50.99, 2.25), (51.01, 2.25)));
        Assert.Empty(Cross(index, (51.01, 2.25), (50.99, 2.25)));
        Assert.Empty(Cross(index, (51.1, 2.1), (51.2, 2.4)));
        Assert.Equal(["area@0.25"], Cross(index, (51.1, 1.75), (51.1, 2.75)));
    }

    [Fact]
    public void FindCrossings_AcrossTheAntimeridian_AreFound()
    {
        var index = AssetIndex.Build(Of(Line("west", (-17.5, 179.95), (-16.5, 179.95)), Line("east", (-17.5, -179.95), (-16.5, -179.95)), Line("on", (-17.5, 180), (-16.5, 180))));

        Assert.Equal(["west@0.25", "on@0.50", "east@0.75"], Cross(index, (-17, 179.9), (-17, -179.9)));
        Assert.Equal(["east@0.25", "on@0.50", "west@0.75"], Cross(index, (-17, -179.9), (-17, 179.9)));
    }

    [Theory]
    [InlineData(11, 51, 2, 1.5, 0.01)]
    [InlineData(12, 51, 2, 1.5, 0.3)]
    [InlineData(13, -70, -60, 1.0, 0.1)]
    public void FindCrossings_ManyLines_GivesTheSameAsBruteForce(int seed, double south, double west, double degrees, double legDegrees)
    {
        var chart = Random(seed, lines: 40, vertices: 60, south, west, degrees, degrees);
        var index = AssetIndex.Build(chart);
        var random = new Random(seed + 1_000);
        var results = new AssetCrossing[400];
        var found = 0;
        for (var i = 0; i < 1_500; i++)
        {
            var from = new GeoPosition(south + (random.NextDouble() * degrees), west + (random.NextDouble() * degrees));
            var to = new GeoPosition(from.Latitude + ((random.NextDouble() - 0.5) * legDegrees), from.Longitude + ((random.NextDouble() - 0.5) * legDegrees));
            var expected = BruteForce.Crossings(chart, from, to);
            var count = index.FindCrossings(from, to, Noon, results);

            Assert.Equal(expected.Select(e => e.Id), results.Take(count).Select(r => r.Asset.Id));
            Assert.All(expected.Zip(results), pair => Assert.Equal(pair.First.Fraction, pair.Second.Fraction, 1e-6));
            found += count;
        }

        Assert.True(found > 40, $"only {found} crossings: the comparison proves little");
    }

    [Fact]
    public void FindCrossings_TrackWithFixesOnVertices_CountsEachPassOnce()
    {
        // A ship that weaves over a cable, with fixes on charted vertices: passes = changes of side.
        var index = AssetIndex.Build(Of(Line("cable", [.. Enumerable.Range(0, 41).Select(i => (51.0, 2 + (i / 40.0)))])));
        (double, double)[] track = [.. Enumerable.Range(0, 41).Select(i => (51 + (0.001 * ((i % 4) - 1) * (i % 4 == 3 ? 0 : 1)), 2 + (i / 40.0)))];

        var crossings = track.Zip(track.Skip(1)).Sum(leg => Cross(index, leg.First, leg.Second).Count);

        // Fixes go -1, 0, +1, 0 (thousandths of a degree) and over again, ten times.
        Assert.Equal(20, crossings);
    }

    [Fact]
    public void Project_CourseHeld_MeetsTheAssetsAheadInOrder()
    {
        var index = AssetIndex.Build(Of(
            Line("near", (51, 2.6), (52, 2.6)), Line("far", (51, 3.4), (52, 3.4)), Line("behind", (51, 2.4), (52, 2.4)), Line("beyond", (51, 5), (52, 5))));
        var results = new ProjectedCrossing[4];
        var origin = new GeoPosition(51.5, 2.5);

        Assert.Equal(2, index.Project(origin, 90, 100_000, Noon, results));
        Assert.Equal(["near", "far"], results.Take(2).Select(r => r.Asset.Id));

        // On a parallel: the length of a degree of longitude at 51.5 N on WGS 84.
        var metresPerDegree = new LocalPlane(origin).MetresPerDegreeLongitude;
        Assert.Equal(0.1 * metresPerDegree, results[0].DistanceMetres, 0.5);
        Assert.Equal(0.9 * metresPerDegree, results[1].DistanceMetres, 0.5);
        Assert.Equal(51.5, results[1].Point.Latitude, 1e-9);
        Assert.Equal(1, index.Project(origin, 90, 100_000, Noon, results.AsSpan(0, 1)));
        Assert.Equal("near", results[0].Asset.Id);
    }

    [Fact]
    public void Project_LineMetTwice_GivesTheFirstMeeting()
    {
        var index = AssetIndex.Build(Of(Line("bend", (51, 2.6), (51.6, 2.6), (51.6, 2.8), (51, 2.8))));
        var results = new ProjectedCrossing[4];

        Assert.Equal(1, index.Project(new GeoPosition(51.3, 2.5), 90, 100_000, Noon, results));
        Assert.Equal(2.6, results[0].Point.Longitude, 1e-6);
    }

    [Fact]
    public void Project_FromInsideACableArea_IsThereAlready()
    {
        var index = AssetIndex.Build(Of(CableArea("area", (51, 2), (51, 2.5), (51.3, 2.5), (51.3, 2), (51, 2))));
        var results = new ProjectedCrossing[1];

        Assert.Equal(1, index.Project(new GeoPosition(51.1, 2.2), 45, 10_000, Noon, results));
        Assert.Equal(0, results[0].DistanceMetres);
    }

    [Fact]
    public void Project_LongDiagonal_RunsAlongARhumbLine()
    {
        // Rhumb line from 51 N 2 E to 52 N on course 045, by the meridional parts of WGS 84: difference of longitude
        // = tan(course) * difference of isometric latitude.
        var index = AssetIndex.Build(Of(Line("parallel", (52, 2), (52, 6))));
        var results = new ProjectedCrossing[1];

        Assert.Equal(1, index.Project(new GeoPosition(51, 2), 45, 200_000, Noon, results));
        Assert.Equal(2 + Isometric(52) - Isometric(51), results[0].Point.Longitude, 2e-5);
        Assert.Equal(Geodesic.DistanceMetres(new GeoPosition(51, 2), new GeoPosition(52, 2)) * Math.Sqrt(2), results[0].DistanceMetres, 2.0);

        static double Isometric(double latitude)
        {
            const double e = 0.0818191908426215;
            var sin = Math.Sin(latitude * Math.PI / 180);
            return (Math.Atanh(sin) - (e * Math.Atanh(e * sin))) * 180 / Math.PI;
        }
    }

    [Fact]
    public void Project_OverThePole_Ends()
    {
        var index = AssetIndex.Build(Of(Line("a", (51, 2.6), (52, 2.6))));

        Assert.Equal(0, index.Project(new GeoPosition(89.9, 2.5), 0, 150_000, Noon, new ProjectedCrossing[1]));
        Assert.Equal(0, index.Project(new GeoPosition(51.5, 179.9), 90, 150_000, Noon, new ProjectedCrossing[1]));
    }

    private static List<string> Cross(AssetIndex index, (double Lat, double Lon) from, (double Lat, double Lon) to, int room = 8)
    {
        var crossings = new AssetCrossing[room];
        var count = index.FindCrossings(new GeoPosition(from.Lat, from.Lon), new GeoPosition(to.Lat, to.Lon), Noon, crossings);
        return [.. crossings.Take(count).Select(c => FormattableString.Invariant($"{c.Asset.Id}@{c.Fraction:F2}"))];
    }
}
