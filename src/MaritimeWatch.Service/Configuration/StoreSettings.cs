namespace MaritimeWatch.Service.Configuration;

/// <summary>The embedded store.</summary>
internal sealed record StoreSettings
{
    /// <summary>The database file; its folder is made where it does not exist.</summary>
    public string Path { get; init; } = "data/maritimewatch.db";

    /// <summary>Largest size of the database file in MiB, 1 to 16,777,216, or null for what the disk holds. Positions older than half a day lie in a second file beside it: see Retention:MaxMebibytes.</summary>
    public int? MaxMebibytes { get; init; }

    /// <summary>
    /// How much of the stored traffic a restart runs through the analyser again; 0 to 7 d. Must cover the longest detector window, 3 h; a day, because where ships are heard at all is learned over days, and decides
    /// which silences are told of.
    /// </summary>
    public TimeSpan ReplayWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long tracks are kept, and how finely.</summary>
    public RetentionSettings Retention { get; init; } = new();
}
