using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Crossings;

/// <summary>Where a crossing stands among those of an asset, or a vessel: after which the next page begins.</summary>
/// <param name="Time">When.</param>
/// <param name="Mmsi">Who.</param>
/// <param name="AlongMetres">Where along the asset.</param>
/// <param name="AssetId">The asset; matters among those of a vessel.</param>
public readonly record struct CrossingPlace(Instant Time, Mmsi Mmsi, int AlongMetres, string AssetId = "");
