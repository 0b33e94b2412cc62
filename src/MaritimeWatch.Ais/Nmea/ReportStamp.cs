using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>Stage <c>Stamp</c>: gives a report its event time.</summary>
/// <remarks>
/// The first of: the time that came with the sentence, the receiver's own, the last time seen in the stream (logs often time every
/// other line). Whole seconds, rounded down: the time base of AIS, and what tables of the same traffic hold.
/// </remarks>
public sealed class ReportStamp
{
    private Instant? lastTime;

    /// <summary>Reports in, those without any time dropped.</summary>
    public StageCounter Counter { get; } = new("Stamp");

    /// <summary>Takes note of a time in the stream that belongs to no report.</summary>
    public void Note(Instant? time) => lastTime = time ?? lastTime;

    /// <summary>Sets the event time.</summary>
    /// <param name="sentenceTime">What came with the sentence, or null.</param>
    /// <param name="receivedAt">When the bytes arrived, or null for a recording.</param>
    /// <param name="report">The report; its time is set.</param>
    /// <param name="reason"><see cref="DropReason.NoTime"/> when nothing tells.</param>
    public bool TryStamp(Instant? sentenceTime, Instant? receivedAt, ref AisReport report, out DropReason reason)
    {
        Counter.Received();
        if (SetTime(sentenceTime ?? receivedAt, ref report))
        {
            reason = DropReason.None;
            return true;
        }

        reason = DropReason.NoTime;
        Counter.Drop(reason);
        return false;
    }

    /// <summary>Sets the event time of a report that is not counted here, because an earlier stage dropped it.</summary>
    internal bool SetTime(Instant? ownTime, ref AisReport report)
    {
        Note(ownTime);
        if (lastTime is not { } time)
        {
            return false;
        }

        report = report with { Dynamic = report.Dynamic with { Time = time.WholeSecond } };
        return true;
    }
}
