namespace MaritimeWatch.Detection.Settings;

/// <summary>H1, detectors.md C.11, as far as the stream itself tells it; sources and receivers by name are known to the gateway alone.</summary>
public sealed record FeedHealthOptions
{
    /// <summary>Least silence of the whole feed. 1 to 60 minutes; design value of C.11, seen on a grid of whole minutes.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Silence of the whole feed in mean gaps between its reports. 3 to 100; design value of C.11.</summary>
    public double SilentIntervals { get; init; } = 10;

    /// <summary>A feed shorter than this has no habits yet. 10 minutes to 24 hours; half the slowest silence of G1 that it gates, design value.</summary>
    public TimeSpan MinHistory { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Fewest vessels by which a silent feed or area is told from silent vessels. 3 to 100; detectors.md S5's five.</summary>
    public int MinVessels { get; init; } = 5;

    /// <summary>Silence of one vessel, in the intervals at which she was heard, that counts towards an area's. 2 to 20; design value.</summary>
    public double MissedIntervals { get; init; } = 3;

    /// <summary>Least silence of one vessel that counts towards an area's. 3 to 30 minutes; the slowest interval of AIS with one report lost comes near it, and shorter fades are weather, design value.</summary>
    public TimeSpan MissedAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Vessels that fell silent within this time did so together. 1 to 30 minutes; design value of C.9.</summary>
    public TimeSpan TogetherWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Share of an area's vessels that must be silent. 0.3 to 1; below it other receivers carry the area, design value.</summary>
    public double SilentShare { get; init; } = 0.5;

    /// <summary>Silence to an alarm where nothing is left that watches an asset. 1 to 60 minutes; a drag of 8 kn runs a whole watch corridor in that time, design value.</summary>
    public TimeSpan AlarmAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Share of the same hour's median below which a rate is degraded. 0.1 to 0.9; design value of C.11.</summary>
    public double DegradedShare { get; init; } = 0.5;

    /// <summary>Earlier days that make a median. 2 to 7; design value.</summary>
    public int MinDays { get; init; } = 2;

    /// <summary>Least reports an hour that make a rate. 10 to 100,000; three scatters of a Poisson count then stay below half of it, design value.</summary>
    public int MinHourlyReports { get; init; } = 60;

    /// <summary>Normal rate for this long ends an outage. 1 to 30 minutes; design value of C.11.</summary>
    public TimeSpan RecoveredAfter { get; init; } = TimeSpan.FromMinutes(2);
}
