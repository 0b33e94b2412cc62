using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Ingest;

/// <summary>What became of the reports of a call, and the first that were dropped.</summary>
internal sealed class PushTally
{
    private const int MostListed = 100;

    private readonly long[] dropped = new long[DropReasons.Count];
    private readonly List<RejectedReport> listed = [];
    private long received;
    private long stored;
    private long duplicates;
    private long parts;

    public void Received(int count) => received += count;

    public void Stored() => stored++;

    public void Duplicate() => duplicates++;

    public void Part() => parts++;

    public void Dropped(long index, DropReason reason, string detail)
    {
        dropped[(int)reason]++;
        List(index, reason, detail);
    }

    /// <summary>Parts of messages whose others never came.</summary>
    public void Abandoned(long count)
    {
        parts -= count;
        dropped[(int)DropReason.FragmentAbandoned] += count;
        for (var number = 0L; number < Math.Min(count, MostListed); number++)
        {
            List(0, DropReason.FragmentAbandoned, "");
        }
    }

    /// <summary>The numbers so far.</summary>
    public PushTotals Totals()
    {
        var totals = new PushTotals { Received = received, Stored = stored, Duplicates = duplicates, Parts = parts };
        for (var reason = 1; reason < dropped.Length; reason++)
        {
            if (dropped[reason] > 0)
            {
                totals.Dropped.Add(new DroppedReports { Reason = (ReportDropReason)reason, Count = dropped[reason] });
                totals.Rejected += ((DropReason)reason).IsRejection() ? dropped[reason] : 0;
                totals.Unused += ((DropReason)reason).IsRejection() ? 0 : dropped[reason];
            }
        }

        return totals;
    }

    /// <summary>The first that were dropped since the last call.</summary>
    public IReadOnlyList<RejectedReport> TakeListed()
    {
        RejectedReport[] taken = [.. listed];
        listed.Clear();
        return taken;
    }

    private void List(long index, DropReason reason, string detail)
    {
        if (reason.IsRejection() && listed.Count < MostListed)
        {
            listed.Add(new RejectedReport { Index = index, Reason = (ReportDropReason)reason, Detail = detail });
        }
    }
}
