using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Replay;

/// <summary>How fast a replay may go: a multiple of event time, or as fast as it goes; changed, halted and let go on by any thread.</summary>
internal sealed class Pace(double speed, TimeProvider clock)
{
    /// <summary>The slowest, a multiple of event time.</summary>
    public const double Slowest = 0.001;

    /// <summary>The fastest that is measured; beyond it there is only as fast as it goes, 0.</summary>
    public const double Fastest = 10_000;

    /// <summary>Shorter waits are not worth a timer; at the fastest pace it is 100 s of event time.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly ManualResetEventSlim woken = new();
    private (Instant Reached, long At)? anchor;
    private double speed = speed;
    private bool isPaused;
    private long allowed = Instant.MinValue.UnixMilliseconds;

    public double Speed
    {
        get
        {
            lock (gate)
            {
                return speed;
            }
        }
    }

    public bool IsPaused
    {
        get
        {
            lock (gate)
            {
                return isPaused;
            }
        }
    }

    /// <summary>Event time up to which nobody need ask.</summary>
    public Instant AllowedUntil => new(Volatile.Read(ref allowed));

    /// <summary>Changes the speed, or halts, or goes on; null leaves it.</summary>
    public void Change(double? newSpeed, bool? paused)
    {
        lock (gate)
        {
            (speed, isPaused) = (newSpeed ?? speed, paused ?? isPaused);

            // From where the replay is then: time that it stood still is not made up for.
            anchor = null;
            Volatile.Write(ref allowed, Instant.MinValue.UnixMilliseconds);
            woken.Set();
        }
    }

    /// <summary>Holds the replay's thread until it may go on to an event time.</summary>
    /// <param name="next">Where it wants to go.</param>
    /// <param name="reached">Where it is; the time between is waited out.</param>
    /// <param name="stopped">Ends the waiting.</param>
    /// <returns>False where it was stopped.</returns>
    public bool WaitFor(Instant next, Instant reached, CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested)
        {
            if (MayGoOn(next, reached, out var wait))
            {
                return true;
            }

            using var timer = wait is { } due ? clock.CreateTimer(_ => woken.Set(), null, due, Timeout.InfiniteTimeSpan) : null;
            try
            {
                woken.Wait(stopped);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return false;
    }

    private bool MayGoOn(Instant next, Instant reached, out TimeSpan? wait)
    {
        lock (gate)
        {
            woken.Reset();
            wait = null;
            if (isPaused)
            {
                return false;
            }

            if (speed == 0)
            {
                Volatile.Write(ref allowed, Instant.MaxValue.UnixMilliseconds);
                return true;
            }

            anchor ??= (reached, clock.GetTimestamp());
            var position = anchor.Value.Reached + (clock.GetElapsedTime(anchor.Value.At) * speed);
            if (next <= position)
            {
                Volatile.Write(ref allowed, position.UnixMilliseconds);
                return true;
            }

            var seconds = (next - position).TotalSeconds / speed;
            wait = seconds >= LongestWait.TotalSeconds ? LongestWait : TimeSpan.FromSeconds(Math.Max(seconds, ShortestWait.TotalSeconds));
            return false;
        }
    }
}
