using System.Collections.Concurrent;
using MaritimeWatch.Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Grpc.Server;

/// <summary>Answers gRPC calls ("gRPC over HTTP2") on the requests of a web server.</summary>
/// <remarks>
/// Register services with <see cref="Add"/>, hand requests to <see cref="HandleAsync"/> (<see cref="GrpcHosting"/> does), and call
/// <see cref="StopAsync"/> when the host stops. Safe for use by many threads once the services are registered.
/// </remarks>
public sealed partial class GrpcServer
{
    private readonly GrpcServerOptions _options;
    private readonly ILogger _log;
    private readonly Dictionary<string, GrpcHandler> _handlers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _services = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ServerCall, GrpcHandler> _calls = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A server without services yet.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="log">Gets the faults of handlers, each with the reference that its caller was given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of range.</exception>
    public GrpcServer(GrpcServerOptions options, ILogger log)
    {
        options.Validate();
        _options = options;
        _log = log;
    }

    /// <summary>How many calls are running.</summary>
    public int ActiveCalls => _calls.Count;

    /// <summary>Done when the server begins to stop.</summary>
    public Task Stopping => _stopping.Task;

    /// <summary>Adds a service; before the first call.</summary>
    /// <returns>This server.</returns>
    /// <exception cref="ArgumentException">The service is there already.</exception>
    public GrpcServer Add(GrpcServiceDefinition definition)
    {
        if (!_services.Add(definition.Service.FullName))
        {
            throw new ArgumentException($"{definition.Service.FullName} is there already", nameof(definition));
        }

        foreach (var (path, handler) in definition.Handlers)
        {
            _handlers.Add(path, handler);
        }

        return this;
    }

