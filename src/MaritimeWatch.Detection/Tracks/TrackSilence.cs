using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>A vessel that was not heard for a time.</summary>
/// <param name="Last">The last fix before it.</param>
/// <param name="Next">The first fix after it.</param>
public readonly record struct TrackSilence(PositionReport Last, PositionReport Next)
{
    /// <summary>How long it was.</summary>
    public TimeSpan Duration => Next.Time - Last.Time;
}
