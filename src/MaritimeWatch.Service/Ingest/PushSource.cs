using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;

namespace MaritimeWatch.Service.Ingest;

/// <summary>Whoever pushes traffic over gRPC or HTTP: their counters, their places, their rate.</summary>
/// <remarks>A feed that pushes by one request after the other is connected between two of them too; whether it has fallen silent, the gateway judges as of any source.</remarks>
internal sealed class PushSource(SourceRuntime runtime, PushSettings settings, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly TokenBucket rate = new(settings.ReportsPerSecond, clock, burstSeconds: 1);
    private int open;
    private bool isByRequests;

    public SourceRuntime Runtime => runtime;

    public SourceCounters Counters => runtime.Counters;

    /// <summary>Takes one of the source's places; false where all are taken.</summary>
    /// <param name="isRequest">Whether it is one request of many, and not a call that stays.</param>
    public bool TryOpen(bool isRequest)
    {
        lock (gate)
        {
            if (open == settings.StreamsPerSource)
            {
                return false;
            }

            open++;
            if (!isByRequests)
            {
                isByRequests = isRequest;
                runtime.Up(isRequest ? "pushing over HTTP" : $"pushing on {open} {(open == 1 ? "call" : "calls")}");
            }

            return true;
        }
    }

    public void Close()
    {
        lock (gate)
        {
            if (--open == 0 && !isByRequests)
            {
                runtime.Idle("no call is open");
            }
        }
    }

    /// <summary>Waits until so many reports fit into the source's rate; a batch is never divided.</summary>
    public async ValueTask PaceAsync(int reports, CancellationToken cancellation)
    {
        if (rate.TakeInAdvance(reports) is var wait && wait > TimeSpan.Zero)
        {
            await runtime.Delivery.HoldUps.ForRateAsync(rate.PayAsync(wait, reports, cancellation));
        }
    }
}
