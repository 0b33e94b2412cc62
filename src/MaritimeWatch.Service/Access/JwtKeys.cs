using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace MaritimeWatch.Service.Access;

/// <summary>Reads the keys that tokens are checked with: a JSON Web Key Set (RFC 7517), or one PEM file with public keys and certificates.</summary>
internal static class JwtKeys
{
    /// <exception cref="InvalidDataException">The file holds no key that can be used, or one that must not stand there.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<JwtKey> Read(string path)
    {
        var text = File.ReadAllText(path);
        try
        {
            var keys = text.AsSpan().TrimStart() is ['{', ..] ? OfSet(text) : OfPem(text);
            return keys.Count > 0 ? keys : throw new InvalidDataException("it holds no key for RS256, ES256 or HS256");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or CryptographicException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path} is neither a JSON Web Key Set nor PEM with public keys", failure);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{path}: {failure.Message}", failure);
        }
    }

    private static List<JwtKey> OfSet(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        var keys = new List<JwtKey>();
        foreach (var key in document.RootElement.GetProperty("keys").EnumerateArray())
        {
            // What is there for encrypting, and kinds that we do not know, are left to whom they are for (RFC 7517, section 5).
            if (Text(key, "use") is not (null or "sig"))
            {
                continue;
            }

            var id = Text(key, "kid");
            var read = Text(key, "kty") switch
            {
                "RSA" => JwtKey.Of(RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") }), id),
                "EC" when Text(key, "crv") == "P-256" => JwtKey.Of(
                    ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } }), id),
                "oct" => JwtKey.Of(Bytes(key, "k"), id),
                _ => null,
            };
            if (read is not null && (Text(key, "alg") is not { } algorithm || algorithm == read.Algorithm.ToString()))
            {
                keys.Add(read);
            }
        }

        return keys;
    }

    private static List<JwtKey> OfPem(string text)
    {
        var keys = new List<JwtKey>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var block = rest[fields.Location];
            switch (rest[fields.Label])
            {
                case "CERTIFICATE":
                    using (var certificate = X509Certificate2.CreateFromPem(block))
                    {
                        keys.Add(certificate.GetRSAPublicKey() is { } rsa ? JwtKey.Of(rsa, null)
                            : certificate.GetECDsaPublicKey() is { } elliptic ? JwtKey.Of(elliptic, null)
                            : throw new InvalidDataException("a certificate has neither an RSA nor an elliptic key"));
                    }

                    break;
                case "PUBLIC KEY" or "RSA PUBLIC KEY":
                    keys.Add(OfPublicKey(block));
                    break;
                case var label when label.EndsWith("PRIVATE KEY"):
                    throw new InvalidDataException("it holds a private key; the service checks tokens, it must not be able to make them: give the public key");
            }

            rest = rest[fields.Location.End..];
        }

        return keys;
    }

    private static JwtKey OfPublicKey(ReadOnlySpan<char> pem)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return JwtKey.Of(rsa, null);
        }
        catch (Exception other) when (other is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            var elliptic = ECDsa.Create();
            elliptic.ImportFromPem(pem);
            return JwtKey.Of(elliptic, null);
        }
    }

    private static string? Text(JsonElement key, string name) => key.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());
}
