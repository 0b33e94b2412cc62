using MaritimeWatch.Detection.Settings;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>The losses of speed in knots that count for one baseline.</summary>
internal readonly record struct PoweredDragThresholds(double TierAKnots, double TierBKnots, double DipKnots)
{
    // AIS tells speed in steps of 0.1 kn: half a step of a loss may be lost to rounding, and at 9 kn that is the tenth part of tier a.
    private const double HalfStepKnots = 0.05;

    public static PoweredDragThresholds Of(SpeedBaseline baseline, PoweredDragOptions options)
    {
        var threeSigma = Math.Max(3 * baseline.SigmaKnots, options.ThreeSigmaFloorKnots);
        return new PoweredDragThresholds(
            Math.Max(Math.Max(options.TierALossKnots, (options.TierALossFraction * baseline.MedianKnots) - HalfStepKnots), threeSigma),
            Math.Max(Math.Max(options.TierBLossKnots, options.TierBLossFraction * baseline.MedianKnots), threeSigma),
            Math.Max(options.TierBLossFraction * baseline.MedianKnots, threeSigma));
    }
}
