namespace MaritimeWatch.Service.Configuration;

/// <summary>Mutual TLS: certificates that callers show.</summary>
internal sealed record ClientCertificateSettings
{
    /// <summary>PEM file with the authorities whose certificates are taken; read again when it changes. Without it none is asked for.</summary>
    public string? Authorities { get; init; }

    /// <summary>Whether a connection without a certificate is refused; else a token may stand in for it.</summary>
    public bool Required { get; init; }

    /// <summary>File of revoked certificates, a SHA-256 thumbprint a line; read again when it changes.</summary>
    public string? Revoked { get; init; }

    /// <summary>Whose certificates they are; the first that fits counts.</summary>
    public IReadOnlyList<CertificateIdentity> Identities { get; init; } = [];
}
