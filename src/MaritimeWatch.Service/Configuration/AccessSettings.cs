using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Who may do what, and how they show who they are.</summary>
internal sealed record AccessSettings
{
    /// <summary>Whether callers must say who they are.</summary>
    public AccessMode Mode { get; init; } = AccessMode.Auto;

    /// <summary>File of API tokens, made by <c>maritimewatch token create</c>; read again when it changes.</summary>
    public string? Tokens { get; init; }

    public JwtSettings Jwt { get; init; } = new();

    public TlsSettings Tls { get; init; } = new();

    public ClientCertificateSettings ClientCertificates { get; init; } = new();

    public ServedDataSettings Data { get; init; } = new();

    /// <summary>Requests that one identity may make in a second, and at once; 1 to 100,000.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>Streams that one identity may have open; 1 to 10,000.</summary>
    public int Streams { get; init; } = 20;

    /// <summary>Bad tokens from one address within <see cref="LockOut"/> after which it is locked out for as long; 1 to 1,000,000.</summary>
    public int BadTokens { get; init; } = 10;

    /// <summary>How long bad tokens are remembered, and how long an address is locked out; 1 s to 1 day.</summary>
    public TimeSpan LockOut { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether anything is configured that a caller could show.</summary>
    public bool HasCredentials() => Tokens is not null || Jwt.Keys is not null || ClientCertificates.Authorities is not null;

    /// <summary>Whether callers must say who they are, on these addresses.</summary>
    public bool IsRequired(bool isLoopback) => Mode == AccessMode.Required || (Mode == AccessMode.Auto && (HasCredentials() || !isLoopback));

    /// <summary>What does not go together, one sentence each; empty when all is well.</summary>
    /// <param name="isLoopback">Whether the service listens on loopback alone.</param>
    public IEnumerable<string> Validate(bool isLoopback)
    {
        if (IsRequired(isLoopback) && !HasCredentials())
        {
            yield return $"Access:Mode is {Mode}{(isLoopback ? "" : " and the service listens beyond loopback")}, but no credential is configured; "
                + "make a token with 'maritimewatch token create --role operator --name NAME --file tokens.json' and name the file in Access:Tokens, "
                + "or configure Access:Jwt or Access:ClientCertificates";
        }

        if (Mode == AccessMode.Open && !isLoopback)
        {
            yield return "Access:Mode is Open; a service that listens beyond loopback is never open";
        }

        if (Jwt.Keys is not null && (string.IsNullOrEmpty(Jwt.Issuer) || string.IsNullOrEmpty(Jwt.Audience)))
        {
            yield return "Access:Jwt:Keys is set without Access:Jwt:Issuer and Access:Jwt:Audience; a token for another service would be taken";
        }

        if (string.IsNullOrWhiteSpace(Jwt.RoleClaim) || string.IsNullOrWhiteSpace(Jwt.SectorsClaim) || string.IsNullOrWhiteSpace(Jwt.ClearanceClaim))
        {
            yield return "Access:Jwt has a claim without a name";
        }

        if (Tls.Certificate is null != Tls.Key is null)
        {
            yield return "Access:Tls takes both Certificate and Key, PEM files";
        }

        if (ClientCertificates.Authorities is not null && !Tls.IsOn())
        {
            yield return "Access:ClientCertificates takes TLS; set Access:Tls:Certificate and Access:Tls:Key";
        }

        if (ClientCertificates.Authorities is null && (ClientCertificates.Required || ClientCertificates.Revoked is not null || ClientCertificates.Identities is { Count: > 0 }))
        {
            yield return "Access:ClientCertificates takes Authorities, a PEM file with the certificates of those who sign";
        }

        foreach (var problem in (ClientCertificates.Identities ?? []).Select((identity, index) => identity?.Problem(index) ?? (identity is null ? $"Access:ClientCertificates:Identities:{index} is empty" : null)))
        {
            if (problem is not null)
            {
                yield return problem;
            }
        }
    }
}
