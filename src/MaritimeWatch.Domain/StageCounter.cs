namespace MaritimeWatch.Domain;

/// <summary>The pair of counters of one stage of the straight line: what came in, and what was dropped by reason.</summary>
/// <remarks>Owned by one thread; counters of several shards are added up with <see cref="Add"/>.</remarks>
public sealed class StageCounter(string stage)
{
    private readonly long[] dropped = new long[DropReasons.Count];

    /// <summary>Name of the stage, e.g. <c>Order</c>.</summary>
    public string Stage { get; } = stage;

    /// <summary>How many came in.</summary>
    public long In { get; private set; }

    /// <summary>How many were dropped, whatever the reason.</summary>
    public long Dropped => dropped.Sum();

    /// <summary>How many went on.</summary>
    public long Out => In - Dropped;

    /// <summary>Counts what came in.</summary>
    public void Received(long count = 1) => In += count;

    /// <summary>Counts a drop.</summary>
    public void Drop(DropReason reason, long count = 1) => dropped[(int)reason] += count;

    /// <summary>How many were dropped for one reason.</summary>
    public long DroppedFor(DropReason reason) => dropped[(int)reason];

    /// <summary>Adds the counts of another shard of the same stage.</summary>
    public void Add(StageCounter other)
    {
        In += other.In;
        for (var reason = 0; reason < dropped.Length; reason++)
        {
            dropped[reason] += other.dropped[reason];
        }
    }
}
