namespace MaritimeWatch.Service.Outbound;

/// <summary>What one output has done.</summary>
internal sealed class OutCounters
{
    private long sent;
    private long shed;
    private long cut;

    /// <summary>Messages given to readers or the broker; one for several readers counts once.</summary>
    public long Sent => Volatile.Read(ref sent);

    /// <summary>Reports left out because nobody took them in time.</summary>
    public long Shed => Volatile.Read(ref shed);

    /// <summary>Readers cut because they were too slow.</summary>
    public long Cut => Volatile.Read(ref cut);

    public void CountSent(long count) => Interlocked.Add(ref sent, count);

    public void CountShed(long count) => Interlocked.Add(ref shed, count);

    public void CountCut() => Interlocked.Increment(ref cut);
}
