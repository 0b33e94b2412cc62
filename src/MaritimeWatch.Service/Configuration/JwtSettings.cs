namespace MaritimeWatch.Service.Configuration;

/// <summary>JSON Web Tokens of an identity provider, signed with RS256, ES256 or HS256.</summary>
internal sealed record JwtSettings
{
    /// <summary>Keys to check signatures with: a JSON Web Key Set, or PEM with public keys or certificates; read again when it changes. Without it no JWT is taken.</summary>
    public string? Keys { get; init; }

    /// <summary>The <c>iss</c> that a token must have.</summary>
    public string? Issuer { get; init; }

    /// <summary>The <c>aud</c> that a token must have, alone or among others.</summary>
    public string? Audience { get; init; }

    /// <summary>The claim with roles and grants: a text or a list of them.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>The claim with the sectors that the caller is bound to; without it, none.</summary>
    public string SectorsClaim { get; init; } = "sectors";

    /// <summary>The claim with the strictest TLP label that the caller may see; without it, AMBER.</summary>
    public string ClearanceClaim { get; init; } = "tlp";
}
