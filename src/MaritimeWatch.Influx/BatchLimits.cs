namespace MaritimeWatch.Influx;

/// <summary>When a batch is full: by points, by bytes or by time, whichever comes first.</summary>
public sealed record BatchLimits
{
    /// <summary>Most points, 1 or more. Default: 5,000, what InfluxData advises.</summary>
    public int Points { get; init; } = 5_000;

    /// <summary>Most bytes before compression, 1 or more, beyond which nothing is added. Default: 2 MiB; a server takes 25 MB (<c>max-body-size</c>).</summary>
    public int Bytes { get; init; } = 2 << 20;

    /// <summary>Longest that a point waits for others. Default: 1 s.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether nothing more is to be added.</summary>
    public bool AreReached(LineWriter lines) => lines.Points >= Points || lines.Bytes >= Bytes;
}
