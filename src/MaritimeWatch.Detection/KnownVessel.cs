using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection;

/// <summary>A vessel's place in her shard: what is kept about her, when she was last heard, and whether time alone can still change anything.</summary>
internal sealed class KnownVessel(VesselWatch watch)
{
    /// <summary>The longest memory there is of a vessel (crossings and visits of 30 days) and a day: who was silent for longer is as good as new.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(31);

    public VesselWatch Watch { get; set; } = watch;

    /// <summary>Event time of the last report of hers, of any kind; of a late one, when it came.</summary>
    public Instant LastReport { get; set; } = Instant.MinValue;

    /// <summary>Whether the shard looks at her whenever time moves on.</summary>
    public bool IsAwake { get; set; }

    /// <summary>Event time as of which she is forgotten unless she is heard again: a midnight, UTC, so that it does not matter when anybody looks.</summary>
    public Instant ForgottenAt => MidnightBefore(LastReport + Remembered) + TimeSpan.FromDays(1);

    /// <summary>The midnight at or before a time.</summary>
    public static Instant MidnightBefore(Instant time)
    {
        const long Day = 86_400_000;
        return new Instant((Math.DivRem(time.UnixMilliseconds, Day, out var rest) - (rest < 0 ? 1 : 0)) * Day);
    }

    /// <summary>Whether as of a time she was silent for longer than anything is remembered of her.</summary>
    public bool IsForgotten(Instant now) => LastReport != Instant.MinValue && now - LastReport > Remembered && ForgottenAt <= now;

    /// <summary>Whether nothing more can happen to her until she is heard: no report waits, and her silence and the loss of her track were told.</summary>
    public bool IsDormant => Watch.Waiting.NextTime == Instant.MaxValue && Watch.Hulls is null && IsAtRest(Watch);

    private static bool IsAtRest(VesselWatch watch) =>
        !watch.Track.HasLast || (watch.SilenceTold == watch.Track.Last.Time && !watch.HasDetectors && watch.Track.Samples.Count == 0);
}
