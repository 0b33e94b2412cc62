using System.Net;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>Who may send to a port: addresses and networks, or everybody where none is named.</summary>
/// <remarks>An address in IPv6 clothes (<c>::ffff:192.0.2.7</c>) is the IPv4 address.</remarks>
internal sealed class SenderList
{
    private readonly IPNetwork[] networks;

    /// <param name="senders">Addresses or networks such as <c>192.0.2.0/24</c>, all of them valid.</param>
    public SenderList(IEnumerable<string> senders) => networks = [.. senders.Select(Parse).Where(network => network is not null).Select(network => network!.Value)];

    /// <summary>Whether somebody may send.</summary>
    public bool Admits(IPAddress address)
    {
        if (networks.Length == 0)
        {
            return true;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What cannot be read, one clause each.</summary>
    public static IEnumerable<string> Problems(string name, IEnumerable<string> senders) =>
        senders.Where(sender => Parse(sender) is null).Select(sender => $"{name} holds '{sender}'; it must be an address or a network such as 192.0.2.0/24");

    private static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)
        : null;
}
