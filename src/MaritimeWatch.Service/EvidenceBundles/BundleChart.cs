namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>The chart: the hash of the whole, and how much of it is in the bundle.</summary>
internal sealed record BundleChart(string? Sha256, int Assets, int Areas, int AssetsIncluded, int AreasIncluded);
