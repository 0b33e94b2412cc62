using System.Net.Security;

namespace MaritimeWatch.Grpc.Client;

/// <summary>The limits of a client.</summary>
public sealed record GrpcClientOptions
{
    /// <summary>The longest response message in bytes, 1 or more.</summary>
    public int MaxResponseMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A quiet connection is asked for a sign of life this often, 10 s or more: servers punish more pings than that.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A connection that does not answer within this time is dead.</summary>
    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sends requests packed (gzip): worth it for large messages over thin lines. Responses are unpacked in any case.</summary>
    public bool CompressRequests { get; init; }

    /// <summary>What goes along with every call, e.g. <c>authorization</c>; null for nothing.</summary>
    public GrpcMetadata? Metadata { get; init; }

    /// <summary>Whom to trust and which certificate to show over TLS; null for the system's trust and no certificate.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }
}
