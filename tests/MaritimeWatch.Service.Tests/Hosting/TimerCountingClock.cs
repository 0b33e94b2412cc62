namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>The system's clock, counting the timers it has given out and those not yet given back.</summary>
internal sealed class TimerCountingClock : TimeProvider
{
    private int created;
    private int running;

    public int Created => Volatile.Read(ref created);

    public int Running => Volatile.Read(ref running);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref created);
        Interlocked.Increment(ref running);
        return new CountedTimer(this, base.CreateTimer(callback, state, dueTime, period));
    }

    private sealed class CountedTimer(TimerCountingClock clock, ITimer timer) : ITimer
    {
        private int disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
            {
                Interlocked.Decrement(ref clock.running);
            }

            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
