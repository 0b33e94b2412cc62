using MaritimeWatch.Storage.Sealing;

namespace MaritimeWatch.Storage;

/// <summary>How a store writes.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>Most reports in one commit; 1 to 10,000.</summary>
    public int CommitReports { get; init; } = 500;

    /// <summary>Longest that a report waits for its commit; 0 to 10 s. Alert events never wait.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Reports that may wait for the disk before further ones are shed; 1 to 10,000,000.</summary>
    public int QueuedReports { get; init; } = 65_536;

    /// <summary>How long after a failed commit the next attempt is made; 10 ms to 1 min. Space that returns is noticed this soon.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Largest size of the database in bytes, at least 1 MiB, or null for what the disk holds.</summary>
    public long? MaxDatabaseBytes { get; init; }

    /// <summary>Event time for which positions stay in rows before they become blocks; 0 to 31 d. What a restart runs again and most late reports should find is in rows.</summary>
    public TimeSpan RowsKept { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How often it is looked for what has become old, by two searches; 10 ms to 1 d.</summary>
    public TimeSpan SealInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long positions are kept, and how finely; for ever and all of them where nothing is said.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        InRange(CommitReports, 1, 10_000, nameof(CommitReports));
        InRange(CommitInterval, TimeSpan.Zero, TimeSpan.FromSeconds(10), nameof(CommitInterval));
        InRange(QueuedReports, 1, 10_000_000, nameof(QueuedReports));
        InRange(RetryInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(RetryInterval));
        InRange(RowsKept, TimeSpan.Zero, TimeSpan.FromDays(31), nameof(RowsKept));
        InRange(SealInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1), nameof(SealInterval));
        Retention.Validate();
        InRange(MaxDatabaseBytes ?? long.MaxValue, 1 << 20, long.MaxValue, nameof(MaxDatabaseBytes));
    }

    private static void InRange<T>(T value, T least, T most, string name)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            throw new ArgumentOutOfRangeException(name, $"{name} is {value}; it must be between {least} and {most}");
        }
    }
}
