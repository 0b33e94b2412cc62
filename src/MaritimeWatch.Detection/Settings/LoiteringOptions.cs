using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Settings;

/// <summary>L1, detectors.md C.1.</summary>
public sealed record LoiteringOptions
{
    /// <summary>Mean implied speed in knots below which a vessel loiters. 0.5 to 5; Global Fishing Watch.</summary>
    public double MaxMeanSpeedKnots { get; init; } = 2.0;

    /// <summary>Mean implied speed in knots at which the episode ends. Above <see cref="MaxMeanSpeedKnots"/>, to 8.</summary>
    public double ExitMeanSpeedKnots { get; init; } = 2.5;

    /// <summary>Net displacement in metres over the window at most. 100 to 10,000.</summary>
    public double MaxNetDisplacementMetres { get; init; } = Nautical.MetresPerMile;

    /// <summary>Effective distance in metres at which the episode ends. At least the watch tier, to 20,000.</summary>
    public double ExitDistanceMetres { get; init; } = 0.6 * Nautical.MetresPerMile;

    /// <summary>The sliding window, and the time to a notice. 5 to 120 minutes.</summary>
    public TimeSpan NoticeAfter { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Time to a warning. Above <see cref="NoticeAfter"/>.</summary>
    public TimeSpan WarningAfter { get; init; } = TimeSpan.FromMinutes(40);

    /// <summary>Time to an alarm. Above <see cref="WarningAfter"/>; Global Fishing Watch's 2 hours.</summary>
    public TimeSpan AlarmAfter { get; init; } = TimeSpan.FromMinutes(120);
}
