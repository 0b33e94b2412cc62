namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>The last differences of which only the second of the minute is known; their median and scatter on the circle of the minute. Of one thread at a time.</summary>
/// <remarks>On a line a difference of half a minute would be 30 and -30 by turns, and scatter by a minute.</remarks>
/// <param name="size">How many are remembered.</param>
internal sealed class MinuteRing(int size)
{
    private const int Minute = 60;

    private readonly int[] seconds = new int[size];
    private readonly int[] sorted = new int[size];
    private long added;

    /// <summary>How many there are, at most the ring's size.</summary>
    public int Count => (int)Math.Min(added, size);

    /// <summary>Adds a difference in seconds; whole minutes of it do not count.</summary>
    public void Add(long difference) => seconds[(int)(added++ % size)] = (int)(((difference % Minute) + Minute) % Minute);

    /// <summary>The median, -30 to 29, and the median distance from it; zeroes where there is none.</summary>
    public (int Median, int Scatter) Look()
    {
        var count = Count;
        var middle = Centre(count);
        for (var at = 0; at < count; at++)
        {
            sorted[at] = From(middle, seconds[at]);
        }

        var median = Middle(count);
        for (var at = 0; at < count; at++)
        {
            sorted[at] = Math.Abs(sorted[at] - median);
        }

        return (From(0, middle + median), Middle(count));
    }

    /// <summary>The second that the others are least far from in all.</summary>
    private int Centre(int count)
    {
        Span<int> at = stackalloc int[Minute];
        for (var place = 0; place < count; place++)
        {
            at[seconds[place]]++;
        }

        var (best, least) = (0, int.MaxValue);
        for (var second = 0; second < Minute; second++)
        {
            var sum = 0;
            for (var other = 0; other < Minute; other++)
            {
                sum += at[other] == 0 ? 0 : at[other] * Math.Abs(From(second, other));
            }

            (best, least) = sum < least ? (second, sum) : (best, least);
        }

        return best;
    }

    /// <summary>From one second to another by the shorter way: -30 to 29.</summary>
    private static int From(int one, int other) => ((((other - one + 30) % Minute) + Minute) % Minute) - 30;

    private int Middle(int count)
    {
        Array.Sort(sorted, 0, count);
        return count == 0 ? 0 : sorted[(count - 1) / 2];
    }
}
