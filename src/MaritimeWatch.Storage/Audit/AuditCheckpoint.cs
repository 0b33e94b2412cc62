using System.Globalization;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Audit;

/// <summary>A signature over the chain up to an entry. As one line of JSON it stands in the chain itself, in a file elsewhere and in the service's log.</summary>
/// <param name="Number">The last entry that is covered.</param>
/// <param name="Time">When it was signed.</param>
/// <param name="Hash">That entry's hash, 64 hexadecimal digits in lower case.</param>
/// <param name="Key">The id of the key: the first 16 hexadecimal digits of the SHA-256 of the public key's DER form (SubjectPublicKeyInfo).</param>
/// <param name="Signature">ECDSA on P-256 with SHA-256 over <see cref="Statement(long, Instant, string)"/>, DER, in base64.</param>
public sealed record AuditCheckpoint(long Number, Instant Time, string Hash, string Key, string Signature)
{
    private static readonly string[] Names = ["number", "time", "hash", "key", "signature"];

    /// <summary>Signs the chain as far as it goes.</summary>
    public static AuditCheckpoint Sign(AuditHead head, Instant time, AuditSigningKey key)
    {
        var hash = Convert.ToHexStringLower(head.Hash);
        return new AuditCheckpoint(head.Number, time, hash, key.Public.Id, Convert.ToBase64String(key.Sign(Statement(head.Number, time, hash))));
    }

    /// <summary>What is signed: four lines of text, each with its line feed.</summary>
    public static byte[] Statement(long number, Instant time, string hash) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"maritimewatch-audit-checkpoint-1\n{number}\n{time.UnixMilliseconds}\n{hash}\n"));

    /// <summary>Whether a key has made the signature.</summary>
    public bool IsSignedBy(AuditPublicKey key)
    {
        Span<byte> signature = stackalloc byte[128];
        return key.Id == Key && Convert.TryFromBase64String(Signature, signature, out var length) && key.Verify(Statement(Number, Time, Hash), signature[..length]);
    }

    /// <summary>The line, without its line feed. The time is in Unix milliseconds, as it is signed.</summary>
    public string ToJson() => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"number\":{Number},\"time\":{Time.UnixMilliseconds},\"hash\":\"{Hash}\",\"key\":\"{Key}\",\"signature\":\"{Signature}\"}}");

    /// <summary>Reads a line; null where it is none.</summary>
    public static AuditCheckpoint? TryParse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.EnumerateObject().All(property => Names.Contains(property.Name))
                && root.TryGetProperty("number", out var number) && number.TryGetInt64(out var covered) && covered > 0
                && root.TryGetProperty("time", out var time) && time.TryGetInt64(out var at)
                && Text(root, "hash") is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower)
                && Text(root, "key") is { Length: 16 } key && Text(root, "signature") is { Length: <= 200 } signature
                ? new AuditCheckpoint(covered, new Instant(at), hash, key, signature)
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
