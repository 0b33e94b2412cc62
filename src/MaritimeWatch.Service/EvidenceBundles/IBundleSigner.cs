using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Signs what is exported, with the key that signs the audit log.</summary>
internal interface IBundleSigner
{
    /// <summary>The key that checks it.</summary>
    AuditPublicKey PublicKey { get; }

    /// <summary>ECDSA on P-256 with SHA-256, DER.</summary>
    byte[] Sign(ReadOnlySpan<byte> bytes);
}
