using System.Security.Cryptography.X509Certificates;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Configuration;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Access;

/// <summary>Tells who calls by what they show: a bearer token, or else a client certificate.</summary>
internal sealed class Credentials
{
    private readonly ApiTokens? tokens;
    private readonly JwtTokens? jwt;
    private readonly ClientCertificates? certificates;

    /// <exception cref="InvalidDataException">A file cannot be used; the message says which and why.</exception>
    public Credentials(AccessSettings settings, TimeProvider clock, ILogger log, CredentialRecord audit)
    {
        if (settings.Tokens is { } tokenFile)
        {
            tokens = new(new([tokenFile], () => TokenFile.Read(tokenFile), log, audit.Tokens(tokenFile)), clock);
        }

        if (settings.Jwt.Keys is { } keyFile)
        {
            jwt = new(new([keyFile], () => JwtKeys.Read(keyFile), log, audit.Keys(keyFile)), settings.Jwt, clock);
        }

        if (settings.ClientCertificates is { Authorities: not null } clients)
        {
            certificates = new(clients, clients.Revoked is { } revoked ? new([revoked], () => ClientCertificates.ReadRevoked(revoked), log, audit.Revoked(revoked)) : null, clock);
        }
    }

    /// <summary>Files whose newest state is not in force, and why.</summary>
    public IEnumerable<string> Problems => new[] { tokens?.Problem, jwt?.Problem, certificates?.Problem }.OfType<string>();

    /// <summary>The caller, or why it is refused.</summary>
    /// <param name="authorization">The <c>authorization</c> header's values.</param>
    /// <param name="certificate">The certificate of the connection, or null.</param>
    public Identification Identify(IReadOnlyList<string?> authorization, X509Certificate2? certificate)
    {
        if (certificate is not null && certificates?.IsRevoked(certificate) == true)
        {
            return new(Refusal.Revoked);
        }

        return authorization switch
        {
            [] => certificate is null || certificates is null ? new(Refusal.Missing) : certificates.Identify(certificate),
            [{ } one] when one.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) => OfBearer(one["Bearer ".Length..].Trim()),

            // Two of them, or a way that we do not take: whose would it be?
            _ => new(Refusal.WrongPlace),
        };
    }

    private Identification OfBearer(string text) =>
        text.StartsWith(ApiToken.Prefix, StringComparison.Ordinal) ? tokens?.Identify(text) ?? new(Refusal.Invalid) : jwt?.Identify(text) ?? new(Refusal.Invalid);
}
