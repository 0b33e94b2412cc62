using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MaritimeWatch.Grpc.Server;

/// <summary>A service and the handlers of its methods. A method without a handler answers UNIMPLEMENTED.</summary>
public sealed class GrpcServiceDefinition
{
    private readonly Dictionary<string, GrpcHandler> _handlers = new(StringComparer.Ordinal);

    /// <summary>A service without handlers yet.</summary>
    /// <param name="service">The generated descriptor, e.g. <c>AlertServiceReflection.Descriptor.Services[0]</c>.</param>
    public GrpcServiceDefinition(ServiceDescriptor service) => Service = service;

    /// <summary>The descriptor.</summary>
    public ServiceDescriptor Service { get; }

    internal IReadOnlyDictionary<string, GrpcHandler> Handlers => _handlers;

    /// <summary>Handles a method that takes one message and returns one.</summary>
    /// <returns>This definition.</returns>
    /// <exception cref="ArgumentException">The service declares the method otherwise, or it has a handler already.</exception>
    public GrpcServiceDefinition Unary<TRequest, TResponse>(string name, Func<TRequest, GrpcCallContext, Task<TResponse>> handler)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var method = Declared<TRequest, TResponse>(name, isClientStreaming: false, isServerStreaming: false);
        return Add(method.Path, isServerStreaming: false, async call =>
        {
            var request = await call.ReadOnlyAsync(method.RequestParser);
            await call.WriteAsync(await handler(request, call.Context));
        });
    }

    /// <summary>Handles a method that takes one message and returns a stream.</summary>
    /// <inheritdoc cref="Unary"/>
    public GrpcServiceDefinition ServerStreaming<TRequest, TResponse>(string name, Func<TRequest, GrpcStreamWriter<TResponse>, GrpcCallContext, Task> handler)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var method = Declared<TRequest, TResponse>(name, isClientStreaming: false, isServerStreaming: true);
        return Add(method.Path, isServerStreaming: true, async call =>
        {
            var request = await call.ReadOnlyAsync(method.RequestParser);
            await handler(request, new GrpcStreamWriter<TResponse>(call.WriteAsync), call.Context);
        });
    }

    /// <summary>Handles a method that takes a stream and returns one message.</summary>
    /// <inheritdoc cref="Unary"/>
    public GrpcServiceDefinition ClientStreaming<TRequest, TResponse>(string name, Func<GrpcStreamReader<TRequest>, GrpcCallContext, Task<TResponse>> handler)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var method = Declared<TRequest, TResponse>(name, isClientStreaming: true, isServerStreaming: false);
        return Add(method.Path, isServerStreaming: false, async call =>
            await call.WriteAsync(await handler(new GrpcStreamReader<TRequest>(() => call.ReadAsync(method.RequestParser)), call.Context)));
    }

    /// <summary>Handles a method with a stream each way.</summary>
    /// <inheritdoc cref="Unary"/>
    public GrpcServiceDefinition BidirectionalStreaming<TRequest, TResponse>(
        string name, Func<GrpcStreamReader<TRequest>, GrpcStreamWriter<TResponse>, GrpcCallContext, Task> handler)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var method = Declared<TRequest, TResponse>(name, isClientStreaming: true, isServerStreaming: true);
        return Add(method.Path, isServerStreaming: true, call => handler(
            new GrpcStreamReader<TRequest>(() => call.ReadAsync(method.RequestParser)), new GrpcStreamWriter<TResponse>(call.WriteAsync), call.Context));
    }

    private GrpcMethod<TRequest, TResponse> Declared<TRequest, TResponse>(string name, bool isClientStreaming, bool isServerStreaming)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var method = new GrpcMethod<TRequest, TResponse>(Service, name);
        return method.IsClientStreaming == isClientStreaming && method.IsServerStreaming == isServerStreaming
            ? method
            : throw new ArgumentException($"{method.Path} is declared with other streams", nameof(name));
    }

    private GrpcServiceDefinition Add(string path, bool isServerStreaming, Func<ServerCall, Task> run) =>
        _handlers.TryAdd(path, new GrpcHandler(isServerStreaming, run)) ? this : throw new ArgumentException($"{path} has a handler already", nameof(path));
}
