using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>What makes a suspected powered drag more than a loss of speed.</summary>
internal sealed class PoweredDragCorroboration
{
    private const double ApartMetres = Nautical.MetresPerMile;

    private readonly List<string> reasons = [];
    private TrawlingTurns? turns;
    private RecentCrossing first;
    private Instant slowSince = Instant.MaxValue;
    private double secondReference = double.NaN;
    private int crabSamples;

    /// <summary>Every sign so far, in the order they came.</summary>
    public IReadOnlyList<string> Reasons => reasons;

    /// <summary>The sign that came with the last fix, or null.</summary>
    public string? Latest { get; private set; }

    public void Begin(in RecentCrossing crossing)
    {
        reasons.Clear();
        Latest = null;
        first = crossing;
        turns = null;
        Interrupt();
    }

    /// <summary>She has been silent: what was seen stands, but nothing is counted or compared across it.</summary>
    public void Interrupt()
    {
        slowSince = Instant.MaxValue;
        secondReference = double.NaN;
        crabSamples = 0;
        turns?.Interrupt();
    }

    public void Observe(Situation situation, SpeedBaseline baseline, PoweredDragThresholds thresholds, bool isTierB, bool crossed, Instant lastSeenCrossing)
    {
        Latest = null;
        ref readonly var sample = ref situation.Track.Samples.Latest;
        var loss = baseline.ExpectedKnots(situation.Now) - sample.MeanSpeedKnots;
        if (crossed && loss >= thresholds.TierAKnots)
        {
            SecondAsset(situation, lastSeenCrossing);
        }

        if (situation.Vessel.IsOpen(AlertKind.Drifting))
        {
            Add("drifting", "engine-off drift in open water");
        }

        SlowUnderWay(situation, baseline, sample.MeanSpeedKnots);
        SecondLoss(sample.MeanSpeedKnots, thresholds, isTierB);
        CrabShift(situation, baseline, sample.CrabDegrees, loss >= thresholds.TierAKnots);
        if (loss >= thresholds.TierAKnots)
        {
            ZigZag(sample, situation.Settings.Trawling);
        }
    }

    private void SecondAsset(Situation situation, Instant lastSeenCrossing)
    {
        foreach (var crossing in situation.Vessel.Crossings)
        {
            // Coincident lines are one crossing: the second asset must be another place.
            if (crossing.Time > lastSeenCrossing && crossing.Asset.Id != first.Asset.Id && new LocalPlane(first.Point).DistanceTo(crossing.Point) > ApartMetres)
            {
                Add("second asset", $"{crossing.Asset.Name} crossed {crossing.Time.ToDateTime():HH:mm} UTC while still slow");
                return;
            }
        }
    }

    private void SlowUnderWay(Situation situation, SpeedBaseline baseline, double speed)
    {
        var options = situation.Settings.PoweredDrag;
        var isSlow = speed < options.SlowFraction * baseline.MedianKnots && situation.Fix.Status == NavigationalStatus.UnderWayUsingEngine;
        slowSince = isSlow ? Instant.Min(slowSince, situation.Now) : Instant.MaxValue;
        if (isSlow && situation.Now - slowSince > options.SlowFor)
        {
            Add("slow under way", FormattableString.Invariant($"status under way below {options.SlowFraction:P0} of her baseline for {options.SlowFor.TotalMinutes:F0} min"));
        }
    }

    /// <summary>A further loss of tier b's size from the level she had kept after the first.</summary>
    private void SecondLoss(double speed, PoweredDragThresholds thresholds, bool isTierB)
    {
        if (double.IsNaN(secondReference))
        {
            secondReference = speed;
            return;
        }

        if (isTierB && secondReference - speed >= 2 * thresholds.TierBKnots)
        {
            Add("second loss", FormattableString.Invariant($"a further loss from {secondReference:F1} to {speed:F1} kn"));
        }

        secondReference += (speed - secondReference) / 15;
    }

    /// <summary>Course changes while slow, as many and as wide as make a zig-zag (detectors.md C.7): what an anchor that holds and lets go makes of a course.</summary>
    private void ZigZag(in TrackSample sample, TrawlingOptions options)
    {
        turns ??= new TrawlingTurns();
        turns.Observe(sample.Time, sample.CourseDegrees, options);
        if (turns.Count >= options.Turns)
        {
            Add("zig-zag", FormattableString.Invariant($"{turns.Count} course changes above {options.TurnDegrees:F0}° in {options.TurnWindow.TotalHours:F0} h while slow"));
        }
    }

    private void CrabShift(Situation situation, SpeedBaseline baseline, double crab, bool isSlow)
    {
        if (double.IsNaN(crab) || double.IsNaN(baseline.CrabDegrees))
        {
            return;
        }

        var shift = Angle.Between(crab, baseline.CrabDegrees);
        crabSamples = isSlow && shift >= situation.Settings.PoweredDrag.CrabShiftDegrees ? crabSamples + 1 : 0;
        if (crabSamples >= 10)
        {
            Add("crab angle", FormattableString.Invariant($"crab angle shifted by {shift:F0}° from her baseline for ten minutes"));
        }
    }

    private void Add(string name, string detail)
    {
        if (!reasons.Exists(reason => reason.StartsWith(name, StringComparison.Ordinal)))
        {
            Latest = $"{name}: {detail}";
            reasons.Add(Latest);
        }
    }
}
