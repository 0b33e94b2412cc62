using System.Collections.Concurrent;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Desk;
using MaritimeWatch.Service.EvidenceBundles;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Consoles;

/// <summary>Who follows the alerts or the picture at this moment. As many as there are streams, which are bounded where they are opened.</summary>
internal sealed class OpenConsoles(TimeProvider clock)
{
    /// <summary>A random name that a console gives itself and sends with each request: nothing is granted for it, it only groups what one identity has open.</summary>
    public const string Header = "X-Console-Id";

    private const int LongestId = 64;
    private const int LongestAgent = 200;

    private readonly ConcurrentDictionary<OpenStream, byte> streams = new();

    /// <summary>Lists a stream over HTTP until it is disposed of.</summary>
    /// <exception cref="Grpc.GrpcStatusException">The name that the person gives cannot be one.</exception>
    public OpenStream Open(HttpContext http, string kind) => Listed(new OpenStream(this, kind, Caller.Of(http))
    {
        Name = DeskActor.NameOf(http),
        Address = Plain(http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4().ToString() : http.Connection.RemoteIpAddress?.ToString()),
        Agent = Plain(http.Request.Headers.UserAgent.ToString()),
        IsOverHttp = true,
        ConsoleId = http.Request.Headers[Header].ToString() is { Length: > 0 and <= LongestId } id && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? id : null,
        Since = Now(),
    });

    /// <inheritdoc cref="Open(HttpContext, string)"/>
    public OpenStream Open(GrpcCallContext call, string kind) => Listed(new OpenStream(this, kind, Caller.Of(call))
    {
        Name = DeskActor.NameOf(call),

        // The port stands behind the last colon; an address of IPv6 has others.
        Address = Plain(call.Peer[..Math.Max(0, call.Peer.LastIndexOf(':'))]),
        Agent = Plain(call.RequestMetadata.GetText("user-agent")),
        IsOverHttp = false,
        Since = Now(),
    });

    /// <summary>Every console, its streams together, the oldest first.</summary>
    public IReadOnlyList<IReadOnlyList<OpenStream>> List() =>
    [
        .. streams.Keys
            .GroupBy(stream => (stream.Caller.QuotaKey, stream.IsOverHttp, stream.ConsoleId, Alone: stream.ConsoleId is null ? stream : null))
            .Select(console => console.OrderBy(stream => stream.Since).ToList())
            .OrderBy(console => console[0].Since).ThenBy(console => console[0].Name, StringComparer.Ordinal),
    ];

    internal void Close(OpenStream stream) => streams.TryRemove(stream, out _);

    private static string Plain(string? text) => PlainText.Clean(text is null ? "" : text.Length > LongestAgent ? text[..LongestAgent] : text);

    private Instant Now() => new(clock.GetUtcNow().ToUnixTimeMilliseconds());

    private OpenStream Listed(OpenStream stream)
    {
        streams.TryAdd(stream, 0);
        return stream;
    }
}
