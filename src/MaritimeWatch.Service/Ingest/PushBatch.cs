using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Ingest;

/// <summary>A batch on its way: read, handed to the analyser, stored, and then told.</summary>
internal sealed class PushBatch(int pushed, long firstIndex, SourceRuntime? source = null)
{
    private const int ReportsStoredAtOnce = 1_000;

    private readonly Fate[] fates = new Fate[pushed];
    private readonly List<HeardReport> reports = new(pushed);
    private readonly List<(int Place, string Detail)> details = [];
    private IntakeReceipt? receipt;
    private long abandoned;
    private bool[] isStored = [];

    /// <summary>Of each report why it is not kept: the analyser's reason or the store's.</summary>
    private DropReason[] refusals = [];
    private bool isSettled;
    private bool isAccounted;

    /// <summary>Everything up to this number may be acknowledged once the batch is durable.</summary>
    public long AcknowledgedIndex { get; private set; }

    /// <summary>Reads one report after the other, and keeps each as it was pushed where a journal is kept.</summary>
    public void Read(PushReader reader, PushJournal? journal, IPushedBatch batch, Instant receivedAt)
    {
        for (var place = 0; place < batch.Count; place++)
        {
            var first = reports.Count;
            batch.Read(reader, place, firstIndex + place, receivedAt, reports, out var reason, out var detail);
            fates[place] = new Fate(first, reports.Count - first, reason);
            if (journal is not null)
            {
                batch.Keep(journal, place, receivedAt, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(reports)[first..]);
            }

            if (detail.Length > 0)
            {
                details.Add((place, detail));
            }
        }

        journal?.HandOver();
        if (reports.Count > 0)
        {
            source?.Heard(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(reports.ConvertAll(heard => heard.Report)));
        }

        abandoned = reader.TakeAbandoned();
        AcknowledgedIndex = reader.ReadUpTo(firstIndex + batch.Count - 1);
    }

    /// <summary>Hands the reports to the analyser, waiting for room.</summary>
    public async Task HandOverAsync(ReportIntake intake, CancellationToken cancellation)
    {
        if (reports.Count == 0)
        {
            return;
        }

        receipt = new IntakeReceipt(reports.Count);
        for (var number = 0; number < reports.Count; number++)
        {
            var item = new IntakeItem(reports[number].Report, receipt, number, source?.Balance, GoesOut: source?.Delivery.Note(reports[number]) ?? !reports[number].IsForwarded);
            await HandOverAsync(item, intake, cancellation);
        }
    }

    private async ValueTask HandOverAsync(IntakeItem item, ReportIntake intake, CancellationToken cancellation)
    {
        try
        {
            var taken = intake.HandOverAsync(item, cancellation);
            await (source?.Delivery.HoldUps.ForRoomAsync(taken) ?? taken);
        }
        catch
        {
            source?.Delivery.Forget(item.Report);
            throw;
        }
    }

    /// <summary>Waits until the analyser has taken them, stores what it has admitted, and tells what became of each.</summary>
    /// <exception cref="StoreException">The store cannot be written at present.</exception>
    public async Task SettleAsync(ITrackStore tracks, PushTally tally, CancellationToken cancellation)
    {
        if (receipt is not null)
        {
            try
            {
                await receipt.Taken.WaitAsync(cancellation);
                await StoreAsync(tracks, receipt, cancellation);
            }
            finally
            {
                Account(receipt);
            }
        }

        tally.Received(pushed);
        tally.Abandoned(abandoned);
        var detail = 0;
        for (var place = 0; place < pushed; place++)
        {
            var said = detail < details.Count && details[detail].Place == place ? details[detail++].Detail : "";
            Tell(fates[place], firstIndex + place, said, tally);
        }
    }

    /// <summary>The call broke off before the batch was settled: what it held counts as shed, and will be pushed again.</summary>
    public void Abandon()
    {
        if (!isAccounted)
        {
            isAccounted = true;
            reports.ForEach(heard => ShedAtEnd(heard.Report));
        }
    }

    /// <summary>It will be pushed again, and meanwhile another's copy is no copy of it.</summary>
    private void ShedAtEnd(in AisReport report)
    {
        source?.Balance.ShedAtEnd(report);
        source?.Delivery.Forget(report);
    }

    /// <summary>Tells the balance of the source; of a call that broke off, what is not known to be stored counts as shed: it will be pushed again.</summary>
    private void Account(IntakeReceipt taken)
    {
        isAccounted = true;
        for (var number = 0; source is not null && number < reports.Count; number++)
        {
            if (!isSettled)
            {
                ShedAtEnd(reports[number].Report);
            }
            else if (refusals[number] != DropReason.None)
            {
                source.Balance.Refused(reports[number].Report, refusals[number]);
            }
            else if (isStored[number])
            {
                source.Balance.Stored(reports[number].Report);
            }
            else
            {
                source.Balance.Duplicate(reports[number].Report);
            }
        }
    }

    private async Task StoreAsync(ITrackStore tracks, IntakeReceipt taken, CancellationToken cancellation)
    {
        var admitted = new AisReport[reports.Count];
        var numbers = new int[reports.Count];
        var count = 0;
        for (var number = 0; number < reports.Count; number++)
        {
            if (taken[number] == DropReason.None)
            {
                (admitted[count], numbers[count]) = (reports[number].Report, number);
                count++;
            }
        }

        var (isNew, isGivenUp) = (new bool[count], new bool[count]);
        var pieces = new List<Task>();
        for (var first = 0; first < count; first += ReportsStoredAtOnce)
        {
            var length = Math.Min(ReportsStoredAtOnce, count - first);
            pieces.Add(tracks.StoreAsync(admitted.AsMemory(first, length), isNew.AsMemory(first, length), isGivenUp.AsMemory(first, length), cancellation));
        }

        await Task.WhenAll(pieces);
        isStored = new bool[reports.Count];
        refusals = [.. Enumerable.Range(0, reports.Count).Select(number => taken[number])];
        for (var at = 0; at < count; at++)
        {
            isStored[numbers[at]] = isNew[at];
            refusals[numbers[at]] = isGivenUp[at] ? DropReason.NotStorable : DropReason.None;
        }

        isSettled = true;
    }

    /// <summary>One fate each: of a line with several sentences the best of theirs.</summary>
    private void Tell(in Fate fate, long index, string detail, PushTally tally)
    {
        if (fate.Count == 0)
        {
            if (fate.Reason == DropReason.None)
            {
                tally.Part();
            }
            else
            {
                tally.Dropped(index, fate.Reason, detail);
            }

            return;
        }

        var refused = DropReason.None;
        for (var number = fate.First; number < fate.First + fate.Count; number++)
        {
            if (isStored[number])
            {
                tally.Stored();
                return;
            }

            refused = refusals[number] == DropReason.None ? refused : refusals[number];
        }

        // All were refused, or one at least was there already.
        if (Enumerable.Range(fate.First, fate.Count).All(number => refusals[number] != DropReason.None))
        {
            tally.Dropped(index, refused, "");
        }
        else
        {
            tally.Duplicate();
        }
    }

    /// <summary>The reports that came of what was pushed, or why there are none.</summary>
    private readonly record struct Fate(int First, int Count, DropReason Reason);
}
