using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway;

/// <summary>The reports of one message whose sender keeps it until they are durable.</summary>
internal sealed class DurableReports
{
    private readonly AisReport[] reports;

    /// <param name="reports">At least one; they are copied.</param>
    public DurableReports(ReportBatch reports)
    {
        this.reports = [.. reports.Reports];
        Receipt = new IntakeReceipt(reports.Count);
        Count = reports.Count;
    }

    /// <summary>Told by the analyser; done when nothing of the message is on its way to it any more.</summary>
    public IntakeReceipt Receipt { get; }

    /// <summary>How many of them, from the first on, are to be settled; the others were told their fate already. Once the receipt is done.</summary>
    public int Count { get; private set; }

    /// <summary>Whether all of the message was taken over. Once the receipt is done.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>A report.</summary>
    public ref readonly AisReport this[int number] => ref reports[number];

    /// <summary>Says that the handing over has ended.</summary>
    /// <param name="given">How many were handed over with the receipt; none where nobody waits for the disk.</param>
    /// <param name="isWhole">Whether all were taken over; else it was broken off, and the message has to come again.</param>
    public void Close(int given, bool isWhole)
    {
        if (given == reports.Length)
        {
            // The receipt may be done by now.
            return;
        }

        (Count, IsWhole) = (given, isWhole);
        for (var number = given; number < reports.Length; number++)
        {
            Receipt.Take(number, Domain.DropReason.None);
        }
    }
}
