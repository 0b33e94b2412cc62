using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Formats;

/// <summary>The columns of a track.</summary>
internal static class TrackColumns
{
    /// <summary>What a point tells beside its time and place.</summary>
    public static readonly IReadOnlyList<(string Name, Func<TrackPoint, object?> Value)> OfPoint =
    [
        ("speedOverGroundKnots", point => point.HasSpeedOverGroundKnots ? point.SpeedOverGroundKnots : null),
        ("courseOverGroundDegrees", point => point.HasCourseOverGroundDegrees ? point.CourseOverGroundDegrees : null),
        ("trueHeadingDegrees", point => point.HasTrueHeadingDegrees ? point.TrueHeadingDegrees : null),
        ("navigationalStatus", point => point.HasNavigationalStatus ? point.NavigationalStatus : null),
        ("interpolated", point => point.Interpolated),
        ("afterGap", point => point.AfterGap),
    ];

    public static readonly IReadOnlyList<string> Names = ["time", "latitude", "longitude", .. OfPoint.Select(column => column.Name)];

    public static IReadOnlyList<object?> Cells(TrackPoint point) =>
    [
        WireTime.ToDomain(point.Time), Degrees(point.Position.Latitude), Degrees(point.Position.Longitude), .. OfPoint.Select(column => column.Value(point)),
    ];

    /// <summary>Rounded as AIS is printed: six decimals give the 1/600,000 degree that was sent.</summary>
    public static double Degrees(double degrees) => Math.Round(degrees, 6);
}
