namespace MaritimeWatch.Storage.Sealing;

/// <summary>How long positions are kept, and how finely. Ages count back from the newest position, in event time; by whole watches of six hours.</summary>
public sealed record RetentionOptions
{
    /// <summary>Until what age every position is kept; at least 1 day, or null for ever.</summary>
    public TimeSpan? EveryPosition { get; init; }

    /// <summary>Until what age one position a minute is kept, of those older than <see cref="EveryPosition"/>; at least that, or null for ever.</summary>
    public TimeSpan? OneAMinute { get; init; }

    /// <summary>Until what age one position in ten minutes is kept, of those older than <see cref="OneAMinute"/>, before they go altogether; at least that, or null for ever.</summary>
    public TimeSpan? OneInTenMinutes { get; init; }

    /// <summary>Most bytes that blocks take; at least 16 MiB, or null for what the disk holds. Beyond it the oldest watches go.</summary>
    public long? MaxBlockBytes { get; init; }

    /// <summary>The age at which positions are thinned to one in so many seconds; 0 for the age at which they go. In order of age.</summary>
    internal IEnumerable<(TimeSpan Age, int Seconds)> Tiers
    {
        get
        {
            if (EveryPosition is not { } every)
            {
                yield break;
            }

            if (OneAMinute != every)
            {
                yield return (every, 60);
            }

            if (OneAMinute is not { } minutes)
            {
                yield break;
            }

            if (OneInTenMinutes != minutes)
            {
                yield return (minutes, 600);
            }

            if (OneInTenMinutes is { } last)
            {
                yield return (last, 0);
            }
        }
    }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        AtLeast(EveryPosition, TimeSpan.FromDays(1), nameof(EveryPosition), "1 day");
        AtLeast(OneAMinute, EveryPosition ?? TimeSpan.MaxValue, nameof(OneAMinute), nameof(EveryPosition));
        AtLeast(OneInTenMinutes, OneAMinute ?? TimeSpan.MaxValue, nameof(OneInTenMinutes), nameof(OneAMinute));
        if (MaxBlockBytes < 16 << 20)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxBlockBytes), $"{nameof(MaxBlockBytes)} is {MaxBlockBytes}; it must be at least 16 MiB");
        }
    }

    private static void AtLeast(TimeSpan? age, TimeSpan least, string name, string leastName)
    {
        if (age < least)
        {
            throw new ArgumentOutOfRangeException(name, $"{name} is {age}; it must be at least {leastName}{(least == TimeSpan.MaxValue ? ", which is for ever" : "")}");
        }
    }
}
