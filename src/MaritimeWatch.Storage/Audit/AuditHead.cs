using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Audit;

/// <summary>Where the chain ends, durably.</summary>
/// <param name="Number">Of the last entry; 0 for an empty chain.</param>
/// <param name="Hash">Its hash, 32 bytes.</param>
/// <param name="Time">When it was made; <see cref="Instant.MinValue"/> for an empty chain.</param>
public sealed record AuditHead(long Number, byte[] Hash, Instant Time)
{
    /// <summary>Of a chain without entries.</summary>
    public static AuditHead None { get; } = new(0, AuditEntry.NoHash, Instant.MinValue);
}
