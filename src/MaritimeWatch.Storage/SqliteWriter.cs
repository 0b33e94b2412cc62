using System.Collections.Concurrent;
using MaritimeWatch.Storage.Audit;
using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>The one thread that writes: takes from a bounded queue, commits in batches, and tries again for as long as the disk refuses.</summary>
/// <remarks>
/// A batch that fails is never half there: its transaction is rolled back, the connection closed, and a fresh one reads from the file what
/// really is durable before the same batch is tried again. Meanwhile the queue fills and reports are shed; readers are not concerned.
/// </remarks>
internal sealed class SqliteWriter : IDisposable
{
    private readonly string path;
    private readonly SqliteConnections connections;
    private readonly SqliteStoreOptions options;
    private readonly TimeProvider clock;
    private readonly TrackFile blocks;
    private readonly Action<StoreFault> faultChanged;
    private readonly BlockingCollection<WriteWork> queue;
    private readonly List<WriteWork> batch = [];

    // Of each of the batch, whether its position was there already; true once the transaction is committed.
    private readonly List<bool> repetitions = [];
    private readonly ManualResetEventSlim stopping = new();
    private readonly Thread thread;

    private SqliteConnection? connection;
    private FeedNumbers? numbers;
    private SqliteAuditWriter? audit;
    private SqliteDeskWriter? desk;
    private SqliteAlertWriter? alerts;
    private SqliteTrackWriter? tracks;
    private WriteWork? inHand;
    private volatile TaskCompletionSource<StoreException> refusal = NewRefusal();
    private volatile AuditHead head = AuditHead.None;
    private long acknowledged;
    private long maxDatabaseBytes;
    private long appliedMaxBytes;

    public SqliteWriter(string path, SqliteConnections connections, SqliteStoreOptions options, TimeProvider clock, StoreCounters counters, TrackFile blocks, Action<StoreFault> faultChanged)
    {
        this.path = path;
        this.connections = connections;
        this.options = options;
        this.clock = clock;
        this.blocks = blocks;
        this.faultChanged = faultChanged;
        Counters = counters;
        maxDatabaseBytes = options.MaxDatabaseBytes ?? long.MaxValue;
        queue = new BlockingCollection<WriteWork>(options.QueuedReports);
        Open();
        acknowledged = numbers!.HighWater;
        head = audit!.End;
        thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        thread.Start();
    }

    public StoreCounters Counters { get; }

    /// <summary>The last sequence of the alert log that is durable and known to be.</summary>
    public long Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>Where the audit log ends that is durable and known to be.</summary>
    public AuditHead Head => head;

    /// <summary>Largest size of the database in bytes; takes effect with the next attempt to commit.</summary>
    public long MaxDatabaseBytes
    {
        get => Volatile.Read(ref maxDatabaseBytes);
        set => Volatile.Write(ref maxDatabaseBytes, value);
    }

    public int Queued => queue.Count;

    /// <summary>How much may be queued.</summary>
    public int Capacity => options.QueuedReports;

    public TimeProvider Clock => clock;

    public bool IsClosed => queue.IsAddingCompleted;

    /// <summary>Done as soon as, and for as long as, the disk refuses.</summary>
    public Task<StoreException> Refusal => refusal.Task;

    public bool TryAdd(in WriteWork work)
    {
        try
        {
            return !queue.IsAddingCompleted && queue.TryAdd(work);
        }
        catch (InvalidOperationException)
        {
            // Closed in between.
            return false;
        }
    }

    /// <summary>Adds work that somebody waits for; waits for room in the queue.</summary>
    public void Add(in WriteWork work)
    {
        try
        {
            queue.Add(work);
        }
        catch (InvalidOperationException)
        {
            work.Fail(new StoreException(StoreFault.Other, path, new ObjectDisposedException(nameof(SqliteStore))));
        }
    }

    /// <summary>Writes what is queued (one attempt where the disk refuses), checkpoints and closes.</summary>
    public void Dispose()
    {
        if (queue.IsAddingCompleted)
        {
            return;
        }

        queue.CompleteAdding();
        stopping.Set();
        thread.Join();
        Close();
    }

    private void Run()
    {
        while (queue.TryTake(out var first, Timeout.Infinite))
        {
            batch.Clear();
            batch.Add(first);
            Gather(first.IsUrgent);
            CommitUntilDone();
        }
    }

    private void Gather(bool urgent)
    {
        var start = clock.GetTimestamp();
        for (var rows = batch.Sum(work => work.Weight); rows < options.CommitReports;)
        {
            var left = options.CommitInterval - clock.GetElapsedTime(start);
            var wait = urgent || left <= TimeSpan.Zero || queue.IsAddingCompleted ? TimeSpan.Zero : left;
            if (!queue.TryTake(out var work, wait))
            {
                return;
            }

            batch.Add(work);
            rows += work.Weight;
            urgent |= work.IsUrgent;
        }
    }

