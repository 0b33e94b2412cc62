using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Merging;

namespace MaritimeWatch.Service.Gateway;

/// <summary>The way of one source's reports into the queue: within its rate, each transmission once, waiting or shed where there is no room. Called by any thread.</summary>
/// <param name="source">Whose it is.</param>
/// <param name="parts">What all sources share.</param>
internal sealed class SourceDelivery(SourceRuntime source, GatewayParts parts)
{
    /// <summary>A commit takes some of these.</summary>
    private static readonly TimeSpan DiskLook = TimeSpan.FromMilliseconds(5);

    /// <summary>Reports between two looks at the disk.</summary>
    private const int ReportsBetweenLooks = 256;

    private readonly TokenBucket rate = new(source.Settings.MessagesPerSecond, parts.Clock);
    private long firsts;

    /// <summary>Transmissions that it was the first to bring.</summary>
    public long First => Volatile.Read(ref firsts);

    /// <summary>Why it waits for us.</summary>
    public HoldUps HoldUps { get; } = new(parts.Clock);

    /// <summary>How far the source is believed at present.</summary>
    public SourceStanding Standing =>
        source.Suspicion is not null ? SourceStanding.Suspect : source.Settings.Trust == SourceTrust.Low ? SourceStanding.Weak : SourceStanding.Sound;

    /// <summary>See <see cref="SourceSession.HandOverAsync(ReportBatch, DurableReports, CancellationToken)"/>.</summary>
    public async ValueTask HandOverAsync(ReportBatch reports, CancellationToken cancellation, DurableReports? durable = null)
    {
        if (source.Suspicion is not null)
        {
            // Nobody waits for one that is not to be believed: it takes what room the others leave.
            Offer(reports);
            durable?.Close(0, isWhole: true);
            return;
        }

        // While the disk refuses, the analysis goes on, and nobody waits for the disk.
        var receipted = parts.DoesDiskRefuse() ? null : durable;
        var next = 0;
        try
        {
            source.Heard(reports.Reports);
            if (rate.TakeInAdvance(reports.Count) is var wait && wait > TimeSpan.Zero)
            {
                await HoldUps.ForRateAsync(rate.PayAsync(wait, reports.Count, cancellation));
            }

            for (; next < reports.Count; next++)
            {
                if (next % ReportsBetweenLooks == 0 && parts.IsDiskBehind())
                {
                    await HoldUps.ForDiskAsync(DiskAsync(cancellation));
                }

                var item = Item(reports[next]) with { Receipt = receipted?.Receipt, Number = next };
                if (IsFirst(reports, next, ref item))
                {
                    await HandOverFirstAsync(item, cancellation);
                }
                else if (receipted is not null)
                {
                    // Its sender lets go of it once it is told that there is another: that one must have got through.
                    await HoldUps.ForRoomAsync(parts.Intake.HandOverAsync(item with { IsCopy = true, GoesOut = false }, cancellation));
                }
            }
        }
        finally
        {
            durable?.Close(receipted is null ? 0 : next, isWhole: next == reports.Count);
            for (; next < reports.Count; next++)
            {
                source.Balance.ShedAtEnd(reports[next]);
            }

            reports.Clear();
        }
    }

    /// <summary>See <see cref="SourceSession.Offer"/>.</summary>
    public void Offer(ReportBatch reports)
    {
        source.Heard(reports.Reports);
        for (var next = 0; next < reports.Count; next++)
        {
            var item = Item(reports[next]);
            if (!rate.TryTake(ShedRanks.ReserveOf(item.Rank)))
            {
                source.Balance.Shed(item.Report);
            }
            else if (IsFirst(reports, next, ref item))
            {
                parts.Intake.Offer(item);
            }
        }

        reports.Clear();
    }

    /// <summary>Takes note of a report that goes its own way and is never a copy here: a sender waits to hear what became of it.</summary>
    /// <returns>Whether it goes out with the merged feed.</returns>
    public bool Note(in HeardReport heard)
    {
        var station = source.Stations.NumberOf(heard.Station);
        var known = parts.Merger.Note(heard.Report, station == ReportBatch.NoStation ? source.Number : station, heard.IsForwarded, Standing);
        return known.GoesOut || known.GoesOutNow;
    }

    /// <summary>A report that was noted was not taken: when it is sent again, it is the first.</summary>
    public void Forget(in AisReport report) => parts.Merger.Forget(report, Standing);

    private async Task DiskAsync(CancellationToken cancellation)
    {
        while (parts.IsDiskBehind())
        {
            await Task.Delay(DiskLook, parts.Clock, cancellation);
        }
    }

    private async ValueTask HandOverFirstAsync(IntakeItem item, CancellationToken cancellation)
    {
        try
        {
            await HoldUps.ForRoomAsync(parts.Intake.HandOverAsync(item, cancellation));
        }
        catch
        {
            // It was not taken: when it is sent again, it is the first.
            parts.Merger.Forget(item.Report, item.Standing);
            throw;
        }
    }

    private IntakeItem Item(in AisReport report)
    {
        var standing = Standing;
        return new IntakeItem(report, Balance: source.Balance, Rank: parts.Ranks.Of(report, standing != SourceStanding.Sound)) { Standing = standing };
    }

    /// <summary>Whether nobody has brought this transmission before, of those that count for it; a copy is counted, here or by whoever settles it.</summary>
    private bool IsFirst(ReportBatch reports, int place, ref IntakeItem item)
    {
        var station = reports.StationOf(place);
        var known = parts.Merger.Note(item.Report, station == ReportBatch.NoStation ? source.Number : station, reports.IsForwarded(place), item.Standing);
        if (known.GoesOutNow)
        {
            parts.Merged?.Offer(item.Report);
        }

        if (known.IsCopy)
        {
            if (item.Receipt is null)
            {
                source.Balance.Duplicate(item.Report);
            }

            return false;
        }

        item = item with { GoesOut = known.GoesOut };
        Interlocked.Increment(ref firsts);
        return true;
    }
}
