using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Benchmarks;

/// <summary>Building the index, and querying lines of 40,000 vertices (legs of a few metres, as surveyed).</summary>
[MemoryDiagnoser]
public class LocateBuildBenchmarks
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 12, 25, 12);
    private readonly AssetCrossing[] crossings = new AssetCrossing[64];
    private Chart surveyed = Chart.Empty;
    private Chart regional = Chart.Empty;
    private Chart world = Chart.Empty;
    private AssetIndex index = null!;
    private GeoPosition[] near = [];

    /// <summary>Makes the charts.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(40_000);
        surveyed = ChartOf(Enumerable.Range(0, 3).Select(i => LocateCharts.Wander(random, $"surveyed-{i}", 40_000, 0.00003, 51, 1, 1, 2, turnRadians: 0.01)));
        regional = ChartOf(Enumerable.Range(0, 300).Select(i => LocateCharts.Wander(random, $"line-{i}", 50, 0.04, 51, 1, 3, 4)));

        // About 500,000 km, a third of the world's telecom cables, between 60 S and 60 N.
        world = ChartOf(Enumerable.Range(0, 100).Select(i => LocateCharts.Wander(random, $"world-{i}", 100, 0.5, -60, -179, 120, 358)));
        index = AssetIndex.Build(surveyed);
        near = [.. Enumerable.Range(0, 1_000).Select(_ => surveyed.Assets[random.Next(3)].Parts[0][random.Next(40_000)])
            .Select(p => new GeoPosition(p.Latitude + ((random.NextDouble() - 0.5) * 0.02), p.Longitude + ((random.NextDouble() - 0.5) * 0.02)))];
    }

    /// <summary>Three lines of 40,000 vertices.</summary>
    [Benchmark]
    public object BuildThreeLinesOf40000() => AssetIndex.Build(surveyed);

    /// <summary>300 lines of 50 vertices.</summary>
    [Benchmark]
    public object Build300LinesOf50() => AssetIndex.Build(regional);

    /// <summary>100 lines of 100 vertices, about 500,000 km over the whole world.</summary>
    [Benchmark]
    public object BuildWorld() => AssetIndex.Build(world);

    /// <summary>Nearest asset within about a kilometre of the surveyed lines.</summary>
    [Benchmark(OperationsPerInvoke = 1_000)]
    public double FindNearestOnSurveyedLines()
    {
        var metres = 0.0;
        foreach (var position in near)
        {
            metres += index.TryFindNearest(position, Noon, out var nearest) ? nearest.DistanceMetres : 0;
        }

        return metres;
    }

    /// <summary>Crossings of a leg of 1 km near the surveyed lines.</summary>
    [Benchmark(OperationsPerInvoke = 1_000)]
    public int FindCrossingsOfSurveyedLines()
    {
        var found = 0;
        foreach (var position in near)
        {
            found += index.FindCrossings(position, new GeoPosition(position.Latitude + 0.0064, position.Longitude + 0.01), Noon, crossings);
        }

        return found;
    }

    private static Chart ChartOf(IEnumerable<ChartedAsset> assets) => new([.. assets], ImmutableArray<ContextArea>.Empty);
}
