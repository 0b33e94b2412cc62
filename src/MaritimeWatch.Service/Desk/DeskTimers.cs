using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Desk;

/// <summary>Does what time does to alerts: escalation, the acknowledge time-out, the end of shelving.</summary>
/// <remarks>
/// It holds no timer of any alert: the store says once a second what is due, so that a restart needs nothing rebuilt and what became due
/// while the service was down happens at its start (decision 0511).
/// </remarks>
internal sealed class DeskTimers(SqliteDesk store, OperatorDesk desk, AlertFeed feed, DeskTimes times, TimeProvider clock)
{
    private const int AlertsAtOnce = 200;
    private const int TicksAfterRefusal = 30;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Runs until cancelled, and then ends well.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        try
        {
            var ticksToWait = 0;
            do
            {
                ticksToWait = ticksToWait > 0 ? ticksToWait - 1 : await TryActAsync(cancellation) ? 0 : TicksAfterRefusal;
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task<bool> TryActAsync(CancellationToken cancellation)
    {
        try
        {
            feed.CatchUp();
            await ActAsync(cancellation);
            return true;
        }
        catch (StoreException)
        {
            // The store's own fault is told by its health; what is due stays due.
            return false;
        }
    }

    private async Task ActAsync(CancellationToken cancellation)
    {
        foreach (var some in store.Due(times, new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds())).Chunk(AlertsAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(alert => desk.DecideAsync(new DeskRequest(alert, OperatorStatus.System) { Times = times })));
        }
    }
}
