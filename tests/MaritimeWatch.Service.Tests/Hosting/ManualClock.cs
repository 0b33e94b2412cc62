using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>Time that passes when a test says so, timers included.</summary>
internal sealed class ManualClock(Instant start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(start.UnixMilliseconds);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Passes time; what is due runs on this thread.</summary>
    public void Advance(TimeSpan time)
    {
        List<ManualTimer> due;
        lock (gate)
        {
            now += time;
            due = [.. timers.Where(timer => timer.Due <= now)];
            due.ForEach(timer => timer.MoveOn(now));
        }

        due.ForEach(timer => timer.Run());
    }

    private sealed class ManualTimer(ManualClock clock, Action run) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset Due { get; private set; }

        public Action Run => run;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            bool isDueNow;
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                (period, isDueNow) = (newPeriod, dueTime == TimeSpan.Zero);
                if (dueTime > TimeSpan.Zero || (isDueNow && newPeriod > TimeSpan.Zero))
                {
                    Due = clock.now + (isDueNow ? newPeriod : dueTime);
                    clock.timers.Add(this);
                }
            }

            if (isDueNow)
            {
                ThreadPool.QueueUserWorkItem(_ => run());
            }

            return true;
        }

        /// <summary>To its next time after this one; a timer without a period has had its time.</summary>
        public void MoveOn(DateTimeOffset time)
        {
            if (period <= TimeSpan.Zero)
            {
                clock.timers.Remove(this);
                return;
            }

            while (Due <= time)
            {
                Due += period;
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
