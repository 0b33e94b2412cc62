using System.Security.Cryptography.X509Certificates;

namespace MaritimeWatch.Grpc.Server;

/// <summary>What a handler knows about its call, and what it may say beside its messages.</summary>
public sealed class GrpcCallContext
{
    private readonly Func<Task> _sendHeaders;

    internal GrpcCallContext(
        string path,
        string peer,
        X509Certificate2? clientCertificate,
        GrpcMetadata requestMetadata,
        DateTimeOffset? deadline,
        Func<Task> sendHeaders,
        CancellationToken cancellation)
    {
        Path = path;
        Peer = peer;
        ClientCertificate = clientCertificate;
        RequestMetadata = requestMetadata;
        Deadline = deadline;
        _sendHeaders = sendHeaders;
        CancellationToken = cancellation;
    }

    /// <summary>The method's path, e.g. <c>/maritimewatch.v1.AlertService/WatchAlerts</c>.</summary>
    public string Path { get; }

    /// <summary>Address and port of the caller.</summary>
    public string Peer { get; }

    /// <summary>What the caller has proved to be over mutual TLS, or null.</summary>
    public X509Certificate2? ClientCertificate { get; }

    /// <summary>Who is calling, as <see cref="GrpcServerOptions.Admit"/> has found out; null where nobody asks.</summary>
    public object? Caller { get; set; }

    /// <summary>What the caller sent along.</summary>
    public GrpcMetadata RequestMetadata { get; }

    /// <summary>Sent before the first message: set it before then.</summary>
    public GrpcMetadata ResponseHeaders { get; } = [];

    /// <summary>Sent with the status.</summary>
    public GrpcMetadata ResponseTrailers { get; } = [];

    /// <summary>When the caller gives up, or null.</summary>
    public DateTimeOffset? Deadline { get; }

    /// <summary>Cancelled when the caller goes away or its deadline passes, and when the server stops.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Set before the first message to have messages compressed, if the caller takes gzip.</summary>
    public bool CompressResponse { get; set; }

    /// <summary>Sends the response headers now instead of with the first message: tells a waiting caller that the stream stands.</summary>
    public Task SendHeadersAsync() => _sendHeaders();
}
