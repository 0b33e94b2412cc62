namespace MaritimeWatch.Service.Gateway;

/// <summary>How long to wait before the next attempt: drawn evenly between a moment and a bound that doubles, so that many who were cut off together do not come back together.</summary>
/// <param name="draw">Numbers from 0 to below 1.</param>
internal sealed class Backoff(Func<double> draw)
{
    /// <summary>Of a source that the other side does not want: often enough that a mended password is noticed, seldom enough not to be locked out. Design value.</summary>
    public static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    private int failures;

    /// <summary>The other side has delivered: the next failure is the first again.</summary>
    public void Reset() => failures = 0;

    /// <summary>The wait after another failure.</summary>
    /// <param name="most">The bound it never exceeds.</param>
    public TimeSpan Next(TimeSpan most)
    {
        var bound = Math.Min(most.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(failures++, 30)));
        return TimeSpan.FromSeconds(Math.Max(Least.TotalSeconds, draw() * bound));
    }
}