    /// <summary>Whether a request belongs to this server: by its content type, or by its path.</summary>
    public bool Takes(HttpRequest request) => IsGrpc(request.ContentType) || _handlers.ContainsKey(request.Path.Value ?? string.Empty);

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext http)
    {
        var refusal = http.Request switch
        {
            var request when !HttpMethods.IsPost(request.Method) => StatusCodes.Status405MethodNotAllowed,
            var request when !IsGrpc(request.ContentType) => StatusCodes.Status415UnsupportedMediaType,
            var request when !HttpProtocol.IsHttp2(request.Protocol) => StatusCodes.Status426UpgradeRequired,
            _ => 0,
        };
        if (refusal != 0)
        {
            http.Response.StatusCode = refusal;
            return Task.CompletedTask;
        }

        // A call may be quiet for as long as it likes; its length is limited message by message.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        http.Response.ContentType = GrpcResponse.ContentType;
        http.Response.Headers["grpc-accept-encoding"] = MessageEncoding.Accepted;
        try
        {
            return _handlers.TryGetValue(http.Request.Path.Value!, out var handler)
                ? RunAsync(Accept(http), handler, http)
                : throw new GrpcStatusException(StatusCode.Unimplemented, Unknown(http.Request.Path.Value!));
        }
        catch (GrpcStatusException refused)
        {
            GrpcResponse.WriteStatus(http.Response, refused.Code, refused.Message, refused.Trailers);
            return Task.CompletedTask;
        }
    }

    /// <summary>Refuses new calls, ends the response streams with UNAVAILABLE, lets the other calls finish, and ends them too after <see cref="GrpcServerOptions.DrainTimeout"/>.</summary>
    /// <returns>Done when no call is left.</returns>
    public async Task StopAsync()
    {
        _stopping.TrySetResult();
        foreach (var (call, handler) in _calls)
        {
            if (handler.IsServerStreaming)
            {
                call.EndBecause(CallEnd.ServerStopping);
            }
        }

        var drained = Task.WhenAll(_calls.Keys.Select(call => call.Completed));
        await drained.WaitAsync(_options.DrainTimeout, _options.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var call in _calls.Keys)
        {
            call.EndBecause(CallEnd.ServerStopping);
        }

        await drained;
    }

    private ServerCall Accept(HttpContext http)
    {
        var metadata = new GrpcMetadata();
        foreach (var (name, values) in http.Request.Headers)
        {
            foreach (var value in values)
            {
                MetadataHeaders.Read(metadata, name, value ?? string.Empty);
            }
        }

        TimeSpan? timeout = null;
        if (http.Request.Headers["grpc-timeout"] is [{ } text, ..])
        {
            timeout = GrpcTimeout.TryParse(text, out var parsed) ? parsed : throw new GrpcStatusException(StatusCode.Internal, $"'{text}' is not a grpc-timeout");
        }

        return new ServerCall(http, _options, metadata, timeout);
    }

    private async Task RunAsync(ServerCall call, GrpcHandler handler, HttpContext http)
    {
        _calls.TryAdd(call, handler);
        if (_stopping.Task.IsCompleted)
        {
            // Checked after the call is in the table: StopAsync sees it there, or we see that it has begun.
            call.EndBecause(CallEnd.ServerStopping);
        }

        try
        {
            await using var gone = http.RequestAborted.UnsafeRegister(static call => ((ServerCall)call!).EndBecause(CallEnd.CallerGone), call);
            await using var deadline = call.Timeout is { } timeout && timeout <= GrpcTimeout.Longest
                ? _options.Time.CreateTimer(static call => ((ServerCall)call!).EndBecause(CallEnd.DeadlinePassed), call, timeout, Timeout.InfiniteTimeSpan)
                : null;
            var outcome = await OutcomeAsync(call, handler);
            var isClear = await call.SealAsync();
            if (isClear)
            {
                await call.FinishAsync(outcome);
            }
            else
            {
                // A message that the caller does not take stands before the status: the reset alone gets past it (RFC 9113, section 7).
                const int cancel = 0x8;
                const int enhanceYourCalm = 0xb;
                http.Features.GetRequiredFeature<IHttpResetFeature>().Reset(call.End == CallEnd.CallerStalled ? enhanceYourCalm : cancel);
            }
        }
        finally
        {
            _calls.TryRemove(call, out _);
            call.Complete();
        }
    }

    /// <summary>The status that a call ends with: the handler's, unless the call was ended from outside before it had one.</summary>
    private async Task<GrpcStatusException?> OutcomeAsync(ServerCall call, GrpcHandler handler)
    {
        var running = call.End == CallEnd.None ? RunHandlerAsync(call, handler) : Task.FromCanceled<GrpcStatusException?>(new CancellationToken(true));
        await Task.WhenAny(running, call.Ended);
        if (running.IsCompletedSuccessfully)
        {
            return await running;
        }

        return call.End switch
        {
            CallEnd.DeadlinePassed => new GrpcStatusException(StatusCode.DeadlineExceeded, "the deadline has passed"),
            CallEnd.ServerStopping => new GrpcStatusException(StatusCode.Unavailable, "the server is stopping"),
            CallEnd.CallerStalled => new GrpcStatusException(StatusCode.ResourceExhausted, "the caller does not read"),
            _ => new GrpcStatusException(StatusCode.Cancelled, "the call was cancelled"),
        };
    }

    /// <summary>Runs a handler to its status, null for OK; cancelled where it stopped because its call had ended.</summary>
    private async Task<GrpcStatusException?> RunHandlerAsync(ServerCall call, GrpcHandler handler)
    {
        // Leaves the web server's thread at once: a handler that computes must not hold back its connection's other calls.
        await Task.Yield();
        try
        {
            if (_options.Admit is { } admit)
            {
                await admit(call.Context);
            }

            await handler.Run(call);
            return null;
        }
        catch (GrpcStatusException status) when (status.Code != StatusCode.Ok)
        {
            return status;
        }
        catch (OperationCanceledException) when (call.End != CallEnd.None)
        {
            throw;
        }
        catch (Exception fault)
        {
            var reference = Guid.NewGuid().ToString("N")[..12];
            LogFault(_log, fault, call.Context.Path, reference);
            return new GrpcStatusException(StatusCode.Internal, $"internal error, reference {reference}");
        }
    }

    private string Unknown(string path)
    {
        var service = path.TrimStart('/').Split('/')[0];
        return _services.Contains(service) ? $"the method {path} is not implemented" : $"the service '{service}' is not known here";
    }

    private static bool IsGrpc(string? contentType)
    {
        var type = (contentType ?? string.Empty).Split(';')[0].Trim();
        return type.Equals(GrpcResponse.ContentType, StringComparison.OrdinalIgnoreCase) || type.Equals("application/grpc+proto", StringComparison.OrdinalIgnoreCase);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} failed, reference {Reference}")]
    private static partial void LogFault(ILogger log, Exception fault, string path, string reference);
}
