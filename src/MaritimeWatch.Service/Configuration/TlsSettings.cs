namespace MaritimeWatch.Service.Configuration;

/// <summary>TLS 1.2 and 1.3 on HTTP and gRPC.</summary>
internal sealed record TlsSettings
{
    /// <summary>PEM file with the server's certificate and those that lead to its root; read again when it changes. Without it there is no TLS.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file with its private key.</summary>
    public string? Key { get; init; }

    /// <summary>Whether there is TLS.</summary>
    public bool IsOn() => Certificate is not null && Key is not null;
}
