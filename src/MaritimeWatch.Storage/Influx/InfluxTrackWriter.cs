using System.Collections.Concurrent;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;

namespace MaritimeWatch.Storage.Influx;

/// <summary>The one thread that makes points of reports, in batches; while one batch is on its way, the next is made.</summary>
internal sealed class InfluxTrackWriter : IDisposable
{
    private const int MostUnderWay = 2;

    private readonly InfluxStoreOptions options;
    private readonly InfluxWriter writer;
    private readonly InfluxReader reader;
    private readonly KnownVessels vessels;
    private readonly RememberedPositions remembered;
    private readonly TimeProvider clock;
    private readonly StoreCounters counters;
    private readonly Action<StoreFault> faultChanged;
    private readonly BlockingCollection<InfluxWork> queue;
    private readonly WordMemory words = new();
    private readonly SemaphoreSlim places = new(MostUnderWay, MostUnderWay);
    private readonly ConcurrentBag<InfluxBatch> spare = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Thread thread;
    private Task last = Task.CompletedTask;
    private volatile bool isForgetful;
    private long lostSeen;

    public InfluxTrackWriter(
        InfluxStoreOptions options, InfluxWriter writer, InfluxReader reader, KnownVessels vessels, RememberedPositions remembered, StoreCounters counters, TimeProvider clock,
        Action<StoreFault> faultChanged)
    {
        (this.options, this.writer, this.reader, this.vessels, this.remembered) = (options, writer, reader, vessels, remembered);
        (this.counters, this.clock, this.faultChanged) = (counters, clock, faultChanged);
        queue = new BlockingCollection<InfluxWork>(options.QueuedReports);

        // What the server has dropped, or the spill, is neither remembered as stored nor written in brief.
        writer.Dropped += (_, _) => isForgetful = true;
        thread = new Thread(Run) { IsBackground = true, Name = "track writer" };
        thread.Start();
    }

    public int Queued => queue.Count;

    public int Capacity => options.QueuedReports;

    public bool IsClosed => queue.IsAddingCompleted;

    public bool TryAdd(in InfluxWork work)
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

    /// <summary>Waits for room.</summary>
    public void Add(in InfluxWork work)
    {
        try
        {
            queue.Add(work);
        }
        catch (InvalidOperationException)
        {
            work.Flush?.TrySetException(Closed());
            work.Waited?.Fail(Closed());
        }
    }

    public StoreException Closed() => new(StoreFault.Other, reader.Place, new ObjectDisposedException(nameof(InfluxTrackStore)));

    /// <summary>Sends what is queued, or puts it on the disk, one attempt where that refuses.</summary>
    public void Dispose()
    {
        if (queue.IsAddingCompleted)
        {
            return;
        }

        queue.CompleteAdding();
        stopping.Cancel();
        thread.Join();
        places.Dispose();
        stopping.Dispose();
    }

    private void Run()
    {
        while (queue.TryTake(out var first, Timeout.Infinite))
        {
            Send(Gather(first));
        }

        // What has changed in time alone waits for the end.
        var closing = Spare();
        vessels.WriteChanged(closing.Known, withTimes: true);
        Send(closing);
        last.Wait();
    }

    private InfluxBatch Gather(in InfluxWork first)
    {
        var batch = Spare();
        var start = clock.GetTimestamp();

        // Counted by whoever sends, at any time: since this was looked at last, not since this batch began.
        var lost = writer.Counters.LostAtBound;
        isForgetful |= lost != lostSeen;
        lostSeen = lost;
        Forget();
        Take(batch, first);
        while (!options.Batch.AreReached(batch.Reports))
        {
            var left = options.Batch.Wait - clock.GetElapsedTime(start);
            var wait = batch.IsUrgent || left <= TimeSpan.Zero || queue.IsAddingCompleted ? TimeSpan.Zero : left;
            if (!queue.TryTake(out var work, wait))
            {
                break;
            }

            Take(batch, work);
        }

        vessels.WriteChanged(batch.Known, withTimes: batch.IsUrgent && queue.Count == 0 && batch.Waited.Count == 0);
        return batch;
    }

    private void Take(InfluxBatch batch, in InfluxWork work)
    {
        if (work.Flush is { } flush)
        {
            batch.Tell(flush);
        }
        else if (work.Waited is { } waited)
        {
            for (var number = 0; number < waited.Reports.Length; number++)
            {
                ref readonly var report = ref waited.Reports.Span[number];
                if (!InfluxTime.IsStorable(report.Time.UnixSeconds))
                {
                    waited.Refuse(number);
                    continue;
                }

                waited.Note(number, isNew: !Take(batch, report, report.Dynamic.HasPosition && waited.IsKnown(report.Dynamic)));
            }

            batch.Tell(waited);
        }
        else
        {
            var isDuplicate = Take(batch, work.Report, isKnown: false);
            batch.Tell(work.Tally, work.Report.Dynamic.HasPosition, isDuplicate);
        }
    }

