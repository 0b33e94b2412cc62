using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>One entry of a track's memory: where the vessel was, and her mean motion since the entry before.</summary>
/// <param name="Time">Event time.</param>
/// <param name="RawLatitude">1/600,000 degree.</param>
/// <param name="RawLongitude">1/600,000 degree.</param>
/// <param name="MeanSpeedKnots">Mean reported speed since the sample before, or NaN.</param>
/// <param name="LeastSpeedKnots">Least median of three consecutive reported speeds since the sample before, or NaN.</param>
/// <param name="CourseDegrees">Reported course at the sample, or NaN.</param>
/// <param name="CrabDegrees">Mean of course minus heading since the sample before, -180 to 180, or NaN.</param>
internal readonly record struct TrackSample(
    Instant Time, int RawLatitude, int RawLongitude, float MeanSpeedKnots, float LeastSpeedKnots, float CourseDegrees, float CrabDegrees)
{
    public GeoPosition Position => new(RawLatitude / (double)PositionReport.RawPerDegree, RawLongitude / (double)PositionReport.RawPerDegree);
}
