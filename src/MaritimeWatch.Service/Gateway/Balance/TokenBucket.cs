namespace MaritimeWatch.Service.Gateway.Balance;

/// <summary>A rate with room for a burst. Called by any thread.</summary>
/// <param name="perSecond">The rate, at least 1.</param>
/// <param name="clock">Tells how much has come in since.</param>
/// <param name="burstSeconds">How much may come at once, in seconds of the rate.</param>
internal sealed class TokenBucket(double perSecond, TimeProvider clock, double burstSeconds = 2)
{
    private readonly Lock gate = new();
    private double tokens = perSecond * burstSeconds;
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

    /// <summary>Waits until what was taken in advance is paid; where that is given up, it is given back, and nobody who comes after pays for it.</summary>
    /// <param name="wait">What <see cref="TakeInAdvance"/> said.</param>
    /// <param name="count">What was taken.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task PayAsync(TimeSpan wait, int count, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(wait, clock, cancellation);
        }
        catch (OperationCanceledException)
        {
            lock (gate)
            {
                Fill();
                tokens = Math.Min(perSecond * burstSeconds, tokens + count);
            }

            throw;
        }
    }

    /// <summary>Takes one where more than a part of the burst is left.</summary>
    /// <param name="reserve">The part that is kept for what matters more: 0 to 1, or below 0 for what may go into debt.</param>
    public bool TryTake(double reserve)
    {
        lock (gate)
        {
            Fill();
            if (tokens - 1 < reserve * perSecond * burstSeconds)
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
        tokens = Math.Min(perSecond * burstSeconds, tokens + (clock.GetElapsedTime(at, now).TotalSeconds * perSecond));
        at = now;
    }
}
