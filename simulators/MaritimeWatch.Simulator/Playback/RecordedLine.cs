using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Playback;

/// <summary>What goes out at one moment: one or more whole NMEA lines with their ends.</summary>
/// <param name="Time">Event time, or null where the recording tells none: it goes out at once.</param>
/// <param name="Sentences">ASCII; valid until the next is asked for.</param>
public readonly record struct RecordedLine(Instant? Time, ReadOnlyMemory<byte> Sentences);
