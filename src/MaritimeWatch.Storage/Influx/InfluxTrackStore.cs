using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>Tracks in InfluxDB 1.x, or whatever keeps its API: positions and static data, one series a vessel (docs/influx.md).</summary>
/// <remarks>
/// A report is durable when the server has answered 204 (1.x syncs its log before that, with its default <c>wal-fsync-delay = "0s"</c>), or when it is synced to the spill on this
/// machine's disk, where it waits for a server that is away. What waits there cannot be read back until the server has it.
/// The server does not say what it had already: duplicates are known for as long as they are remembered here, and <see cref="StoreAsync(ReadOnlyMemory{AisReport}, Memory{bool}, CancellationToken)"/> asks for older ones while the server is there.
/// </remarks>
public sealed class InfluxTrackStore : ITrackStore, IDisposable
{
    private const int MostReportsStoredAtOnce = 1_000;
    private static readonly TimeSpan RoomInterval = TimeSpan.FromMilliseconds(5);

    private const int EndsPage = 50_000;

    private readonly InfluxClient client;
    private readonly InfluxWriter? sender;
    private readonly InfluxTrackWriter? writer;
    private readonly InfluxReader reader;
    private readonly KnownVessels vessels;
    private readonly RememberedPositions remembered;
    private readonly RecentPositions recent;
    private readonly TimeProvider clock;
    private int fault;
    private int isStartKnown;
    private long refusedForTime;

    private InfluxTrackStore(InfluxStoreOptions options, TimeProvider clock)
    {
        this.clock = clock;
        client = new InfluxClient(options.Server, clock);
        reader = new InfluxReader(client);
        vessels = new KnownVessels(reader, isLive: options.Spill is not null, clock);
        remembered = new RememberedPositions(options.RememberedPositions);
        recent = new RecentPositions(reader.NewestWithin, isLive: options.Spill is not null, KnownVessels.Patience, clock, reader.Place);
        if (options.Spill is { } spill)
        {
            try
            {
                sender = new InfluxWriter(client, spill, clock);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                client.Dispose();
                throw new StoreException(failure is UnauthorizedAccessException ? StoreFault.NotWritable : StoreFault.InputOutput, spill.SpillFolder, failure);
            }

            writer = new InfluxTrackWriter(options, sender, reader, vessels, remembered, Counters, clock, NoteFault);
        }
    }

    /// <summary>Told when the spill's disk begins to refuse while the server is away, and with <see cref="StoreFault.None"/> when points are kept again. On the writer's thread.</summary>
    public event Action<StoreFault>? FaultChanged;

    /// <summary>Told of each report that is not stored because a server cannot hold its time. On the thread of whoever gave it.</summary>
    public event Action<AisReport>? RefusedForTime;

    /// <summary>How many they are: a server holds times in ns, from 1677-09-21 to 2262-04-11.</summary>
    public long ReportsRefusedForTime => Volatile.Read(ref refusedForTime);

    /// <summary>Which server and database.</summary>
    public string Place => reader.Place;

    /// <summary>What the store has done.</summary>
    public StoreCounters Counters { get; } = new();

    /// <summary>Brings points to the server; null where the store is open for reading only.</summary>
    public InfluxWriter? Sender => sender;

    /// <summary>The server.</summary>
    public InfluxClient Client => client;

    /// <summary>What keeps reports from being durable at present: the server is away and the spill's disk refuses.</summary>
    public StoreFault Fault => (StoreFault)Volatile.Read(ref fault);

    /// <summary>Reports that wait for the server or the spill.</summary>
    public int Queued => writer?.Queued ?? 0;

    /// <inheritdoc/>
    public bool HasRoom => Writer.Queued < Writer.Capacity && !Writer.IsClosed;

    private InfluxTrackWriter Writer => writer ?? throw new InvalidOperationException($"The store '{Place}' is open for reading only.");

