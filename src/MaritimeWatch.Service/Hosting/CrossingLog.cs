using MaritimeWatch.Detection;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Charts;
using MaritimeWatch.Storage.Crossings;

namespace MaritimeWatch.Service.Hosting;

/// <summary>What the analyser sees crossing the charted assets, into the store as it happens; with the span in which nothing is missing.</summary>
/// <remarks>
/// A restart finds the crossings of the replayed window again, and stores none twice. It goes on with the span that was covered where the window reaches into it; else a new
/// one begins when every leg that a silent vessel may have begun before the window is over.
/// </remarks>
internal sealed class CrossingLog
{
    /// <summary>How much event time passes between two notes of how far the table is complete.</summary>
    private static readonly TimeSpan CoverEvery = TimeSpan.FromMinutes(10);

    /// <summary>Beyond so many that find no room in the store, what is covered ends and begins anew.</summary>
    private const int MostWaiting = 100_000;

    private readonly SqliteCrossings store;
    private readonly Analyser analyser;
    private readonly TimeSpan longestLeg;
    private readonly (string Id, string Shape)[] assets;
    private readonly Dictionary<string, Instant> since = [];
    private readonly List<VesselCrossing> waiting = [];
    private Instant coveredTo = Instant.MinValue;

    private CrossingLog(SqliteCrossings store, Analyser analyser, Chart chart, TimeSpan longestLeg)
    {
        (this.store, this.analyser, this.longestLeg) = (store, analyser, longestLeg);
        assets = [.. chart.Assets.Select(asset => (asset.Id, AssetShapeHash.Of(asset)))];
    }

    /// <summary>Keeps the crossings of a chart, and the chart itself.</summary>
    public static CrossingLog Open(SqliteStore store, Analyser analyser, Chart chart, TrackOptions options, TimeProvider clock)
    {
        var content = ChartShape.Write(chart, null);
        store.Charts.Note(new StoredChart(new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()), ChartShape.Hash(chart), content));
        return new CrossingLog(store.Crossings, analyser, chart, options.TrackLostAfter);
    }

    /// <summary>Says that what is stored from a moment on is analysed again.</summary>
    public void ReplayedFrom(Instant from)
    {
        foreach (var (id, shape) in assets)
        {
            since[id] = IsCoveredAt(id, shape, from) ? from : from + longestLeg;
        }
    }

    /// <summary>Stores what was found.</summary>
    /// <param name="watermark">Every leg that ends before it was looked at.</param>
    public void HandOver(Instant watermark)
    {
        var found = analyser.TakeCrossings();
        waiting.AddRange(found);
        var isCoverDue = coveredTo == Instant.MinValue || watermark - coveredTo >= CoverEvery;
        if (waiting.Count == 0 && !isCoverDue)
        {
            return;
        }

        if (store.TryAppend([.. waiting], isCoverDue ? Covered(watermark) : []))
        {
            waiting.Clear();
            coveredTo = isCoverDue ? watermark : coveredTo;
        }
        else if (waiting.Count > MostWaiting)
        {
            waiting.Clear();
            foreach (var (id, _) in assets)
            {
                since[id] = watermark;
            }
        }
    }

    private List<(string AssetId, string Shape, CoveredSpan Span)> Covered(Instant watermark)
    {
        var covered = new List<(string, string, CoveredSpan)>(assets.Length);
        foreach (var (id, shape) in assets)
        {
            // Where nothing was stored before, it begins with the stream.
            since.TryAdd(id, watermark);
            if (since[id] < watermark)
            {
                covered.Add((id, shape, new CoveredSpan(since[id], watermark)));
            }
        }

        return covered;
    }

    private bool IsCoveredAt(string id, string shape, Instant time)
    {
        try
        {
            return store.Covered(id, shape, time, time + TimeSpan.FromMilliseconds(1)).Count > 0;
        }
        catch (StoreException)
        {
            // Told by whoever reads the store next.
            return false;
        }
    }
}
