using System.Net;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>nmea-tcp-server</c>: receivers connect to us and send NMEA 0183.</summary>
internal sealed record TcpServerOptions : ISourceOptions
{
    /// <summary>Address to listen on: all interfaces, or one.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>0 to 65,535; 0 for any free port.</summary>
    public int Port { get; init; } = 10110;

    /// <summary>Most senders at a time; 1 to 10,000. Further ones wait in the operating system's queue.</summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>Addresses or networks that may send; empty for all.</summary>
    public string[] AllowedSenders { get; init; } = [];

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => false;

    /// <inheritdoc/>
    public IEnumerable<string> Validate()
    {
        if (!IPAddress.TryParse(Address, out _))
        {
            yield return $"Address is '{Address}'; it must be an IP address such as 127.0.0.1 or 0.0.0.0";
        }

        if (Port is < 0 or > 65_535)
        {
            yield return $"Port is {Port}; it must be between 0 and 65535";
        }

        if (MaxConnections is < 1 or > 10_000)
        {
            yield return $"MaxConnections is {MaxConnections}; it must be between 1 and 10000";
        }

        foreach (var problem in SenderList.Problems("AllowedSenders", AllowedSenders))
        {
            yield return problem;
        }
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this;

    /// <inheritdoc/>
    public IReportSource Open() => new TcpServerSource(this);
}
