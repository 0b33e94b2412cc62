using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MaritimeWatch.Service.Tests.Access;

/// <summary>An identity provider made for one test: one key of each kind, and the tokens it signs.</summary>
internal sealed class TestKeys : IDisposable
{
    public const string Issuer = "https://id.example";
    public const string Audience = "maritimewatch";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly ECDsa elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);

    public string RsaPublicPem => rsa.ExportSubjectPublicKeyInfoPem();

    public string EllipticPublicPem => elliptic.ExportSubjectPublicKeyInfoPem();

    public string Secret => Base64Url.EncodeToString(secret);

    public byte[] RsaPublicDer => rsa.ExportSubjectPublicKeyInfo();

    /// <summary>The claims of somebody, good for an hour.</summary>
    public static JsonObject Claims(DateTimeOffset now, params string[] roles) => new()
    {
        ["iss"] = Issuer,
        ["aud"] = Audience,
        ["sub"] = "ada",
        ["exp"] = now.ToUnixTimeSeconds() + 3600,
        ["roles"] = new JsonArray([.. roles.Select(role => (JsonNode)role)]),
    };

    /// <summary>The keys as a JSON Web Key Set.</summary>
    public string Set(string suffix = "")
    {
        var (modulus, point) = (rsa.ExportParameters(false), elliptic.ExportParameters(false));
        return JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new { kty = "RSA", use = "sig", alg = "RS256", kid = "rsa" + suffix, n = Text(modulus.Modulus!), e = Text(modulus.Exponent!) },
                new { kty = "EC", crv = "P-256", kid = "ec" + suffix, x = Text(point.Q.X!), y = Text(point.Q.Y!) },
                new { kty = "oct", kid = "oct" + suffix, k = Text(secret) },
                new { kty = "OKP", crv = "Ed25519", kid = "other", x = "AAAA" },
            },
        });
    }

    /// <summary>A token signed by the key of its algorithm.</summary>
    public string Sign(string algorithm, JsonObject claims, JsonObject? header = null)
    {
        header ??= new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = algorithm switch { "RS256" => "rsa", "ES256" => "ec", _ => "oct" } };
        return Join(header, claims, data => algorithm switch
        {
            "RS256" => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "ES256" => elliptic.SignData(data, HashAlgorithmName.SHA256),
            _ => HMACSHA256.HashData(secret, data),
        });
    }

    /// <summary>A token with any header and any signature.</summary>
    public static string Join(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Text(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Text(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Text(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public void Dispose()
    {
        rsa.Dispose();
        elliptic.Dispose();
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
