namespace MaritimeWatch.Service.Configuration;

/// <summary>Replays beside the running service.</summary>
internal sealed record ReplaySettings
{
    /// <summary>Folder of recordings and charts that callers may name; null for none.</summary>
    public string? Recordings { get; init; }

    /// <summary>Replays that may run at a time, paused ones among them; 0 to 64.</summary>
    public int MaxRunning { get; init; } = 2;

    /// <summary>Finished replays that are kept; the oldest makes room. 1 to 1,000.</summary>
    public int MaxKept { get; init; } = 20;

    /// <summary>How long a finished replay is kept; 1 min to 7 days.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Events of one replay that are kept, in mebibytes; beyond it the oldest go. 1 to 4,096.</summary>
    public int EventMebibytes { get; init; } = 64;

    /// <summary>What is out of range, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (MaxRunning is < 0 or > 64)
        {
            yield return $"Replay:MaxRunning is {MaxRunning}; it must be between 0 and 64";
        }

        if (MaxKept is < 1 or > 1_000)
        {
            yield return $"Replay:MaxKept is {MaxKept}; it must be between 1 and 1000";
        }

        if (KeepFor < TimeSpan.FromMinutes(1) || KeepFor > TimeSpan.FromDays(7))
        {
            yield return $"Replay:KeepFor is {KeepFor}; it must be between 00:01:00 and 7.00:00:00";
        }

        if (EventMebibytes is < 1 or > 4_096)
        {
            yield return $"Replay:EventMebibytes is {EventMebibytes}; it must be between 1 and 4096";
        }
    }
}
