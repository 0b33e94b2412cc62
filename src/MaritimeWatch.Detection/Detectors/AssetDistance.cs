using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>How far an asset is, with all that is doubtful about it (detectors.md B.3).</summary>
internal readonly record struct AssetDistance(
    ChartedAsset Asset, double GeometricMetres, double AssetSigmaMetres, double PositionSigmaMetres, double HullOffsetMetres)
{
    /// <summary>The distance held against a tier: what may remain of the geometric one. Never below 0.</summary>
    public double EffectiveMetres => Math.Max(0, GeometricMetres - AssetSigmaMetres - PositionSigmaMetres - HullOffsetMetres);

    /// <summary>The same doubt at another geometric distance.</summary>
    public AssetDistance At(double geometricMetres) => this with { GeometricMetres = geometricMetres };

    public IEnumerable<Measurement> Measurements(double tierMetres, string tier)
    {
        yield return new Measurement($"effective distance ({tier})", Math.Round(EffectiveMetres), "m", tierMetres, "<=");
        yield return new Measurement("geometric distance", Math.Round(GeometricMetres), "m");
        yield return new Measurement("doubt of the asset's position", AssetSigmaMetres, "m");
        yield return new Measurement("doubt of the vessel's position", PositionSigmaMetres, "m");
        yield return new Measurement("antenna to hull", HullOffsetMetres, "m");
    }
}
