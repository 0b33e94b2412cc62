namespace MaritimeWatch.Mqtt;

/// <summary>How long to wait before connecting again: drawn evenly between <see cref="Shortest"/> and a bound that doubles with each failure in a row, so that many clients never come back at once.</summary>
public sealed record MqttBackoff
{
    /// <summary>The least, above 0. Default: 250 ms.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The bound that is never exceeded, at least <see cref="Shortest"/> and at most a day. Default: 10 s, so that a broker that is back is found within that time.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection that lasted this long ends a row of failures, 0 or more. Default: 10 s; otherwise a broker that accepts and drops would be asked without pause.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait after a number of failures in a row, in whole milliseconds.</summary>
    /// <param name="failures">Failures in a row, 1 or more.</param>
    /// <param name="share">Where between the bounds, 0 to 1.</param>
    public TimeSpan Delay(int failures, double share)
    {
        var bound = Math.Min(Longest.TotalMilliseconds, Shortest.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 40)));
        return TimeSpan.FromMilliseconds(Math.Floor(Shortest.TotalMilliseconds + (share * (bound - Shortest.TotalMilliseconds))));
    }
}
