using System.Security.Cryptography;

namespace MaritimeWatch.Service.Access;

/// <summary>A key that tokens are checked with. It serves one algorithm, which its kind decides, so that no token can have a public key taken for a shared secret.</summary>
internal sealed class JwtKey
{
    private const int LeastRsaBits = 2048;
    private const int LeastSecretBytes = 32;

    private readonly Lock turn = new();
    private readonly Func<byte[], byte[], bool> verify;

    private JwtKey(JwtAlgorithm algorithm, string? id, Func<byte[], byte[], bool> verify) => (Algorithm, Id, this.verify) = (algorithm, id, verify);

    public JwtAlgorithm Algorithm { get; }

    /// <summary>The <c>kid</c>, or null where the file gives none.</summary>
    public string? Id { get; }

    /// <exception cref="InvalidDataException">It is too short to be trusted.</exception>
    public static JwtKey Of(RSA key, string? id) => key.KeySize < LeastRsaBits
        ? throw new InvalidDataException($"an RSA key has {key.KeySize} bits; it must have {LeastRsaBits} or more")
        : new JwtKey(JwtAlgorithm.RS256, id, (data, signature) => key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <exception cref="InvalidDataException">It is on another curve.</exception>
    public static JwtKey Of(ECDsa key, string? id) => key.ExportParameters(false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value
        ? throw new InvalidDataException("an elliptic key is not on the curve P-256")
        : new JwtKey(JwtAlgorithm.ES256, id, (data, signature) => key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    /// <exception cref="InvalidDataException">It is too short to be trusted.</exception>
    public static JwtKey Of(byte[] secret, string? id) => secret.Length < LeastSecretBytes
        ? throw new InvalidDataException($"a shared secret has {secret.Length} bytes; it must have {LeastSecretBytes} or more")
        : new JwtKey(JwtAlgorithm.HS256, id, (data, signature) => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, data), signature));

    /// <summary>Whether the signature is this key's.</summary>
    public bool Verifies(byte[] data, byte[] signature)
    {
        // The platform's keys do not promise to serve several threads.
        lock (turn)
        {
            try
            {
                return verify(data, signature);
            }
            catch (CryptographicException)
            {
                // A signature of a length that the algorithm does not have.
                return false;
            }
        }
    }
}
