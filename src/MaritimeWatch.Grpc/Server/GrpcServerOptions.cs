namespace MaritimeWatch.Grpc.Server;

/// <summary>The limits of a server.</summary>
public sealed record GrpcServerOptions
{
    /// <summary>The longest request message in bytes, 1 or more; 4 MiB is what gRPC peers expect.</summary>
    public int MaxRequestMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>A caller that takes nothing for so long while a message waits is cut with RESOURCE_EXHAUSTED.</summary>
    public TimeSpan StalledWriteTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long calls without a response stream may go on after <see cref="GrpcServer.StopAsync"/>; streams end at once, their callers resume.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the status of an ended call may wait behind a message that the caller does not take, before the stream is reset.</summary>
    public TimeSpan StatusGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Asked before the handler of each call, with its path, metadata, address and certificate; throws a <see cref="GrpcStatusException"/> to refuse,
    /// and may leave who it is in <see cref="GrpcCallContext.Caller"/>. Null admits everybody.
    /// </summary>
    public Func<GrpcCallContext, ValueTask>? Admit { get; init; }

    /// <summary>Where deadlines get their time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRequestMessageBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StalledWriteTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(DrainTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(StatusGrace, TimeSpan.Zero);
    }
}
