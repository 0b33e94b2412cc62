namespace MaritimeWatch.Service.Hosting;

/// <summary>One subscriber's place in the feed. Used by one caller at a time.</summary>
internal sealed class AlertSubscription(AlertFeed feed, long after) : IDisposable
{
    private static readonly TimeSpan ShortestTimer = TimeSpan.FromMilliseconds(1);

    private readonly TaskCompletionSource cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long handedOut = after;
    private volatile bool hasCaughtUp;

    /// <summary>Done when the subscriber has fallen too far behind: end its call and tell it where to resume.</summary>
    public Task Cut => cut.Task;

    /// <summary>
    /// The next events, at least one; or none when <paramref name="heartbeatInterval"/> has passed without any.
    /// Asking for more says that those before have been sent.
    /// </summary>
    public async Task<IReadOnlyList<FeedEntry>> NextAsync(TimeSpan heartbeatInterval, TimeProvider clock, CancellationToken cancellation)
    {
        // Ended with every answer: on a busy feed the timers of all waits would else stay until their time had come.
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task? timeout = null;
        var waitingSince = clock.GetTimestamp();
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var (events, published) = feed.ReadAfter(Volatile.Read(ref handedOut));
                if (events.Count > 0)
                {
                    Volatile.Write(ref handedOut, events[^1].Sequence);
                    return events;
                }

                hasCaughtUp = true;
                timeout ??= Task.Delay(heartbeatInterval, clock, waiting.Token);
                if (await Task.WhenAny(published, timeout) == timeout)
                {
                    await timeout;
                    var left = heartbeatInterval - clock.GetElapsedTime(waitingSince);
                    if (left <= TimeSpan.Zero)
                    {
                        return [];
                    }

                    // A timer counts whole milliseconds and may end within one of its time: a heartbeat is never early.
                    timeout = Task.Delay(left > ShortestTimer ? left : ShortestTimer, clock, waiting.Token);
                }
            }
        }
        finally
        {
            await waiting.CancelAsync();
        }
    }

    public void Dispose() => feed.Leave(this);

    /// <summary>Cuts the subscriber if it was up to date once and is now too far behind; reading the past is never too slow.</summary>
    internal bool CutIfBehind(long highWater, int maxEventsBehind) =>
        hasCaughtUp && highWater - Volatile.Read(ref handedOut) > maxEventsBehind && cut.TrySetResult();
}
