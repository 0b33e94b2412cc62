namespace MaritimeWatch.Influx;

/// <summary>How long to wait before asking again: drawn evenly between <see cref="Shortest"/> and a bound that doubles with each failure in a row, so that many clients never come back at once.</summary>
public sealed record InfluxBackoff
{
    /// <summary>The least, above 0. Default: 250 ms.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The bound that is never exceeded, at least <see cref="Shortest"/>. Default: 10 s, so that a server that is back is found within that time.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A server's own wish (<c>Retry-After</c>) is followed up to this. Default: 5 min.</summary>
    public TimeSpan LongestWish { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The wait after a number of failures in a row, in whole milliseconds.</summary>
    /// <param name="failures">Failures in a row, 1 or more.</param>
    /// <param name="share">Where between the bounds, 0 to 1.</param>
    /// <param name="wish">What the server asked for, or null.</param>
    public TimeSpan Delay(int failures, double share, TimeSpan? wish = null)
    {
        var bound = Math.Min(Longest.TotalMilliseconds, Shortest.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 40)));
        var own = Math.Floor(Shortest.TotalMilliseconds + (share * (bound - Shortest.TotalMilliseconds)));
        return TimeSpan.FromMilliseconds(Math.Max(own, Math.Min(wish?.TotalMilliseconds ?? 0, LongestWish.TotalMilliseconds)));
    }
}
