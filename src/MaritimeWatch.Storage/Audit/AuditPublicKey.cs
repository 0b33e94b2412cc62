using System.Security.Cryptography;

namespace MaritimeWatch.Storage.Audit;

/// <summary>The public half of a key that signs the audit log: ECDSA on P-256.</summary>
public sealed class AuditPublicKey
{
    private const int IdDigits = 16;
    private const string Label = "PUBLIC KEY";

    private readonly ECParameters parameters;

    private AuditPublicKey(byte[] info)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(info, out var read);
        parameters = key.ExportParameters(false);
        if (read != info.Length || parameters.Curve.Oid?.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
        {
            throw new CryptographicException("it is no key on P-256");
        }

        Info = info;
        Id = Convert.ToHexStringLower(SHA256.HashData(info))[..IdDigits];
    }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of <see cref="Info"/>.</summary>
    public string Id { get; }

    /// <summary>SubjectPublicKeyInfo, DER (RFC 5480).</summary>
    public byte[] Info { get; }

    /// <summary>A key from its DER form; null where it is none.</summary>
    public static AuditPublicKey? TryRead(byte[] info)
    {
        try
        {
            return new AuditPublicKey(info);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Every public key in a PEM text.</summary>
    /// <exception cref="InvalidDataException">There is none, or one that is of another kind.</exception>
    public static IReadOnlyList<AuditPublicKey> FromPem(string text)
    {
        var keys = new List<AuditPublicKey>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label].SequenceEqual(Label))
            {
                keys.Add(TryRead(Convert.FromBase64String(rest[fields.Base64Data].ToString())) ?? throw new InvalidDataException("it holds a key that is not ECDSA on P-256"));
            }

            rest = rest[fields.Location.End..];
        }

        return keys.Count > 0 ? keys : throw new InvalidDataException("it holds no public key");
    }

    /// <summary>As PEM, with a final line feed.</summary>
    public string ToPem() => $"{PemEncoding.WriteString(Label, Info)}\n";

    /// <summary>Whether this key made a signature (DER) over some bytes, with SHA-256.</summary>
    public bool Verify(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(parameters);
        return key.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
