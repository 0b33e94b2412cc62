namespace MaritimeWatch.Storage.Audit;

/// <summary>What a verification holds the log against, and how far it goes.</summary>
public sealed record AuditVerificationOptions
{
    /// <summary>Keys that are believed; empty to believe the log's first, and every one that the one before has signed.</summary>
    public IReadOnlyList<AuditPublicKey> Keys { get; init; } = [];

    /// <summary>The lines of a file of checkpoints; null where there is none.</summary>
    public IEnumerable<string>? Checkpoints { get; init; }

    /// <summary>Only so many of the newest entries, and nothing that takes a look at the whole; null for all.</summary>
    public int? Newest { get; init; }

    /// <summary>Whether SQLite checks the pages and indexes of the tables, too.</summary>
    public bool WithPages { get; init; } = true;

    /// <summary>Threads; 1 to 64.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);
}
