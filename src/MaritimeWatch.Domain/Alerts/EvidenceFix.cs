namespace MaritimeWatch.Domain.Alerts;

/// <summary>A position that belongs to the evidence.</summary>
/// <param name="Time">Event time.</param>
/// <param name="Position">Where.</param>
/// <param name="SpeedOverGroundKnots">Reported speed in knots, or null.</param>
/// <param name="CourseOverGroundDegrees">Reported course in degrees, or null.</param>
/// <param name="TrueHeadingDegrees">Reported heading in degrees, or null.</param>
public sealed record EvidenceFix(Instant Time, GeoPosition Position, double? SpeedOverGroundKnots, double? CourseOverGroundDegrees, double? TrueHeadingDegrees);
