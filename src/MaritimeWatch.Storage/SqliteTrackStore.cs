using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Positions;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>Tracks in SQLite: positions of the last hours in rows, older ones in blocks; what vessels said of themselves, and when.</summary>
public sealed class SqliteTrackStore : ITrackStore
{
    internal const string VesselColumns =
        "time, mmsi, imo, call_sign, name, ship_type, to_bow, to_stern, to_port, to_starboard, length, breadth, draught, destination, message_type";

    private const int MostReportsStoredAtOnce = 1_000;
    private static readonly TimeSpan RoomInterval = TimeSpan.FromMilliseconds(5);

    private readonly string path;
    private readonly SqliteConnections connections;
    private readonly SqliteWriter? writer;
    private readonly StoredPositions positions;
    private readonly SqliteTrackQueries queries;
    private readonly RecentPositions recent;

    internal SqliteTrackStore(string path, SqliteConnections connections, TrackFile blocks, SqliteWriter? writer)
    {
        this.path = path;
        this.connections = connections;
        this.writer = writer;
positions = new StoredPositions(connections, blocks);
        queries = new SqliteTrackQueries(positions);
        recent = new RecentPositions(queries.NewestWithin, isLive: writer is not null);
    }

    private SqliteWriter Writer => writer ?? throw new InvalidOperationException($"The store '{path}' is open for reading only.");

    /// <inheritdoc/>
    public bool HasRoom => Writer.Queued < Writer.Capacity && !Writer.IsClosed;

    /// <inheritdoc/>
    public bool TryAppend(in AisReport report, AppendTally? tally = null, double reserve = 0)
    {
        // Counted before: the writer may be done with it before this line is left.
        tally?.Add();
        var added = (reserve <= 0 || Writer.Queued < (1 - reserve) * Writer.Capacity) && Writer.TryAdd(new WriteWork(report, null, null, Tally: tally));
        if (!added)
        {
            tally?.Withdraw();
            Writer.Counters.ReportShed();
        }
        else if (report.Dynamic.HasPosition)
        {
            recent.Note(report.Dynamic);
        }

        return added;
    }

    /// <inheritdoc/>
    public async Task<StoredReports> StoreAsync(ReadOnlyMemory<AisReport> reports, Memory<bool> isStored, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reports.Length, MostReportsStoredAtOnce);
        ArgumentOutOfRangeException.ThrowIfNotEqual(isStored.Length, reports.Length);
        var write = new ReportsWrite(reports, isStored);
        var refusal = Writer.Refusal;
        while (!refusal.IsCompleted && !Writer.TryAdd(new WriteWork(default, null, null, Reports: write)))
        {
            if (Writer.IsClosed)
            {
                throw new StoreException(StoreFault.Other, path, new ObjectDisposedException(nameof(SqliteStore)));
            }

            // The queue makes room within a commit, and nobody but the writer knows when.
            await Task.Delay(RoomInterval, Writer.Clock, cancellation);
            refusal = Writer.Refusal;
        }

        if (refusal.IsCompleted || (await Task.WhenAny(write.Done, refusal) == refusal && write.GiveUp()))
        {
            throw new StoreException((await refusal).Fault, path, await refusal);
        }

