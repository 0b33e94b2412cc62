using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Stage <c>Stamp</c>, live part: an event time must be near the moment of receipt, because receivers' clocks go wrong.</summary>
internal sealed class LiveBounds
{
    /// <summary>How far behind the receipt an event may be; ais.md section 8.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromMinutes(10);

    /// <summary>How far ahead of the receipt an event may be; ais.md section 8.</summary>
    public static readonly TimeSpan Newest = TimeSpan.FromSeconds(5);

    /// <summary>Reports in, those too far from their receipt dropped.</summary>
    public StageCounter Counter { get; } = new("Stamp");

    /// <summary>Whether a report of <paramref name="eventTime"/> may have been received at <paramref name="receivedAt"/>.</summary>
    public bool Admits(Instant eventTime, Instant receivedAt) => Judge(eventTime, receivedAt) == DropReason.None;

    /// <summary>Why a report of <paramref name="eventTime"/> cannot have been received at <paramref name="receivedAt"/>, or <see cref="DropReason.None"/>.</summary>
    public DropReason Judge(Instant eventTime, Instant receivedAt)
    {
        var reason = eventTime > receivedAt + Newest ? DropReason.FromTheFuture
            : eventTime < (receivedAt - Oldest).WholeSecond ? DropReason.TooOld
            : DropReason.None;
        if (reason != DropReason.None)
        {
            Counter.Drop(reason);
        }

        return reason;
    }
}
