using System.Security.Cryptography;
using System.Text;

namespace MaritimeWatch.Storage.Audit;

/// <summary>The key that signs the audit log: ECDSA on P-256. The platform has no Ed25519.</summary>
public sealed class AuditSigningKey : IDisposable
{
    private readonly Lock gate = new();
    private readonly ECDsa key;

    private AuditSigningKey(ECDsa key)
    {
        this.key = key;
        Public = AuditPublicKey.TryRead(key.ExportSubjectPublicKeyInfo()) ?? throw new CryptographicException("it is no key on P-256");
    }

    /// <summary>The half that everybody may know.</summary>
    public AuditPublicKey Public { get; }

    /// <summary>A new key from the system's random numbers.</summary>
    public static AuditSigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>A key from PEM (PKCS#8).</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static AuditSigningKey FromPem(string text)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(text);
            return new AuditSigningKey(key);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidDataException("it holds no private key for ECDSA on P-256 in PEM", failure);
        }
    }

    /// <summary>What the key before signs of the key after it, so that a change of keys is not somebody else's: two lines of text, each with its line feed.</summary>
    public static byte[] Statement(AuditPublicKey next) => Encoding.ASCII.GetBytes($"maritimewatch-audit-key-1\n{Convert.ToBase64String(next.Info)}\n");

    /// <summary>As PEM (PKCS#8): a secret.</summary>
    public string ToPem() => $"{key.ExportPkcs8PrivateKeyPem()}\n";

    /// <summary>Signs bytes with SHA-256; the signature is DER, up to 72 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            return key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
