using System.Buffers;
using Google.Protobuf;
using MaritimeWatch.Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Grpc.Server;

/// <summary>One call: its messages in and out, and the end it comes to.</summary>
/// <remarks>
/// A handler may outlive its call, since nothing forces it to watch its token. After <see cref="SealAsync"/> it can no longer reach the
/// HTTP exchange, which the web server then uses for another request. For the same reason nothing here is disposed of: none of it holds
/// anything that the garbage collector would not free.
/// </remarks>
internal sealed class ServerCall
{
    private readonly HttpContext _http;
    private readonly GrpcServerOptions _options;
    private readonly MessageReader _reader;
    private readonly bool _callerTakesGzip;
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _writeTurn = new(1, 1);
    private readonly SemaphoreSlim _readTurn = new(1, 1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _flush = Task.CompletedTask;
    private int _end;
    private bool _hasHeaders;
    private bool _compresses;

    public ServerCall(HttpContext http, GrpcServerOptions options, GrpcMetadata requestMetadata, TimeSpan? timeout)
    {
        _http = http;
        _options = options;
        _reader = new MessageReader(http.Request.BodyReader, http.Request.Headers["grpc-encoding"], options.MaxRequestMessageBytes);
        _callerTakesGzip = http.Request.Headers["grpc-accept-encoding"].ToString().Split(',').Any(encoding => encoding.Trim() == MessageEncoding.Gzip);
        var peer = $"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}";
        Timeout = timeout;
        var deadline = timeout <= GrpcTimeout.Longest ? options.Time.GetUtcNow() + timeout : null;
        Context = new GrpcCallContext(http.Request.Path.Value!, peer, http.Connection.ClientCertificate, requestMetadata, deadline, SendHeadersAsync, _ending.Token);
    }

    public GrpcCallContext Context { get; }

    /// <summary>What the caller allows, or null for any time.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>Done when the call was ended from outside.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Done when the call is over and answered.</summary>
    public Task Completed => _completed.Task;

    /// <summary>Why the call was ended from outside, so far.</summary>
    public CallEnd End => (CallEnd)Volatile.Read(ref _end);

    /// <summary>Ends the call from outside its handler.</summary>
    public void EndBecause(CallEnd reason)
    {
        if (Interlocked.CompareExchange(ref _end, (int)reason, (int)CallEnd.None) == (int)CallEnd.None)
        {
            _ended.TrySetResult();

            // On another thread: what handlers have registered on the token is no business of timers and connections.
            _ = _ending.CancelAsync();
        }
    }

    public async ValueTask<T?> ReadAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        await _readTurn.WaitAsync(_ending.Token);
        try
        {
            _ending.Token.ThrowIfCancellationRequested();
            return await _reader.ReadAsync(parser, _ending.Token);
        }
        catch (IOException fault)
        {
            EndBecause(CallEnd.CallerGone);
            throw new OperationCanceledException("the caller is gone", fault, _ending.Token);
        }
        finally
        {
            _readTurn.Release();
        }
    }

    /// <summary>The one message of a request that is not a stream.</summary>
    public async Task<T> ReadOnlyAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        var request = await ReadAsync(parser) ?? throw new GrpcStatusException(StatusCode.Unimplemented, "the method takes one message, none came");
        return await ReadAsync(parser) is null ? request : throw new GrpcStatusException(StatusCode.Unimplemented, "the method takes one message, more came");
    }

    public Task WriteAsync(IMessage message) => WriteAsync((output, compresses) => MessageFrame.Write(output, message, compresses));

    /// <summary>Sends what is written into the buffer, told whether this response is compressed; in one piece.</summary>
    public async Task WriteAsync(Action<IBufferWriter<byte>, bool> write)
    {
        await _writeTurn.WaitAsync(_ending.Token);
        try
        {
            _ending.Token.ThrowIfCancellationRequested();
            StartResponse();
            write(_http.Response.BodyWriter, _compresses);

            // Waited for without a token inside: cancelling a flush would reset the stream, and the caller would never see the status.
            _flush = _http.Response.BodyWriter.FlushAsync(CancellationToken.None).AsTask();
            await _flush.WaitAsync(_options.StalledWriteTimeout, _options.Time, _ending.Token);
        }
        catch (TimeoutException)
        {
            EndBecause(CallEnd.CallerStalled);
            throw new GrpcStatusException(StatusCode.ResourceExhausted, "the caller does not read");
        }
        finally
        {
            _writeTurn.Release();
        }
    }

    /// <summary>Cuts the handler off from the exchange. False where a message is stuck in front of the status.</summary>
    public async Task<bool> SealAsync()
    {
        // Whoever had the turn when the token was cancelled ends promptly, since reads and writes watch it; whoever comes later is refused.
        // What a handler has registered on the token may throw; its call gets its status all the same.
        await _ending.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _writeTurn.WaitAsync(CancellationToken.None);
        await _readTurn.WaitAsync(CancellationToken.None);
        _writeTurn.Release();
        _readTurn.Release();
        await _flush.WaitAsync(_options.StatusGrace, _options.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _flush.IsCompletedSuccessfully;
    }

    /// <summary>Sends the status: as trailers, or in the headers where there is nothing else to send.</summary>
    public async Task FinishAsync(GrpcStatusException? status)
    {
        var code = status?.Code ?? StatusCode.Ok;
        if (!_http.Response.HasStarted && (Context.ResponseHeaders.Count > 0 || code == StatusCode.Ok))
        {
            StartResponse();
            await _http.Response.StartAsync(CancellationToken.None);
        }

        GrpcResponse.WriteStatus(_http.Response, code, status?.Message ?? string.Empty, [.. Context.ResponseTrailers, .. status?.Trailers ?? []]);
    }

    public void Complete() => _completed.TrySetResult();

    private void StartResponse()
    {
        if (_hasHeaders)
        {
            return;
        }

        _hasHeaders = true;
        _compresses = Context.CompressResponse && _callerTakesGzip;
        GrpcResponse.WriteHeaders(_http.Response, Context.ResponseHeaders, _compresses);
    }

    private async Task SendHeadersAsync()
    {
        await _writeTurn.WaitAsync(_ending.Token);
        try
        {
            _ending.Token.ThrowIfCancellationRequested();
            StartResponse();
            await _http.Response.StartAsync(CancellationToken.None);
        }
        finally
        {
            _writeTurn.Release();
        }
    }
}
