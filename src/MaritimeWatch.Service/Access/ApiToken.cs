using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MaritimeWatch.Service.Access;

/// <summary>A token as it is stored: whose it is, what it may, and the hash of its secret, never the secret.</summary>
/// <remarks>
/// As text it is <c>mwt_</c>, the id, <c>_</c> and the secret in base64url. The secret has 32 random bytes, so one round of SHA-256 is enough: there is
/// no list of likely secrets to try.
/// </remarks>
internal sealed record ApiToken
{
    public const string Prefix = "mwt_";
    private const int IdBytes = 8;
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int IdLength = IdBytes * 2;
    private const int TextLength = 4 + IdLength + 1 + SecretLength;

    /// <summary>16 hexadecimal digits; no secret.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required Role Role { get; init; }

    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>The sectors it is bound to; empty for all.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>The strictest label it may see.</summary>
    public Tlp Clearance { get; init; } = Tlp.Amber;

    public required DateTimeOffset Created { get; init; }

    /// <summary>From then on it is refused; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    public DateTimeOffset? Revoked { get; init; }

    /// <summary>SHA-256 of the secret's bytes, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>A new token from the system's random numbers.</summary>
    /// <param name="describe">Fills in whose it is; gets id and hash.</param>
    /// <returns>What is stored, and the text that is shown once.</returns>
    public static (ApiToken Token, string Text) Make(Func<string, string, ApiToken> describe)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return (describe(id, Convert.ToHexStringLower(SHA256.HashData(secret))), $"{Prefix}{id}_{Base64Url.EncodeToString(secret)}");
    }

    /// <summary>The id and the hash of the secret in a text; false where it is no token at all.</summary>
    public static bool TryRead(string text, out string id, out byte[] hash)
    {
        (id, hash) = ("", []);
        if (text.Length != TextLength || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + IdLength] != '_')
        {
            return false;
        }

        Span<byte> secret = stackalloc byte[SecretBytes];
        var coded = Encoding.ASCII.GetBytes(text[^SecretLength..]);
        if (Base64Url.DecodeFromUtf8(coded, secret, out var taken, out var written) != System.Buffers.OperationStatus.Done || taken != coded.Length || written != SecretBytes)
        {
            return false;
        }

        id = text.Substring(Prefix.Length, IdLength);
        hash = SHA256.HashData(secret);
        return true;
    }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem() =>
        Id is not { Length: IdLength } || !Id.All(char.IsAsciiHexDigitLower) ? "an id is not 16 hexadecimal digits"
        : !AccessWords.IsName(Name) ? $"token {Id} has no name of visible characters"
        : Sha256 is not { Length: 64 } || !Sha256.All(char.IsAsciiHexDigit) ? $"token {Id} has no SHA-256"
        : Grants is null || Sectors is null || Sectors.Any(sector => !AccessWords.IsName(sector)) ? $"token {Id} has a grant or a sector that is none"
        : Grants.Contains(Grant.ShiftLead) && Role != Role.Operator ? $"token {Id} has the grant shift_lead, which only an operator can have"
        : null;
}
