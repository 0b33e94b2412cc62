namespace MaritimeWatch.Service.Gateway;

/// <summary>Why a source that has brought something waits for us at this moment. Called by any thread.</summary>
internal sealed class HoldUps(TimeProvider clock)
{
    /// <summary>A commit takes some thousandths of this.</summary>
    private static readonly TimeSpan OrdinaryCommit = TimeSpan.FromSeconds(5);

    private int rate;
    private int disk;
    private int room;
    private int unsettled;
    private long settledAt = clock.GetTimestamp();

    /// <summary>Whether anything of it waits for us: that is no silence of its own.</summary>
    public bool Any => Volatile.Read(ref rate) + Volatile.Read(ref disk) + Volatile.Read(ref room) + Volatile.Read(ref unsettled) > 0;

    /// <summary>Why, for a person; null where nothing waits.</summary>
    public string? Reason =>
        Volatile.Read(ref disk) > 0 ? "held back by us: the disk is behind"
        : Volatile.Read(ref room) > 0 ? "held back by us: the analysis is behind"
        : Volatile.Read(ref unsettled) > 0 && clock.GetElapsedTime(Volatile.Read(ref settledAt)) > OrdinaryCommit ? "held back by us: what it brought is not on the disk yet"
        : Volatile.Read(ref rate) > 0 ? "held back by us: it brings more than its rate"
        : null;

    /// <summary>Something waits until its rate allows it.</summary>
    public async Task ForRateAsync(Task wait) => await CountedAsync(wait, () => Interlocked.Increment(ref rate), () => Interlocked.Decrement(ref rate));

    /// <summary>Something waits for the disk.</summary>
    public async Task ForDiskAsync(Task wait) => await CountedAsync(wait, () => Interlocked.Increment(ref disk), () => Interlocked.Decrement(ref disk));

    /// <summary>Something waits for room in the queue.</summary>
    public async Task ForRoomAsync(Task wait) => await CountedAsync(wait, () => Interlocked.Increment(ref room), () => Interlocked.Decrement(ref room));

    /// <summary>So many messages more, or less, wait for a commit, as they always do for a moment.</summary>
    public void ForUs(int change)
    {
        if (Interlocked.Add(ref unsettled, change) == change || change < 0)
        {
            Volatile.Write(ref settledAt, clock.GetTimestamp());
        }
    }

    private static async Task CountedAsync(Task wait, Action begin, Action end)
    {
        begin();
        try
        {
            await wait;
        }
        finally
        {
            end();
        }
    }
}
