using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Locating;

/// <summary>After how long a vessel that said this last is silent: Class B and those that hardly move report every few minutes only (detectors.md G1).</summary>
internal static class SilenceLimit
{
    private const short SlowRaw = 30;

    public static TimeSpan After(in PositionReport last, TrackOptions options) =>
        last.StationClass == StationClass.ClassB
        || last.Status is NavigationalStatus.AtAnchor or NavigationalStatus.Moored or NavigationalStatus.Aground
        || last.RawSpeed is >= 0 and <= SlowRaw
            ? options.SilenceAfterSlowReporter
            : options.SilenceAfter;
}
