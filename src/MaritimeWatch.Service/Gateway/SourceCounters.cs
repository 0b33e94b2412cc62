using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Gateway;

/// <summary>The stage counters of one source, over all its connections, open and closed.</summary>
internal sealed class SourceCounters
{
    private readonly Lock gate = new();
    private readonly HashSet<IReadOnlyList<StageCounter>> open = [];
    private readonly List<StageCounter> closed = [];
    private long connections;
    private long bytes;
    private long turnedAway;

    /// <summary>Connections, or senders of datagrams, being read at present.</summary>
    public int Open
    {
        get
        {
            lock (gate)
            {
                return open.Count;
            }
        }
    }

    /// <summary>Connections ever made.</summary>
    public long Connections => Volatile.Read(ref connections);

    /// <summary>Bytes received.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>Connections and datagrams of senders who may not send here.</summary>
    public long TurnedAway => Volatile.Read(ref turnedAway);

    public void TurnAway() => Interlocked.Increment(ref turnedAway);

    public void Received(int count) => Interlocked.Add(ref bytes, count);

    public void Opened(IReadOnlyList<StageCounter> stages)
    {
        Interlocked.Increment(ref connections);
        lock (gate)
        {
            open.Add(stages);
        }
    }

    public void Closed(IReadOnlyList<StageCounter> stages)
    {
        lock (gate)
        {
            if (open.Remove(stages))
            {
                AddUp(closed, stages);
            }
        }
    }

    /// <summary>The sums at this moment. A counter in use is read while it counts, so a sum may be a few reports old; it never goes back.</summary>
    public IReadOnlyList<StageCounter> Stages()
    {
        lock (gate)
        {
            var sums = new List<StageCounter>();
            AddUp(sums, closed);
            foreach (var stages in open)
            {
                AddUp(sums, stages);
            }

            return sums;
        }
    }

    /// <summary>What was dropped because it was bad, as opposed to what nobody here has a use for.</summary>
    public long Rejections()
    {
        var bad = 0L;
        foreach (var stage in Stages())
        {
            for (var reason = 1; reason < DropReasons.Count; reason++)
            {
                bad += ((DropReason)reason).IsRejection() ? stage.DroppedFor((DropReason)reason) : 0;
            }
        }

        return bad;
    }

    private static void AddUp(List<StageCounter> sums, IReadOnlyList<StageCounter> stages)
    {
        foreach (var stage in stages)
        {
            var sum = sums.Find(known => known.Stage == stage.Stage);
            if (sum is null)
            {
                sums.Add(sum = new StageCounter(stage.Stage));
            }

            sum.Add(stage);
        }
    }
}
