namespace MaritimeWatch.Detection.Settings;

/// <summary>How a vessel's track is kept.</summary>
public sealed record TrackOptions
{
    /// <summary>Least time between two samples of the track's memory. 10 to 300 seconds; a minute averages position noise out, design value.</summary>
    public TimeSpan SampleInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Implied speed in knots no hull makes. 40 to 200; detectors.md S1.</summary>
    public double ImplausibleSpeedKnots { get; init; } = 60;

    /// <summary>A jump shorter than this in metres is noise, whatever its implied speed. 100 to 5,000; design value.</summary>
    public double ImplausibleJumpMetres { get; init; } = 500;

    /// <summary>Silence after which episodes are suspended and no crossing is drawn. 5 to 120 minutes; detectors.md G1, Class A under way.</summary>
    public TimeSpan SilenceAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The same for Class B and for vessels at anchor or moored, which report every 3 minutes. 5 to 240 minutes; detectors.md G1.</summary>
    public TimeSpan SilenceAfterSlowReporter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A silent vessel's open episodes are closed, and her track is forgotten, after this. 1 to 48 hours; the late data horizon.</summary>
    public TimeSpan TrackLostAfter { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A course change above this in degrees starts a new leg. 5 to 90; detectors.md D2.</summary>
    public double NewLegDegrees { get; init; } = 20;
}
