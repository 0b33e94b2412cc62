using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace MaritimeWatch.Grpc.Server;

/// <summary>The messages that a caller streams. One read at a time.</summary>
/// <typeparam name="T">The request message.</typeparam>
public sealed class GrpcStreamReader<T>
    where T : class, IMessage<T>
{
    private readonly Func<ValueTask<T?>> _read;

    internal GrpcStreamReader(Func<ValueTask<T?>> read) => _read = read;

    /// <summary>The next message, or null when the caller has sent its last.</summary>
    /// <exception cref="OperationCanceledException">The call has ended.</exception>
    /// <exception cref="GrpcStatusException">The caller broke the protocol.</exception>
    public ValueTask<T?> ReadAsync() => _read();

    /// <summary>Every message until the caller's last.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (await _read() is { } message)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return message;
        }
    }
}