    private void CommitUntilDone()
    {
        var faulted = false;
        while (true)
        {
            try
            {
                Commit();
                if (faulted)
                {
                    refusal = NewRefusal();
                    faultChanged(StoreFault.None);
                }

                for (var number = 0; number < batch.Count; number++)
                {
                    batch[number].Complete();
                    batch[number].Tally?.Came(batch[number].Report.Dynamic.HasPosition, repetitions[number]);
                }

                return;
            }
            catch (Exception failure) when (failure is SqliteException or StoreException)
            {
                Close();
                var refused = failure as StoreException ?? new StoreException(StoreException.FaultOf((SqliteException)failure), path, failure);
                faulted = true;
                faultChanged(refused.Fault);
                Counters.CommitFailed();

                // A person who waits is told; whatever cannot be told waits on.
                foreach (var work in batch.FindAll(work => work.CannotWait))
                {
                    work.Fail(refused);
                }

                batch.RemoveAll(work => work.CannotWait);
                refusal.TrySetResult(refused);
                if (stopping.Wait(options.RetryInterval))
                {
                    Counters.Lost(batch.Count(work => !work.IsUrgent));
                    batch.ForEach(work => work.Fail(refused));
                    return;
                }
            }
            catch (Exception failure) when (inHand is { } poisoned)
            {
                // The serialiser of one append failed; the rest of the batch is good.
                poisoned.Fail(failure);
                batch.RemoveAll(work => work.Alerts == poisoned.Alerts && work.Desk == poisoned.Desk && work.Audit == poisoned.Audit);
                inHand = null;
                Close();
            }
        }
    }

    private void Commit()
    {
        if (connection is null)
        {
            Reopen();
        }

        LimitSize();
        var (stored, duplicate) = (0, 0);
        repetitions.Clear();
        connection!.Run("BEGIN IMMEDIATE");
        foreach (var work in batch)
        {
            var isRepeated = false;
            inHand = work.Alerts is null && work.Desk is null && work.Audit is null ? null : work;
            if (work.Alerts is { } append)
            {
                alerts!.Write(append, acknowledged);
            }
            else if (work.Desk is { } request)
            {
                desk!.Decide(request);
            }
            else if (work.Reports is { } waited)
            {
                if (waited.Take())
                {
                    var (added, repeated) = waited.Write(tracks!);
                    stored += added;
                    duplicate += repeated;
                }
            }
            else if (work.Audit is { } records)
            {
                audit!.Write(records);
            }
            else if (work.Errand is { } errand)
            {
                errand.Write(connection!);
            }
            else if (work.Flush is null)
            {
                var (added, repeated) = tracks!.Write(work.Report);
                stored += added;
                duplicate += repeated;
                isRepeated = repeated > 0;
            }

            repetitions.Add(isRepeated);
        }

        inHand = null;
        if (batch.Count == 0)
        {
            // Only people had waited, and have been told. An empty transaction would find any disk writable; this one writes a page.
            connection!.Run($"PRAGMA user_version = {SqliteSchema.Version}");
        }

        var start = clock.GetTimestamp();
        connection!.Run("COMMIT");
        numbers!.Committed();
        Volatile.Write(ref acknowledged, numbers.HighWater);
        head = audit!.End;
        Counters.Committed(stored, duplicate, clock.GetElapsedTime(start));
    }

    private void LimitSize()
    {
        var wanted = MaxDatabaseBytes;
        if (wanted == appliedMaxBytes)
        {
            return;
        }

        var pageBytes = connection!.Number("PRAGMA page_size");
        connection!.Run(FormattableString.Invariant($"PRAGMA max_page_count = {Math.Clamp(wanted / pageBytes, 1, 4_294_967_294)}"));
        appliedMaxBytes = wanted;
    }

    /// <exception cref="StoreException">The first time, where it cannot be written or where it ends cannot be read.</exception>
    private void Open()
    {
        try
        {
            Reopen();
        }
        catch (SqliteException failure)
        {
            Close();
            throw new StoreException(StoreException.FaultOf(failure), path, failure);
        }
    }

    private void Reopen()
    {
        connection = connections.OpenWriter();
        appliedMaxBytes = long.MaxValue;
        numbers = new FeedNumbers(connection);
        audit = new SqliteAuditWriter(connection);
        desk = new SqliteDeskWriter(connection, numbers, audit, clock);
        alerts = new SqliteAlertWriter(connection, numbers, desk, audit);
        tracks = new SqliteTrackWriter(connection, blocks);
    }

    private static TaskCompletionSource<StoreException> NewRefusal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Close()
    {
        alerts?.Dispose();
        desk?.Dispose();
        audit?.Dispose();
        tracks?.Dispose();

        // Closing the last connection checkpoints; an open transaction is rolled back.
        connection?.Dispose();
        (connection, numbers, audit, desk, alerts, tracks) = (null, null, null, null, null, null);
    }
}
