namespace MaritimeWatch.Detection.Locating;

/// <summary>How far round each asset the index answers from its grid.</summary>
/// <remarks>The reach of an asset is the sum of the two figures and its positional sigma, so that an effective distance
/// inside the approach tier is never missed.</remarks>
public sealed record AssetIndexOptions
{
    /// <summary>Half-width of the widest tier in metres; the approach tier of 1 nm.</summary>
    public double ApproachMetres { get; init; } = 1852;

    /// <summary>Room for what else shortens the effective distance: GNSS doubt (30 m) and the hull between antenna and
    /// bow or stern (511 m, the largest dimension AIS can state), with a little to spare.</summary>
    public double MarginMetres { get; init; } = 600;

    /// <summary>The least sigma counted into the reach, so that a chart with the usual 50 and 100 m has one reach.</summary>
    public double LeastSigmaMetres { get; init; } = 100;

    /// <summary>How far beyond the edge of an area that is not to be entered a position counts as near it, in metres: the largest safety
    /// zone that can be set (1,852 m) and the largest slack of leaving (500 m), with a little to spare.</summary>
    public double WatchedAreaMarginMetres { get; init; } = 2400;

    /// <summary>Guards against figures no chart needs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A figure is negative, not a number or above 100 km.</exception>
    internal void Validate()
    {
        Check(ApproachMetres, nameof(ApproachMetres));
        Check(MarginMetres, nameof(MarginMetres));
        Check(LeastSigmaMetres, nameof(LeastSigmaMetres));
        Check(WatchedAreaMarginMetres, nameof(WatchedAreaMarginMetres));
    }

    private static void Check(double metres, string name)
    {
        if (!(metres is >= 0 and <= 100_000))
        {
            throw new ArgumentOutOfRangeException(name, metres, "0 to 100,000 metres");
        }
    }
}
