using System.Security.Cryptography.X509Certificates;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Audit;

/// <summary>Notes which credentials are in force as the running service sees them, by their ids; never a secret.</summary>
internal sealed class CredentialRecord(AuditTrail trail)
{
    private const int IdsShown = 200;
    private const string Unreadable = "cannot be read; what was read before stays in force";

    /// <summary>A file of API tokens was read.</summary>
    public Action<TokenFile?, TokenFile?> Tokens(string file) => (before, now) =>
    {
        Loaded(file, now?.Tokens.Select(token => token.Id), before is null);
        if (before is null || now is null)
        {
            return;
        }

        var known = before.Tokens.ToDictionary(token => token.Id);
        foreach (var token in now.Tokens)
        {
            if (!known.Remove(token.Id, out var earlier))
            {
                Token(AuditActions.TokenAdded, token);
            }

            if (token.Revoked is not null && earlier?.Revoked is null)
            {
                Token(AuditActions.TokenRevoked, token);
            }
        }

        foreach (var gone in known.Values)
        {
            Token(AuditActions.TokenRemoved, gone);
        }
    };

    /// <summary>A file of keys that sign JSON Web Tokens was read.</summary>
    public Action<IReadOnlyList<JwtKey>?, IReadOnlyList<JwtKey>?> Keys(string file) => (before, now) =>
        Loaded(file, now?.Select(key => $"{key.Algorithm} {key.Id ?? "without an id"}"), before is null);

    /// <summary>A list of revoked certificates was read.</summary>
    public Action<HashSet<string>?, HashSet<string>?> Revoked(string file) => (before, now) => Loaded(file, now?.Order(StringComparer.Ordinal), before is null);

    /// <summary>Authorities or a certificate of the service were read.</summary>
    public Action<object?, object?> Certificates(string file) => (before, now) =>
        Loaded(file, now is X509Certificate2Collection authorities ? authorities.Select(ClientCertificates.Thumbprint) : now is null ? null : [], before is null);

    private void Token(string action, ApiToken token) => trail.Note(
        action, AuditRecord.System, "", token.Id, detail: new { name = token.Name, role = AccessWords.Of(token.Role), grants = token.Grants.Select(AccessWords.Of), expires = token.Expires, revoked = token.Revoked });

    private void Loaded(string file, IEnumerable<string>? ids, bool isFirst)
    {
        var all = ids?.ToList();
        trail.Note(
            AuditActions.CredentialsLoaded, AuditRecord.System, "", Path.GetFileName(file), all is null ? Unreadable : AuditRecord.Done,
            all is null ? null : new { first = isFirst, count = all.Count, ids = all.Take(IdsShown) });
    }
}
