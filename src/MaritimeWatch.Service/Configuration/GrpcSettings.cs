namespace MaritimeWatch.Service.Configuration;

/// <summary>gRPC out, over HTTP/2: with TLS where <c>Access:Tls</c> is set, else on loopback alone.</summary>
internal sealed record GrpcSettings
{
    /// <summary>Address; loopback unless stated.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port; 0 for any free one.</summary>
    public int Port { get; init; } = 5081;
}
