using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Tests;
using static MaritimeWatch.Detection.Tests.Locating.Charted;

namespace MaritimeWatch.Detection.Tests.Charts;

/// <summary>The chart files that come with the product, and that exercises on them do what the scenarios need.</summary>
public sealed class ShippedChartTests
{
    private static readonly Chart Charted = Load("north-sea-charted.geojson");
    private static readonly Chart Exercise = Load("north-sea-exercise.geojson", "north-sea-context.geojson");

    [Fact]
    public void Files_AsShipped_HaveEverythingAndItsSource()
    {
        Assert.Equal(66, Charted.Assets.Length);
        Assert.Equal(1 + 3 + 4 + 11 + 1 + 1, Exercise.Areas.Length); // anchorage, pilots, lanes, ports, wind farm, restricted
        Assert.All(Charted.Assets.Concat(Exercise.Assets), a => Assert.NotNull(a.Source));
        Assert.All(Exercise.Areas, a => Assert.Contains("exercises", a.Source!, StringComparison.Ordinal));
        Assert.All(Exercise.Assets, a => Assert.StartsWith("Exercise only, not for watch-keeping", a.Source!, StringComparison.Ordinal));
    }

    [Fact]
    public void ExerciseFile_AgainstTheChartedOne_HasTheSameLinesWithTheDoubtOfASurvey()
    {
        foreach (var (charted, exercise) in Charted.Assets.Zip(Exercise.Assets))
        {
            Assert.Equal((charted.Id, charted.Name, charted.Category, charted.Status), (exercise.Id, exercise.Name, exercise.Category, exercise.Status));
            Assert.Equal(charted.Parts.SelectMany(p => p), exercise.Parts.SelectMany(p => p));
            Assert.True(charted.PositionalSigmaMetres >= 2_000);
            Assert.Equal(ChartedAsset.DefaultSigmaMetres(exercise.Category), exercise.PositionalSigmaMetres);
        }
    }

    [Fact]
    public void WesthinderAnchorage_AnywhereInIt_IsMoreThanAKilometreFromEveryAsset()
    {
        var index = AssetIndex.Build(Exercise);
        var ring = Exercise.Areas.Single(a => a.Id == "westhinder-anchorage").Rings[0];
        var results = new AssetProximity[4];
        for (var i = 1; i < ring.Length; i++)
        {
            for (var share = 0; share <= 100; share++)
            {
                var edge = new GeoPosition(
                    ring[i - 1].Latitude + (share / 100.0 * (ring[i].Latitude - ring[i - 1].Latitude)),
                    ring[i - 1].Longitude + (share / 100.0 * (ring[i].Longitude - ring[i - 1].Longitude)));
                Assert.Equal(0, index.FindWithin(edge, 1_000, Noon, results));
            }
        }
    }

    [Fact]
    public void DragEastwardFromTheWesthinderRoads_OnTheExerciseChart_MeetsFranpipeFirstThenTheExports()
    {
        // The scenario "Belgian coast": 51.38,2.45 to 51.44,2.75 to 51.50,3.05.
        var index = AssetIndex.Build(Exercise);
        GeoPosition[] track = [new(51.38, 2.45), new(51.44, 2.75), new(51.50, 3.05)];
        var areas = new AreaProximity[4];
        var crossings = new AssetCrossing[32];
        var met = new List<string>();
        for (var i = 1; i < track.Length; i++)
        {
            met.AddRange(crossings.Take(index.FindCrossings(track[i - 1], track[i], Noon, crossings)).Select(c => c.Asset.Id));
        }

        Assert.Equal(1, index.FindAreas(track[0], 0, Noon, areas));
        Assert.Equal("westhinder-anchorage", areas[0].Area.Id);
        Assert.Equal("gas-franpipe", met[0]);
        string[] exports = ["pwr-cpower", "pwr-belwind", "pwr-mog", "pwr-northwind", "pwr-norther"];
        Assert.Equal(exports, met.Where(exports.Contains)); // the order of the scenario's table
        var hits = new ProjectedCrossing[8];
        Assert.True(index.Project(track[0], Geodesic.Between(track[0], track[1]).InitialCourseDegrees, 10_000, Noon, hits) > 0);
        Assert.Equal("gas-franpipe", hits[0].Asset.Id);
        Assert.InRange(hits[0].DistanceMetres / Nautical.MetresPerMile, 1.0, 1.6); // the table says 1.3 nm
    }

    private static Chart Load(params string[] files)
    {
        var reading = ChartReader.Read(files.Select(f => new ChartFile(f, File.ReadAllBytes(SharedData.InRepository($"data-samples/assets/{f}")))));
        Assert.Empty(reading.Problems);
        return reading.Chart;
    }
}
