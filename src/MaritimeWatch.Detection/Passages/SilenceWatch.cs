using MaritimeWatch.Detection.Weighing.Silence;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Passages;

/// <summary>How long a silence of one vessel has to be before nothing is drawn across it: the G1 threshold (detectors.md C.9), by the track alone.</summary>
internal struct SilenceWatch(PassageOptions options)
{
    // About ten fixes of memory, as the watch on silence has it for samples.
    private const double Smoothing = 0.1;

    private double intervalSeconds;

    /// <summary>The threshold after a fix.</summary>
    public readonly double SecondsAfter(in PositionReport fix)
    {
        var nominal = ReportingInterval.Seconds(fix.StationClass, fix.Status, Math.Max(0, fix.RawSpeed / 10.0));
        var isSlow = fix.StationClass != StationClass.ClassA || nominal >= 180;
        var least = isSlow ? options.SilenceClassB : options.SilenceClassA;
        return Math.Max(least.TotalSeconds, Math.Ceiling(options.SilentIntervals * Math.Max(nominal, intervalSeconds)));
    }

    /// <summary>Takes the interval to the next fix.</summary>
    public void Hear(double seconds, double thresholdSeconds)
    {
        // One long silence is no habit.
        var counted = Math.Min(seconds, thresholdSeconds);
        intervalSeconds = intervalSeconds == 0 ? counted : intervalSeconds + (Smoothing * (counted - intervalSeconds));
    }
}
