using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Storage;

/// <summary>An alert event that is now in the log, durably.</summary>
/// <param name="Event">The event with the sequence the log gave it.</param>
/// <param name="Payload">The bytes that the log keeps.</param>
public sealed record AppendedAlert(AlertEvent Event, byte[] Payload)
{
    /// <summary>What the event did to how the alert stands with the people who watch; it has the next sequence. Null where the event says it all.</summary>
    public AppendedTransition? Transition { get; init; }
}
