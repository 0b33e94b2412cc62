using System.Buffers;
using Google.Protobuf;
using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Server;

/// <summary>The messages that a handler streams to its caller. One write at a time.</summary>
/// <typeparam name="T">The response message.</typeparam>
public sealed class GrpcStreamWriter<T>
    where T : class, IMessage<T>
{
    private readonly Func<Action<IBufferWriter<byte>, bool>, Task> _write;

    internal GrpcStreamWriter(Func<Action<IBufferWriter<byte>, bool>, Task> write) => _write = write;

    /// <summary>Sends a message; done when the caller's window has taken it, so a slow caller slows the handler and nothing piles up.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isCompressed">False sends this one as it is, in a response that is otherwise compressed (<see cref="GrpcCallContext.CompressResponse"/>).</param>
    /// <exception cref="OperationCanceledException">The call has ended.</exception>
    /// <exception cref="GrpcStatusException">The caller has taken nothing for <see cref="GrpcServerOptions.StalledWriteTimeout"/>.</exception>
    public Task WriteAsync(T message, bool isCompressed = true) => _write((output, compresses) => MessageFrame.Write(output, message, compresses && isCompressed));

    /// <summary>
    /// Sends messages that are serialised already, all of them or none: they leave together, and nothing stands between them. Done when the caller's window
    /// has taken the last.
    /// </summary>
    /// <param name="messages">Each the bytes of one message; some tens of KiB in all, since they lie in memory until they have gone.</param>
    /// <inheritdoc cref="WriteAsync"/>
    public Task WriteSerializedAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages) => _write((output, compresses) =>
    {
        foreach (var message in messages)
        {
            MessageFrame.Write(output, message.Span, compresses);
        }
    });
}
