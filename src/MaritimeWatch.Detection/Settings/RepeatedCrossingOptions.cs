using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Settings;

/// <summary>L2, detectors.md C.2.</summary>
public sealed record RepeatedCrossingOptions
{
    /// <summary>Crossings of one asset, with reversals between, that make a survey pattern. 3 to 50.</summary>
    public int PatternCrossings { get; init; } = 3;

    /// <summary>Within this time. 1 to 24 hours.</summary>
    public TimeSpan PatternWindow { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A reversal is a course change between two crossings above this in degrees. 45 to 175.</summary>
    public double ReversalDegrees { get; init; } = 90;

    /// <summary>The pattern is over this long after the last crossing. 1 to 24 hours.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Crossings of one asset within 30 days that make a notice. 5 to 1,000; Melkart-5 made more than 140.</summary>
    public int MonthCrossings { get; init; } = 30;

    /// <summary>Slower than this in knots a crossing is a swing at anchor or a drift, judged as A1 or DR. 0 to 3; design value.</summary>
    public double MinSpeedKnots { get; init; } = 1;

    /// <summary>A stop of this length between two crossings, away from the asset, is a call: the ship did not turn round at sea. 2 to 60 minutes; the shortest turn-round of a ferry, design value.</summary>
    public TimeSpan CallAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Crossings of a regular service lie at most this far apart in metres. 100 to 20,000; a ferry's track follows wind and traffic, 1 nm, design value.</summary>
    public double ServiceSpreadMetres { get; init; } = Nautical.MetresPerMile;

    /// <summary>Crossings from which a regular service is learned. 3 to 100; more than two days of one crossing out and one home, design value.</summary>
    public int ServiceCrossings { get; init; } = 6;

    /// <summary>The part of those that must have been at the usual place, the other way, after a call. 0.5 to 1; design value.</summary>
    public double ServiceFraction { get; init; } = 0.8;

    /// <summary>Longest yacht in metres whose tacks and laps lower the severity. 0 to 60; the large yacht of the codes begins at 24 m load line length.</summary>
    public double YachtMetres { get; init; } = 24;
}
