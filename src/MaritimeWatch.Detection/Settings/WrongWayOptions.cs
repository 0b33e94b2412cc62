namespace MaritimeWatch.Detection.Settings;

/// <summary>Against the direction of a traffic lane (COLREG rule 10); 135°, 10 minutes and 4 kn as the Belgian services report it.</summary>
public sealed record WrongWayOptions
{
    /// <summary>A course more than this off the lane's direction, in degrees, is against it. 95 to 179.</summary>
    public double AgainstDegrees { get; init; } = 135;

    /// <summary>For at least this long. 2 to 120 minutes.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Slower than this in knots she is not under way through the lane. 1 to 10.</summary>
    public double MinSpeedKnots { get; init; } = 4;

    /// <summary>A place less than this inside the lane, in metres, may lie beside it. 0 to 2,000; the doubt of chart and position, design value.</summary>
    public double EdgeMetres { get; init; } = 100;

    /// <summary>A course at most this far off the lane's direction, in degrees, ends it. 45 to <see cref="AgainstDegrees"/>; she crosses, design value.</summary>
    public double ExitDegrees { get; init; } = 120;

    /// <summary>Vessels shorter than this in metres are a notice only. 0 to 100; rule 10 (j).</summary>
    public double SmallMetres { get; init; } = 20;

    /// <summary>Closes when it has been over for this long. 1 to 120 minutes; design value.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(10);
}
