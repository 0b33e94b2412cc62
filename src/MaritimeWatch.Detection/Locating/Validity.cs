using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>When an asset that can be watched is watched: a half-open interval of event time in Unix milliseconds.</summary>
internal readonly record struct Validity(long From, long To)
{
    /// <summary>Whether there is no limit.</summary>
    public bool IsAlways => From == long.MinValue && To == long.MaxValue;

    public bool Holds(Instant time) => time.UnixMilliseconds >= From && time.UnixMilliseconds < To;
}
