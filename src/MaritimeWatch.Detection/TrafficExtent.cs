using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection;

/// <summary>How much traffic was followed, and when: what rates of alerts are counted by.</summary>
/// <param name="First">Event time of the earliest fix followed; <see cref="Instant.MaxValue"/> when there was none.</param>
/// <param name="Last">Event time of the latest; <see cref="Instant.MinValue"/> when there was none.</param>
/// <param name="VesselTime">The time between successive fixes of every vessel, added up; silences that end a piece of track are left out.</param>
public readonly record struct TrafficExtent(Instant First, Instant Last, TimeSpan VesselTime)
{
    /// <summary>No traffic.</summary>
    public static readonly TrafficExtent None = new(Instant.MaxValue, Instant.MinValue, TimeSpan.Zero);

    /// <summary>Whether there was any.</summary>
    public bool IsNone => First > Last;

    /// <summary>This and another part of the vessels.</summary>
    public static TrafficExtent operator +(TrafficExtent one, TrafficExtent other) =>
        new(Instant.Min(one.First, other.First), Instant.Max(one.Last, other.Last), one.VesselTime + other.VesselTime);

    /// <summary>This and one more fix.</summary>
    /// <param name="time">Event time of the fix.</param>
    /// <param name="sinceLast">Time since the vessel's fix before, or zero where the track begins.</param>
    internal TrafficExtent With(Instant time, TimeSpan sinceLast) => new(Instant.Min(First, time), Instant.Max(Last, time), VesselTime + sinceLast);
}
