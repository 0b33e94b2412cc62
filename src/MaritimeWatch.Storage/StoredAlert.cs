namespace MaritimeWatch.Storage;

/// <summary>One entry of the alert log.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps.</param>
/// <param name="Payload">The serialised event, as it was appended.</param>
public readonly record struct StoredAlert(long Sequence, byte[] Payload);
