namespace MaritimeWatch.Detection.Settings;

/// <summary>D1, detectors.md C.4.</summary>
public sealed record DragAtAnchorOptions
{
    /// <summary>Least speed in knots. 0.1 to 2; Alpha Ori SMARTShip.</summary>
    public double MinSpeedKnots { get; init; } = 0.4;

    /// <summary>Largest speed in knots. 1 to 6.</summary>
    public double MaxSpeedKnots { get; init; } = 3;

    /// <summary>Least angle in degrees between course and heading, where heading is known. 90 to 179.</summary>
    public double MinSternAngleDegrees { get; init; } = 135;

    /// <summary>Consecutive fixes outside the circle. 2 to 20; signalk-binnacle.</summary>
    public int MinFixes { get; init; } = 3;

    /// <summary>A ship straight astern of where she last lay still, with her bow where it was, is outside beyond this many metres, if that is clear of the extent of her stop; her fixes count from half of it on. 50 to 1,000; three to four shackles of 27.5 m, more than chain stretches or is paid out at once, design value.</summary>
    public double SteadyBowMetres { get; init; } = 100;

    /// <summary>Time those fixes span at least. 1 to 60 minutes.</summary>
    public TimeSpan MinSpan { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>The slow form: time outside the circle. 2 to 120 minutes; AisAbnormal.</summary>
    public TimeSpan SlowFormSpan { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The slow form: metres moved outside the circle. 100 to 5,000; AisAbnormal.</summary>
    public double SlowFormMetres { get; init; } = 500;

    /// <summary>Alarm when a watch corridor is at most this far ahead. 5 to 240 minutes.</summary>
    public TimeSpan AlarmAhead { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Weighing anchor: speed in knots above which a ship going ahead has sailed. 1 to 8.</summary>
    public double SailedSpeedKnots { get; init; } = 3;

    /// <summary>Weighing anchor: largest angle in degrees between course and heading of a ship going ahead. 5 to 60.</summary>
    public double SailedMaxAngleDegrees { get; init; } = 30;

    /// <summary>The dragging has stopped below this speed in knots. 0 to 1.</summary>
    public double StoppedSpeedKnots { get; init; } = 0.3;

    /// <summary>Fixes that show the dragging has stopped. 2 to 20.</summary>
    public int StoppedFixes { get; init; } = 3;

    /// <summary>Closes after the dragging has stopped for this long. 5 to 240 minutes.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(30);
}
