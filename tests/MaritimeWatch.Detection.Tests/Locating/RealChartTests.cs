using System.Globalization;
using System.IO.Compression;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;
using static MaritimeWatch.Detection.Tests.Locating.Charted;

namespace MaritimeWatch.Detection.Tests.Locating;

/// <summary>The index on cables as built and as mapped, and on recorded traffic over them.</summary>
public sealed class RealChartTests
{
    private const string Kattegat = "kattegat-dma/kattegat_1min_2025-11-01_and_03.csv.gz";

    [SharedDataFact(RealCharts.BelgianCables)]
    public void FindWithin_BelgianCablesAsBuilt_GivesTheSameAsBruteForce()
    {
        var chart = RealCharts.Load(RealCharts.BelgianCables);
        Assert.Equal(120_086, chart.Assets.Sum(a => a.Parts.Sum(p => p.Length))); // as counted in the file's description
        var index = AssetIndex.Build(chart);
        var random = new Random(31);
        var vertices = chart.Assets.SelectMany(a => a.Parts).SelectMany(p => p).ToArray();
        var results = new AssetProximity[6];
        for (var i = 0; i < 80; i++)
        {
            var beside = vertices[random.Next(vertices.Length)];
            var position = Geodesic.Go(beside, random.NextDouble() * 360, random.NextDouble() * 2_500).Position;
            AssertSame(chart, index, position, 1_852, results);
        }
    }

    [SharedDataFact(RealCharts.BelgianCables)]
    public void FindCrossings_BelgianCablesAsBuilt_GivesTheSameAsBruteForce()
    {
        var chart = RealCharts.Load(RealCharts.BelgianCables);
        var index = AssetIndex.Build(chart);
        var random = new Random(32);
        var vertices = chart.Assets.SelectMany(a => a.Parts).SelectMany(p => p).ToArray();
        var found = 0;
        for (var i = 0; i < 80; i++)
        {
            // A leg of up to 8 km that passes somewhere near a cable.
            var from = Geodesic.Go(vertices[random.Next(vertices.Length)], random.NextDouble() * 360, random.NextDouble() * 2_000).Position;
            found += AssertSameCrossings(chart, index, from, Geodesic.Go(from, random.NextDouble() * 360, random.NextDouble() * 8_000).Position);
        }

        Assert.True(found > 50, $"only {found} crossings");
    }

    [SharedDataFact(RealCharts.BalticCables, Kattegat)]
    public void FindWithin_RecordedTrafficOverKontiSkan_GivesTheSameAsBruteForce()
    {
        var chart = RealCharts.Load(RealCharts.BalticCables);
        var index = AssetIndex.Build(chart);
        var results = new AssetProximity[16];
        var found = 0;
        foreach (var fix in Fixes().Where((_, i) => i % 80 == 0))
        {
            found += AssertSame(chart, index, fix.Position, 1_852, results);
            var near = index.IsNearAnyAsset(PositionReport.ToRaw(fix.Position.Latitude), PositionReport.ToRaw(fix.Position.Longitude));
            Assert.True(near || index.FindWithin(fix.Position, index.ReachMetres, Noon, results) == 0);
        }

        Assert.True(found > 25, $"only {found} proximities");
    }

    [SharedDataFact(RealCharts.BalticCables, Kattegat)]
    public void FindCrossings_RecordedTracksOverKontiSkan_GivesTheSameAsBruteForceAndEachPassOnce()
    {
        var chart = RealCharts.Load(RealCharts.BalticCables);
        var near = chart with { Assets = [.. chart.Assets.Where(a => a.Parts.Any(p => p.Any(v => v is { Latitude: > 57 and < 57.7, Longitude: > 10 and < 12.2 })))] };
        var index = AssetIndex.Build(near);
        var found = 0;
        foreach (var track in Fixes().GroupBy(f => f.Track))
        {
            var fixes = track.OrderBy(f => f.Time.UnixMilliseconds).ToArray();
            for (var i = 1; i < fixes.Length; i++)
            {
                found += AssertSameCrossings(near, index, fixes[i - 1].Position, fixes[i].Position);
            }
        }

        Assert.True(found > 100, $"only {found} crossings");
    }

