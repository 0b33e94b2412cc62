using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway.Merging;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Gateway.Balance;

/// <summary>Between the analyser and the store: where the disk is slow or full, the store's queue fills, and what matters less is shed first. Of one thread.</summary>
/// <remarks>
/// What lies near an asset waits here for a place, bounded; the analyser has had it in any case. What was shed here is forgotten by the merger: a copy of it is the first, and stored.
/// </remarks>
/// <param name="tracks">The store.</param>
/// <param name="mostWaiting">Reports that wait here at most, at least 1.</param>
/// <param name="shed">Counts what is shed; null to tell the balance of its source alone.</param>
internal sealed class StoreAdmission(ITrackStore tracks, int mostWaiting = 16_384, Action<IntakeItem>? shed = null)
{
    private readonly Queue<IntakeItem> waiting = new();

    /// <summary>Reports that wait for a place.</summary>
    public int Waiting => waiting.Count;

    /// <summary>Has a report stored, or counts it as shed.</summary>
    public void Add(in IntakeItem item)
    {
        if (item.Rank == ShedRank.NearAsset && (waiting.Count > 0 || !tracks.HasRoom))
        {
            Keep(item);
        }
        else if (!tracks.TryAppend(item.Report, item.Balance?.Appended, ShedRanks.StoreReserveOf(item.Rank)))
        {
            Shed(item);
        }
    }

    /// <summary>Gives places to those that wait, where there are any.</summary>
    public void TryAgain()
    {
        while (waiting.TryPeek(out var first) && tracks.HasRoom && tracks.TryAppend(first.Report, first.Balance?.Appended))
        {
            waiting.Dequeue();
        }
    }

    /// <summary>The service stops: what finds no place now is shed.</summary>
    public void GiveUp()
    {
        TryAgain();
        while (waiting.TryDequeue(out var item))
        {
            Shed(item);
        }
    }

    private void Keep(in IntakeItem item)
    {
        if (waiting.Count == mostWaiting)
        {
            Shed(waiting.Dequeue());
        }

        waiting.Enqueue(item);
    }

    private void Shed(in IntakeItem item)
    {
        if (shed is not null)
        {
            shed(item);
        }
        else
        {
            item.Balance?.Shed(item.Report);
        }
    }
}
