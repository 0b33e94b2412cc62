using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Audit;

/// <summary>From where somebody calls and what they showed, as the audit log says it: <c>192.0.2.7:40312 api_token 4f1c09aa52b7d310</c>. No secret.</summary>
internal static class AuditClient
{
    public static string Of(GrpcCallContext call) => Text(call.Peer, Caller.Of(call));

    public static string Of(HttpContext http) => Text($"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}", Caller.Of(http));

    /// <summary>Without the port, which differs each time, and of IPv6 the /64 that one host usually has: for acts that are counted together.</summary>
    public static string Of(IPAddress? address, Caller? caller) => Text(Network(address), caller ?? Caller.Nobody);

    /// <summary>An address of IPv4, or the /64 of one of IPv6.</summary>
    public static string Network(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private static string Text(string from, Caller caller) =>
        caller.CredentialId.Length > 0 ? $"{from} {AccessWords.Of(caller.Credential)} {caller.CredentialId}" : $"{from} {AccessWords.Of(caller.Credential)}";
}
