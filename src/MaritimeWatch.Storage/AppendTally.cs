namespace MaritimeWatch.Storage;

/// <summary>What became of the reports that one source had appended. Written by the writer's thread and by whoever appends, read by any.</summary>
public sealed class AppendTally
{
    private readonly long[] stored = new long[2];
    private readonly long[] duplicate = new long[2];
    private readonly long[] lost = new long[2];
    private long appended;

    /// <summary>Reports taken into the store's queue.</summary>
    public long Appended => Volatile.Read(ref appended);

    /// <summary>Reports that wait for the disk.</summary>
    public long Waiting => Appended - Sum(stored) - Sum(duplicate) - Sum(lost);

    /// <summary>Reports that are durable: positions that were new, or static reports.</summary>
    /// <param name="position">Whether positions are asked for, or reports without one.</param>
    public long Stored(bool position) => Volatile.Read(ref stored[position ? 1 : 0]);

    /// <summary>Reports whose position was stored already.</summary>
    /// <param name="position">Whether positions are asked for, or reports without one.</param>
    public long Duplicate(bool position) => Volatile.Read(ref duplicate[position ? 1 : 0]);

    /// <summary>Reports given up because the store was closed while the disk refused.</summary>
    /// <param name="position">Whether positions are asked for, or reports without one.</param>
    public long Lost(bool position) => Volatile.Read(ref lost[position ? 1 : 0]);

    internal void Add() => Interlocked.Increment(ref appended);

    internal void Withdraw() => Interlocked.Decrement(ref appended);

    internal void Came(bool position, bool isDuplicate) => Interlocked.Increment(ref (isDuplicate ? duplicate : stored)[position ? 1 : 0]);

    internal void GiveUp(bool position) => Interlocked.Increment(ref lost[position ? 1 : 0]);

    private static long Sum(long[] counts) => Volatile.Read(ref counts[0]) + Volatile.Read(ref counts[1]);
}
