using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Crossings;
using MaritimeWatch.Storage.Positions;
using MaritimeWatch.Storage.Sealing;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Import;

/// <summary>Recorded traffic straight into blocks, while no service holds the store. One thread at a time.</summary>
/// <remarks>
/// Each watch is written whole: the blocks first, in one transaction of the file of tracks, then what vessels said of themselves together with how far the recording is stored, in
/// one of the store. Broken off between the two, the watch is written again, which changes nothing. What was found of crossings is given up before positions come that it does not know.
/// </remarks>
public sealed class TrackImport : IDisposable
{
    /// <summary>Words are thinned by the service when no restart runs them again.</summary>
    private static readonly long WatchesLeftToService = (long)(WordThinning.WordsKept.TotalSeconds / BlockKey.WatchSeconds);

    private readonly string path;
    private readonly TimeProvider clock;
    private readonly SqliteConnections connections;
    private readonly TrackFile blocks;
    private readonly SqliteConnection store;
    private readonly SqliteTrackWriter words;

    private TrackImport(string path, TimeProvider clock)
    {
        (this.path, this.clock) = (path, clock);
        connections = new SqliteConnections(path, clock, new StoreLayout());
        blocks = new TrackFile(path, clock);
        try
        {
            store = connections.OpenWriter();
            if (!blocks.Exists && ProgressTable.Read(store, ProgressTable.Sealed) is not null)
            {
                throw new StoreException(StoreFault.Damaged, blocks.Path, new InvalidDataException("it is not there, and the store has put positions into it; put it back"));
            }

            words = new SqliteTrackWriter(store, blocks);
        }
        catch
        {
            store?.Dispose();
            blocks.Dispose();
            connections.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store for importing, making it where it does not exist.</summary>
    /// <exception cref="StoreException">Not possible, with the reason: mostly that a service holds it.</exception>
    public static TrackImport Open(string path, TimeProvider? clock = null) => new(Path.GetFullPath(path), clock ?? TimeProvider.System);

    /// <summary>The recording with this key, where it was imported to its end.</summary>
    /// <param name="key">Tells recordings apart by their content.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public ImportedFile? Find(string key) => Guarded(() =>
    {
        using var find = store.CreateCommand();
        find.CommandText = "SELECT name, bytes, finished, lines, positions, rejected FROM import_file WHERE key = $key";
        find.Parameters.AddWithValue("$key", key);
        using var row = find.ExecuteReader();
        return row.Read() ? new ImportedFile(row.GetString(0), row.GetInt64(1), new Instant(row.GetInt64(2)), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)) : null;
    });

