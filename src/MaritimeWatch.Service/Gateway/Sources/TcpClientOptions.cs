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
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this;

    /// <inheritdoc/>
    public IReportSource Open() => new TcpClientSource(this);
}
