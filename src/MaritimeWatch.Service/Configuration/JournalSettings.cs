namespace MaritimeWatch.Service.Configuration;

/// <summary>What was received, kept as received, so that evidence holds the sentences themselves.</summary>
internal sealed record JournalSettings
{
    /// <summary>Whether it is kept.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Where; null for the folder <c>journal</c> beside the store's database.</summary>
    public string? Folder { get; init; }

    /// <summary>Older files are deleted, in hours; 1 to 8,760.</summary>
    public int KeepHours { get; init; } = 72;

    /// <summary>Beyond this size the oldest files are deleted, in MiB; 16 to 16,777,216.</summary>
    public int MaxMebibytes { get; init; } = 4_096;

    /// <summary>The folder in full.</summary>
    public string FolderFor(StoreSettings store) => Folder is { } named
        ? Path.GetFullPath(named)
        : Beside(store.Path);

    /// <summary>Where the journal of a store lies if nothing else is configured.</summary>
    public static string Beside(string database) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, "journal");

    /// <summary>What is out of range, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (KeepHours is < 1 or > 8_760)
        {
            yield return $"Journal:KeepHours is {KeepHours}; it must be between 1 and 8760";
        }

        if (MaxMebibytes is < 16 or > 16_777_216)
        {
            yield return $"Journal:MaxMebibytes is {MaxMebibytes}; it must be between 16 and 16777216";
        }

        if (Folder is not null && string.IsNullOrWhiteSpace(Folder))
        {
            yield return "Journal:Folder is empty; leave it out for the folder 'journal' beside the store";
        }
    }
}