    /// <summary>Opens it for writing; the server need not be there.</summary>
    /// <exception cref="StoreException">The spill folder cannot be used.</exception>
    public static InfluxTrackStore Open(InfluxStoreOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options.Spill);
        return new InfluxTrackStore(options, clock ?? TimeProvider.System);
    }

    /// <summary>Opens it for queries alone; a running service may be writing it.</summary>
    public static InfluxTrackStore OpenForReading(InfluxOptions server) => new(new InfluxStoreOptions { Server = server }, TimeProvider.System);

    /// <summary>Whether so much waits that more would soon be shed: two fifths of the queue.</summary>
    /// <param name="more">Reports that are on their way to the queue.</param>
    public bool IsBehind(int more) => writer is not null && Queued + more > writer.Capacity * 2L / 5;

    /// <inheritdoc/>
    /// <remarks>A report whose time a server cannot hold is taken and given up (<see cref="RefusedForTime"/>).</remarks>
    public bool TryAppend(in AisReport report, AppendTally? tally = null, double reserve = 0)
    {
        if (!InfluxTime.IsStorable(report.Time.UnixSeconds))
        {
            tally?.Add();
            tally?.GiveUp(report.Dynamic.HasPosition);
            RefuseForTime(report);
            return true;
        }

        // Counted before: the writer may be done with it before this line is left.
        tally?.Add();
        var added = (reserve <= 0 || Writer.Queued < (1 - reserve) * Writer.Capacity) && Writer.TryAdd(new InfluxWork(report, tally, null, null));
        if (!added)
        {
            tally?.Withdraw();
            Counters.ReportShed();
        }
        else if (report.Dynamic.HasPosition)
        {
            recent.Note(report.Dynamic);
        }

        return added;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Positions that the server drops (<see cref="InfluxWriter.Dropped"/>) and reports whose time it cannot hold (<see cref="RefusedForTime"/>) are told as given up, and counted neither as
    /// stored nor as duplicates.
    /// </remarks>
    public Task<StoredReports> StoreAsync(ReadOnlyMemory<AisReport> reports, Memory<bool> isStored, CancellationToken cancellation) =>
        StoreAsync(reports, isStored, new bool[reports.Length], cancellation);

    /// <inheritdoc/>
    public async Task<StoredReports> StoreAsync(ReadOnlyMemory<AisReport> reports, Memory<bool> isStored, Memory<bool> isGivenUp, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reports.Length, MostReportsStoredAtOnce);
        ArgumentOutOfRangeException.ThrowIfNotEqual(isStored.Length, reports.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(isGivenUp.Length, reports.Length);
        if (Fault is not StoreFault.None and var refusing)
        {
            throw new StoreException(refusing, Place);
        }

        var waited = new WaitedReports(reports, isStored, isGivenUp, await Task.Run(() => StoredBefore(reports, cancellation), cancellation));
        while (!Writer.TryAdd(new InfluxWork(default, null, waited, null)))
        {
            if (Writer.IsClosed)
            {
                throw Writer.Closed();
            }

            // The queue makes room within a batch, and nobody but the writer knows when.
            await Task.Delay(RoomInterval, clock, cancellation);
        }

        var stored = await waited.Done;
        for (var number = 0; number < reports.Length; number++)
        {
            var report = reports.Span[number];
            if (!InfluxTime.IsStorable(report.Time.UnixSeconds))
            {
                RefuseForTime(report);
            }
            else if (report.Dynamic.HasPosition)
            {
                recent.Note(report.Dynamic);
            }
        }

        return stored;
    }

    /// <inheritdoc/>
    public Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Writer.Add(new InfluxWork(default, null, null, flushed));
        return flushed.Task;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PositionReport> GetTrack(Mmsi mmsi, Instant from, Instant to, int limit, CancellationToken cancellation = default) =>
        [.. reader.Track(mmsi, Ceiling(from), Ceiling(to), cancellation).Take(limit)];

    /// <inheritdoc/>
    public StoredVessel? GetVessel(Mmsi mmsi) => vessels.Find(mmsi);

    /// <inheritdoc/>
    public ThinnedTrack GetThinnedTrack(Mmsi mmsi, Instant from, Instant to, int most, CancellationToken cancellation = default)
    {
        var stored = reader.Track(mmsi, Ceiling(from), Ceiling(to), cancellation).LongCount();
        var points = new List<PositionReport>((int)Math.Min(stored, most));
        var number = 0L;
        foreach (var position in stored == 0 ? [] : reader.Track(mmsi, Ceiling(from), Ceiling(to), cancellation))
        {
            if (number++ == Chosen(points.Count, stored, most))
            {
                points.Add(position);
                if (points.Count == Math.Min(stored, most))
                {
                    break;
                }
            }
        }

        return new ThinnedTrack(points, stored);
    }

    /// <inheritdoc/>
    /// <remarks>InfluxDB has no index of places: every position of the span is looked at, in the server, a watch of six hours at a time.</remarks>
    public IReadOnlyList<PositionReport> ReadArea(IReadOnlyList<GeoBox> boxes, Instant from, Instant to, TrackPlace? after, int limit, CancellationToken cancellation) =>
        reader.Area(boxes, Ceiling(from), Ceiling(to), after, limit, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<PositionReport> ReadNewest(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first, CancellationToken cancellation) =>
        boxes is null ? reader.Ends("last", Ceiling(from), Ceiling(to), first, cancellation) : EndsInside(boxes, from, to, first, isNewest: true, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<PositionReport> ReadOldest(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first, CancellationToken cancellation) =>
        boxes is null ? reader.Ends("first", Ceiling(from), Ceiling(to), first, cancellation) : EndsInside(boxes, from, to, first, isNewest: false, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<StaticSpell> ReadStaticHistory(Mmsi mmsi, CancellationToken cancellation = default) =>
        new InfluxRestartReader(reader).History(mmsi, ITrackStore.MostSpells, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<StoredVessel> ReadVessels(Mmsi first, int limit) => vessels.Read(first, limit);

    /// <inheritdoc/>
    public PositionReport? LastPosition(Mmsi mmsi, CancellationToken cancellation = default) => recent.Find(mmsi) ?? reader.Last(mmsi, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<PositionReport> ReadRecentPositions(Mmsi first, int limit, CancellationToken cancellation = default) => recent.Read(first, limit, cancellation);

    /// <inheritdoc/>
    public Instant? NewestPositionTime() => reader.Newest();

    /// <inheritdoc/>
    public IEnumerable<AisReport> ReadFrom(Instant from, IReadOnlyDictionary<Mmsi, Instant>? earlier = null) =>
        new InfluxRestartReader(reader).Read(from, earlier ?? new Dictionary<Mmsi, Instant>());

    /// <summary>Sends what is queued, or puts it on the disk, and closes.</summary>
    public void Dispose()
    {
        writer?.Dispose();
        sender?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        client.Dispose();
    }

    /// <summary>Those of the reports that the server had before this process knew of them; none where it cannot be asked: stored again, they are the same points.</summary>
    private IReadOnlySet<TrackPlace> StoredBefore(ReadOnlyMemory<AisReport> reports, CancellationToken cancellation)
    {
        try
        {
            if (Volatile.Read(ref isStartKnown) == 0)
            {
                remembered.Forget(reader.Newest(cancellation)?.UnixSeconds ?? long.MinValue);
                Volatile.Write(ref isStartKnown, 1);
            }

            var doubtful = new List<PositionReport>();
            foreach (ref readonly var report in reports.Span)
            {
                if (report.Dynamic.HasPosition && report.Time.UnixSeconds <= remembered.ForgottenUpTo)
                {
                    doubtful.Add(report.Dynamic);
                }
            }

            return reader.Stored(doubtful, cancellation);
        }
        catch (StoreException)
        {
            return new HashSet<TrackPlace>();
        }
    }

    private void RefuseForTime(in AisReport report)
    {
        Interlocked.Increment(ref refusedForTime);
        RefusedForTime?.Invoke(report);
    }

    private void NoteFault(StoreFault now)
    {
        if (Interlocked.Exchange(ref fault, (int)now) != (int)now)
        {
            FaultChanged?.Invoke(now);
        }
    }

    /// <summary>A time within a second lies after that second's reports at its start, so the bounds round up.</summary>
    private static long Ceiling(Instant time) => SqliteTrackStore.CeilingSeconds(time);

    /// <summary>Which of the stored points, from 0, is the one of this number among those chosen. One alone is the newest.</summary>
    private static long Chosen(int number, long stored, int most) => stored <= most ? number : most == 1 ? stored - 1 : (long)((Int128)number * (stored - 1) / (most - 1));

    /// <summary>What lies in boxes is read as an area is: the server cannot choose by place and by time at once.</summary>
    private List<PositionReport> EndsInside(IReadOnlyList<GeoBox> boxes, Instant from, Instant to, Mmsi first, bool isNewest, CancellationToken cancellation)
    {
        var found = new SortedDictionary<uint, PositionReport>();
        foreach (var position in this.ReadPages(boxes, from, to, EndsPage, cancellation).SelectMany(page => page).Where(position => position.Mmsi.Value >= first.Value))
        {
            // In order of time, of each vessel.
            found[position.Mmsi.Value] = !isNewest && found.TryGetValue(position.Mmsi.Value, out var known) ? known : position;
        }

        return [.. found.Values];
    }
}
