using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>Everything about not hearing: G1, dark gaps of single vessels, and H1, outages of the feed, which gates them.</summary>
internal sealed class SilenceWeigher : IWeigher
{
    private readonly FeedHealthOptions feedHealth;
    private readonly DarkGapOptions darkGap;
    private readonly StreamClock clock;
    private readonly HeardVessels vessels = new();
    private readonly OutageLog outages;
    private readonly FeedPulse pulse;
    private readonly PassageBook passages;
    private readonly FeedHealthWatch health;
    private readonly FeedRateWatch rates;
    private readonly DarkGapWatch gaps;
    private readonly HashSet<HeardVessel> filled = [];
    private Instant lastTick = Instant.MinValue;
    private int breaksPassed;

    public SilenceWeigher(AssetIndex index, DetectionSettings settings, string settingsHash, StreamClock clock)
    {
        (feedHealth, darkGap, this.clock) = (settings.FeedHealth, settings.DarkGap, clock);
        outages = new OutageLog(feedHealth.TogetherWithin);
        pulse = new FeedPulse(feedHealth);
        var grid = new CoverageGrid(darkGap.MinPassages);
        passages = new PassageBook(grid, outages, darkGap);
        var healthText = new FeedHealthText(feedHealth, settingsHash);
        health = new FeedHealthWatch(index, feedHealth, vessels, outages, pulse, healthText);
        rates = new FeedRateWatch(feedHealth, outages, healthText);
        var judge = new GapJudge(index, darkGap, grid, vessels, outages, pulse);
        gaps = new DarkGapWatch(index, settings, judge, passages, vessels, new DarkGapText(index, darkGap, settingsHash));
    }

    /// <summary>It judges nobody else's findings.</summary>
    public bool Concerns(AlertKind kind) => false;

    public Verdict Judge(Finding finding, SeaPicture picture, Instant now) => Verdict.Silence;

    public void Tick(SeaPicture picture, List<Finding> findings, HeldBackLog heldBack)
    {
        var now = picture.Now;
        if (IsBetweenRecordings(now, findings))
        {
            return;
        }

        lastTick = now;
        foreach (var silence in picture.Silences)
        {
            if (vessels.Find(silence.Key) is { } vessel && silence.LastFix.Time >= vessel.LastHeard)
            {
                vessel.LearnLast(silence.LastFix);
                vessels.LookAgain(vessel, silence.LastFix.Time + vessel.DarkAfter(darkGap));
            }
        }

        foreach (var late in picture.LateFixes)
        {
            if (vessels.Find(PictureSample.KeyOf(late.Fix.Mmsi, 0)) is { } vessel)
            {
                gaps.TakeLate(vessel, late.Fix);
                filled.Add(vessel);
            }
        }

        // Before anything newer: a batch that fills a silence to its end takes the alert back before her return would grade it.
        foreach (var vessel in filled.OrderBy(vessel => vessel.Key))
        {
            gaps.ApplyLate(vessel, picture, findings);
        }

        filled.Clear();
        var heard = Hear(picture, findings);
        var due = vessels.DueAt(now);
        foreach (var vessel in due)
        {
            Miss(vessel, now);
        }

        health.Look(now, heard, findings);
        rates.Look(now, findings);
        foreach (var vessel in due)
        {
            if (vessel.Phase != SilencePhase.Heard || vessel.Gap is not null)
            {
                gaps.Look(vessel, picture, findings, heldBack);
            }

            if (vessel.Gap is null && now - vessel.LastHeard >= darkGap.GivenUpAfter)
            {
                vessels.Forget(vessel);
            }
        }
    }

    private static bool IsVessel(in PictureSample sample) =>
        sample.StationClass is StationClass.ClassA or StationClass.ClassB or StationClass.Unknown
        && sample.Mmsi.Kind is StationKind.Ship or StationKind.AuxiliaryCraft or StationKind.GroupOfShips or StationKind.Malformed;

    /// <summary>Takes the samples of a minute; how many there were.</summary>
    private int Hear(SeaPicture picture, List<Finding> findings)
    {
        var (count, first, last) = (0, Instant.MaxValue, Instant.MinValue);
        foreach (var sample in picture.Samples)
        {
            if (!IsVessel(sample))
            {
                continue;
            }

            count++;
            (first, last) = (Instant.Min(first, sample.Time), Instant.Max(last, sample.Time));
        }

        pulse.Take(picture.Now, count, first, last, outages.Open.Any(outage => outage.IsWholeFeed));
        passages.FeedSince = pulse.First;
        foreach (var sample in picture.Samples)
        {
            if (IsVessel(sample))
            {
                Hear(sample, picture, findings);
            }
        }

        return count;
    }

    private void Hear(in PictureSample sample, SeaPicture picture, List<Finding> findings)
    {
        var vessel = vessels.Admit(sample.Key, out var isNew);
        passages.Follow(vessel, isNew, sample);
        rates.Count(sample);
        if (vessel.Phase != SilencePhase.Heard || isNew)
        {
            gaps.Return(vessel, sample, picture, findings);
            vessel.Phase = SilencePhase.Heard;
            vessel.Hear(sample, darkGap);
            vessels.LookAgain(vessel, sample.Time + vessel.MissingAfter(feedHealth));
            return;
        }

        vessel.Hear(sample, darkGap);
    }

    private void Miss(HeardVessel vessel, Instant now)
    {
        if (vessel.Phase != SilencePhase.Heard)
        {
            return;
        }

        var limit = vessel.MissingAfter(feedHealth);
        if (now - vessel.LastHeard < limit)
        {
            vessels.LookAgain(vessel, vessel.LastHeard + limit);
            return;
        }

        vessel.Phase = SilencePhase.Missing;
        health.AddMissing(vessel);
        if (vessel.LastFix is { } lastFix)
        {
            vessels.LookAgain(vessel, lastFix.Time + vessel.DarkAfter(darkGap));
        }
    }

    /// <summary>Event time leaps from one recording to the next: what lies between is nobody's silence, and what was open has ended.</summary>
    private bool IsBetweenRecordings(Instant now, List<Finding> findings)
    {
        while (breaksPassed < clock.Breaks.Count)
        {
            var leap = clock.Breaks[breaksPassed];
            if (now <= leap.Before + TimeSpan.FromMinutes(1))
            {
                return false;
            }

            if (lastTick <= leap.Before + TimeSpan.FromMinutes(1) && vessels.All.Count > 0)
            {
                gaps.EndRecording(now, findings);
                health.EndRecording(now, leap.Before, findings);
                rates.EndRecording(now, findings);
                vessels.Clear();
                pulse.Clear();
            }

            if (now <= leap.After)
            {
                return true;
            }

            breaksPassed++;
        }

        return false;
    }
}
