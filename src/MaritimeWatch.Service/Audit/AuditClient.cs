using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Audit;

/// <summary>From where somebody calls and what they showed, as the audit log says it: <c>192.0.2.7:40312 api_token 4f1c09aa52b7d310</c>. No secret.</summary>
internal static class AuditClient
{
    public static string Of(GrpcCallContext call) => Text(call.Peer, Caller.Of(call));

    public static string Of(HttpContext http) => Text($"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}", Caller.Of(http));

    /// <summary>Without the port, which differs each time: for acts that are counted together.</summary>
    public static string Of(System.Net.IPAddress? address, Caller? caller) => Text(address?.ToString() ?? "unknown", caller ?? Caller.Nobody);

    private static string Text(string from, Caller caller) =>
        caller.CredentialId.Length > 0 ? $"{from} {AccessWords.Of(caller.Credential)} {caller.CredentialId}" : $"{from} {AccessWords.Of(caller.Credential)}";
}
