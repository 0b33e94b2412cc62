namespace MaritimeWatch.Detection.Settings;

/// <summary>D2, detectors.md C.5.</summary>
public sealed record PoweredDragOptions
{
    /// <summary>Length of the baseline window. 30 to 120 minutes.</summary>
    public TimeSpan BaselineWindow { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Least track on the same leg that makes a baseline. 10 to 60 minutes.</summary>
    public TimeSpan MinBaseline { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Half-width of the time window about a crossing. 1 to 20 minutes.</summary>
    public TimeSpan CrossingWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A sustained loss may begin this long before the crossing it endangers. 5 to 60 minutes; Eagle S slowed minutes before, design value.</summary>
    public TimeSpan OnsetBeforeCrossing { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Tier a: least loss in knots. 0.1 to 5.</summary>
    public double TierALossKnots { get; init; } = 0.4;

    /// <summary>Tier a: least loss as a part of the baseline. 0.01 to 0.5.</summary>
    public double TierALossFraction { get; init; } = 0.05;

    /// <summary>Floor in knots of three times the scatter. 0 to 2.</summary>
    public double ThreeSigmaFloorKnots { get; init; } = 0.3;

    /// <summary>Tier b: least loss in knots. 0.2 to 5.</summary>
    public double TierBLossKnots { get; init; } = 1.0;

    /// <summary>Tier b: least loss as a part of the baseline. 0.02 to 0.5.</summary>
    public double TierBLossFraction { get; init; } = 0.10;

    /// <summary>Tier b: the loss lasts at least this. 3 to 60 minutes.</summary>
    public TimeSpan TierBSustained { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Slowest baseline in knots that is judged: below it ships manoeuvre. 2 to 10; the record's drags ran at 5 to 11 kn.</summary>
    public double MinBaselineKnots { get; init; } = 5;

    /// <summary>Steepest trend of the baseline in knots an hour that a tidal stream explains. 0 to 5; detectors.md D.</summary>
    public double MaxTrendKnotsPerHour { get; init; } = 1.5;

    /// <summary>A course change above this in degrees explains a loss. 5 to 90.</summary>
    public double ExplainingCourseChangeDegrees { get; init; } = 20;

    /// <summary>A port or pilot boarding area within this many metres explains a loss. 0 to 50,000; 5 nm, design value.</summary>
    public double ArrivalMetres { get; init; } = 9_260;

    /// <summary>Longest vessel in metres that a wind farm explains as a crew boat. 0 to 100; crew transfer vessels are 15 to 35 m, design value.</summary>
    public double CrewBoatMetres { get; init; } = 40;

    /// <summary>Corroboration: shift of the crab angle in degrees from its own baseline. 2 to 45.</summary>
    public double CrabShiftDegrees { get; init; } = 8;

    /// <summary>Corroboration: speed below this part of the baseline. 0.2 to 0.95.</summary>
    public double SlowFraction { get; init; } = 0.6;

    /// <summary>Corroboration: that slow for longer than this. 5 to 240 minutes.</summary>
    public TimeSpan SlowFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Recovered: speed within this part of the baseline. 0.005 to 0.2.</summary>
    public double RecoveredFraction { get; init; } = 0.03;

    /// <summary>Lowers when recovered for this long. 5 to 240 minutes.</summary>
    public TimeSpan LowerAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Closes when recovered for this long. 10 to 480 minutes.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(60);
}
