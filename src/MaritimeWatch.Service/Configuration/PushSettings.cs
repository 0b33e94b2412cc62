namespace MaritimeWatch.Service.Configuration;

/// <summary>Traffic pushed over gRPC and HTTP.</summary>
internal sealed record PushSettings
{
    /// <summary>Calls that one source may have open; 1 to 1,000.</summary>
    public int StreamsPerSource { get; init; } = 4;

    /// <summary>Reports a second that are taken from one source, all its calls together; a faster one is slowed. 1 to 10,000,000.</summary>
    public int ReportsPerSecond { get; init; } = 100_000;

    /// <summary>Bytes that one push over HTTP may have, before compression; 1,024 to 1,099,511,627,776. The default is some million sentences: a day of a small receiver.</summary>
    public long MaxBodyBytes { get; init; } = 64 << 20;

    /// <summary>What is out of range, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (StreamsPerSource is < 1 or > 1_000)
        {
            yield return $"Ingest:Push:StreamsPerSource is {StreamsPerSource}; it must be between 1 and 1000";
        }

        if (ReportsPerSecond is < 1 or > 10_000_000)
        {
            yield return $"Ingest:Push:ReportsPerSecond is {ReportsPerSecond}; it must be between 1 and 10000000";
        }

        if (MaxBodyBytes is < 1_024 or > 1L << 40)
        {
            yield return $"Ingest:Push:MaxBodyBytes is {MaxBodyBytes}; it must be between 1024 and 1099511627776";
        }
    }
}
