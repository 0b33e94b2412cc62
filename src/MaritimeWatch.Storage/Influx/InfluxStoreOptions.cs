using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>How tracks are kept in InfluxDB.</summary>
public sealed record InfluxStoreOptions
{
    /// <summary>Which server and database.</summary>
    public required InfluxOptions Server { get; init; }

    /// <summary>Where points wait while the server is away; null to read only.</summary>
    public InfluxWriterOptions? Spill { get; init; }

    /// <summary>When a batch is full. Default: 5,000 points, 2 MiB, 200 ms.</summary>
    public BatchLimits Batch { get; init; } = new() { Wait = TimeSpan.FromMilliseconds(200) };

    /// <summary>Reports that may wait for the server or the spill before further ones are shed; 1 to 10,000,000.</summary>
    public int QueuedReports { get; init; } = 65_536;

    /// <summary>Positions of which it is remembered that they are stored, so that a duplicate is known for one without asking the server; 2 to 100,000,000. About 80 bytes each.</summary>
    public int RememberedPositions { get; init; } = 1_000_000;

    /// <summary>How long after the spill's disk refused the next attempt is made.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);
}
