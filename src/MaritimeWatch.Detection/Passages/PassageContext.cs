using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Passages;

/// <summary>What holds for every passage of one vessel past one asset.</summary>
/// <param name="Mmsi">Who.</param>
/// <param name="ChartSigmaMetres">One standard deviation of the asset's charted place.</param>
/// <param name="IsArea">Whether the asset is an area.</param>
/// <param name="WithinMetres">The distance asked about.</param>
/// <param name="FastestHeardKnots">The fastest she was heard.</param>
/// <param name="Options">How ways are worked out.</param>
internal readonly record struct PassageContext(
    Mmsi Mmsi, double ChartSigmaMetres, bool IsArea, double WithinMetres, double FastestHeardKnots, PassageOptions Options)
{
    public double FixSigmaMetres(in PositionReport fix) => fix.HasHighAccuracy ? Options.AccuratePositionSigmaMetres : Options.PositionSigmaMetres;

    /// <summary>The fastest she could have gone, in knots, between two fixes: at least as fast as the distance made took.</summary>
    public double FastestKnots(double impliedKnots, bool isSilence)
    {
        var fastest = (FastestHeardKnots * Options.FastestFactor) + Options.FastestMarginKnots;
        fastest = isSilence ? Math.Max(fastest, Options.LeastFastestKnots) : fastest;
        return Math.Max(fastest, impliedKnots * 1.02);
    }
}
