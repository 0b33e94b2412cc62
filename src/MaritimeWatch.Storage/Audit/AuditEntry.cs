using System.Security.Cryptography;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Audit;

/// <summary>An entry of the audit log, as it stands in the chain.</summary>
public sealed class AuditEntry
{
    /// <summary>The first value of an entry's canonical bytes.</summary>
    public const string Kind = "maritimewatch-audit-1";

    /// <summary>The hash before the first entry: 32 zero bytes.</summary>
    public static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    /// <summary>1, 2, 3 … without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>What was done, by whom, to what.</summary>
    public required AuditRecord Record { get; init; }

    /// <summary>The sequence of the alert event or transition that the entry takes into the chain, or null.</summary>
    public long? Sequence { get; init; }

    /// <summary>SHA-256 over the canonical bytes of that event's or transition's row, or null.</summary>
    public byte[]? Content { get; init; }

    /// <summary>SHA-256 over the canonical bytes of how the alert then stood (its row of <c>alert_status</c>), where this entry is the one that changed it; else null.</summary>
    public byte[]? Standing { get; init; }

    /// <summary>SHA-256 over the hash of the entry before and the SHA-256 of this entry's canonical bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>What is hashed: everything but the hash itself.</summary>
    public byte[] CanonicalBytes() => Write(new CanonicalBytes()).Written.ToArray();

    /// <summary>SHA-256 of the canonical bytes.</summary>
    public byte[] Digest() => SHA256.HashData(Write(new CanonicalBytes()).Written);

    /// <summary>The hash that an entry has.</summary>
    /// <param name="previousHash">Of the entry before, 32 bytes; <see cref="NoHash"/> for the first.</param>
    /// <param name="digest">Of this entry, 32 bytes.</param>
    public static byte[] HashAfter(ReadOnlySpan<byte> previousHash, ReadOnlySpan<byte> digest)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        HashAfter(previousHash, digest, hash);
        return hash;
    }

    internal static void HashAfter(ReadOnlySpan<byte> previousHash, ReadOnlySpan<byte> digest, Span<byte> hash)
    {
        Span<byte> both = stackalloc byte[2 * SHA256.HashSizeInBytes];
        previousHash.CopyTo(both);
        digest.CopyTo(both[SHA256.HashSizeInBytes..]);
        SHA256.HashData(both, hash);
    }

    internal static CanonicalBytes Write(CanonicalBytes into, long number, AuditRecord record, long? sequence, byte[]? content, byte[]? standing) => into
        .Begin(Kind)
        .Number(number)
        .Number(record.Time.UnixMilliseconds)
        .Text(record.Action)
        .Text(record.Actor)
        .Text(record.Client)
        .Text(record.Subject)
        .Text(record.Outcome)
        .Text(record.Detail)
        .Number(sequence)
        .Hash(content)
        .Hash(standing);

    private CanonicalBytes Write(CanonicalBytes into) => Write(into, Number, Record, Sequence, Content, Standing);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Number} {Record.Time} {Record.Action} {Record.Actor} {Record.Subject} {Record.Outcome}");
}
