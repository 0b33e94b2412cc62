namespace MaritimeWatch.Service.Configuration;

/// <summary>Feeds in.</summary>
internal sealed record IngestSettings
{
    /// <summary>Address that feeds are received on: all interfaces, or one.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>NMEA 0183 over TCP; 0 for any free port, -1 for none. 10110 is IANA's port for NMEA 0183.</summary>
    public int TcpPort { get; init; } = 10110;

    /// <summary>Whether <see cref="TcpPort"/> takes TLS alone, with the certificate of <c>Access:Tls</c>, from those whose certificate <c>Access:ClientCertificates</c> knows as one who may hand traffic in.</summary>
    public bool TcpTls { get; init; }

    /// <summary>NMEA 0183 over UDP; 0 for any free port, -1 for none.</summary>
    public int UdpPort { get; init; } = 10110;

    /// <summary>Most TCP senders at a time; 1 to 10,000.</summary>
    public int MaxTcpConnections { get; init; } = 256;

    /// <summary>Most UDP senders told apart; the longest silent one makes room. 1 to 10,000.</summary>
    public int MaxUdpSenders { get; init; } = 256;

    /// <summary>
    /// Messages a second that are taken on either of these ports, all its senders together, bursts of two seconds aside; 1 to 1,000,000. Beyond it TCP senders are slowed and datagrams
    /// shed. The default is five times that of a configured source, because many may send to one port. Played traffic is not held to it.
    /// </summary>
    public int MessagesPerSecond { get; init; } = 50_000;

    /// <summary>Reports that may wait for the analyser; 1 to 10,000,000. Beyond it TCP senders are slowed and datagrams shed.</summary>
    public int BufferedReports { get; init; } = 65_536;

    /// <summary>Which clock gives event time.</summary>
    public EventTimeSource EventTime { get; init; } = EventTimeSource.Receipt;

    public PushSettings Push { get; init; } = new();
}
