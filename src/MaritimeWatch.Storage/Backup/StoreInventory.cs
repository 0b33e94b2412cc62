using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Backup;

/// <summary>What a store holds.</summary>
public sealed record StoreInventory
{
    /// <summary>Version of the store's tables.</summary>
    public required long SchemaVersion { get; init; }

    /// <summary>Version of SQLite that reads it.</summary>
    public required string SqliteVersion { get; init; }

    /// <summary>Bytes of both files and of the logs beside them.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of the file of older tracks, in <see cref="Bytes"/> too.</summary>
    public required long TrackBytes { get; init; }

    /// <summary>Bytes in both files that nothing uses: compacting gives them back.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>Positions in rows: those of the last hours.</summary>
    public required long RowPositions { get; init; }

    /// <summary>Positions in blocks.</summary>
    public required long BlockPositions { get; init; }

    /// <summary>Blocks.</summary>
    public required long Blocks { get; init; }

    /// <summary>Event time of the oldest position, to the six hours where it is in a block; null where there is none.</summary>
    public required Instant? Oldest { get; init; }

    /// <summary>Event time of the newest position; null where there is none.</summary>
    public required Instant? Newest { get; init; }

    /// <summary>Watches of six hours that are thinned, by seconds to a position.</summary>
    public required IReadOnlyDictionary<int, long> ThinnedWatches { get; init; }

    /// <summary>Vessels that said who they are.</summary>
    public required long Vessels { get; init; }

    /// <summary>Different things they said.</summary>
    public required long Words { get; init; }

    /// <summary>Newest sequence of the alert log.</summary>
    public required long AlertSequence { get; init; }

    /// <summary>Entries of the audit log.</summary>
    public required long AuditEntries { get; init; }

    /// <summary>Crossings of assets.</summary>
    public required long Crossings { get; init; }

    /// <summary>Recordings imported to their end.</summary>
    public required long ImportedFiles { get; init; }

    /// <summary>Charts that were in force.</summary>
    public required long Charts { get; init; }

    /// <summary>Bytes of the copies that were made of it before its tables changed (<c>&lt;store&gt;.v3</c>); not in <see cref="Bytes"/>. They may be deleted.</summary>
    public required long OlderCopyBytes { get; init; }

    /// <summary>Bytes for each position in blocks, with their index; null where there are none.</summary>
    public double? BytesPerPosition => BlockPositions == 0 ? null : TrackBytes / (double)BlockPositions;
}