    [SharedDataFact(RealCharts.BalticCables, Kattegat)]
    public void FindWithin_TrawlerOverKontiSkan_IsNearItForTheMinutesOnRecord()
    {
        // Description of the recording: MMSI 266057000 moves below 3 kn within 1 km of Konti-Skan for 166 minutes on
        // 3 November 2025, 11:42 to 16:05; counted there with a plane in degrees, hence the tolerance.
        var index = AssetIndex.Build(RealCharts.Load(RealCharts.BalticCables));
        var results = new AssetProximity[16];
        var day = Instant.FromUtc(2025, 11, 3, 11, 42);
        var minutes = Fixes().Count(f => f.Track.StartsWith("266057000", StringComparison.Ordinal) && f.Knots < 3
            && f.Time >= day && f.Time <= day + TimeSpan.FromMinutes(263)
            && index.FindWithin(f.Position, 1_000, Noon, results) is var count && results.Take(count).Any(r => r.Asset.Name.Contains("Konti-Skan", StringComparison.Ordinal)));

        Assert.InRange(minutes, 160, 172);
    }

    private static int AssertSame(Chart chart, AssetIndex index, GeoPosition position, double radius, AssetProximity[] results)
    {
        var all = chart.Assets.Select(a => (a.Id, Metres: BruteForce.PlaneDistanceMetres(a, position))).ToArray();
        var count = index.FindWithin(position, radius, Noon, results);
        var ids = results.Take(count).Select(r => r.Asset.Id).ToArray();

        // The plane of the yardstick is off by up to 0.1 %; within that of the limit both answers are right.
        Assert.All(all.Where(a => a.Metres < radius * 0.998), a => Assert.Contains(a.Id, ids));
        Assert.All(results.Take(count), r => Assert.Equal(all.Single(a => a.Id == r.Asset.Id).Metres, r.DistanceMetres, (0.001 * r.DistanceMetres) + 0.001));
        Assert.Equal(results.Take(count).Select(r => r.DistanceMetres).Order(), results.Take(count).Select(r => r.DistanceMetres));
        if (count > 0)
        {
            Assert.True(index.TryFindNearest(position, Noon, out var nearest));
            Assert.Equal(results[0].Asset.Id, nearest.Asset.Id);
            Assert.Equal(results[0].DistanceMetres, nearest.DistanceMetres, 1e-6);
        }

        return count;
    }

    private static int AssertSameCrossings(Chart chart, AssetIndex index, GeoPosition from, GeoPosition to)
    {
        var expected = BruteForce.Crossings(chart, from, to);
        var results = new AssetCrossing[64];
        var count = index.FindCrossings(from, to, Noon, results);

        Assert.Equal(expected.Select(e => e.Id), results.Take(count).Select(r => r.Asset.Id));
        Assert.All(expected.Zip(results), pair => Assert.Equal(pair.First.Fraction, pair.Second.Fraction, 1e-5));
        return count;
    }

    private static List<(string Track, Instant Time, GeoPosition Position, double Knots)> Fixes()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.Path(Kattegat)), CompressionMode.Decompress));
        var columns = reader.ReadLine()!.Split(',').ToList();
        var (time, latitude, longitude, speed, track) =
            (columns.IndexOf("Timestamp"), columns.IndexOf("Latitude"), columns.IndexOf("Longitude"), columns.IndexOf("SOG"), columns.IndexOf("TrackID"));
        var fixes = new List<(string, Instant, GeoPosition, double)>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            Assert.True(Instant.TryParse(fields[time], out var instant));
            fixes.Add((fields[track], instant, new GeoPosition(Number(fields[latitude]), Number(fields[longitude])), Number(fields[speed]) / Nautical.MetresPerSecondPerKnot));
        }

        return fixes;

        static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
    }
}
