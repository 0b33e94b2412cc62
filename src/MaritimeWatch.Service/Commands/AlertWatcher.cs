using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Client;

namespace MaritimeWatch.Service.Commands;

/// <summary>Follows the alert feed of a service over gRPC: resumes where it was, gives each event and transition once.</summary>
internal sealed class AlertWatcher(Uri address, TextWriter notices, GrpcMetadata? credentials = null) : IDisposable
{
    /// <summary>The service sends a heartbeat every 5 s; three missed ones mean that the feed is dead (quality.md section 8).</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(16);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly GrpcMethod<WatchAlertsRequest, WatchAlertsResponse> WatchAlerts = new(AlertServiceReflection.Descriptor.Services[0], "WatchAlerts");

    private readonly GrpcClient client = new(address);

    /// <summary>Runs until cancelled; or, unless <paramref name="goOn"/>, until everything there was at the start has been given.</summary>
    /// <exception cref="GrpcStatusException">The service cannot be reached at the start, or the resume point is not of its feed.</exception>
    public async Task RunAsync(long after, bool goOn, Action<Domain.Alerts.AlertEvent> give, CancellationToken cancellation, Action<AlertTransition>? note = null)
    {
        var last = after;
        var wait = TimeSpan.FromSeconds(1);
        var hasConnected = false;
        long? highWaterAtStart = null;
        while (true)
        {
            try
            {
                await foreach (var response in StreamAsync(last, cancellation))
                {
                    hasConnected = true;
                    wait = TimeSpan.FromSeconds(1);
                    if (response.Event is { } alert && alert.Sequence > last)
                    {
                        last = alert.Sequence;
                        give(AlertEventMapping.ToDomain(alert));
                    }

                    if (response.Transition is { } transition && transition.Sequence > last)
                    {
                        last = transition.Sequence;
                        note?.Invoke(transition);
                    }

                    // The stream begins with a heartbeat. Waiting for the next would be waiting for the feed to fall silent.
                    highWaterAtStart ??= response.Heartbeat?.HighWaterSequence;
                    if (!goOn && highWaterAtStart <= last)
                    {
                        return;
                    }
                }
            }
            catch (GrpcStatusException failure) when (failure.Code == StatusCode.Unavailable && !hasConnected)
            {
                throw new GrpcStatusException(
                    failure.Code, $"no service answers at {address}: {failure.Message}. Start one with 'maritimewatch serve' or 'maritimewatch demo', or name another with --server");
            }
            catch (GrpcStatusException failure) when (failure.Code is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.Internal or StatusCode.Cancelled)
            {
                await notices.WriteLineAsync($"the feed was interrupted ({failure.Message}); resuming after sequence {last} in {wait.TotalSeconds:0} s");
            }

            await Task.Delay(wait, cancellation);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>The stream from a point on, ended as UNAVAILABLE when nothing at all is heard for too long.</summary>
    private async IAsyncEnumerable<WatchAlertsResponse> StreamAsync(long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var silent = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silent.CancelAfter(Silence);
        await using var responses = client.StreamAsync(WatchAlerts, new WatchAlertsRequest { AfterSequence = after }, metadata: credentials, cancellation: silent.Token).GetAsyncEnumerator(CancellationToken.None);
        while (await NextAsync())
        {
            silent.CancelAfter(Silence);
            yield return responses.Current;
        }

        async Task<bool> NextAsync()
        {
            try
            {
                return await responses.MoveNextAsync();
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new GrpcStatusException(StatusCode.Unavailable, $"nothing was heard for {Silence.TotalSeconds:0} s");
            }
        }
    }
}
