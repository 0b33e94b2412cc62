using MaritimeWatch.Storage.Sealing;

namespace MaritimeWatch.Service.Configuration;

/// <summary>How long tracks are kept, and how finely. Ages count back from the newest position, by whole watches of six hours; alerts and the audit log are kept for ever.</summary>
internal sealed record RetentionSettings
{
    /// <summary>Until what age every position is kept, 1 d or more (400.00:00:00 is 400 days), or null for ever.</summary>
    public TimeSpan? EveryPosition { get; init; }

    /// <summary>Until what age one position a minute is kept of those older than EveryPosition, at least that, or null for ever.</summary>
    public TimeSpan? OneAMinute { get; init; }

    /// <summary>Until what age one position in ten minutes is kept of those older than OneAMinute, at least that, or null for ever; then they go.</summary>
    public TimeSpan? OneInTenMinutes { get; init; }

    /// <summary>Most that older positions may take in MiB, 16 to 16,777,216, or null for what the disk holds; beyond it the oldest go. A year of 150 positions a second takes about 23,000.</summary>
    public int? MaxMebibytes { get; init; }

    /// <summary>As the store takes it.</summary>
    public RetentionOptions AsOptions() => new()
    {
        EveryPosition = EveryPosition,
        OneAMinute = OneAMinute,
        OneInTenMinutes = OneInTenMinutes,
        MaxBlockBytes = MaxMebibytes * (1L << 20),
    };

    /// <summary>What is out of range, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (MaxMebibytes is < 16 or > 16_777_216)
        {
            yield return $"Store:Retention:MaxMebibytes is {MaxMebibytes}; it must be between 16 and 16777216";
        }

        foreach (var (name, age, least, leastName) in new[]
        {
            (nameof(EveryPosition), EveryPosition, (TimeSpan?)TimeSpan.FromDays(1), "one day"),
            (nameof(OneAMinute), OneAMinute, EveryPosition, "EveryPosition"),
            (nameof(OneInTenMinutes), OneInTenMinutes, OneAMinute, "OneAMinute"),
        })
        {
            if (age is not null && (least is null || age < least))
            {
                yield return least is null
                    ? $"Store:Retention:{name} is {age}; it needs {leastName}, without which what is younger is kept for ever"
                    : $"Store:Retention:{name} is {age}; it must be at least {leastName}";
            }
        }
    }
}
