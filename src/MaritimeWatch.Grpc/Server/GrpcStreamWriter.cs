using Google.Protobuf;

namespace MaritimeWatch.Grpc.Server;

/// <summary>The messages that a handler streams to its caller. One write at a time.</summary>
/// <typeparam name="T">The response message.</typeparam>
public sealed class GrpcStreamWriter<T>
    where T : class, IMessage<T>
{
    private readonly Func<T, Task> _write;

    internal GrpcStreamWriter(Func<T, Task> write) => _write = write;

    /// <summary>Sends a message; done when the caller's window has taken it, so a slow caller slows the handler and nothing piles up.</summary>
    /// <exception cref="OperationCanceledException">The call has ended.</exception>
    /// <exception cref="GrpcStatusException">The caller has taken nothing for <see cref="GrpcServerOptions.StalledWriteTimeout"/>.</exception>
    public Task WriteAsync(T message) => _write(message);
}
