using System.Collections;

namespace MaritimeWatch.Detection.Raising;

/// <summary>Situations that were explained away, the latest of them by event time; how many there ever were.</summary>
/// <remarks>
/// A service runs for months: the list is bounded, the count is not. What is kept depends on the situations alone, not on the order in which different
/// vessels' come in, so that the latest of many logs are the latest of all. One thread adds; any may read.
/// </remarks>
internal sealed class HeldBackLog : IReadOnlyCollection<HeldBack>
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 50_000;

    // So many more may wait until the oldest are taken out together.
    private const int Spare = Capacity / 4;

    private readonly Lock gate = new();
    private List<HeldBack> kept = [];
    private long total;

    /// <summary>How many are kept now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return Math.Min(kept.Count, Capacity);
            }
        }
    }

    /// <summary>How many there ever were.</summary>
    public long Total => Interlocked.Read(ref total);

    /// <summary>The latest by time, vessel and kind, in that order; those of one vessel, kind and time in the order they were given.</summary>
    public static IEnumerable<HeldBack> Latest(IEnumerable<HeldBack> all) =>
        all.OrderBy(held => held.EventTime).ThenBy(held => held.Vessel.Mmsi).ThenBy(held => held.Kind).TakeLast(Capacity);

    /// <summary>Takes one in; the oldest goes where there is no room.</summary>
    public void Add(HeldBack held)
    {
        lock (gate)
        {
            total++;
            kept.Add(held);
            if (kept.Count == Capacity + Spare)
            {
                kept = [.. Latest(kept)];
            }
        }
    }

    /// <summary>What is kept at the moment of the call, as <see cref="Latest"/> orders it.</summary>
    public IEnumerator<HeldBack> GetEnumerator()
    {
        HeldBack[] now;
        lock (gate)
        {
            now = [.. kept];
        }

        return Latest(now).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
