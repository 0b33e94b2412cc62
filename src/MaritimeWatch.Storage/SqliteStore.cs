using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Alarms;
using MaritimeWatch.Storage.Audit;
using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Charts;
using MaritimeWatch.Storage.Crossings;
using MaritimeWatch.Storage.Sealing;

namespace MaritimeWatch.Storage;

/// <summary>One database file with the alert log and what was received last, and beside it one with the tracks of the past.</summary>
/// <remarks>
/// Alert events are acknowledged when they are synced to the disk. Positions are committed in batches; those of the last
/// moment before a crash may be lost. While the disk refuses (<see cref="Fault"/>), reads go on, alert events wait, requests to the desk are
/// refused, and reports are shed once the queue is full; writing resumes by itself.
/// </remarks>
public sealed class SqliteStore : IDisposable
{
    private const int WatchesChecked = 28;

    private readonly SqliteConnections connections;
    private readonly SqliteWriter? writer;
    private readonly TrackSealer? sealer;
    private int fault;

    private SqliteStore(string path, SqliteStoreOptions? options, TimeProvider clock, ITrackStore? elsewhere = null)
    {
        Path = path;
        connections = new SqliteConnections(path, clock, new StoreLayout());
        TrackFile = new TrackFile(path, clock);
        try
        {
            writer = options is null ? null : new SqliteWriter(path, connections, options, clock, Counters, TrackFile, NoteFault);
            Alerts = new SqliteAlertLog(path, connections, writer);
            Desk = new SqliteDesk(path, connections, writer);
            Alarms = new SqliteAlarms(connections);
            Tracks = elsewhere ?? new SqliteTrackStore(path, connections, TrackFile, writer);
            Audit = new SqliteAudit(path, connections, writer);
            Crossings = new SqliteCrossings(connections, writer);
            Charts = new SqliteCharts(connections, writer);
            if (writer is not null)
            {
                TrackFile.MayBeMade = Missing() is null;
                LearnWatches();
                sealer = new TrackSealer(connections, TrackFile, writer, options!);
            }
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

    /// <summary>What the log asked of those who watch, by time.</summary>
    public SqliteAlarms Alarms { get; }

    /// <summary>The append-only, hash-chained log of everything that was done.</summary>
    public SqliteAudit Audit { get; }

    /// <summary>Positions and static data, here or elsewhere.</summary>
    public ITrackStore Tracks { get; }

    /// <summary>Who crossed which charted asset when.</summary>
    public SqliteCrossings Crossings { get; }

    /// <summary>The charts that were in force.</summary>
    public SqliteCharts Charts { get; }

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
    /// <param name="path">The database file.</param>
    /// <param name="options">How it writes; null for the defaults.</param>
    /// <param name="clock">Measures its waits; null for the machine's.</param>
    /// <param name="elsewhere">Where tracks are kept if not in this store; its owner closes it. Alerts, desk and audit log are kept here in any case.</param>
    /// <exception cref="StoreException">Not possible, with the reason.</exception>
    public static SqliteStore Open(string path, SqliteStoreOptions? options = null, TimeProvider? clock = null, ITrackStore? elsewhere = null)
    {
        options ??= new SqliteStoreOptions();
        options.Validate();
        return new SqliteStore(System.IO.Path.GetFullPath(path), options, clock ?? TimeProvider.System, elsewhere);
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

    /// <summary>Reads every page of the store's file, table by table, holds its structure against what SQLite expects, and decodes the blocks of the last week. May take minutes; what is older is for <c>store verify</c>.</summary>
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

        return TrackFile.Exists ? TrackFile.Check(WatchesChecked, cancellation) : Missing();
    }

    /// <summary>Moves the positions of every watch of six hours that ends at or before a moment from rows to blocks now, rather than when they are old enough.</summary>
    /// <param name="before">The moment, in event time.</param>
    /// <param name="cancellation">Ends it between two pieces of some ten thousand.</param>
    /// <returns>How many positions were moved.</returns>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public long SealTracks(Instant before, CancellationToken cancellation) => Sealer.Seal(before.UnixSeconds, cancellation);

    /// <summary>Gives up the repetitions of what vessels said of themselves in every watch of six hours that ends at or before a moment: the first and the last time of each word stay.</summary>
    /// <param name="before">The moment, in event time.</param>
    /// <param name="cancellation">Ends it between two pieces.</param>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public void ThinWords(Instant before, CancellationToken cancellation) => Sealer.ThinWords(before.UnixSeconds, cancellation);

    /// <summary>Gives up now what is older, or more, than <see cref="SqliteStoreOptions.Retention"/> keeps, rather than within the minute.</summary>
    /// <param name="cancellation">Ends it between two watches.</param>
    /// <returns>How many positions were given up.</returns>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public long ApplyRetention(CancellationToken cancellation) => Sealer.Retain(cancellation);

    /// <summary>Writes what is queued and closes.</summary>
    public void Dispose()
    {
        sealer?.Dispose();
        connections.CloseReaders();
        writer?.Dispose();
        TrackFile.Dispose();
        connections.Dispose();
    }

    private TrackSealer Sealer => sealer ?? throw new InvalidOperationException("The store is open for reading only.");

    private void LearnWatches()
    {
        try
        {
            TrackFile.LearnWatches();
        }
        catch (StoreException)
        {
            // What is damaged is told by the check after the start, and keeps nobody from what is not.
        }
    }

    /// <summary>What is wrong where there was a file of blocks and is none.</summary>
    private string? Missing() => TrackFile.Exists ? null : connections.Read(reader =>
        ProgressTable.Read(reader, ProgressTable.Sealed) is not null
            ? $"the store '{Path}' has put older positions into '{TrackFile.Path}', which is not there; put it back, or restore a backup"
            : null);

    private void NoteFault(StoreFault now)
    {
        if (Interlocked.Exchange(ref fault, (int)now) != (int)now)
        {
            FaultChanged?.Invoke(now);
        }
    }
}
