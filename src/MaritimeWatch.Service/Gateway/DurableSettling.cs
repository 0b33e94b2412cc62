using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Has the reports of one source stored that the analyser has taken, and tells its balance. Of one task at a time.</summary>
/// <param name="tracks">The store.</param>
/// <param name="doesDiskRefuse">Whether nothing can be written at present: then nobody waits.</param>
/// <param name="balance">The source's.</param>
/// <param name="forget">Told of what is shed: when it comes again, it is the first.</param>
internal sealed class DurableSettling(ITrackStore tracks, Func<bool> doesDiskRefuse, SourceBalance balance, Action<AisReport> forget)
{
    /// <summary>Reports that are stored at once, the most that the store takes.</summary>
    public const int MostAtOnce = 1_000;

    private readonly AisReport[] admitted = new AisReport[MostAtOnce];
    private readonly bool[] isNew = new bool[MostAtOnce];
    private readonly bool[] isGivenUp = new bool[MostAtOnce];
    private int count;

    /// <summary>Stores the reports of messages whose receipts are done, and whatever was handed to the store before: a copy came behind its first, and is as durable.</summary>
    /// <returns>Whether the messages may be acknowledged: false when the store takes no more, since the service stops.</returns>
    /// <exception cref="OperationCanceledException">It was broken off; what was not stored is counted as shed.</exception>
    public async Task<bool> SettleAsync(IReadOnlyList<DurableReports> messages, CancellationToken cancellation)
    {
        var isSettled = true;
        var (message, number) = (0, 0);
        try
        {
            for (; message < messages.Count; message++, number = 0)
            {
                while (number < messages[message].Count)
                {
                    Place(messages[message], number++);
                    isSettled &= count < MostAtOnce || await StoreAsync(cancellation);
                }
            }

            return await StoreAsync(cancellation) && isSettled;
        }
        catch
        {
            for (; count > 0; count--)
            {
                ShedAtEnd(admitted[count - 1]);
            }

            for (; message < messages.Count; message++, number = 0)
            {
                Shed(messages[message], number);
            }

            throw;
        }
    }

    /// <summary>Counts what will not be settled as shed: it comes again.</summary>
    /// <param name="message">Nothing of it is on its way any more.</param>
    /// <param name="first">From which report on.</param>
    public void Shed(DurableReports message, int first = 0)
    {
        for (var number = first; number < message.Count; number++)
        {
            ShedAtEnd(message[number]);
        }
    }

    private void ShedAtEnd(in AisReport report)
    {
        balance.ShedAtEnd(report);
        forget(report);
    }

    private void Place(DurableReports message, int number)
    {
        if (message.Receipt[number] is not DropReason.None and var reason)
        {
            balance.Refused(message[number], reason);
        }
        else
        {
            admitted[count++] = message[number];
        }
    }

    private async Task<bool> StoreAsync(CancellationToken cancellation)
    {
        isGivenUp.AsSpan().Clear();
        try
        {
            await tracks.StoreAsync(admitted.AsMemory(0, count), isNew.AsMemory(0, count), isGivenUp.AsMemory(0, count), cancellation);
        }
        catch (StoreException)
        {
            return StoreLater();
        }

        for (var number = 0; number < count; number++)
        {
            if (isNew[number])
            {
                balance.Stored(admitted[number]);
            }
            else if (isGivenUp[number])
            {
                balance.Refused(admitted[number], DropReason.NotStorable);
            }
            else
            {
                balance.Duplicate(admitted[number]);
            }
        }

        count = 0;
        return true;
    }

    /// <summary>The analysis of a feed goes on while the disk refuses: what finds a place in the store's queue waits there, as that of any source (decision 0712).</summary>
    private bool StoreLater()
    {
        var isKept = true;
        for (var number = 0; number < count; number++)
        {
            if (!tracks.TryAppend(admitted[number], balance.Appended))
            {
                balance.Shed(admitted[number]);
                forget(admitted[number]);
                isKept = false;
            }
        }

        count = 0;
        return isKept || doesDiskRefuse();
    }
}
