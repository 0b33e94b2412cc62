using MaritimeWatch.Detection.Settings;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>The losses of speed in knots that count for one baseline.</summary>
internal readonly record struct PoweredDragThresholds(double TierAKnots, double TierBKnots, double DipKnots)
{
    public static PoweredDragThresholds Of(SpeedBaseline baseline, PoweredDragOptions options)
    {
        var threeSigma = Math.Max(3 * baseline.SigmaKnots, options.ThreeSigmaFloorKnots);
        return new PoweredDragThresholds(
            Math.Max(Math.Max(options.TierALossKnots, options.TierALossFraction * baseline.MedianKnots), threeSigma),
            Math.Max(Math.Max(options.TierBLossKnots, options.TierBLossFraction * baseline.MedianKnots), threeSigma),
            Math.Max(options.TierBLossFraction * baseline.MedianKnots, threeSigma));
    }
}
