using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>Stage <c>Stamp</c>: the event time of a report.</summary>
/// <remarks>
/// The first of: the time that came with the sentence, the receiver's own, the last time seen in the stream (logs often time every
/// other line), the own ship's clock. Whole seconds, rounded down: the time base of AIS, and what tables of the same traffic hold.
/// </remarks>
public sealed class ReportStamp
{
    private Instant lastTime;
    private bool hasTime;

    /// <summary>Reports in, those without any time dropped.</summary>
    public StageCounter Counter { get; } = new("Stamp");

    /// <summary>Takes note of a time in the stream that belongs to no report.</summary>
    public void Note(Instant? time)
    {
        if (time is { } moment)
        {
            lastTime = moment;
            hasTime = true;
        }
    }

    /// <summary>The event time of a message.</summary>
    /// <param name="ownTime">What came with the sentence, or when the bytes arrived, or null; counts for messages after it too.</param>
    /// <param name="ownShipTime">What the own ship's clock said last, or null; only a stream that never told another time has it.</param>
    /// <returns>A whole second, or null when nothing tells.</returns>
    public Instant? TimeOf(Instant? ownTime, Instant? ownShipTime)
    {
        Note(ownTime);
        return hasTime ? lastTime.WholeSecond : ownShipTime?.WholeSecond;
    }

    /// <summary>Counts a report, and drops it when it has no time.</summary>
    /// <param name="time">What <see cref="TimeOf"/> gave it.</param>
    /// <param name="reason"><see cref="DropReason.NoTime"/> or none.</param>
    public bool TryStamp(Instant? time, out DropReason reason)
    {
        Counter.Received();
        reason = DropReason.None;
        if (time is not null)
        {
            return true;
        }

        reason = DropReason.NoTime;
        Counter.Drop(reason);
        return false;
    }
}
