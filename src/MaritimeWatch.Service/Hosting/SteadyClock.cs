namespace MaritimeWatch.Service.Hosting;

/// <summary>The service's time: that of the machine, but never going back and never leaping on a moment's notice.</summary>
/// <remarks>
/// Time since the start is counted by the machine's monotonic counter and follows the machine's clock by running up to a twentieth faster or slower, so
/// that corrections of a few seconds are neither seen by timers nor by traffic. A leap beyond <see cref="LargestFollowed"/> is not followed at once. Forward
/// it is taken over when it has lasted for <see cref="LeapMustLast"/>: the machine may have slept. Back it is never followed: what has been
/// stamped cannot be stamped again; the leap is told (<see cref="LeapChanged"/>), and a restart takes the new time (decision 0571).
/// Credentials are not judged by this clock but by the machine's own.
/// </remarks>
internal sealed class SteadyClock : TimeProvider
{
    /// <summary>A difference to the machine's clock that is made up for gradually; more is a leap. Design value: time servers step only beyond 128 ms, receivers' time is trusted to 5 s.</summary>
    public static readonly TimeSpan LargestFollowed = TimeSpan.FromSeconds(10);

    /// <summary>How long a leap forward must last to be taken for the truth. Design value.</summary>
    public static readonly TimeSpan LeapMustLast = TimeSpan.FromMinutes(1);

    /// <summary>The part by which time may run faster or slower.</summary>
    private const double LargestSlew = 0.05;

    private readonly TimeProvider machine;
    private readonly Lock gate = new();
    private DateTimeOffset now;
    private long readAt;
    private long leaptAt;
    private TimeSpan? leap;

    public SteadyClock(TimeProvider machine)
    {
        this.machine = machine;
        (now, readAt) = (machine.GetUtcNow(), machine.GetTimestamp());
    }

    /// <summary>Raised when the machine's clock has leapt, with how far it is ahead (negative: behind) of the service's; null when they agree again.</summary>
    public event Action<TimeSpan?>? LeapChanged;

    /// <inheritdoc/>
    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <inheritdoc/>
    public override long GetTimestamp() => machine.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        TimeSpan? before, after;
        DateTimeOffset told;
        lock (gate)
        {
            before = leap;
            MoveOn();
            (after, told) = (leap, now);
        }

        if (before.HasValue != after.HasValue || (after - before)?.Duration() > LargestFollowed)
        {
            LeapChanged?.Invoke(after);
        }

        return told;
    }

    private void MoveOn()
    {
        var timestamp = machine.GetTimestamp();
        var elapsed = machine.GetElapsedTime(readAt, timestamp);
        readAt = timestamp;
        now += elapsed;
        var ahead = machine.GetUtcNow() - now;
        if (ahead.Duration() <= LargestFollowed)
        {
            leap = null;
            now += TimeSpan.FromTicks(Math.Clamp(ahead.Ticks, -(long)(elapsed.Ticks * LargestSlew), (long)(elapsed.Ticks * LargestSlew)));
            return;
        }

        if (leap is not { } known || (ahead - known).Duration() > LargestFollowed)
        {
            (leap, leaptAt) = (ahead, timestamp);
        }
        else if (ahead > TimeSpan.Zero && machine.GetElapsedTime(leaptAt, timestamp) >= LeapMustLast)
        {
            now += ahead;
            leap = null;
        }
    }
}
