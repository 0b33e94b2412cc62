using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Client;

/// <summary>Calls a gRPC server: methods of all four kinds.</summary>
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
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = _options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = _options.KeepAlivePingDelay,
            KeepAlivePingTimeout = _options.KeepAlivePingTimeout,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        };
        if (_options.Tls is { } tls)
        {
            handler.SslOptions = tls;
        }

        _http = new HttpMessageInvoker(handler);
    }

    /// <summary>Calls a method that takes one message and returns one.</summary>
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
        await using var call = Begin(method, request, timeout, metadata, cancellation);
        return await call.ReadOnlyAsync();
    }

    /// <summary>Calls a method that takes one message and returns a stream; leaving the enumeration cancels the call.</summary>
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
        await using var call = Begin(method, request, timeout, metadata, cancellation);
        while (await call.ReadAsync() is { } message)
        {
            yield return message;
        }
    }

    /// <summary>Begins a call whose requests are written one by one: any method, and those that take a stream in particular.</summary>
    /// <inheritdoc cref="CallAsync"/>
    public GrpcCall<TRequest, TResponse> Open<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TimeSpan? timeout = null, GrpcMetadata? metadata = null, CancellationToken cancellation = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        new(_http, Request(method.Path, new RequestStream(), timeout, metadata), method, _options, timeout, cancellation);

    /// <summary>Closes the connection; calls that are running end.</summary>
    public void Dispose() => _http.Dispose();

    private GrpcCall<TRequest, TResponse> Begin<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, TimeSpan? timeout, GrpcMetadata? metadata, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        if (method.IsClientStreaming)
        {
            throw new ArgumentException($"{method.Path} takes a stream of requests", nameof(method));
        }

        var framed = new ArrayBufferWriter<byte>();
        MessageFrame.Write(framed, request, _options.CompressRequests);
        return new(_http, Request(method.Path, new ReadOnlyMemoryContent(framed.WrittenMemory), timeout, metadata), method, _options, timeout, cancellation);
    }

    private HttpRequestMessage Request(string path, HttpContent body, TimeSpan? timeout, GrpcMetadata? metadata)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        body.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        request.Headers.TryAddWithoutValidation("grpc-accept-encoding", MessageEncoding.Accepted);
        request.Headers.TryAddWithoutValidation("user-agent", "maritimewatch-grpc/1.0");
        if (_options.CompressRequests)
        {
            request.Headers.TryAddWithoutValidation("grpc-encoding", MessageEncoding.Gzip);
        }

        if (timeout is { } limit)
        {
            request.Headers.TryAddWithoutValidation("grpc-timeout", GrpcTimeout.Format(limit));
        }

        foreach (var entry in (_options.Metadata ?? []).Concat(metadata ?? []))
        {
            request.Headers.TryAddWithoutValidation(entry.Key, entry.Text);
        }

        return request;
    }
}