        var stored = await write.Done;
        NoteRecent(reports.Span);
        return stored;
    }

    /// <inheritdoc/>
    public Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Writer.Add(new WriteWork(default, null, flushed));
        return flushed.Task;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PositionReport> GetTrack(Mmsi mmsi, Instant from, Instant to, int limit, CancellationToken cancellation = default) =>

        // A time within a second lies after that second's reports at its start, so the bounds round up.
        queries.Track(mmsi, CeilingSeconds(from), CeilingSeconds(to), limit, cancellation);

    /// <inheritdoc/>
    public StoredVessel? GetVessel(Mmsi mmsi) => connections.Read(reader =>
    {
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT {VesselColumns} FROM vessel WHERE mmsi = $mmsi";
        command.Parameters.AddWithValue("$mmsi", (long)mmsi.Value);
        using var row = command.ExecuteReader();
        return row.Read() ? Vessel(row) : null;
    });

    /// <inheritdoc/>
    public ThinnedTrack GetThinnedTrack(Mmsi mmsi, Instant from, Instant to, int most, CancellationToken cancellation = default) =>
        queries.ThinnedTrack(mmsi, CeilingSeconds(from), CeilingSeconds(to), most, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<PositionReport> ReadArea(GeoBox box, Instant from, Instant to, TrackPlace? after, int limit, CancellationToken cancellation) =>
        ReadArea([box], from, to, after, limit, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<PositionReport> ReadArea(IReadOnlyList<GeoBox> boxes, Instant from, Instant to, TrackPlace? after, int limit, CancellationToken cancellation) =>
        queries.Area(boxes, CeilingSeconds(from), CeilingSeconds(to), after, limit, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<PositionReport> ReadNewest(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first, CancellationToken cancellation) =>
        queries.Ends(SpanEnd.Newest, boxes, CeilingSeconds(from), CeilingSeconds(to), first, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<PositionReport> ReadOldest(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first, CancellationToken cancellation) =>
        queries.Ends(SpanEnd.Oldest, boxes, CeilingSeconds(from), CeilingSeconds(to), first, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<StaticSpell> ReadStaticHistory(Mmsi mmsi, CancellationToken cancellation = default) =>
        positions.Read((_, reader) => StaticHistory.Read(reader, mmsi, ITrackStore.MostSpells), cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<StoredVessel> ReadVessels(Mmsi first, int limit) => connections.Read(reader => Vessels(reader, first.Value, limit));

    /// <inheritdoc/>
    public PositionReport? LastPosition(Mmsi mmsi, CancellationToken cancellation = default) => recent.Find(mmsi) ?? queries.LastPosition(mmsi, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<PositionReport> ReadRecentPositions(Mmsi first, int limit, CancellationToken cancellation = default) => recent.Read(first, limit, cancellation);

    /// <inheritdoc/>
    public Instant? NewestPositionTime() => queries.NewestTime() is { } newest ? Instant.FromUnixSeconds(newest) : null;

    /// <inheritdoc/>
    public IEnumerable<AisReport> ReadFrom(Instant from, IReadOnlyDictionary<Mmsi, Instant>? earlier = null) =>
        new SqliteRestartReader(positions).Read(from, earlier ?? new Dictionary<Mmsi, Instant>());

    private void NoteRecent(ReadOnlySpan<AisReport> reports)
    {
        foreach (ref readonly var report in reports)
        {
            if (report.Dynamic.HasPosition)
            {
                recent.Note(report.Dynamic);
            }
        }
    }

    /// <param name="reader">Where to read.</param>
    /// <param name="first">The lowest MMSI.</param>
    /// <param name="limit">At most so many; -1 for all.</param>
    internal static List<StoredVessel> Vessels(SqliteConnection reader, uint first, int limit)
    {
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT {VesselColumns} FROM vessel WHERE mmsi >= $first ORDER BY mmsi LIMIT $limit";
        command.Parameters.AddWithValue("$first", (long)first);
        command.Parameters.AddWithValue("$limit", limit);
        var found = new List<StoredVessel>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            found.Add(Vessel(row));
        }

        return found;
    }

    internal static long CeilingSeconds(Instant time) => time.WholeSecond == time ? time.UnixSeconds : time.UnixSeconds + 1;

    internal static StoredVessel Vessel(SqliteDataReader row) => new(
        Instant.FromUnixSeconds(row.GetInt64(0)),
        new StaticReport(
            new Mmsi((uint)row.GetInt64(1)),
            row.IsDBNull(2) ? null : (uint)row.GetInt64(2),
            Text(row, 3),
            Text(row, 4),
            row.IsDBNull(5) ? null : new ShipType(row.GetByte(5)),
            Metres(row, 6),
            Metres(row, 7),
            Metres(row, 8),
            Metres(row, 9),
            Metres(row, 10),
            Metres(row, 11),
            row.IsDBNull(12) ? null : row.GetDouble(12),
            Text(row, 13),
            row.GetByte(14)));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static ushort? Metres(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : (ushort)row.GetInt32(column);
}
