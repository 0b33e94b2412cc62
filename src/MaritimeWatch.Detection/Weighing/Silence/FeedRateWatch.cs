using System.Runtime.InteropServices;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>H1, degraded: an hour that brought less than half of what the same hour brought on the days before, of the whole feed or of a region.</summary>
/// <remarks>Regions are blocks of ten by ten cells, some 60 nm square. Hours with an outage in them are told by the outage, and make no habit.</remarks>
internal sealed class FeedRateWatch(FeedHealthOptions options, OutageLog outages, FeedHealthText text)
{
    private const int CellsOfBlock = 10;
    private const int MostBlocks = 4096;

    // Every hour of the day has had its turn.
    private static readonly TimeSpan UnknownFor = TimeSpan.FromHours(24);

    private static readonly (int, int) Everywhere = (int.MaxValue, int.MaxValue);

    private readonly Dictionary<(int Row, int Column), HourlyCounts> counts = [];
    private readonly Dictionary<(int Row, int Column), (FeedRate Rate, Instant Since, Instant? UnknownSince)> open = [];
    private readonly HashSet<long> whole = [];
    private long wholeFrom = long.MaxValue;

    /// <summary>Counts the reports behind a sample.</summary>
    public void Count(in PictureSample sample)
    {
        var hour = HourOf(sample.Time);
        if (wholeFrom == long.MaxValue)
        {
            // The hour in which a recording begins is not a whole one.
            wholeFrom = hour + 1;
        }

        Add(Everywhere, hour, sample.Fixes);
        Add(BlockOf(SeaCell.Of(sample.RawLatitude, sample.RawLongitude)), hour, sample.Fixes);
    }

    /// <summary>Looks at the hour that has just ended.</summary>
    public void Look(Instant now, List<Finding> findings)
    {
        if (now.UnixMilliseconds % 3_600_000 != 0)
        {
            return;
        }

        var hour = HourOf(now) - 1;
        var begin = now - TimeSpan.FromHours(1);
        if (hour < wholeFrom || outages.All.Any(outage => outage.Since < now && outage.Until > begin))
        {
            return;
        }

        whole.Add(hour);
        whole.RemoveWhere(old => old < hour - (8 * 24));
        var isFeedDegraded = Judge(Everywhere, hour, now, isMuted: false, findings);
        foreach (var block in counts.Keys.Where(block => block != Everywhere).Order().ToList())
        {
            Judge(block, hour, now, isFeedDegraded, findings);
        }
    }

    /// <summary>Another recording begins: the hour in which it does is not a whole one.</summary>
    public void EndRecording(Instant now, List<Finding> findings)
    {
        foreach (var (block, episode) in open.OrderBy(entry => entry.Key))
        {
            findings.Add(Tell(block, episode.Rate, AlertState.Closed, now, episode.Since));
        }

        open.Clear();
        wholeFrom = long.MaxValue;
    }

    private static long HourOf(Instant time) => (long)Math.Floor(time.UnixMilliseconds / 3_600_000.0);

    private static (int Row, int Column) BlockOf(SeaCell cell) => ((int)Math.Floor(cell.Row / (double)CellsOfBlock), (int)Math.Floor(cell.Column / (double)CellsOfBlock));

    private bool Judge((int Row, int Column) block, long hour, Instant now, bool isMuted, List<Finding> findings)
    {
        var rate = counts.TryGetValue(block, out var count) ? count.At(hour, whole.Contains) : default;
        var isKnown = rate.Days >= options.MinDays && rate.Median >= options.MinHourlyReports;
        var isDegraded = isKnown && rate.Count < options.DegradedShare * rate.Median;
        if (open.TryGetValue(block, out var episode))
        {
            var unknownSince = isKnown ? (Instant?)null : episode.UnknownSince ?? now;
            if (isKnown ? !isDegraded : now - unknownSince >= UnknownFor)
            {
                // A station that is gone for good has no rate any more that could be degraded.
                open.Remove(block);
                findings.Add(Tell(block, rate, AlertState.Closed, now, episode.Since, isKnown));
            }
            else
            {
                open[block] = episode with { UnknownSince = unknownSince };
            }
        }
        else if (isDegraded && !isMuted)
        {
            var since = now - TimeSpan.FromHours(1);
            open.Add(block, (rate, since, null));
            findings.Add(Tell(block, rate, AlertState.Raised, now, since));
        }

        return isDegraded;
    }

    private Finding Tell((int Row, int Column) block, in FeedRate rate, AlertState state, Instant now, Instant since, bool isKnown = true)
    {
        if (block == Everywhere)
        {
            return text.Degraded(rate, state, now, "whole-feed-rate", "the whole feed", null, since, isKnown);
        }

        var centre = new GeoPosition(block.Row + 0.5, (block.Column + 0.5) * 1.5);
        return text.Degraded(rate, state, now, $"rate-{SeaCell.Slug(centre)}", $"the region about {SeaCell.Name(centre)}", centre, since, isKnown);
    }

    private void Add((int Row, int Column) block, long hour, int reports)
    {
        if (counts.Count >= MostBlocks && !counts.ContainsKey(block))
        {
            return;
        }

        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, block, out _);
        (count ??= new HourlyCounts()).Add(hour, reports);
    }
}
