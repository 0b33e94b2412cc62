namespace MaritimeWatch.Storage;

/// <summary>What a store has done, for the health page. Written by the writer's thread, read by any.</summary>
public sealed class StoreCounters
{
    private long stored;
    private long duplicate;
    private long shed;
    private long lost;
    private long commits;
    private long failedCommits;
    private long commitTicks;

    /// <summary>Positions stored.</summary>
    public long Stored => Volatile.Read(ref stored);

    /// <summary>Positions that were already there.</summary>
    public long Duplicate => Volatile.Read(ref duplicate);

    /// <summary>Reports shed because the queue was full.</summary>
    public long Shed => Volatile.Read(ref shed);

    /// <summary>Reports given up because the store was closed while the disk refused.</summary>
    public long LostAtClose => Volatile.Read(ref lost);

    /// <summary>Commits that succeeded.</summary>
    public long Commits => Volatile.Read(ref commits);

    /// <summary>Commits that failed and were, or are being, tried again.</summary>
    public long FailedCommits => Volatile.Read(ref failedCommits);

    /// <summary>Time spent in commits, syncing included.</summary>
    public TimeSpan CommitTime => TimeSpan.FromTicks(Volatile.Read(ref commitTicks));

    internal void Committed(int storedNow, int duplicateNow, TimeSpan took)
    {
        Interlocked.Add(ref stored, storedNow);
        Interlocked.Add(ref duplicate, duplicateNow);
        Interlocked.Increment(ref commits);
        Interlocked.Add(ref commitTicks, took.Ticks);
    }

    internal void CommitFailed() => Interlocked.Increment(ref failedCommits);

    internal void ReportShed() => Interlocked.Increment(ref shed);

    internal void Lost(int reports) => Interlocked.Add(ref lost, reports);
}
