namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>How long an answer may take, our own waiting left out. Of one thread at a time.</summary>
internal sealed class AnswerPatience : IDisposable
{
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ending;
    private TimeSpan left;
    private long since;

    /// <param name="time">The time that the other side has; it runs from now on.</param>
    /// <param name="clock">The service's time.</param>
    public AnswerPatience(TimeSpan time, TimeProvider clock)
    {
        (this.clock, left, since) = (clock, time, clock.GetTimestamp());
        ending = new CancellationTokenSource(time, clock);
    }

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => ending.Token;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => ending.IsCancellationRequested;

    /// <summary>The other side waits for us.</summary>
    public void Pause()
    {
        ending.CancelAfter(Timeout.InfiniteTimeSpan);
        left -= clock.GetElapsedTime(since);
    }

    /// <summary>We wait for the other side again.</summary>
    public void Resume()
    {
        since = clock.GetTimestamp();
        ending.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    public void Dispose() => ending.Dispose();
}
