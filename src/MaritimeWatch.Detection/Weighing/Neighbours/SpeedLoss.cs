using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Weighing.Neighbours;

/// <summary>How much of her own speed a vessel of the picture lost quickly about a time.</summary>
/// <param name="BaselineKnots">Median of the time before.</param>
/// <param name="LossKnots">Her greatest fall from three minutes to three later ones, at most ten minutes apart; 0 when she kept her speed.</param>
/// <remarks>As quick as the drop of the suspect must be: a stream that takes half a knot in half an hour is felt by all, and explains nobody's drop.</remarks>
internal readonly record struct SpeedLoss(double BaselineKnots, double LossKnots)
{
    private const int MinBaselineMinutes = 12;
    private const int FallMinutes = 10;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    public double Share => LossKnots / BaselineKnots;

    /// <summary>The loss of a vessel within a time about an onset, or null when she cannot be compared: not heard for long enough, or slow already.</summary>
    public static SpeedLoss? Of(VesselPicture vessel, Instant onset, Instant now, double leastBaselineKnots, NeighbourOptions options)
    {
        var baseline = vessel.MedianSpeed(onset - options.Baseline, onset - TimeSpan.FromMinutes(5), MinBaselineMinutes);
        if (!(baseline >= leastBaselineKnots))
        {
            return null;
        }

        var from = onset - options.SameOnset;
        var end = Instant.Min(now, onset + options.SameOnset);
        var speeds = new List<double>();
        for (var minute = from; minute < end; minute += Step)
        {
            speeds.Add(vessel.MedianSpeed(minute, minute + (3 * Step), 2));
        }

        var fall = 0.0;
        var isHeard = false;
        for (var later = 1; later < speeds.Count; later++)
        {
            for (var earlier = Math.Max(0, later - FallMinutes); earlier < later; earlier++)
            {
                var difference = speeds[earlier] - speeds[later];
                isHeard |= !double.IsNaN(difference);
                fall = difference > fall ? difference : fall;
            }
        }

        return isHeard ? new SpeedLoss(baseline, fall) : null;
    }
}
