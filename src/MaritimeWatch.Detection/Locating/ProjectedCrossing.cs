using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Where a vessel that holds its course first meets an asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="DistanceMetres">Metres to run along the course; 0 when already inside a charted area.</param>
/// <param name="Point">The crossing point.</param>
public readonly record struct ProjectedCrossing(ChartedAsset Asset, double DistanceMetres, GeoPosition Point) : IRanked
{
    string IRanked.ChartedId => Asset.Id;
}
