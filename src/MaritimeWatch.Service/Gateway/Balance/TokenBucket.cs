namespace MaritimeWatch.Service.Gateway.Balance;

/// <summary>A rate with room for a burst of two seconds. Called by any thread.</summary>
/// <param name="perSecond">The rate, at least 1.</param>
/// <param name="clock">Tells how much has come in since.</param>
internal sealed class TokenBucket(double perSecond, TimeProvider clock)
{
    private const double BurstSeconds = 2;

    private readonly Lock gate = new();
    private double tokens = perSecond * BurstSeconds;
    private long at = clock.GetTimestamp();

    /// <summary>Takes so many whatever there is, and says how long to wait until they are paid.</summary>
    public TimeSpan TakeInAdvance(int count)
    {
        lock (gate)
        {
            Fill();
            tokens -= count;
            return tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-tokens / perSecond);
        }
    }

    /// <summary>Takes one where more than a part of the burst is left.</summary>
    /// <param name="reserve">The part that is kept for what matters more: 0 to 1, or below 0 for what may go into debt.</param>
    public bool TryTake(double reserve)
    {
        lock (gate)
        {
            Fill();
            if (tokens - 1 < reserve * perSecond * BurstSeconds)
            {
                return false;
            }

            tokens--;
            return true;
        }
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        tokens = Math.Min(perSecond * BurstSeconds, tokens + (clock.GetElapsedTime(at, now).TotalSeconds * perSecond));
        at = now;
    }
}
