namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>The thresholds: the hash of those in force at the export, and of those that the alert was raised with.</summary>
internal sealed record BundleSettings(string? InForce, IReadOnlyList<string> OfTheAlert);
