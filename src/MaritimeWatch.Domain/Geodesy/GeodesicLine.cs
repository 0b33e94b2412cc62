namespace MaritimeWatch.Domain.Geodesy;

/// <summary>The shortest line between two places on the ellipsoid.</summary>
/// <param name="DistanceMetres">Its length.</param>
/// <param name="InitialCourseDegrees">Its direction at the start, 0 to 360 degrees true; 0 between equal places.</param>
/// <param name="FinalCourseDegrees">Its direction at the end, going on; 0 to 360 degrees true.</param>
public readonly record struct GeodesicLine(double DistanceMetres, double InitialCourseDegrees, double FinalCourseDegrees);
