using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Settings;

/// <summary>Corridor tiers by half-width in metres of effective distance (detectors.md B.2) and the doubt of a position (B.3).</summary>
public sealed record CorridorOptions
{
    /// <summary>Core tier. 10 to 5,000 metres.</summary>
    public double CoreMetres { get; init; } = 250;

    /// <summary>Protected tier: the Dutch maintenance zone. 10 to 5,000 metres; noordzeeloket.nl.</summary>
    public double ProtectedMetres { get; init; } = 500;

    /// <summary>Watch tier. 10 to 10,000 metres.</summary>
    public double WatchMetres { get; init; } = 0.5 * Nautical.MetresPerMile;

    /// <summary>Approach tier: context only. 10 to 20,000 metres.</summary>
    public double ApproachMetres { get; init; } = Nautical.MetresPerMile;

    /// <summary>Doubt in metres of a position flagged accurate. 0 to 1,000.</summary>
    public double AccuratePositionSigmaMetres { get; init; } = 10;

    /// <summary>Doubt in metres of any other position. 0 to 1,000.</summary>
    public double PositionSigmaMetres { get; init; } = 30;
}
