using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Where the leg between two fixes crosses a charted asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Fraction">Share of the leg sailed before the crossing, 0 (inclusive) to 1 (exclusive).</param>
/// <param name="Point">The crossing point.</param>
public readonly record struct AssetCrossing(ChartedAsset Asset, double Fraction, GeoPosition Point);
