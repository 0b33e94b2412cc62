namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>A piece of the audit chain without a gap: hashes alone, which tell nothing of the entries that are not in the bundle.</summary>
/// <param name="From">Number of the entry that the first digest is of.</param>
/// <param name="PreviousHash">Hash of the entry before it.</param>
/// <param name="Digests">SHA-256 of the canonical bytes of each entry, up to the one that the checkpoint covers.</param>
/// <param name="Checkpoint">The signed checkpoint at its end, as the audit log has it; null where none covers it yet.</param>
internal sealed record AuditSegment(long From, string PreviousHash, IReadOnlyList<string> Digests, string? Checkpoint);
