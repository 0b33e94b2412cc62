using System.Collections;

namespace MaritimeWatch.Detection.Raising;

/// <summary>Situations that were explained away, the latest of them; how many there ever were.</summary>
/// <remarks>A service runs for months: the list is bounded, the count is not. One thread adds; any may read.</remarks>
internal sealed class HeldBackLog : IReadOnlyCollection<HeldBack>
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 50_000;

    private readonly Lock gate = new();
    private readonly Queue<HeldBack> kept = new();
    private long total;

    /// <summary>How many are kept now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return kept.Count;
            }
        }
    }

    /// <summary>How many there ever were.</summary>
    public long Total => Interlocked.Read(ref total);

    /// <summary>Takes one in; the oldest goes where there is no room.</summary>
    public void Add(HeldBack held)
    {
        lock (gate)
        {
            total++;
            if (kept.Count == Capacity)
            {
                kept.Dequeue();
            }

            kept.Enqueue(held);
        }
    }

    /// <summary>What is kept at the moment of the call.</summary>
    public IEnumerator<HeldBack> GetEnumerator()
    {
        HeldBack[] now;
        lock (gate)
        {
            now = [.. kept];
        }

        return ((IEnumerable<HeldBack>)now).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
