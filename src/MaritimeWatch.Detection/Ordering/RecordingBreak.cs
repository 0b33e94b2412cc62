using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Ordering;

/// <summary>Where one recording ends and the next begins: event time leapt by more than <see cref="StreamClock.MaxLead"/> with nothing between.</summary>
/// <param name="Before">The last event time before the leap.</param>
/// <param name="After">The first one behind it.</param>
public readonly record struct RecordingBreak(Instant Before, Instant After);
