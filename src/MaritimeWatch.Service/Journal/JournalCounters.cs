namespace MaritimeWatch.Service.Journal;

/// <summary>What the journal has done since the start.</summary>
internal sealed class JournalCounters
{
    private long lines;
    private long receivedBytes;
    private long writtenBytes;
    private long shed;

    /// <summary>Lines kept.</summary>
    public long Lines => Volatile.Read(ref lines);

    /// <summary>Bytes of those lines with their TAG blocks, before compression.</summary>
    public long ReceivedBytes => Volatile.Read(ref receivedBytes);

    /// <summary>Bytes on the disk for them.</summary>
    public long WrittenBytes => Volatile.Read(ref writtenBytes);

    /// <summary>Lines that were received and not kept: the queue was full, the disk refused, or they were too long.</summary>
    public long Shed => Volatile.Read(ref shed);

    public void Kept(long count, long bytes)
    {
        Interlocked.Add(ref lines, count);
        Interlocked.Add(ref receivedBytes, bytes);
    }

    public void Written(long bytes) => Interlocked.Add(ref writtenBytes, bytes);

    public void Lost(long count) => Interlocked.Add(ref shed, count);
}
