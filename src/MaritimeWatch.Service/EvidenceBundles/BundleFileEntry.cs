namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>One file by its hash.</summary>
internal sealed record BundleFileEntry(string Name, long Length, string Sha256, string What);
