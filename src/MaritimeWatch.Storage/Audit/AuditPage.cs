namespace MaritimeWatch.Storage.Audit;

/// <summary>Some entries of the audit log, the newest first.</summary>
/// <param name="Entries">Those that fit; there may be none although more follow.</param>
/// <param name="Before">Where to go on: entries with a lower number; 0 where there are no more.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long Before);
