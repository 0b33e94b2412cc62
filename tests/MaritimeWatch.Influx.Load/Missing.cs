namespace MaritimeWatch.Influx.Load;

/// <summary>Says which of the reports that are known by their number are not there.</summary>
internal static class Missing
{
    private const int MostTold = 20;

    /// <summary>The missing ones, those that follow each other on a line.</summary>
    /// <param name="count">How many there are to be, from 0 on.</param>
    /// <param name="isThere">Whether one is.</param>
    public static IEnumerable<string> Runs(int count, Func<int, bool> isThere)
    {
        for (var (number, told) = (0, 0); number < count && told < MostTold; number++)
        {
            if (!isThere(number))
            {
                var first = number;
                while (number < count && !isThere(number))
                {
                    number++;
                }

                told++;
                yield return FormattableString.Invariant($"missing: positions {first} to {number - 1}");
            }
        }
    }
}
