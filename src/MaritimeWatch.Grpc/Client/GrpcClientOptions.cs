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
}
