using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>H1: tells when the whole feed, or the receivers of a region, have fallen silent, and when they are back.</summary>
/// <remarks>
/// The stream itself is the only witness here. Which source or receiver failed is known to the gateway: what it knows can be added as further
/// <see cref="Outage"/>s to the same log, which gates the dark gaps.
/// </remarks>
internal sealed class FeedHealthWatch(AssetIndex index, FeedHealthOptions options, HeardVessels vessels, OutageLog outages, FeedPulse pulse, FeedHealthText text)
{
    /// <summary>Id of the area that is all the feed covers.</summary>
    public const string WholeFeed = "whole-feed";

    // A vessel that was only just picked up may be lost again for many reasons.
    private static readonly TimeSpan LeastHearing = TimeSpan.FromMinutes(10);

    // When a feed comes back with fewer ships than before, that is how it is now.
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(10);

    // By then a ship of ten knots has crossed the cells: who is there now says more than who was there before.
    private static readonly TimeSpan Resettled = TimeSpan.FromMinutes(60);

    // What has not come back for as long as the log remembers is how it is now.
    private static readonly TimeSpan LongestOutage = OutageLog.Kept;

    private readonly SilentRegions regions = new(options);
    private readonly List<HeardVessel> missing = [];
    private readonly AssetProximity[] nearby = new AssetProximity[16];
    private bool hasNews;

    /// <summary>A vessel has missed several reports.</summary>
    public void AddMissing(HeardVessel vessel)
    {
        if (vessel.LastHeard - vessel.HeardSince >= LeastHearing)
        {
            missing.Add(vessel);
            hasNews = true;
        }
    }

    /// <summary>Looks at the feed as of a minute.</summary>
    public void Look(Instant now, int samples, List<Finding> findings)
    {
        missing.RemoveAll(vessel => vessel.Phase == SilencePhase.Heard || now - vessel.LastHeard > TimeSpan.FromMinutes(30));
        foreach (var outage in outages.Open.ToList())
        {
            Follow(outage, now, samples, findings);
        }

        var feed = outages.Open.FirstOrDefault(outage => outage.IsWholeFeed);
        if (feed is null && pulse.IsSilent(now))
        {
            OpenFeed(now, findings);
        }
        else if (feed is null && hasNews)
        {
            FindRegions(now, findings);
        }

        hasNews = false;
        outages.Forget(now);
    }

    /// <summary>Another recording begins: what was open ends with the old one.</summary>
    public void EndRecording(Instant now, Instant lastHeard, List<Finding> findings)
    {
        foreach (var outage in outages.Open)
        {
            findings.Add(text.Close(outage, now, lastHeard, "the recording ends there"));
        }

        outages.Clear();
        missing.Clear();
    }

    private void OpenFeed(Instant now, List<Finding> findings)
    {
        var before = vessels.All.Where(vessel => pulse.Last - vessel.LastHeard <= LeastHearing).ToList();
        if (before.Count < options.MinVessels)
        {
            return;
        }

        var outage = new Outage { AreaId = WholeFeed, Name = "the whole feed", Centre = null, Since = pulse.Last };
        foreach (var vessel in before)
        {
            outage.Members.Add(vessel.Key);
            outage.BlindCells.Add(vessel.Cell);
        }

        // The regions it swallows are told by it from now on.
        foreach (var smaller in outages.Open.ToList())
        {
            Close(smaller, now, pulse.Last, "the whole feed is silent now", findings);
        }

        Open(outage, now, findings);
    }

    private void FindRegions(Instant now, List<Finding> findings)
    {
        // Whoever is found missing in this minute was last heard at least that long ago; with the scatter of the intervals, together is this window.
        var from = now - options.MissedAfter - options.TogetherWithin;
        var together = missing.Where(vessel => vessel.LastHeard >= from && !IsExplained(vessel)).OrderBy(vessel => vessel.Key).ToList();
        foreach (var region in regions.Find(together, vessels.All, now))
        {
            var known = outages.Open.FirstOrDefault(outage => (region.LastHeard - outage.Since).Duration() <= options.TogetherWithin * 2
                && region.Cells.Any(cell => outage.Cells.Any(other => other.StepsTo(cell) <= SilentRegions.SameReceiverCells)));
            var outage = known ?? new Outage
            {
                AreaId = $"area-{SeaCell.Slug(region.Centre)}",
                Name = $"the area about {SeaCell.Name(region.Centre)}",
                Centre = region.Centre,
                Since = region.LastHeard,
                StillHeard = region.StillHeard,
            };
            outage.Cells.UnionWith(region.Cells);
            outage.BlindCells.UnionWith(region.BlindCells);
            outage.Members.UnionWith(region.Members.Select(vessel => vessel.Key));
            if (known is null)
            {
                Open(outage, now, findings);
            }
        }

        Absorb();
    }

