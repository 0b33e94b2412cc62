using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Locating;

/// <summary>How near a position is to one charted asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="DistanceMetres">Metres to the nearest point of the asset as charted; 0 inside a charted area.</param>
/// <param name="NearestPoint">That point; the position itself inside a charted area.</param>
public readonly record struct AssetProximity(ChartedAsset Asset, double DistanceMetres, GeoPosition NearestPoint) : IRanked
{
    string IRanked.ChartedId => Asset.Id;
}
