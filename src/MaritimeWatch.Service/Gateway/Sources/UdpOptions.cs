using System.Net;
using System.Net.Sockets;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>nmea-udp</c>: datagrams of NMEA 0183, sent to us or to a multicast group.</summary>
internal sealed record UdpOptions : ISourceOptions
{
    /// <summary>Address to listen on: all interfaces, or one. For a group, 0.0.0.0 or the group itself.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>0 to 65,535; 0 for any free port.</summary>
    public int Port { get; init; } = 10110;

    /// <summary>The multicast group to join, or null for none.</summary>
    public string? Group { get; init; }

    /// <summary>The interface to join it on: its address (IPv4), or its number (IPv6); null for the one that the routes name.</summary>
    public string? Interface { get; init; }

    /// <summary>Most senders told apart; the longest silent one makes room. 1 to 10,000.</summary>
    public int MaxSenders { get; init; } = 256;

    /// <summary>Addresses or networks that may send; empty for all.</summary>
    public string[] AllowedSenders { get; init; } = [];

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => false;

    /// <inheritdoc/>
    public IEnumerable<string> Validate()
    {
        var family = IPAddress.TryParse(Address, out var address) ? address.AddressFamily : (AddressFamily?)null;
        if (family is null)
        {
            yield return $"Address is '{Address}'; it must be an IP address such as 127.0.0.1 or 0.0.0.0";
        }

        if (Port is < 0 or > 65_535)
        {
            yield return $"Port is {Port}; it must be between 0 and 65535";
        }

        if (MaxSenders is < 1 or > 10_000)
        {
            yield return $"MaxSenders is {MaxSenders}; it must be between 1 and 10000";
        }

        if (Group is not null && (!IPAddress.TryParse(Group, out var group) || !IsMulticast(group) || (family is { } own && own != group.AddressFamily)))
        {
            yield return $"Group is '{Group}'; it must be a multicast address of the same family as Address, such as 239.192.0.4";
        }

        if (Interface is not null && (family == AddressFamily.InterNetworkV6 ? !int.TryParse(Interface, out _) : !IPAddress.TryParse(Interface, out _)))
        {
            yield return $"Interface is '{Interface}'; it must be the interface's address, or its number for IPv6";
        }

        foreach (var problem in SenderList.Problems("AllowedSenders", AllowedSenders))
        {
            yield return problem;
        }
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this;

    /// <inheritdoc/>
    public IReportSource Open() => new UdpSource(this);

    private static bool IsMulticast(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? address.IsIPv6Multicast : address.GetAddressBytes()[0] is >= 224 and <= 239;
}
