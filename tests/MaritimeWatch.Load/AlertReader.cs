using System.Diagnostics;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Client;

namespace MaritimeWatch.Load;

/// <summary>One subscriber of the alert feed: notes when each event came, and that none is missing or doubled.</summary>
internal sealed class AlertReader(GrpcClient client)
{
    private static readonly GrpcMethod<WatchAlertsRequest, WatchAlertsResponse> WatchAlerts = new(AlertServiceReflection.Descriptor.Services[0], "WatchAlerts");

    /// <summary>What came, with when.</summary>
    public List<(string AlertId, int Revision, long At)> Events { get; } = [];

    /// <summary>The last sequence seen.</summary>
    public long Last { get; private set; }

    /// <summary>Sequences that did not follow the one before.</summary>
    public int Breaks { get; private set; }

    public async Task RunAsync(TaskCompletionSource connected, CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in client.StreamAsync(WatchAlerts, new WatchAlertsRequest(), cancellation: cancellation))
            {
                connected.TrySetResult();
                var sequence = message.Event?.Sequence ?? message.Transition?.Sequence ?? 0;
                if (sequence == 0)
                {
                    continue;
                }

                Breaks += sequence == Last + 1 ? 0 : 1;
                Last = sequence;
                if (message.Event is { } alert)
                {
                    Events.Add((alert.AlertId, alert.Revision, Stopwatch.GetTimestamp()));
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (Exception failure)
        {
            connected.TrySetException(failure);
            throw;
        }
    }
}
