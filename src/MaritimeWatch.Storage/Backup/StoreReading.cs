using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Backup;

/// <summary>Counts what a store holds; a service may be writing it.</summary>
public static class StoreReading
{
    /// <summary>Counts; some seconds for hundreds of millions of positions.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static StoreInventory Of(string store) => Of(store, () => { });

    /// <summary>Counts, and lets a test do what somebody else may do between the look at the one file and at the other.</summary>
    internal static StoreInventory Of(string store, Action between)
    {
        using var rows = new SqliteConnections(store, TimeProvider.System, new StoreLayout());
        using var file = new TrackFile(store, TimeProvider.System);
        return rows.Read(reader =>
        {
            using var moment = Moment(reader);
            between();
            var tracks = file.Read((_, blocks) => blocks is null ? default : OfTracks(blocks));
            var hasPast = SqliteSchema.HasPast(reader);
            var (oldest, newest) = RowSpan(reader);
            return new StoreInventory
            {
                SchemaVersion = reader.Number("PRAGMA user_version"),
                SqliteVersion = reader.Text("SELECT sqlite_version()"),
                Bytes = Size(store) + Size(file.Path),
                TrackBytes = Size(file.Path),
                FreeBytes = Free(reader) + tracks.FreeBytes,
                RowPositions = reader.Number("SELECT count(*) FROM position"),
                BlockPositions = tracks.Positions,
                Blocks = tracks.Blocks,
                Oldest = ((Instant?[])[tracks.Oldest, oldest]).Min(),
                Newest = ((Instant?[])[tracks.Newest, newest]).Max(),
                ThinnedWatches = tracks.Thinned ?? new Dictionary<int, long>(),
                Vessels = reader.Number("SELECT count(*) FROM vessel"),
                Words = SqliteSchema.HasWords(reader) ? reader.Number("SELECT count(*) FROM static_word") : 0,
                AlertSequence = SqliteSchema.HasDesk(reader) ? reader.Number(SqliteSchema.Newest) : reader.Number("SELECT coalesce(max(sequence), 0) FROM alert_event"),
                AuditEntries = SqliteSchema.HasAudit(reader) ? reader.Number("SELECT count(*) FROM audit_entry") : 0,
                Crossings = hasPast ? reader.Number("SELECT count(*) FROM crossing") : 0,
                ImportedFiles = hasPast ? reader.Number("SELECT count(*) FROM import_file") : 0,
                Charts = hasPast ? reader.Number("SELECT count(*) FROM chart") : 0,
                OlderCopyBytes = OlderStore.Of(store).Sum(copy => copy.Length),
            };
        });
    }

    /// <summary>Event times of the oldest (to six hours where it is in a block) and the newest position or word; null where there is none. A few searches.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static (Instant Oldest, Instant Newest)? SpanOf(string store)
    {
        using var rows = new SqliteConnections(store, TimeProvider.System, new StoreLayout());
        using var file = new TrackFile(store, TimeProvider.System);
        var ends = new List<Instant>();
        rows.Read(reader =>
        {
            using var moment = Moment(reader);
            file.Read((blocks, _) =>
            {
                Add(blocks?.NextWatch(BlockKey.FirstWatch) * BlockKey.WatchSeconds);
                Add(blocks?.NewestTime());
                return 0;
            });
            var (oldest, newest) = RowSpan(reader);
            ends.AddRange(((Instant?[])[oldest, newest]).OfType<Instant>());
            if (SqliteSchema.HasWords(reader) && reader.Number("SELECT EXISTS (SELECT 1 FROM static_heard)") != 0)
            {
                Add(reader.Number("SELECT min(time) FROM static_heard"));
                Add(reader.Number("SELECT max(time) FROM static_heard"));
            }

            return 0;
        });
        return ends.Count == 0 ? null : (ends.Min(), ends.Max());

        void Add(long? seconds)
        {
            if (seconds is { } known)
            {
                ends.Add(Instant.FromUnixSeconds(known));
            }
        }
    }

    /// <summary>The moment of the rows comes first: what leaves them is in the blocks by then. What is counted twice is about to move.</summary>
    private static SqliteTransaction Moment(SqliteConnection reader)
    {
        var moment = reader.BeginTransaction(deferred: true);

        // A transaction begins with the first read.
        _ = reader.Number("SELECT EXISTS (SELECT 1 FROM position)");
        return moment;
    }

    private static (long Blocks, long Positions, long FreeBytes, Instant? Oldest, Instant? Newest, IReadOnlyDictionary<int, long>? Thinned) OfTracks(SqliteConnection reader)
    {
        var blocks = new BlockReader(reader);
        return (
            reader.Number("SELECT count(*) FROM block"),
            reader.Number("SELECT coalesce(sum(count), 0) FROM block"),
            Free(reader),
            blocks.NextWatch(BlockKey.FirstWatch) is { } watch ? Instant.FromUnixSeconds(watch * BlockKey.WatchSeconds) : null,
            blocks.NewestTime() is { } newest ? Instant.FromUnixSeconds(newest) : null,
            BlockTiers.Read(reader).Values.CountBy(seconds => seconds).ToDictionary(tier => tier.Key, tier => (long)tier.Value));
    }

    private static (Instant? Oldest, Instant? Newest) RowSpan(SqliteConnection reader)
    {
        using var ends = reader.CreateCommand();
        ends.CommandText = "SELECT (SELECT min(time) FROM position WHERE hour = (SELECT min(hour) FROM position)), (SELECT max(time) FROM position WHERE hour = (SELECT max(hour) FROM position))";
        using var row = ends.ExecuteReader();
        row.Read();
        return row.IsDBNull(0) ? (null, null) : (Instant.FromUnixSeconds(row.GetInt64(0)), Instant.FromUnixSeconds(row.GetInt64(1)));
    }

    private static long Free(SqliteConnection reader) => reader.Number("PRAGMA freelist_count") * reader.Number("PRAGMA page_size");

    private static long Size(string path) => ((string[])["", "-wal"]).Sum(part => File.Exists(path + part) ? new FileInfo(path + part).Length : 0);
}
