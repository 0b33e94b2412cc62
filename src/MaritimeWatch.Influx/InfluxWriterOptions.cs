namespace MaritimeWatch.Influx;

/// <summary>How points are kept while the server is away.</summary>
public sealed record InfluxWriterOptions
{
    /// <summary>Folder in which points wait while the server is away; of this program alone.</summary>
    public required string SpillFolder { get; init; }

    /// <summary>Most bytes that wait there; beyond it, by a batch for a moment, the oldest are dropped and counted. At least four segments. Default: 1 GiB, hours of a national feed.</summary>
    public long SpillBytes { get; init; } = 1L << 30;

    /// <summary>Size of a file in it in bytes; what is dropped at the bound is dropped by the file. Default: 16 MiB.</summary>
    public int SegmentBytes { get; init; } = 16 << 20;

    /// <summary>How much of what waits goes to the server at once: its points and bytes.</summary>
    public BatchLimits Request { get; init; } = new();

    /// <summary>How the server is asked again.</summary>
    public InfluxBackoff Backoff { get; init; } = new();
}
