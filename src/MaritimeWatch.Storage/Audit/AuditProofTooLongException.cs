namespace MaritimeWatch.Storage.Audit;

/// <summary>Between an entry and the checkpoint that covers it lie more entries than a proof may hold, as after the take-over of a large older store.</summary>
/// <param name="number">The entry.</param>
/// <param name="length">Entries up to the checkpoint.</param>
/// <param name="most">How many are allowed.</param>
public sealed class AuditProofTooLongException(long number, long length, int most)
    : Exception(FormattableString.Invariant($"from audit entry {number} to the checkpoint that covers it there are {length} entries, and a proof holds {most} at most"));
