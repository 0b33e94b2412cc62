namespace MaritimeWatch.Detection.Settings;

/// <summary>TR, detectors.md C.7.</summary>
public sealed record TrawlingOptions
{
    /// <summary>Least speed in knots with the gear down. 0.5 to 4; recipe R5.</summary>
    public double MinSpeedKnots { get; init; } = 2.5;

    /// <summary>Largest speed in knots with the gear down. Above <see cref="MinSpeedKnots"/>, to 8; recipe R5.</summary>
    public double MaxSpeedKnots { get; init; } = 4.5;

    /// <summary>Steaming: faster than this in knots no gear is down. Above <see cref="MaxSpeedKnots"/>, to 12; design value.</summary>
    public double SteamingKnots { get; init; } = 6;

    /// <summary>A course change above this in degrees counts for the zig-zag. 20 to 120.</summary>
    public double TurnDegrees { get; init; } = 45;

    /// <summary>Course changes that make a zig-zag. 2 to 20.</summary>
    public int Turns { get; init; } = 3;

    /// <summary>Within this time. 30 minutes to 12 hours.</summary>
    public TimeSpan TurnWindow { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Course changes asked of a vessel that neither says she fishes nor is of a fishing type. At least <see cref="Turns"/>, to 40; twice as many, design value.</summary>
    public int UndeclaredTurns { get; init; } = 6;

    /// <summary>Longest vessel in metres of no known type that is taken for a fishing vessel by her track. 0 to 150; beam trawlers of the North Sea reach 45 m, design value.</summary>
    public double UndeclaredMetres { get; init; } = 45;

    /// <summary>Once seen to fish, she fishes until this long after the last tow. 10 minutes to 24 hours; gear is hauled and shot again within an hour or two, design value.</summary>
    public TimeSpan FishesOnFor { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Passes over assets that make a warning. 2 to 50.</summary>
    public int WarningPasses { get; init; } = 3;

    /// <summary>Within this time. 1 to 24 hours.</summary>
    public TimeSpan PassWindow { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Closes this long after the last pass. 10 minutes to 12 hours.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(60);
}