    /// <summary>Slow reporters are missed later than others: they join the outage they fell silent with.</summary>
    private void Absorb()
    {
        foreach (var vessel in missing)
        {
            if (outages.BeganWith(vessel.Cell, vessel.LastHeard) is { IsWholeFeed: false } outage
                && outage.Until == Instant.MaxValue
                && (vessel.LastHeard - outage.Since).Duration() <= options.TogetherWithin
                && outage.Members.Add(vessel.Key))
            {
                outage.Cells.Add(vessel.Cell);
            }
        }
    }

    private bool IsExplained(HeardVessel vessel) => outages.BeganWith(vessel.Cell, vessel.LastHeard) is not null;

    private void Open(Outage outage, Instant now, List<Finding> findings)
    {
        FindBlindAssets(outage, now);
        outage.Severity = Severity.Warning;
        outages.Add(outage);
        findings.Add(text.Raise(outage, now));
        Worsen(outage, now, findings);
    }

    private void Follow(Outage outage, Instant now, int samples, List<Finding> findings)
    {
        var isNormal = outage.IsWholeFeed ? IsFeedNormal(now, samples) : IsAreaNormal(outage, now);
        var isBack = outage.IsWholeFeed ? pulse.Last > outage.Since && now - pulse.Last <= pulse.SilentAfter : IsAreaSettled(outage, now);

        // The minute that has just ended was the first good one.
        outage.NormalSince = isNormal ? outage.NormalSince ?? now - TimeSpan.FromMinutes(1) : null;
        outage.BackSince = isBack ? outage.BackSince ?? now - TimeSpan.FromMinutes(1) : null;
        if (outage.NormalSince is { } normal && now - normal >= options.RecoveredAfter)
        {
            Close(outage, now, normal, "reports come at their normal rate again", findings);
        }
        else if (outage.BackSince is { } back && now - back >= LongestRecovery)
        {
            Close(outage, now, back, outage.IsWholeFeed ? "reports come again, at a lower rate than before" : "who is there now is heard, though most of those who fell silent have not come back", findings);
        }
        else if (!outage.IsWholeFeed && now - outage.Since >= LongestOutage)
        {
            Close(outage, now, now, "it has not changed for a day, and counts as how it is there now", findings);
        }
        else if (!isNormal && !isBack)
        {
            Worsen(outage, now, findings);
        }
    }

    private void Close(Outage outage, Instant now, Instant since, string cause, List<Finding> findings)
    {
        outage.Until = now;
        findings.Add(text.Close(outage, now, since, cause));
    }

    private void Worsen(Outage outage, Instant now, List<Finding> findings)
    {
        if (outage.Severity < Severity.Alarm && outage.BlindAssets.Count > 0 && now - outage.Since >= options.AlarmAfter)
        {
            outage.Severity = Severity.Alarm;
            findings.Add(text.Worsen(outage, now));
        }
    }

    private bool IsFeedNormal(Instant now, int samples) => samples > 0 && samples >= options.DegradedShare * pulse.SamplesAMinute && now - pulse.Last <= pulse.SilentAfter;

    private bool IsAreaNormal(Outage outage, Instant now)
    {
        var heard = 0;
        foreach (var vessel in vessels.All)
        {
            if (IsHeard(vessel, now) && vessel.LastHeard > outage.Since && outage.Cells.Contains(vessel.Cell))
            {
                heard++;
            }
        }

        return heard >= options.SilentShare * outage.Members.Count;
    }

    /// <summary>Whether an outage that began long ago is over for the vessels there are now: enough of them are heard, and most of those who were there in the last hour still are.</summary>
    private bool IsAreaSettled(Outage outage, Instant now)
    {
        if (now - outage.Since < Resettled)
        {
            return false;
        }

        var (heard, silent) = (0, 0);
        foreach (var vessel in vessels.All)
        {
            if (now - vessel.LastHeard <= Resettled && vessel.LastHeard > outage.Since && outage.Cells.Contains(vessel.Cell))
            {
                heard += IsHeard(vessel, now) ? 1 : 0;
                silent += vessel.Phase == SilencePhase.Heard ? 0 : 1;
            }
        }

        return heard >= options.MinVessels && heard > silent;
    }

    private bool IsHeard(HeardVessel vessel, Instant now) =>
        vessel.Phase == SilencePhase.Heard && now - vessel.LastHeard <= options.MissedAfter + TimeSpan.FromMinutes(1);

    private void FindBlindAssets(Outage outage, Instant now)
    {
        foreach (var cell in outage.BlindCells)
        {
            // To the corner of the cell: the asset is in it or beside it.
            var found = index.FindWithin(cell.Centre, 8_000, now, nearby);
            for (var i = 0; i < found; i++)
            {
                outage.BlindAssets.Add(nearby[i].Asset.Id);
            }
        }
    }
}
