using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>What a vessel's speed about a crossing amounts to: nothing, tier a, or tier b.</summary>
/// <param name="Severity">Unspecified, notice (tier a) or warning (tier b).</param>
/// <param name="Onset">Event time of the first slow sample.</param>
/// <param name="LossKnots">Greatest loss against the expected speed, in knots.</param>
/// <param name="IsSustained">Whether it was the sustained form.</param>
/// <param name="Cause">In a clause.</param>
internal readonly record struct PoweredDragTier(Severity Severity, Instant Onset, double LossKnots, bool IsSustained, string Cause)
{
    public static PoweredDragTier Judge(
        SampleRing samples, SpeedBaseline baseline, Instant crossing, Instant now, PoweredDragThresholds thresholds, PoweredDragOptions options)
    {
        if (HasFallenAndStayedSlow(samples, baseline, now, thresholds, options, out var sustainedOnset)
            && sustainedOnset >= crossing - options.OnsetBeforeCrossing
            && sustainedOnset <= crossing + options.CrossingWindow)
        {
            var loss = baseline.ExpectedKnots(now) - samples.Latest.MeanSpeedKnots;
            return new PoweredDragTier(Severity.Warning, sustainedOnset, loss, true, "her speed has stayed down for ten minutes about the crossing");
        }

        var onset = Instant.MaxValue;
        var greatest = 0.0;
        var deepest = 0.0;
        var isTierA = false;
        var wasSlow = false;
        var (before, beforeThat) = (0.0, 0.0);
        for (var i = samples.IndexAtOrAfter(crossing - options.CrossingWindow); i < samples.Count && samples[i].Time <= crossing + options.CrossingWindow + TimeSpan.FromMinutes(1); i++)
        {
            ref readonly var sample = ref samples[i];
            if (float.IsNaN(sample.MeanSpeedKnots))
            {
                continue;
            }

            var loss = baseline.ExpectedKnots(sample.Time) - sample.MeanSpeedKnots;
            var isSlow = loss >= thresholds.TierAKnots;

            // Two samples in a row, or three that average it: at 5 % the threshold is of the size of AIS speed's own steps.
            var nearly = 0.8 * thresholds.TierAKnots;
            isTierA |= isSlow && wasSlow;
            isTierA |= Math.Min(Math.Min(loss, before), beforeThat) >= nearly && loss + before + beforeThat >= 3 * thresholds.TierAKnots;
            wasSlow = isSlow;
            (beforeThat, before) = (before, loss);
            greatest = Math.Max(greatest, loss);
            if (!float.IsNaN(sample.LeastSpeedKnots))
            {
                deepest = Math.Max(deepest, baseline.ExpectedKnots(sample.Time) - sample.LeastSpeedKnots);
            }

            if (isSlow)
            {
                onset = Instant.Min(onset, sample.Time);
            }
        }

        // A stream changes her speed by as much, but not within these minutes.
        var fall = SpeedFall.Within(samples, crossing, options);
        var lossNow = baseline.ExpectedKnots(now) - samples.Latest.MeanSpeedKnots;
        if (deepest >= thresholds.DipKnots && greatest >= thresholds.TierAKnots && lossNow < thresholds.TierAKnots && fall >= thresholds.DipKnots * SpeedFall.Nearly && now > crossing)
        {
            return new PoweredDragTier(Severity.Warning, onset, deepest, false, "her speed dipped at the crossing and recovered");
        }

        // A loss that was there long before the crossing is an ordinary change of speed, not the bite of an anchor.
        return isTierA && fall >= thresholds.TierAKnots * SpeedFall.Nearly && StartedAtCrossing(samples, baseline, crossing, thresholds, options)
            ? new PoweredDragTier(Severity.Notice, onset, greatest, false, "her speed fell at the crossing")
            : default;
    }

    /// <summary>Whether nine of the last ten minutes and more were slow after a quick fall; since when.</summary>
    public static bool HasFallenAndStayedSlow(SampleRing samples, SpeedBaseline baseline, Instant now, PoweredDragThresholds thresholds, PoweredDragOptions options, out Instant onset)
    {
        onset = now;
        var misses = 0;
        for (var i = samples.Count - 1; i >= 0; i--)
        {
            ref readonly var sample = ref samples[i];
            if (float.IsNaN(sample.MeanSpeedKnots) || baseline.ExpectedKnots(sample.Time) - sample.MeanSpeedKnots < thresholds.TierBKnots)
            {
                if (++misses > 1 || i == samples.Count - 1)
                {
                    break;
                }

                continue;
            }

            onset = sample.Time;
        }

        return now - onset >= options.TierBSustained && SpeedFall.Within(samples, onset, options) >= thresholds.TierBKnots * SpeedFall.Nearly;
    }

    private static bool StartedAtCrossing(SampleRing samples, SpeedBaseline baseline, Instant crossing, PoweredDragThresholds thresholds, PoweredDragOptions options)
    {
        var from = samples.IndexAtOrAfter(crossing - options.OnsetBeforeCrossing - options.CrossingWindow);
        var slow = 0;
        var all = 0;
        for (var i = from; i < samples.Count && samples[i].Time < crossing - options.CrossingWindow; i++)
        {
            if (!float.IsNaN(samples[i].MeanSpeedKnots))
            {
                all++;
                slow += baseline.ExpectedKnots(samples[i].Time) - samples[i].MeanSpeedKnots >= thresholds.TierAKnots * 0.6 ? 1 : 0;
            }
        }

        return all > 0 && slow * 3 <= all * 2;
    }
}
