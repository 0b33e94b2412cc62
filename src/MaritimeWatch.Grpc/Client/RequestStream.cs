using System.Net;

namespace MaritimeWatch.Grpc.Client;

/// <summary>The body of a request that is written while the response is read.</summary>
internal sealed class RequestStream : HttpContent
{
    private readonly TaskCompletionSource<Stream> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Writes one framed message.</summary>
    /// <param name="frame">The message with its prefix.</param>
    /// <param name="exchange">Fails where the body is never opened.</param>
    /// <param name="cancellation">Stops waiting for the server's window.</param>
    /// <returns>False where nobody takes it any more: the server has answered or is gone, the response says which.</returns>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> frame, Task exchange, CancellationToken cancellation)
    {
        if (_complete.Task.IsCompleted)
        {
            return false;
        }

        try
        {
            if (await Task.WhenAny(_open.Task, exchange).WaitAsync(cancellation) == exchange)
            {
                await exchange;
            }

            var body = await _open.Task.WaitAsync(cancellation);
            await body.WriteAsync(frame, cancellation);
            await body.FlushAsync(cancellation);
            return true;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && fault is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Ends the body.</summary>
    public void Complete() => _complete.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            // The headers go out now, not with the first message: a server may speak first.
            await stream.FlushAsync(cancellationToken);
            _open.TrySetResult(stream);
            await _complete.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _open.TrySetCanceled(CancellationToken.None);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