    /// <returns>Whether its position is stored already.</returns>
    private bool Take(InfluxBatch batch, in AisReport report, bool isKnown)
    {
        if (report.Static is { } said)
        {
            var seconds = report.Time.UnixSeconds;
            var (digest, inFull) = words.Note(said, report.Dynamic.StationClass, seconds);
            InfluxPoints.Word(batch.Reports, seconds, said, report.Dynamic.StationClass, digest, inFull);
            vessels.Note(seconds, said);
        }

        if (!report.Dynamic.HasPosition)
        {
            return false;
        }

        var isDuplicate = !remembered.Add(report.Dynamic) || isKnown;
        if (!isDuplicate)
        {
            InfluxPoints.Position(batch.Reports, report.Dynamic);
        }

        batch.Count(isDuplicate);
        return isDuplicate;
    }

    private void Forget()
    {
        if (isForgetful)
        {
            isForgetful = false;
            words.Clear();
            remembered.Clear();
        }
    }

    private InfluxBatch Spare() => spare.TryTake(out var batch) ? batch : new InfluxBatch();

    private void Send(InfluxBatch batch)
    {
        places.Wait();
        var before = last;
        last = Task.Run(() => SendAsync(batch, before));
    }

    private async Task SendAsync(InfluxBatch batch, Task before)
    {
        try
        {
            await SendUntilDoneAsync(batch, before);
        }
        catch (Exception fault)
        {
            // A defect, not a refusal: nobody waits for ever, what may be lost is counted, and those behind go on.
            isForgetful = true;
            counters.Lost(batch.GiveUp(new StoreException(StoreFault.Other, reader.Place, fault)));
        }
        finally
        {
            batch.Clear();
            spare.Add(batch);
            places.Release();
        }
    }

    private async Task SendUntilDoneAsync(InfluxBatch batch, Task before)
    {
        var start = clock.GetTimestamp();
        var isFaulted = false;
        while (true)
        {
            try
            {
                var outcome = await WriteAsync(InfluxSchema.Raw, batch.Reports);
                var known = await WriteAsync(InfluxSchema.Known, batch.Known);
                var there = outcome.Dropped > 0 && batch.Waited.Count > 0 ? Stored(batch) : null;

                // Whoever waits for all before him waits for the batch before, too.
                await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (isFaulted)
                {
                    faultChanged(StoreFault.None);
                }

                counters.Committed((int)Math.Max(0, batch.Positions - outcome.Dropped), batch.Duplicates, clock.GetElapsedTime(start));
                batch.Complete(there);
                return;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StoreException)
            {
                // The server is away and the disk refuses.
                var refused = failure as StoreException ?? new StoreException(FaultOf(failure), options.Spill!.SpillFolder, failure);
                isFaulted = true;
                faultChanged(refused.Fault);
                counters.CommitFailed();
                batch.FailWaited(refused);
                isForgetful = true;
                try
                {
                    await Task.Delay(options.RetryInterval, clock, stopping.Token);
                }
                catch (OperationCanceledException)
                {
                    counters.Lost(batch.GiveUp(refused));
                    return;
                }
            }
        }
    }

    private async Task<WriteOutcome> WriteAsync(string policy, LineWriter lines) =>
        lines.Points == 0 ? default : await writer.WriteAsync(new LineBatch(policy, lines.Written, lines.Points));

    /// <summary>The server has dropped some, and does not say which: those that are there are asked for.</summary>
    private HashSet<TrackPlace> Stored(InfluxBatch batch)
    {
        var positions = new List<PositionReport>();
        foreach (var waited in batch.Waited)
        {
            foreach (ref readonly var report in waited.Reports.Span)
            {
                if (report.Dynamic.HasPosition)
                {
                    positions.Add(report.Dynamic);
                }
            }
        }

        return reader.Stored(positions, CancellationToken.None);
    }

    private static StoreFault FaultOf(Exception failure) => failure switch
    {
        UnauthorizedAccessException => StoreFault.NotWritable,
        IOException { HResult: var code } when (code & 0xFFFF) == 28 => StoreFault.Full,
        _ => StoreFault.InputOutput,
    };
}
