namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>A machine whose clock can be set beside the time that passes; timers run on the system's.</summary>
internal sealed class LeapingMachine(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset shown = start;
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return shown;
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return passed.Ticks;
        }
    }

    /// <summary>Time passes, and the clock shows it.</summary>
    public void Pass(TimeSpan time) => Change(time, time);

    /// <summary>Somebody sets the clock.</summary>
    public void Leap(TimeSpan by) => Change(TimeSpan.Zero, by);

    /// <summary>Time passes, and the clock stands.</summary>
    public void Freeze(TimeSpan time) => Change(time, TimeSpan.Zero);

    private void Change(TimeSpan time, TimeSpan onTheClock)
    {
        lock (gate)
        {
            passed += time;
            shown += onTheClock;
        }
    }
}
