namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>The last values of a measurement, their median, and how far they scatter about it. Of one thread at a time.</summary>
/// <param name="size">How many are remembered.</param>
internal sealed class MedianRing(int size)
{
    private readonly int[] values = new int[size];
    private readonly int[] sorted = new int[size];
    private long added;

    /// <summary>How many there are, at most the ring's size.</summary>
    public int Count => (int)Math.Min(added, size);

    /// <summary>Adds a value.</summary>
    public void Add(int value) => values[(int)(added++ % size)] = value;

    /// <summary>Forgets everything.</summary>
    public void Clear() => added = 0;

    /// <summary>The median, 0 where there is none.</summary>
    public int Median()
    {
        var count = Count;
        Array.Copy(values, sorted, count);
        return Middle(count);
    }

    /// <summary>The median distance from the median: robust against a few wild values, as the standard deviation is not.</summary>
    public int Scatter()
    {
        var (count, median) = (Count, Median());
        for (var at = 0; at < count; at++)
        {
            sorted[at] = Math.Abs(values[at] - median);
        }

        return Middle(count);
    }

    private int Middle(int count)
    {
        Array.Sort(sorted, 0, count);
        return count == 0 ? 0 : sorted[(count - 1) / 2];
    }
}
