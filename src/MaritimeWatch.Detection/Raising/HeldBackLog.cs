using System.Collections;

namespace MaritimeWatch.Detection.Raising;

/// <summary>Situations that were explained away, the latest of them; how many there ever were.</summary>
/// <remarks>A service runs for months: the list is bounded, the count is not.</remarks>
internal sealed class HeldBackLog : IReadOnlyCollection<HeldBack>
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 50_000;

    private readonly Queue<HeldBack> kept = new();

    /// <summary>How many are kept now.</summary>
    public int Count => kept.Count;

    /// <summary>How many there ever were.</summary>
    public long Total { get; private set; }

    /// <summary>Takes one in; the oldest goes where there is no room.</summary>
    public void Add(HeldBack held)
    {
        Total++;
        if (kept.Count == Capacity)
        {
            kept.Dequeue();
        }

        kept.Enqueue(held);
    }

    /// <inheritdoc/>
    public IEnumerator<HeldBack> GetEnumerator() => kept.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
