using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Settings;

/// <summary>Stop clusters and swinging circles, shared by A1 and D1 (detectors.md C.3, C.4, D).</summary>
public sealed record AnchorOptions
{
    /// <summary>A stop is at most this fast in knots. 0.2 to 2.</summary>
    public double MaxStopSpeedKnots { get; init; } = 0.8;

    /// <summary>A stop becomes a cluster after this. 5 to 120 minutes.</summary>
    public TimeSpan ClusterAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Consecutive fixes at stop speed with status 1 that count as anchored. 2 to 20.</summary>
    public int AnchoredStatusFixes { get; init; } = 3;

    /// <summary>Least swinging radius in metres where the chain is unknown. 50 to 2,000; 0.15 nm.</summary>
    public double MinSwingRadiusMetres { get; init; } = 0.15 * Nautical.MetresPerMile;

    /// <summary>Swinging radius in lengths overall where the chain is unknown. 0.5 to 5.</summary>
    public double SwingRadiusLengths { get; init; } = 1.5;

    /// <summary>Largest swinging radius in metres assumed. 100 to 5,000; 0.5 nm.</summary>
    public double MaxSwingRadiusMetres { get; init; } = 0.5 * Nautical.MetresPerMile;

    /// <summary>Speed in knots at which a stop is left, on two fixes. Above <see cref="MaxStopSpeedKnots"/>, to 5.</summary>
    public double LeaveSpeedKnots { get; init; } = 1.5;

    /// <summary>A swing of the heading by at least this, in degrees, is a full turn of the tide. 90 to 180.</summary>
    public double FullTurnDegrees { get; init; } = 150;
}
