namespace MaritimeWatch.Service.Tests.Access;

/// <summary>A clock that stands until it is set; timers run on the system's, since they only keep a service alive.</summary>
internal sealed class SetClock : TimeProvider
{
    public static readonly DateTimeOffset Epoch = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Epoch;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;
}
