namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>How many there were in each of the last ten minutes' seconds. Of one thread at a time.</summary>
internal sealed class RateRing
{
    /// <summary>Seconds remembered.</summary>
    public const int Seconds = 600;

    private readonly int[] counts = new int[Seconds + 1];
    private long newest = long.MinValue;

    /// <summary>Counts.</summary>
    /// <param name="second">When, whole seconds of any clock that does not go back; what comes late counts as now.</param>
    /// <param name="count">How many.</param>
    public void Add(long second, int count)
    {
        MoveTo(second);
        counts[Place(newest)] += count;
    }

    /// <summary>How many there were in the whole seconds before this one.</summary>
    /// <param name="now">This second, which does not count: it is not over.</param>
    /// <param name="seconds">How far to look back, 1 to <see cref="Seconds"/>.</param>
    public long Sum(long now, int seconds)
    {
        MoveTo(now);
        var sum = 0L;
        for (var second = newest - seconds; second < newest; second++)
        {
            sum += counts[Place(second)];
        }

        return sum;
    }

    private static int Place(long second) => (int)(((second % (Seconds + 1)) + Seconds + 1) % (Seconds + 1));

    private void MoveTo(long second)
    {
        if (second <= newest)
        {
            return;
        }

        if (newest == long.MinValue || second - newest > Seconds)
        {
            Array.Clear(counts);
        }
        else
        {
            for (var passed = newest + 1; passed <= second; passed++)
            {
                counts[Place(passed)] = 0;
            }
        }

        newest = second;
    }
}
