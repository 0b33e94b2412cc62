using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace MaritimeWatch.Service.Access;

/// <summary>A JSON Web Token taken apart (RFC 7519, compact form of RFC 7515); nothing in it is believed yet.</summary>
internal sealed class JsonWebToken
{
    private const int LongestText = 8_192;

    /// <summary>The <c>alg</c>, one of ours; a token with any other is not read at all.</summary>
    public required JwtAlgorithm Algorithm { get; init; }

    public required string? KeyId { get; init; }

    public required JsonElement Claims { get; init; }

    public required byte[] Signed { get; init; }

    public required byte[] Signature { get; init; }

    /// <summary>Takes a token apart; null where it is none, or asks for what we do not do.</summary>
    public static JsonWebToken? TryRead(string text)
    {
        var parts = text.Length <= LongestText ? text.Split('.') : [];
        if (parts.Length != 3 || parts.Any(part => part.Length == 0 || !part.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')))
        {
            return null;
        }

        try
        {
            var header = Parse(parts[0]);

            // RFC 7515, section 4.1.11: what is marked critical and not understood makes the token invalid.
            if (header.TryGetProperty("crit", out _) || !Enum.TryParse<JwtAlgorithm>(Text(header, "alg"), out var algorithm) || algorithm.ToString() != Text(header, "alg"))
            {
                return null;
            }

            return new JsonWebToken
            {
                Algorithm = algorithm,
                KeyId = Text(header, "kid"),
                Claims = Parse(parts[1]),
                Signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                Signature = Base64Url.DecodeFromChars(parts[2]),
            };
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A claim that is a text, or null.</summary>
    public string? Text(string claim) => Text(Claims, claim);

    /// <summary>A claim that is one text or a list of them; empty where it is absent or something else.</summary>
    public IReadOnlyList<string> Texts(string claim) => !Claims.TryGetProperty(claim, out var value) ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
        : [];

    /// <summary>A claim that is a time, in seconds since 1970 UTC, or null where it is absent; NaN where it is no number.</summary>
    public double? Seconds(string claim) => !Claims.TryGetProperty(claim, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) ? seconds
        : double.NaN;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Parse(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException();
    }
}
