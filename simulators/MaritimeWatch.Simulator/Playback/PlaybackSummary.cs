using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Playback;

/// <summary>How far a recording has been played.</summary>
/// <param name="Sent">Reports sent.</param>
/// <param name="First">Event time of the first timed one, or null.</param>
/// <param name="Last">Event time of the last timed one, or null.</param>
public readonly record struct PlaybackSummary(long Sent, Instant? First, Instant? Last);
