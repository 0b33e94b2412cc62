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
    public Task ForRateAsync(Task wait) => CountedAsync(wait, change => Interlocked.Add(ref rate, change));

    /// <summary>Something waits for the disk.</summary>
    public Task ForDiskAsync(Task wait) => CountedAsync(wait, change => Interlocked.Add(ref disk, change));

    /// <summary>Something waits for room in the queue, unless there is some.</summary>
    public ValueTask ForRoomAsync(ValueTask taken) => taken.IsCompleted ? taken : new ValueTask(CountedAsync(taken.AsTask(), change => Interlocked.Add(ref room, change)));

    /// <summary>So many messages more, or less, wait for a commit, as they always do for a moment.</summary>
    public void ForUs(int change)
    {
        if (Interlocked.Add(ref unsettled, change) == change || change < 0)
        {
            Volatile.Write(ref settledAt, clock.GetTimestamp());
        }
    }

    private static async Task CountedAsync(Task wait, Action<int> count)
    {
        count(1);
        try
        {
            await wait;
        }
        finally
        {
            count(-1);
        }
    }
}
