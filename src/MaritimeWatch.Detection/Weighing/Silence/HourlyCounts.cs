namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>Reports by the hour over eight days: what an hour of the day usually brings.</summary>
internal sealed class HourlyCounts
{
    private const int Hours = 8 * 24;

    private readonly long[] hours = new long[Hours];
    private readonly int[] counts = new int[Hours];

    /// <summary>Adds reports to an hour, hours since 1970.</summary>
    public void Add(long hour, int reports)
    {
        var at = IndexOf(hour);
        if (hours[at] != hour)
        {
            (hours[at], counts[at]) = (hour, 0);
        }

        counts[at] += reports;
    }

    /// <summary>An hour beside the same hour of the seven days before; only days for which <paramref name="isWhole"/> says that the feed was there all hour.</summary>
    public FeedRate At(long hour, Func<long, bool> isWhole)
    {
        Span<int> earlier = stackalloc int[7];
        var days = 0;
        for (var day = 1; day <= 7; day++)
        {
            var same = hour - (day * 24);
            if (isWhole(same))
            {
                earlier[days++] = CountOf(same);
            }
        }

        earlier = earlier[..days];
        earlier.Sort();
        return new FeedRate(CountOf(hour), days == 0 ? 0 : (earlier[(days - 1) / 2] + earlier[days / 2]) / 2.0, days);
    }

    private int CountOf(long hour) => hours[IndexOf(hour)] == hour ? counts[IndexOf(hour)] : 0;

    private static int IndexOf(long hour) => (int)(((hour % Hours) + Hours) % Hours);
}