    /// <summary>How far an earlier run came with a recording: of each watch, the lines whose reports are stored.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyDictionary<long, long> StoredLines(string key) => Guarded(() =>
    {
        using var find = store.CreateCommand();
        find.CommandText = "SELECT watch, lines FROM import_watch WHERE key = $key";
        find.Parameters.AddWithValue("$key", key);
        using var row = find.ExecuteReader();
        var found = new Dictionary<long, long>();
        while (row.Read())
        {
            found.Add(row.GetInt64(0), row.GetInt64(1));
        }

        return (IReadOnlyDictionary<long, long>)found;
    });

    /// <summary>Writes what was read of a watch.</summary>
    /// <param name="watch">The watch; not to be used any more.</param>
    /// <param name="key">The recording; null where it has no end that could be come to again.</param>
    /// <param name="lines">All that the recording has of this watch in its lines up to here is stored now.</param>
    /// <returns>How many positions were new.</returns>
    /// <exception cref="StoreException">The disk refuses, or a block that is to be added to is damaged; what was written before stays.</exception>
    public long Write(ImportWatch watch, string? key, long lines) => Guarded(() =>
    {
        if (watch.IsEmpty)
        {
            return 0L;
        }

        var vessels = watch.Vessels().ToList();
        var (added, positions) = (0L, 0L);
        blocks.Write(writer =>
        {
            foreach (var vessel in vessels)
            {
                var ordered = vessel.InOrder();
                if (ordered.Length > 0)
                {
                    added += writer.Add(ordered);
                    positions += ordered.Length;
                }

                vessel.Free();
            }

            if (added > 0)
            {
                // A leg into this watch may have crossed something in the one before, and one out of it in the one behind.
                CrossingCover.GiveUp(store, Begin(watch.Watch - 1), Begin(watch.Watch + 2));
            }
        });
        store.Run("BEGIN IMMEDIATE");
        WriteWords(vessels, watch.Watch);

        // A store whose file of blocks is gone is told by this.
        ProgressTable.Advance(store, ProgressTable.Sealed, watch.Watch);
        if (key is not null)
        {
            NoteStored(key, watch.Watch, lines, positions);
        }

        store.Run("COMMIT");
        return added;
    });

    /// <summary>Notes that a recording is stored to its end.</summary>
    /// <exception cref="StoreException">The disk refuses.</exception>
    public void Finish(string key, string name, long bytes, long lines, long rejected) => Guarded(() =>
    {
        using var finish = store.CreateCommand();
        finish.CommandText = """
            BEGIN IMMEDIATE;
            INSERT OR REPLACE INTO import_file
              SELECT $key, $name, $bytes, $finished, $lines, coalesce((SELECT sum(positions) FROM import_watch WHERE key = $key), 0), $rejected;
            DELETE FROM import_watch WHERE key = $key;
            COMMIT;
            """;
        finish.Parameters.AddWithValue("$key", key);
        finish.Parameters.AddWithValue("$name", name);
        finish.Parameters.AddWithValue("$bytes", bytes);
        finish.Parameters.AddWithValue("$finished", clock.GetUtcNow().ToUnixTimeMilliseconds());
        finish.Parameters.AddWithValue("$lines", lines);
        finish.Parameters.AddWithValue("$rejected", rejected);
        return finish.ExecuteNonQuery();
    });

    /// <summary>A watch to fill.</summary>
    /// <param name="watch">Which.</param>
    /// <param name="storedLines">Of <see cref="StoredLines"/>; 0 where there is none.</param>
    /// <param name="shards">By how many threads.</param>
    public static ImportWatch NewWatch(long watch, long storedLines, int shards) => new(watch, storedLines, shards);

    /// <summary>The watch that a time lies in.</summary>
    public static long WatchOf(Instant time) => BlockKey.WatchOf(time.UnixSeconds);

    /// <summary>Closes the store; what was written is complete.</summary>
    public void Dispose()
    {
        words.Dispose();
        store.Dispose();
        blocks.Dispose();
        connections.Dispose();
    }

    /// <summary>Finds what was crossed, wherever that was not looked for yet.</summary>
    /// <param name="assets">Ids and shapes of the charted assets.</param>
    /// <param name="search">Finds crossings of any of them.</param>
    /// <param name="progress">Is told how much is done, 0 to 1, and how many positions were read.</param>
    /// <param name="cancellation">Ends it between two weeks of traffic; what was found stays.</param>
    /// <returns>How many crossings were written.</returns>
    /// <exception cref="StoreException">The disk refuses, or a block is damaged.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public long FillCrossings(IReadOnlyList<(string Asset, string Shape)> assets, TrackSearch search, Action<double, long> progress, CancellationToken cancellation) =>
        Guarded(() => new CrossingFill(store, blocks).Run(assets, search, progress, cancellation));

    private static Instant Begin(long watch) => Instant.FromUnixSeconds(watch * BlockKey.WatchSeconds);

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException failure)
        {
            throw new StoreException(StoreException.FaultOf(failure), path, failure);
        }
    }

    /// <summary>When each word was first and last heard in the watch; live traffic keeps every time, of which a year would be as many rows as positions.</summary>
    private void WriteWords(List<VesselPart> vessels, long watch)
    {
        foreach (var vessel in vessels)
        {
            foreach (var word in vessel.Words)
            {
                WriteWord(word, word.First);
                if (word.Last != word.First)
                {
                    WriteWord(word, word.Last);
                }
            }
        }

        // A watch that came in several pieces is as if it had come in one; where a restart may run it again, it is left to the service.
        if (new RowReader(store).NextWatch(BlockKey.FirstWatch) is not { } live || watch < live - WatchesLeftToService)
        {
            WordThinning.Remove(store, WordThinning.Find(store, watch));
        }
    }

    private void WriteWord(SaidSpan word, Instant time) =>
        words.Write(new AisReport(PositionReport.Create(time, word.Said.Mmsi, null, stationClass: word.StationClass), word.Said));

    private void NoteStored(string key, long watch, long lines, long positions)
    {
        using var note = store.CreateCommand();
        note.CommandText = "INSERT INTO import_watch VALUES($key, $watch, $lines, $positions) ON CONFLICT DO UPDATE SET lines = excluded.lines, positions = positions + excluded.positions";
        note.Parameters.AddWithValue("$key", key);
        note.Parameters.AddWithValue("$watch", watch);
        note.Parameters.AddWithValue("$lines", lines);
        note.Parameters.AddWithValue("$positions", positions);
        note.ExecuteNonQuery();
    }
}
