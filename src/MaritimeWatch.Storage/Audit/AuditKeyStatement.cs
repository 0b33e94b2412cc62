using System.Text.Json;

namespace MaritimeWatch.Storage.Audit;

/// <summary>What the entry of a key says: the key, and for every one after the first the key before that vouches for it.</summary>
/// <param name="Key">The key that came into force.</param>
/// <param name="Previous">The id of the key that signed it; null where none did.</param>
/// <param name="Signature">That key's signature, DER; empty where there is none.</param>
public sealed record AuditKeyStatement(AuditPublicKey Key, string? Previous, byte[] Signature)
{
    /// <summary>Whether a key is the one that vouches for this one.</summary>
    public bool IsSignedBy(AuditPublicKey signer) => Previous == signer.Id && signer.Verify(AuditSigningKey.Statement(Key), Signature);

    /// <summary>Reads the detail of an entry; null where it holds no key.</summary>
    public static AuditKeyStatement? TryParse(string detail)
    {
        try
        {
            using var document = JsonDocument.Parse(detail);
            var root = document.RootElement;
            return AuditPublicKey.TryRead(root.GetProperty("public").GetBytesFromBase64()) is not { } key ? null
                : root.TryGetProperty("previous", out var previous) ? new AuditKeyStatement(key, previous.GetString(), root.GetProperty("signature").GetBytesFromBase64())
                : new AuditKeyStatement(key, null, []);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
