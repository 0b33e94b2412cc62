using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace MaritimeWatch.Benchmarks;

/// <summary>Nearest leg and distance for positions among 300 lines of 50 vertices, beside an STRtree of the same legs.</summary>
/// <remarks>
/// The lines lie in the southern North Sea (51 to 56 N, 0 to 8 E), 50,000 km in legs of about 3.5 km, sigma 50 m. "Uniform": positions anywhere in that box;
/// "NearAssets": every position within 1 nm of a line. The peer is given the plane of the area ready projected and its legs boxed, and
/// is asked for the legs within the same reach, the distance to each, and the least: the same answer.
/// </remarks>
[MemoryDiagnoser]
public class LocateBenchmarks
{
    private const int Positions = 10_000;
    private const double South = 51;
    private const double West = 0;
    private const double Height = 5;
    private const double Width = 8;
    private const double MetresPerLatitude = 111_250;
    private const double MetresPerLongitude = 66_300;
    private static readonly Instant Noon = Instant.FromUtc(2024, 12, 25, 12);
    private readonly AssetCrossing[] crossings = new AssetCrossing[16];
    private readonly AssetProximity[] nearby = new AssetProximity[8];
    private AssetIndex index = null!;
    private STRtree<LineSegment> tree = null!;
    private PositionReport[] reports = null!;

    /// <summary>Where the positions lie.</summary>
    [Params("Uniform", "NearAssets")]
    public string Mix { get; set; } = "Uniform";

    /// <summary>Builds both indices and draws the positions.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(300_050);
        var lines = Enumerable.Range(0, 300).Select(i => LocateCharts.Wander(random, $"line-{i:D3}", 50, 0.04, South, West, Height, Width)).ToImmutableArray();
        index = AssetIndex.Build(new Chart(lines, []));
        tree = new STRtree<LineSegment>();
        foreach (var part in lines.SelectMany(line => line.Parts))
        {
            for (var i = 1; i < part.Length; i++)
            {
                var segment = new LineSegment(Plane(part[i - 1]), Plane(part[i]));
                tree.Insert(new Envelope(segment.P0, segment.P1), segment);
            }
        }

        tree.Build();
        reports = [.. Enumerable.Range(0, Positions).Select(_ => Mix == "Uniform" ? Anywhere(random) : Near(random, lines))
            .Select((p, i) => PositionReport.Create(Noon, new Mmsi(205_000_000 + (uint)i), p))];
    }

    /// <summary>The question asked of every report: is there anything to locate at all.</summary>
    [Benchmark(OperationsPerInvoke = Positions)]
    public int IsNearAnyAsset()
    {
        var near = 0;
        foreach (ref readonly var report in reports.AsSpan())
        {
            near += index.IsNearAnyAsset(report.RawLatitude, report.RawLongitude) ? 1 : 0;
        }

        return near;
    }

    /// <summary>Nearest asset, distance and nearest point.</summary>
    [Benchmark(OperationsPerInvoke = Positions)]
    public double TryFindNearest()
    {
        var metres = 0.0;
        foreach (ref readonly var report in reports.AsSpan())
        {
            metres += index.TryFindNearest(report.Position, Noon, out var nearest) ? nearest.DistanceMetres : 0;
        }

        return metres;
    }

    /// <summary>As the pipeline does: the cheap question first, the distance only where it says yes.</summary>
    [Benchmark(OperationsPerInvoke = Positions, Baseline = true)]
    public double NearThenNearest()
    {
        var metres = 0.0;
        foreach (ref readonly var report in reports.AsSpan())
        {
            if (index.IsNearAnyAsset(report.RawLatitude, report.RawLongitude)
                && index.TryFindNearest(report.Position, Noon, out var nearest))
            {
                metres += nearest.DistanceMetres;
            }
        }

        return metres;
    }

    /// <summary>Every asset within 1 nm, nearest first.</summary>
    [Benchmark(OperationsPerInvoke = Positions)]
    public int FindWithinOneMile()
    {
        var found = 0;
        foreach (ref readonly var report in reports.AsSpan())
        {
            found += index.FindWithin(report.Position, 1_852, Noon, nearby);
        }

        return found;
    }

    /// <summary>Crossings of the leg from each position to a place 150 m north-east: half a minute at 10 kn.</summary>
    [Benchmark(OperationsPerInvoke = Positions)]
    public int FindCrossings()
    {
        var found = 0;
        foreach (ref readonly var report in reports.AsSpan())
        {
            var from = report.Position;
            found += index.FindCrossings(from, new GeoPosition(from.Latitude + 0.00095, from.Longitude + 0.00156), Noon, crossings);
        }

        return found;
    }

    /// <summary>The peer: NetTopologySuite's STRtree over the legs, within the same reach.</summary>
    [Benchmark(OperationsPerInvoke = Positions)]
    public double NetTopologySuiteStrTree()
    {
        var metres = 0.0;
        foreach (ref readonly var report in reports.AsSpan())
        {
            var place = Plane(report.Position);
            var best = double.PositiveInfinity;
            var reach = index.ReachMetres;
            foreach (var segment in tree.Query(new Envelope(place.X - reach, place.X + reach, place.Y - reach, place.Y + reach)))
            {
                best = Math.Min(best, segment.Distance(place));
            }

            metres += best <= reach ? best : 0;
        }

        return metres;
    }

    private static Coordinate Plane(GeoPosition position) => new(position.Longitude * MetresPerLongitude, position.Latitude * MetresPerLatitude);

    private static GeoPosition Anywhere(Random random) => new(South + (random.NextDouble() * Height), West + (random.NextDouble() * Width));

    private static GeoPosition Near(Random random, ImmutableArray<ChartedAsset> lines)
    {
        var line = lines[random.Next(lines.Length)].Parts[0];
        var at = random.Next(line.Length - 1);
        var share = random.NextDouble();
        var (metres, course) = (random.NextDouble() * 1_852, random.NextDouble() * 2 * Math.PI);
        return new GeoPosition(
            line[at].Latitude + (share * (line[at + 1].Latitude - line[at].Latitude)) + (metres * Math.Cos(course) / MetresPerLatitude),
            line[at].Longitude + (share * (line[at + 1].Longitude - line[at].Longitude)) + (metres * Math.Sin(course) / MetresPerLongitude));
    }
}
