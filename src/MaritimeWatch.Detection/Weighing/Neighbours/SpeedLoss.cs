using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Weighing.Neighbours;

/// <summary>How much of her own speed a vessel of the picture has lost about a time.</summary>
/// <param name="BaselineKnots">Median of the time before.</param>
/// <param name="LossKnots">Her deepest three minutes below it; at most a little below zero when she kept her speed.</param>
internal readonly record struct SpeedLoss(double BaselineKnots, double LossKnots)
{
    private const int MinBaselineMinutes = 12;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    public double Share => LossKnots / BaselineKnots;

    /// <summary>The loss of a vessel that began within a time of an onset, or null when she cannot be compared: not heard for long enough, or slow already.</summary>
    public static SpeedLoss? Of(VesselPicture vessel, Instant onset, Instant now, double leastBaselineKnots, NeighbourOptions options)
    {
        var baseline = vessel.MedianSpeed(onset - options.Baseline, onset - TimeSpan.FromMinutes(5), MinBaselineMinutes);
        if (!(baseline >= leastBaselineKnots))
        {
            return null;
        }

        var least = double.NaN;
        var end = Instant.Min(now, onset + options.SameOnset);
        for (var minute = onset - options.SameOnset; minute < end; minute += Step)
        {
            var three = vessel.MedianSpeed(minute, minute + TimeSpan.FromMinutes(3), 2);
            least = double.IsNaN(least) || three < least ? three : least;
        }

        return double.IsNaN(least) ? null : new SpeedLoss(baseline, baseline - least);
    }
}
