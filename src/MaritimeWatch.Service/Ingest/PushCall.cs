using System.Threading.Channels;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Ingest;

/// <summary>One call that pushes: its batches one behind the other, read while those before are stored.</summary>
internal sealed class PushCall(PushSource source, PushReader reader, ReportIntake intake, ITrackStore tracks, TimeProvider clock, PushJournal? journal = null)
{
    private const int MostReportsInBatch = 10_000;

    /// <summary>Batches that were read and are not yet durable; the caller waits for more.</summary>
    private const int BatchesOnTheirWay = 2;

    private readonly Channel<PushBatch> onTheirWay = Channel.CreateBounded<PushBatch>(new BoundedChannelOptions(BatchesOnTheirWay) { SingleReader = true, SingleWriter = true });
    private long last;

    public PushTally Tally { get; } = new();

    /// <summary>The number of the last report that was read.</summary>
    public long Last => last;

    /// <summary>Takes every batch to the disk.</summary>
    /// <param name="next">The next batch, or null at the end.</param>
    /// <param name="settled">Called when a batch is durable, with the number up to which the call may be acknowledged.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="StoreException">The store cannot be written at present.</exception>
    /// <exception cref="GrpcStatusException">A batch is out of bounds; those before it are durable.</exception>
    public async Task RunAsync(Func<Task<(IPushedBatch Reports, long FirstIndex)?>> next, Func<long, Task> settled, CancellationToken cancellation)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var settling = SettleAsync(settled, broken);
        try
        {
            while (await next().WaitAsync(broken.Token) is { } batch)
            {
                await TakeAsync(batch.Reports, batch.FirstIndex, broken.Token);
            }
        }
        finally
        {
            // Where the disk has broken the call, this says so in place of the cancelled reading.
            onTheirWay.Writer.TryComplete();
            try
            {
                await settling;
            }
            finally
            {
                while (onTheirWay.Reader.TryRead(out var left))
                {
                    left.Abandon();
                }
            }
        }
    }

    /// <summary>The caller has ended its stream: parts that still wait will never be whole.</summary>
    public void Finish()
    {
        reader.Finish();
        Tally.Abandoned(reader.TakeAbandoned());
    }

    /// <summary>Takes every batch to the disk, and says at the end what became of all.</summary>
    /// <param name="next">As for <see cref="RunAsync"/>.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<PushReportsResponse> AnswerAsync(Func<Task<(IPushedBatch Reports, long FirstIndex)?>> next, CancellationToken cancellation)
    {
        await RunAsync(next, _ => Task.CompletedTask, cancellation);
        Finish();
        var response = new PushReportsResponse { Totals = Tally.Totals(), AcknowledgedIndex = Last };
        response.FirstRejected.Add(Tally.TakeListed());
        return response;
    }

    private async Task TakeAsync(IPushedBatch reports, long firstIndex, CancellationToken cancellation)
    {
        if (reports.Count is 0 or > MostReportsInBatch)
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, $"the batch has {reports.Count} reports; it must have 1 to {MostReportsInBatch}");
        }

        var first = firstIndex == 0 ? last + 1 : firstIndex;
        if (first <= last || first > long.MaxValue - MostReportsInBatch)
        {
            throw new GrpcStatusException(StatusCode.InvalidArgument, $"first_index is {firstIndex}; it must be above {last}, the last one of the batch before, or 0");
        }

        last = first + reports.Count - 1;
        source.Counters.Received(reports.Bytes);
        await source.PaceAsync(reports.Count, cancellation);
        var batch = new PushBatch(reports.Count, first, source.Runtime);
        batch.Read(reader, journal, reports, new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        try
        {
            await batch.HandOverAsync(intake, cancellation);
            await onTheirWay.Writer.WriteAsync(batch, cancellation);
        }
        catch
        {
            batch.Abandon();
            throw;
        }
    }

    private async Task SettleAsync(Func<long, Task> settled, CancellationTokenSource broken)
    {
        try
        {
            await foreach (var batch in onTheirWay.Reader.ReadAllAsync(broken.Token))
            {
                await batch.SettleAsync(tracks, Tally, broken.Token);
                await settled(batch.AcknowledgedIndex);
            }
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
    }
}
