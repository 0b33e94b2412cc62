namespace MaritimeWatch.Service.Configuration;

/// <summary>The audit log: its key, and where its checkpoints go.</summary>
internal sealed record AuditSettings
{
    /// <summary>File with the private key that signs checkpoints, PEM, readable by its owner alone; made where it does not exist. Default: beside the store, with <c>.audit-key.pem</c> added to its name.</summary>
    public string? Key { get; init; }

    /// <summary>File that the public keys are written to, for those who verify. Default: beside the store, with <c>.audit-public.pem</c> added to its name.</summary>
    public string? PublicKey { get; init; }

    /// <summary>File that every checkpoint is appended to; belongs on another disk or machine than the store. Default: beside the store, with <c>.checkpoints</c> added to its name.</summary>
    public string? Checkpoints { get; init; }

    /// <summary>Entries after which the log is signed; 1 to 1,000,000; quality figure AUD-1.</summary>
    public int CheckpointEntries { get; init; } = 1_000;

    /// <summary>Time after which new entries are signed however few there are; 1 s to 1 day; quality figure AUD-1.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(5);

    public string KeyOf(StoreSettings store) => Key ?? $"{store.Path}.audit-key.pem";

    public string PublicKeyOf(StoreSettings store) => PublicKey ?? $"{store.Path}.audit-public.pem";

    public string CheckpointsOf(StoreSettings store) => Checkpoints ?? $"{store.Path}.checkpoints";

    /// <summary>What is out of range, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (CheckpointEntries is < 1 or > 1_000_000)
        {
            yield return $"Audit:CheckpointEntries is {CheckpointEntries}; it must be between 1 and 1000000";
        }

        if (CheckpointInterval < TimeSpan.FromSeconds(1) || CheckpointInterval > TimeSpan.FromDays(1))
        {
            yield return $"Audit:CheckpointInterval is {CheckpointInterval}; it must be between {TimeSpan.FromSeconds(1)} and {TimeSpan.FromDays(1)}";
        }
    }
}
