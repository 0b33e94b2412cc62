using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;
using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Client;

/// <summary>One running call of a client: messages out, messages in, and what came beside them.</summary>
/// <remarks>
/// One write and one read may run at the same time. Where the call has not ended with OK, reading throws its status; writing only says that
/// nobody listens. Disposing of it before its end cancels it on both sides.
/// </remarks>
/// <typeparam name="TRequest">The request message.</typeparam>
/// <typeparam name="TResponse">The response message.</typeparam>
public sealed class GrpcCall<TRequest, TResponse> : IAsyncDisposable
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private readonly GrpcMethod<TRequest, TResponse> _method;
    private readonly GrpcClientOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _ending;
    private readonly HttpRequestMessage _request;
    private readonly Task<HttpResponseMessage> _responding;
    private MessageReader? _reader;
    private bool _isOver;

    internal GrpcCall(
        HttpMessageInvoker http,
        HttpRequestMessage request,
        GrpcMethod<TRequest, TResponse> method,
        GrpcClientOptions options,
        TimeSpan? timeout,
        CancellationToken cancellation)
    {
        _method = method;
        _options = options;
        _cancellation = cancellation;
        _request = request;
        _deadline = new CancellationTokenSource();
        if (timeout is { } limit && limit <= GrpcTimeout.Longest)
        {
            _deadline.CancelAfter(limit > TimeSpan.Zero ? limit : TimeSpan.Zero);
        }

        _ending = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, cancellation);
        _responding = http.SendAsync(request, _ending.Token);
    }

    /// <summary>What came with the status; empty before the end.</summary>
    public GrpcMetadata Trailers { get; private set; } = [];

    private RequestStream Requests => _request.Content as RequestStream ?? throw new InvalidOperationException($"{_method} was called with its only request");

    /// <summary>Sends a message; done when the server's window has taken it.</summary>
    /// <returns>False where the message was not sent since the call is over or complete: reading says why.</returns>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="GrpcStatusException">The deadline has passed.</exception>
    public Task<bool> WriteAsync(TRequest message)
    {
        var frame = new ArrayBufferWriter<byte>();
        MessageFrame.Write(frame, message, _options.CompressRequests);
        return Guarded(() => Requests.WriteAsync(frame.WrittenMemory, _responding, _ending.Token));
    }

    /// <summary>Tells the server that no request follows.</summary>
    public void Complete() => Requests.Complete();

    /// <summary>What the server sent ahead of its messages; waits for it.</summary>
    /// <exception cref="GrpcStatusException">The call has ended without messages, and not with OK.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async Task<GrpcMetadata> ReadHeadersAsync() => ResponseStatus.Metadata((await RespondedAsync()).Headers);

    /// <summary>The next message, or null when the call has ended with OK.</summary>
    /// <exception cref="GrpcStatusException">The call has ended with another status.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async Task<TResponse?> ReadAsync()
    {
        try
        {
            var response = await RespondedAsync();
            _reader ??= new MessageReader(
                PipeReader.Create(await response.Content.ReadAsStreamAsync(_ending.Token)),
                response.Headers.TryGetValues("grpc-encoding", out var values) ? values.First() : null,
                _options.MaxResponseMessageBytes);
            var message = await Guarded(() => _reader.ReadAsync(_method.ResponseParser, _ending.Token).AsTask());
            if (message is null)
            {
                Trailers = ResponseStatus.ThrowUnlessOk(response);
                _isOver = true;
            }

            return message;
        }
        catch (GrpcStatusException ended)
        {
            Trailers = ended.Trailers;
            throw;
        }
    }

    /// <summary>Every message until the end.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async IAsyncEnumerable<TResponse> ReadAllAsync()
    {
        while (await ReadAsync() is { } message)
        {
            yield return message;
        }
    }

    /// <summary>The one message of a method that returns no stream, and the end of the call.</summary>
    /// <exception cref="GrpcStatusException">The call has ended with another status than OK, or not with one message.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async Task<TResponse> ReadOnlyAsync()
    {
        var only = await ReadAsync() ?? throw new GrpcStatusException(StatusCode.Unimplemented, $"{_method} returned no message");
        return await ReadAsync() is null ? only : throw new GrpcStatusException(StatusCode.Unimplemented, $"{_method} returned more than one message");
    }

    /// <summary>Ends the call, on the server too where it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isOver)
        {
            await _ending.CancelAsync();
        }

        (_request.Content as RequestStream)?.Complete();
        await ((Task)_responding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_responding.IsCompletedSuccessfully)
        {
            (await _responding).Dispose();
        }

        _request.Dispose();
        _ending.Dispose();
        _deadline.Dispose();
    }

    private async Task<HttpResponseMessage> RespondedAsync()
    {
        var response = await Guarded(() => _responding);
        ResponseStatus.ThrowUnlessGrpc(response);
        return response;
    }

    private async Task<T> Guarded<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception fault) when (_cancellation.IsCancellationRequested && fault is not GrpcStatusException)
        {
            throw new OperationCanceledException("the call was cancelled", fault, _cancellation);
        }
        catch (Exception fault) when (_deadline.IsCancellationRequested && fault is not GrpcStatusException)
        {
            throw new GrpcStatusException(StatusCode.DeadlineExceeded, "the deadline has passed", innerException: fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw ResponseStatus.OfFault(fault);
        }
    }
}
