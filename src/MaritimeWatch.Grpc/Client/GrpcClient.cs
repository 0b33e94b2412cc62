using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Client;

/// <summary>Calls a gRPC server: methods with one request and one response, or with a stream of responses.</summary>
/// <remarks>One client keeps one connection and serves any number of calls and threads. <c>http</c> is HTTP/2 by prior knowledge, <c>https</c> is TLS.</remarks>
public sealed class GrpcClient : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly Uri _address;
    private readonly GrpcClientOptions _options;

    /// <summary>A client that connects with its first call.</summary>
    /// <param name="address">Scheme, host and port, e.g. <c>http://localhost:5081</c>.</param>
    /// <param name="options">The limits, or null for the defaults.</param>
    public GrpcClient(Uri address, GrpcClientOptions? options = null)
    {
        _address = address;
        _options = options ?? new GrpcClientOptions();
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectTimeout = _options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = _options.KeepAlivePingDelay,
            KeepAlivePingTimeout = _options.KeepAlivePingTimeout,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        });
    }

    /// <summary>Calls a method that returns one message.</summary>
    /// <param name="method">The method.</param>
    /// <param name="request">The request.</param>
    /// <param name="timeout">When to give up, here and on the server; null for never.</param>
    /// <param name="metadata">What to send along, or null.</param>
    /// <param name="cancellation">Cancels the call on both sides.</param>
    /// <exception cref="GrpcStatusException">Any status but OK, including UNAVAILABLE where there is no connection.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, TimeSpan? timeout = null, GrpcMetadata? metadata = null, CancellationToken cancellation = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        TResponse? only = null;
        await foreach (var response in StreamAsync(method, request, timeout, metadata, cancellation))
        {
            only = only is null ? response : throw new GrpcStatusException(StatusCode.Unimplemented, $"{method.Path} returned more than one message");
        }

        return only ?? throw new GrpcStatusException(StatusCode.Unimplemented, $"{method.Path} returned no message");
    }

    /// <summary>Calls a method that returns a stream; leaving the enumeration cancels the call.</summary>
    /// <inheritdoc cref="CallAsync"/>
    public async IAsyncEnumerable<TResponse> StreamAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        TimeSpan? timeout = null,
        GrpcMetadata? metadata = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        if (method.IsClientStreaming)
        {
            throw new ArgumentException($"{method.Path} takes a stream of requests", nameof(method));
        }

        using var deadline = new CancellationTokenSource(timeout is { } limit && limit <= GrpcTimeout.Longest ? limit : Timeout.InfiniteTimeSpan);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var call = Request(method.Path, request, timeout, metadata);
        using var response = await Guarded(() => _http.SendAsync(call, ending.Token));
        ResponseStatus.ThrowUnlessGrpc(response);

        await using var body = await response.Content.ReadAsStreamAsync(ending.Token);
        var encoding = response.Headers.TryGetValues("grpc-encoding", out var values) ? values.First() : null;
        var reader = new MessageReader(PipeReader.Create(body), encoding, _options.MaxResponseMessageBytes);
        while (await Guarded(() => reader.ReadAsync(method.ResponseParser, ending.Token).AsTask()) is { } message)
        {
            yield return message;
        }

        ResponseStatus.ThrowUnlessOk(response);

        async Task<T> Guarded<T>(Func<Task<T>> step)
        {
            try
            {
                return await step();
            }
            catch (Exception fault) when (cancellation.IsCancellationRequested && fault is not GrpcStatusException)
            {
                throw new OperationCanceledException("the call was cancelled", fault, cancellation);
            }
            catch (Exception fault) when (deadline.IsCancellationRequested && fault is not GrpcStatusException)
            {
                throw new GrpcStatusException(StatusCode.DeadlineExceeded, "the deadline has passed", innerException: fault);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                throw ResponseStatus.OfFault(fault);
            }
        }
    }

    /// <summary>Closes the connection; calls that are running end.</summary>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(string path, IMessage request, TimeSpan? timeout, GrpcMetadata? metadata)
    {
        var framed = new System.Buffers.ArrayBufferWriter<byte>();
        MessageFrame.Write(framed, request);
        var call = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ReadOnlyMemoryContent(framed.WrittenMemory),
        };
        call.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        call.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        call.Headers.TryAddWithoutValidation("grpc-accept-encoding", MessageEncoding.Accepted);
        call.Headers.TryAddWithoutValidation("user-agent", "maritimewatch-grpc/1.0");
        if (timeout is { } limit)
        {
            call.Headers.TryAddWithoutValidation("grpc-timeout", GrpcTimeout.Format(limit));
        }

        foreach (var entry in metadata ?? [])
        {
            call.Headers.TryAddWithoutValidation(entry.Key, entry.Text);
        }

        return call;
    }
}
