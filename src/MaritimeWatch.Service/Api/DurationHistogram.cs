namespace MaritimeWatch.Service.Api;

/// <summary>A histogram of durations in seconds. Safe for use by several threads at once.</summary>
/// <param name="bounds">Upper bounds of the buckets, ascending; one more counts the rest.</param>
internal sealed class DurationHistogram(double[] bounds)
{
    /// <summary>Upper bounds of the buckets, in seconds, ascending.</summary>
    public IReadOnlyList<double> Bounds => bounds;

    private readonly Lock gate = new();
    private readonly long[] counts = new long[bounds.Length + 1];
    private double sumSeconds;

    public void Add(double seconds)
    {
        var bucket = Array.FindIndex(bounds, bound => seconds <= bound);
        lock (gate)
        {
            counts[bucket < 0 ? bounds.Length : bucket]++;
            sumSeconds += seconds;
        }
    }

    /// <summary>How many took no longer than each bound, how many there were, and how long they took together.</summary>
    public (long[] UpTo, long Count, double SumSeconds) Read()
    {
        lock (gate)
        {
            var upTo = new long[bounds.Length];
            var sum = 0L;
            for (var bucket = 0; bucket < bounds.Length; bucket++)
            {
                upTo[bucket] = sum += counts[bucket];
            }

            return (upTo, sum + counts[^1], sumSeconds);
        }
    }
}
