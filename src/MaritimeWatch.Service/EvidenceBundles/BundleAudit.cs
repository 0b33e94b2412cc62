namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>The audit entries: how many, and how many of them a signed checkpoint covers.</summary>
internal sealed record BundleAudit(int Entries, int CoveredBySignature);
