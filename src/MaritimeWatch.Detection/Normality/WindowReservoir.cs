using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Normality;

/// <summary>A fair sample of all windows that does not depend on their order: those with the smallest hashes.</summary>
internal sealed class WindowReservoir(int capacity)
{
    private readonly PriorityQueue<Kept, ulong> largestFirst = new(Comparer<ulong>.Create((left, right) => right.CompareTo(left)));

    /// <summary>A window with what is needed to measure it once all traffic is known.</summary>
    internal sealed record Kept(ulong Key, Mmsi Mmsi, Instant End, VesselClass Class, int Share, WindowSample[] Samples);

    /// <summary>Windows offered.</summary>
    public long Seen { get; private set; }

    /// <summary>The sample, by rising key.</summary>
    public IEnumerable<Kept> Windows => largestFirst.UnorderedItems.Select(item => item.Element).OrderBy(kept => kept.Key);

    public void Offer(Mmsi mmsi, Instant end, VesselClass vesselClass, int share, ReadOnlySpan<WindowSample> samples)
    {
        Seen++;
        var key = VesselHash.Of(mmsi, end);
        if (largestFirst.Count < capacity)
        {
            largestFirst.Enqueue(new Kept(key, mmsi, end, vesselClass, share, samples.ToArray()), key);
        }
        else if (largestFirst.TryPeek(out _, out var largest) && key < largest)
        {
            largestFirst.DequeueEnqueue(new Kept(key, mmsi, end, vesselClass, share, samples.ToArray()), key);
        }
    }
}
