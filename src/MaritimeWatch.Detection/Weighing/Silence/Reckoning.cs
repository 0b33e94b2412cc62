using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>Dead reckoning: where a vessel would be had she gone on.</summary>
/// <param name="From">Last place.</param>
/// <param name="CourseDegrees">Course over ground, or NaN.</param>
/// <param name="SpeedKnots">Speed over ground, or 0 where it is not known.</param>
internal readonly record struct Reckoning(GeoPosition From, double CourseDegrees, double SpeedKnots)
{
    public static Reckoning Of(in PositionReport fix, in PictureSample sample) => new(
        fix.Position,
        fix.CourseOverGroundDegrees ?? sample.CourseDegrees,
        fix.SpeedOverGroundKnots ?? (float.IsNaN(sample.MeanSpeedKnots) ? 0 : sample.MeanSpeedKnots));

    /// <summary>Metres sailed after a time.</summary>
    public double Metres(TimeSpan time) => SpeedKnots * Nautical.MetresPerSecondPerKnot * time.TotalSeconds;

    /// <summary>Where she would be after a time; her last place where the course is not known.</summary>
    public GeoPosition After(TimeSpan time)
    {
        if (double.IsNaN(CourseDegrees))
        {
            return From;
        }

        var (sin, cos) = Math.SinCos(CourseDegrees * Math.PI / 180);
        var metres = Metres(time);
        return new LocalPlane(From).ToGeo(metres * sin, metres * cos);
    }
}
