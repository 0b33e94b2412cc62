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
    private long inBlocks;
    private long givenUp;
    private long failedSealings;

    /// <summary>Positions stored.</summary>
    public long Stored => Volatile.Read(ref stored);

    /// <summary>Positions that were already there.</summary>
    public long Duplicate => Volatile.Read(ref duplicate);

    /// <summary>Reports shed because the queue was full.</summary>
    public long Shed => Volatile.Read(ref shed);

    /// <summary>Reports given up because the store was closed while the disk refused, or for a defect of the program.</summary>
    public long LostAtClose => Volatile.Read(ref lost);

    /// <summary>Commits that succeeded.</summary>
    public long Commits => Volatile.Read(ref commits);

    /// <summary>Commits that failed and were, or are being, tried again.</summary>
    public long FailedCommits => Volatile.Read(ref failedCommits);

    /// <summary>Time spent in commits, syncing included.</summary>
    public TimeSpan CommitTime => TimeSpan.FromTicks(Volatile.Read(ref commitTicks));

    /// <summary>Positions that were moved from rows to blocks.</summary>
    public long MovedToBlocks => Volatile.Read(ref inBlocks);

    /// <summary>Positions given up for their age, or for room.</summary>
    public long RetentionRemoved => Volatile.Read(ref givenUp);

    /// <summary>Times that positions could not be moved to blocks, or given up, and stayed where they were.</summary>
    public long FailedSealings => Volatile.Read(ref failedSealings);

    internal void Sealed(long positions) => Interlocked.Add(ref inBlocks, positions);

    internal void GivenUp(long positions) => Interlocked.Add(ref givenUp, positions);

    internal void SealingFailed() => Interlocked.Increment(ref failedSealings);

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
