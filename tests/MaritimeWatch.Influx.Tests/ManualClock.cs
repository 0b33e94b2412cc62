namespace MaritimeWatch.Influx.Tests;

/// <summary>A clock that stands until it is moved; its timers are due when it has come to their time.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Due> timers = [];
    private TimeSpan now;

    /// <summary>Timers that are set.</summary>
    public int Set
    {
        get
        {
            lock (gate)
            {
                return timers.Count(timer => timer.At is not null);
            }
        }
    }

    /// <summary>Whether the next is due after so long.</summary>
    public bool IsSetFor(TimeSpan left)
    {
        lock (gate)
        {
            return timers.Min(timer => timer.At) - now == left;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return now.Ticks;
        }
    }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Due(this, () => callback(state));
        lock (gate)
        {
            timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    public void Move(TimeSpan on)
    {
        List<Due> due;
        lock (gate)
        {
            now += on;
            due = [.. timers.Where(timer => timer.At <= now)];
            due.ForEach(timer => timer.At = null);
        }

        due.ForEach(timer => timer.Callback());
    }

    private sealed class Due(ManualClock clock, Action callback) : ITimer
    {
        public TimeSpan? At { get; set; }

        public Action Callback => callback;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                At = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
