using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>Signs with a key that is at hand.</summary>
internal sealed class KeySigner(AuditSigningKey key) : IBundleSigner
{
    public AuditPublicKey PublicKey => key.Public;

    public byte[] Sign(ReadOnlySpan<byte> bytes) => key.Sign(bytes);
}
