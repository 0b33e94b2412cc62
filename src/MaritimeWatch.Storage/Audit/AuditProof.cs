namespace MaritimeWatch.Storage.Audit;

/// <summary>What shows somebody who has not the store that an entry stands in the chain.</summary>
/// <remarks>
/// From <see cref="PreviousHash"/> and the entry's canonical bytes follows its hash; with <see cref="FollowingDigests"/>, one after the other, the hash
/// that the checkpoint signs. Digests tell nothing of the entries between.
/// </remarks>
/// <param name="Entry">The entry.</param>
/// <param name="PreviousHash">The hash of the entry before it, 32 bytes.</param>
/// <param name="FollowingDigests">SHA-256 of the canonical bytes of each entry after it, up to the one that the checkpoint covers.</param>
/// <param name="Checkpoint">The next checkpoint that covers the entry; null where there is none yet: then the digests go to the end of the chain.</param>
public sealed record AuditProof(AuditEntry Entry, byte[] PreviousHash, IReadOnlyList<byte[]> FollowingDigests, AuditCheckpoint? Checkpoint)
{
    /// <summary>The hash at the end of the digests, 32 bytes: that of the checkpoint, where there is one.</summary>
    public byte[] EndHash() => FollowingDigests.Aggregate(AuditEntry.HashAfter(PreviousHash, Entry.Digest()), (hash, digest) => AuditEntry.HashAfter(hash, digest));
}
