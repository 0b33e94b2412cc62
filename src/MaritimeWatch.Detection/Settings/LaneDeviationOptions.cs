namespace MaritimeWatch.Detection.Settings;

/// <summary>Route deviation by learned lanes; without a model it never speaks.</summary>
public sealed record LaneDeviationOptions
{
    /// <summary>Far off: no cell of a lane within this many cells of 3 nm. 1 to 6; three cells are wider than any scheme's separation zone, design value.</summary>
    public int LaneCells { get; init; } = 3;

    /// <summary>Least length overall in metres, known. 50 to 400; a large ship's anchor reaches what is buried, design value.</summary>
    public double MinLengthMetres { get; init; } = 100;

    /// <summary>Least speed in knots: slower ships are for the other rules. 1 to 10; design value.</summary>
    public double MinSpeedKnots { get; init; } = 4;

    /// <summary>Off the lanes, and along an asset, for at least this. 5 to 120 minutes; design value.</summary>
    public TimeSpan MinDuration { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Heading for an asset: its line is at most this far ahead. 10 minutes to 6 hours; design value.</summary>
    public TimeSpan HeadingAhead { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Following an asset: her course is within this of its line, in degrees. 5 to 45; design value.</summary>
    public double FollowingDegrees { get; init; } = 20;

    /// <summary>Closes when it has not been true for this long. 10 to 240 minutes; design value.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(30);
}
