namespace MaritimeWatch.Service.Configuration;

/// <summary>The embedded store.</summary>
internal sealed record StoreSettings
{
    /// <summary>The database file; its folder is made where it does not exist.</summary>
    public string Path { get; init; } = "data/maritimewatch.db";

    /// <summary>Largest size in MiB, 1 to 16,777,216, or null for what the disk holds.</summary>
    public int? MaxMebibytes { get; init; }

    /// <summary>How much of the stored traffic a restart runs through the analyser again; 0 to 48 h. Must cover the longest detector window.</summary>
    public TimeSpan ReplayWindow { get; init; } = TimeSpan.FromHours(3);
}
