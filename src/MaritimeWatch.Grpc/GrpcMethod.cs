using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MaritimeWatch.Grpc;

/// <summary>A method of a service as its <c>.proto</c> declares it; the same value serves server and client.</summary>
/// <typeparam name="TRequest">The request message.</typeparam>
/// <typeparam name="TResponse">The response message.</typeparam>
public sealed class GrpcMethod<TRequest, TResponse>
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    /// <summary>Looks the method up.</summary>
    /// <param name="service">The generated descriptor of the service.</param>
    /// <param name="name">The method's name in the <c>.proto</c>, e.g. <c>WatchAlerts</c>.</param>
    /// <exception cref="ArgumentException">The service has no such method, or it has other messages.</exception>
    public GrpcMethod(ServiceDescriptor service, string name)
    {
        var method = service.FindMethodByName(name) ?? throw new ArgumentException($"{service.FullName} has no method {name}", nameof(name));
        RequestParser = method.InputType.Parser as MessageParser<TRequest>
            ?? throw new ArgumentException($"{method.FullName} takes {method.InputType.FullName}, not {typeof(TRequest).Name}", nameof(name));
        ResponseParser = method.OutputType.Parser as MessageParser<TResponse>
            ?? throw new ArgumentException($"{method.FullName} returns {method.OutputType.FullName}, not {typeof(TResponse).Name}", nameof(name));
        Path = $"/{service.FullName}/{name}";
        IsClientStreaming = method.IsClientStreaming;
        IsServerStreaming = method.IsServerStreaming;
    }

    /// <summary>The path on the wire, e.g. <c>/maritimewatch.v1.AlertService/WatchAlerts</c>.</summary>
    public string Path { get; }

    /// <summary>Whether the client sends a stream.</summary>
    public bool IsClientStreaming { get; }

    /// <summary>Whether the server sends a stream.</summary>
    public bool IsServerStreaming { get; }

    internal MessageParser<TRequest> RequestParser { get; }

    internal MessageParser<TResponse> ResponseParser { get; }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
