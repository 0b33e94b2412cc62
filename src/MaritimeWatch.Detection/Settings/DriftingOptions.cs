namespace MaritimeWatch.Detection.Settings;

/// <summary>DR, detectors.md C.6.</summary>
public sealed record DriftingOptions
{
    /// <summary>Least speed in knots. 0.2 to 3; AisAbnormal.</summary>
    public double MinSpeedKnots { get; init; } = 1;

    /// <summary>Largest speed in knots. 2 to 8; AisAbnormal.</summary>
    public double MaxSpeedKnots { get; init; } = 5;

    /// <summary>Least angle in degrees of the course off bow and stern. 20 to 80; AisAbnormal, AMSA.</summary>
    public double MinAngleDegrees { get; init; } = 45;

    /// <summary>Least duration. 3 to 120 minutes; AisAbnormal.</summary>
    public TimeSpan MinDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest run of other reports inside a drift. 0 to 30 minutes; AMSA.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A heading that swings faster than this on average, in degrees a minute, is being steered. 1 to 60; a dead ship lies to wind and sea, a circling one comes round in an hour or less, design value.</summary>
    public double MaxHeadingTurnDegreesPerMinute { get; init; } = 5;

    /// <summary>Least displacement in metres. 100 to 5,000; AisAbnormal.</summary>
    public double MinDisplacementMetres { get; init; } = 500;

    /// <summary>Least length overall in metres, where it is known. 0 to 300; AisAbnormal.</summary>
    public double MinLengthMetres { get; init; } = 50;

    /// <summary>The course from positions agrees with the reported one within this, in degrees. 5 to 60.</summary>
    public double MaxCourseDisagreementDegrees { get; init; } = 20;

    /// <summary>Second sign: a ship that sailed at least this fast for ten minutes, in knots. 3 to 15.</summary>
    public double SailedKnots { get; init; } = 5;

    /// <summary>Second sign: within this time. 15 minutes to 12 hours.</summary>
    public TimeSpan SailedWithin { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Second sign: a mean speed of the drift below this part of her median speed of the hour before. 0.2 to 0.95; detectors.md C.6.</summary>
    public double SlowFraction { get; init; } = 0.6;

    /// <summary>Warning when an asset is at most this far ahead. 1 to 24 hours.</summary>
    public TimeSpan WarningAhead { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Alarm when an asset is at most this far ahead. 5 to 240 minutes.</summary>
    public TimeSpan AlarmAhead { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The drift has ended below this angle in degrees, on three fixes. Below <see cref="MinAngleDegrees"/>.</summary>
    public double ExitAngleDegrees { get; init; } = 30;

    /// <summary>The drift has ended above this speed in knots, on three fixes. Above <see cref="MaxSpeedKnots"/>.</summary>
    public double ExitSpeedKnots { get; init; } = 5.5;

    /// <summary>Closes after the drift has ended for this long. 5 to 240 minutes.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(30);
}
