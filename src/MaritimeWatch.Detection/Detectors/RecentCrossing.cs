using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>A crossing of an asset line, interpolated between two fixes.</summary>
internal readonly record struct RecentCrossing(ChartedAsset Asset, Instant Time, GeoPosition Point);
