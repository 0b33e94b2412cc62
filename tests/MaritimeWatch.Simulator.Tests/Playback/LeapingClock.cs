namespace MaritimeWatch.Simulator.Tests.Playback;

/// <summary>A clock on which every wait is over at once, and took exactly as long as it should.</summary>
internal sealed class LeapingClock : TimeProvider
{
    public TimeSpan Elapsed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Elapsed += dueTime;
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Nothing();
    }

    private sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // Nothing runs.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
