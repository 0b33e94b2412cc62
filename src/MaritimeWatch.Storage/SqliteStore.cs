using MaritimeWatch.Storage.Audit;
using MaritimeWatch.Storage.Blocks;

namespace MaritimeWatch.Storage;

/// <summary>One database file with the alert log and the tracks.</summary>
/// <remarks>
/// Alert events are acknowledged when they are synced to the disk. Positions are committed in batches; those of the last
/// moment before a crash may be lost. While the disk refuses (<see cref="Fault"/>), reads go on, alert events wait, requests to the desk are
/// refused, and reports are shed once the queue is full; writing resumes by itself.
/// </remarks>
public sealed class SqliteStore : IDisposable
{
    private readonly SqliteConnections connections;
    private readonly SqliteWriter? writer;
    private int fault;

    private SqliteStore(string path, SqliteStoreOptions? options, TimeProvider clock)
    {
        Path = path;
        connections = new SqliteConnections(path, clock, new StoreLayout());
        TrackFile = new TrackFile(path, clock);
        try
        {
            writer = options is null ? null : new SqliteWriter(path, connections, options, clock, Counters, NoteFault);
            Alerts = new SqliteAlertLog(path, connections, writer);
            Desk = new SqliteDesk(path, connections, writer);
            Tracks = new SqliteTrackStore(path, connections, TrackFile, writer);
            Audit = new SqliteAudit(path, connections, writer);
        }
        catch
        {
            TrackFile.Dispose();
            connections.Dispose();
            throw;
        }
    }

    /// <summary>The version of the tables that this program writes.</summary>
    public const int SchemaVersion = SqliteSchema.Version;

    /// <summary>Raised on the writer's thread when writing begins to fail, and with <see cref="StoreFault.None"/> when it works again.</summary>
    public event Action<StoreFault>? FaultChanged;

    /// <summary>Raised on a reader's thread when what is stored cannot be read: the file is damaged, or the disk fails.</summary>
    public event Action<StoreException>? ReadFailed
    {
        add
        {
            connections.ReadFailed += value;
            TrackFile.ReadFailed += value;
        }

        remove
        {
            connections.ReadFailed -= value;
            TrackFile.ReadFailed -= value;
        }
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>The append-only log of alert events.</summary>
    public SqliteAlertLog Alerts { get; }

    /// <summary>How the people who watch stand to the alerts.</summary>
    public SqliteDesk Desk { get; }

    /// <summary>The append-only, hash-chained log of everything that was done.</summary>
    public SqliteAudit Audit { get; }

    /// <summary>Positions and static data.</summary>
    public SqliteTrackStore Tracks { get; }

    /// <summary>The file of blocks beside it, with the positions that are older than the last hours.</summary>
    internal TrackFile TrackFile { get; }

    /// <summary>What the store has done.</summary>
    public StoreCounters Counters { get; } = new();

    /// <summary>What keeps the store from writing at present.</summary>
    public StoreFault Fault => (StoreFault)Volatile.Read(ref fault);

    /// <summary>Work that waits for the writer.</summary>
    public int Queued => writer?.Queued ?? 0;

    /// <summary>Whether so much waits for the writer that more would soon be shed: two fifths of the queue, before the least important are.</summary>
    /// <param name="more">Reports that are on their way to the queue.</param>
    public bool IsBehind(int more) => writer is not null && Queued + more > writer.Capacity * 2L / 5;

    /// <summary>Largest size of the database in bytes; may be raised while the store is full.</summary>
    public long MaxDatabaseBytes
    {
        get => writer?.MaxDatabaseBytes ?? long.MaxValue;
        set => (writer ?? throw new InvalidOperationException("The store is open for reading only.")).MaxDatabaseBytes = value;
    }

    /// <summary>Opens a store for writing, making it where it does not exist. No second process can while this one holds it.</summary>
    /// <exception cref="StoreException">Not possible, with the reason.</exception>
    public static SqliteStore Open(string path, SqliteStoreOptions? options = null, TimeProvider? clock = null)
    {
        options ??= new SqliteStoreOptions();
        options.Validate();
        return new SqliteStore(System.IO.Path.GetFullPath(path), options, clock ?? TimeProvider.System);
    }

    /// <summary>Opens an existing store for queries alone; a running service may be writing it.</summary>
    /// <exception cref="StoreException">The file is missing or no store of this version.</exception>
    public static SqliteStore OpenForReading(string path)
    {
        var store = new SqliteStore(System.IO.Path.GetFullPath(path), null, TimeProvider.System);
        try
        {
            _ = store.Alerts.HighWaterSequence;
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Reads every page of the store, table by table, and holds its structure against what SQLite expects. May take minutes.</summary>
    /// <returns>The first thing found wrong, for a person, or null where all is well.</returns>
    /// <exception cref="StoreException">It cannot be read to the end; also told by <see cref="ReadFailed"/> where the file is damaged.</exception>
    public string? Check(CancellationToken cancellation)
    {
        // One table at a time: a long read keeps the log of the writer from being taken over into the file.
        foreach (var table in connections.Read(SqliteSchema.Tables))
        {
            cancellation.ThrowIfCancellationRequested();
            var found = connections.Read(reader => reader.Text($"PRAGMA quick_check('{table}')"));
            if (found != "ok")
            {
                return $"the store '{Path}' is damaged in its table {table} ({found}); move it away, or restore a backup";
            }
        }

        return null;
    }

    /// <summary>Writes what is queued and closes.</summary>
    public void Dispose()
    {
        connections.CloseReaders();
        writer?.Dispose();
        TrackFile.Dispose();
        connections.Dispose();
    }

    private void NoteFault(StoreFault now)
    {
        if (Interlocked.Exchange(ref fault, (int)now) != (int)now)
        {
            FaultChanged?.Invoke(now);
        }
    }
}
