namespace MaritimeWatch.Storage;

/// <summary>One entry of the alert log.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps.</param>
/// <param name="Payload">The serialised event or transition, as it was appended.</param>
/// <param name="IsTransition">Whether it is a transition rather than an alert event.</param>
public readonly record struct StoredAlert(long Sequence, byte[] Payload, bool IsTransition = false);
