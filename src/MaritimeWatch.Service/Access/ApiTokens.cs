using System.Security.Cryptography;

namespace MaritimeWatch.Service.Access;

/// <summary>Tells whose an API token is.</summary>
internal sealed class ApiTokens(WatchedFiles<TokenFile> file, TimeProvider clock)
{
    private readonly byte[] nobodys = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    public string? Problem => file.Problem;

    /// <summary>The caller, or why it is refused. A token that is not known takes as long as one that is.</summary>
    public Identification Identify(string text)
    {
        if (!ApiToken.TryRead(text, out var id, out var hash))
        {
            return new(Refusal.Invalid);
        }

        var token = file.Current.Tokens.FirstOrDefault(candidate => candidate.Id == id);
        var isRight = CryptographicOperations.FixedTimeEquals(hash, token is null ? nobodys : Convert.FromHexString(token.Sha256));
        return token is null || !isRight ? new(Refusal.Invalid)
            : token.Revoked is not null ? new(Refusal.Revoked)
            : token.Expires <= clock.GetUtcNow() ? new(Refusal.Expired)
            : new(new Caller
            {
                Name = token.Name,
                Credential = CredentialKind.ApiToken,
                CredentialId = token.Id,
                Roles = [token.Role],
                Grants = token.Grants,
                Sectors = token.Sectors,
                Clearance = token.Clearance,
                SourceId = token.Role == Role.Harness ? token.Name : null,
            });
    }
}
