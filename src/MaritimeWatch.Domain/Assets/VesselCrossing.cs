using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Domain.Assets;

/// <summary>A vessel crossed a charted asset: between two of her fixes, on the straight line from one to the other.</summary>
/// <param name="AssetId">The asset.</param>
/// <param name="Shape">What was charted of it then (<see cref="AssetShapeHash"/>).</param>
/// <param name="Time">When, interpolated; to the millisecond.</param>
/// <param name="Mmsi">Who.</param>
/// <param name="RawLatitude">Where, in 1/600,000 degree.</param>
/// <param name="RawLongitude">Where, in 1/600,000 degree.</param>
/// <param name="AlongMetres">Metres along the asset's parts in the order of its chart; 0 for an area.</param>
/// <param name="RawSpeed">Speed over ground at the fix before, 1/10 knot; -1 when not available.</param>
/// <param name="RawCourse">Course over ground at the fix before, 1/10 degree; -1 when not available.</param>
/// <param name="GapSeconds">Seconds between the two fixes.</param>
/// <param name="IsSure">Whether she was heard often enough for the crossing to be taken as one; where not, she was silent, and only may have gone straight.</param>
public readonly record struct VesselCrossing(
    string AssetId, string Shape, Instant Time, Mmsi Mmsi, int RawLatitude, int RawLongitude, int AlongMetres, short RawSpeed, short RawCourse, int GapSeconds, bool IsSure)
{
    /// <summary>Where.</summary>
    public GeoPosition Position => new(RawLatitude / (double)PositionReport.RawPerDegree, RawLongitude / (double)PositionReport.RawPerDegree);

    /// <summary>Speed over ground at the fix before in knots, or null.</summary>
    public double? SpeedKnots => RawSpeed < 0 ? null : RawSpeed / 10.0;

    /// <summary>Course over ground at the fix before in degrees true, or null.</summary>
    public double? CourseDegrees => RawCourse < 0 ? null : RawCourse / 10.0;
}
