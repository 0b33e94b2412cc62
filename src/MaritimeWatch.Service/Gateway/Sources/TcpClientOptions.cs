using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>nmea-tcp-client</c>: connects to a receiver or a partner that serves NMEA 0183, with or without TAG blocks.</summary>
internal sealed record TcpClientOptions : ISourceOptions
{
    /// <summary>Name or address to connect to.</summary>
    public string Host { get; init; } = "";

    /// <summary>1 to 65,535. 10110 is IANA's port for NMEA 0183.</summary>
    public int Port { get; init; } = 10110;

    /// <summary>How long the other side may take to accept, 1 second to 2 minutes.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A line to send once connected, e.g. what gpsd wants to hear first; null for none.</summary>
    public string? Greeting { get; init; }

    /// <summary>Whether the connection is encrypted and the server's certificate checked.</summary>
    public bool Tls { get; init; }

    /// <summary>The name that the server's certificate bears; null for <see cref="Host"/>.</summary>
    public string? ServerName { get; init; }

    /// <summary>A PEM file of the authorities to trust in place of the machine's own; null for those.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A PEM file of our own certificate, where the server wants one; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file of its private key; null where it stands in the certificate's file.</summary>
    public string? KeyFile { get; init; }

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => true;

    /// <inheritdoc/>
    public IEnumerable<string> Validate()
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
        {
            yield return $"Host is '{Host}'; it must be a name or an address";
        }

        if (Port is < 1 or > 65_535)
        {
            yield return $"Port is {Port}; it must be between 1 and 65535";
        }

        if (ConnectTimeout < TimeSpan.FromSeconds(1) || ConnectTimeout > TimeSpan.FromMinutes(2))
        {
            yield return $"ConnectTimeout is {ConnectTimeout}; it must be between 00:00:01 and 00:02:00";
        }

        if (Greeting is { Length: 0 or > 1_024 })
        {
            yield return "Greeting must be 1 to 1024 characters";
        }

        if (!Tls && (ServerName ?? AuthorityFile ?? CertificateFile ?? KeyFile) is not null)
        {
            yield return "ServerName, AuthorityFile, CertificateFile and KeyFile need Tls";
        }

        if (KeyFile is not null && CertificateFile is null)
        {
            yield return "KeyFile needs a CertificateFile";
        }
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this with
    {
        AuthorityFile = ConfiguredPath.In(folder, AuthorityFile),
        CertificateFile = ConfiguredPath.In(folder, CertificateFile),
        KeyFile = ConfiguredPath.In(folder, KeyFile),
    };

    /// <summary>How TLS is spoken, or null in the clear.</summary>
    public ClientTls? Security() => !Tls ? null : new ClientTls
    {
        ServerName = ServerName ?? Host, AuthorityFile = AuthorityFile, CertificateFile = CertificateFile, KeyFile = KeyFile,
    };

    /// <inheritdoc/>
    public IReportSource Open() => new TcpClientSource(this);
}
