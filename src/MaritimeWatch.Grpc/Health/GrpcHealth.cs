using MaritimeWatch.Grpc.Health.V1;
using MaritimeWatch.Grpc.Server;
using ServingStatus = MaritimeWatch.Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace MaritimeWatch.Grpc.Health;

/// <summary>The health service (<c>grpc.health.v1.Health</c>): what serves and what does not, on question and as it changes.</summary>
public sealed class GrpcHealth
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, bool> _serving = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isStopped;

    /// <summary>Knows no service yet.</summary>
    public GrpcHealth() => Definition = new GrpcServiceDefinition(HealthReflection.Descriptor.Services[0])
        .Unary<HealthCheckRequest, HealthCheckResponse>("Check", (request, _) => Task.FromResult(Check(request.Service)))
        .ServerStreaming<HealthCheckRequest, HealthCheckResponse>("Watch", WatchAsync);

    /// <summary>The service, for <see cref="GrpcServer.Add"/>.</summary>
    public GrpcServiceDefinition Definition { get; }

    /// <summary>Says whether a service takes calls.</summary>
    /// <param name="service">Any name that clients ask for; empty for the server as a whole.</param>
    /// <param name="isServing">Whether it does.</param>
    public void Set(string service, bool isServing)
    {
        lock (_gate)
        {
            _serving[service] = isServing;
            TellWatchers();
        }
    }

    /// <summary>From now on nothing serves, whatever <see cref="Set"/> says: the first step of stopping.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            TellWatchers();
        }
    }

    private HealthCheckResponse Check(string service)
    {
        var (status, _) = Now(service);
        return status == ServingStatus.ServiceUnknown
            ? throw new GrpcStatusException(StatusCode.NotFound, $"the service '{service}' is not known here")
            : new HealthCheckResponse { Status = status };
    }

    private async Task WatchAsync(HealthCheckRequest request, GrpcStreamWriter<HealthCheckResponse> responses, GrpcCallContext context)
    {
        ServingStatus? told = null;
        while (true)
        {
            var (status, changed) = Now(request.Service);
            if (status != told)
            {
                told = status;
                await responses.WriteAsync(new HealthCheckResponse { Status = status });
            }

            await changed.WaitAsync(context.CancellationToken);
        }
    }

    private (ServingStatus Status, Task Changed) Now(string service)
    {
        lock (_gate)
        {
            var status = !_serving.TryGetValue(service, out var isServing) ? ServingStatus.ServiceUnknown
                : isServing && !_isStopped ? ServingStatus.Serving
                : ServingStatus.NotServing;
            return (status, _changed.Task);
        }
    }

    private void TellWatchers()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
