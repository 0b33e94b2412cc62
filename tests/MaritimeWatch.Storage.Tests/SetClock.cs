using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Tests;

/// <summary>A clock that tells the time it was set to; its timers are the system's.</summary>
internal sealed class SetClock(Instant start) : TimeProvider
{
    public Instant Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Now.UnixMilliseconds);
}
