using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>What counts as two vessels having met at sea: the definition of Global Fishing Watch (detectors.md A, "Encounter").</summary>
public sealed record EncounterOptions
{
    /// <summary>How near to each other they are all the time, in metres.</summary>
    public double WithinMetres { get; init; } = 500;

    /// <summary>How long at least.</summary>
    public TimeSpan Least { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The middle one of their speeds is below this, in knots.</summary>
    public double MedianBelowKnots { get; init; } = 2;

    /// <summary>How far from an anchorage or a port, in metres: nearer, ships lie together for reasons of their own.</summary>
    public double FromAnchorageMetres { get; init; } = 10_000;

    /// <summary>How often their places are compared; whole seconds. Half of what Global Fishing Watch takes, so that twice as many places must agree.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest silence across which a place is interpolated; a longer one ends the encounter. That of a vessel at rest, detectors.md G1.</summary>
    public TimeSpan MaxGap { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How much further the place of one of them may be looked for than the area that was asked for, in metres.</summary>
    public double MarginMetres => WithinMetres + (2 * Nautical.MetresPerMile);
}
