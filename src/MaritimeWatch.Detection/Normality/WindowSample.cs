using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Normality;

/// <summary>What is learned of one minute of a track; 12 bytes.</summary>
/// <param name="Cell">The cell of <see cref="TrafficGrid"/>.</param>
/// <param name="SpeedTenths">Mean speed in 1/10 knot.</param>
/// <param name="TurnDegreesPerMinute">Turn since the minute before, right or left, or NaN.</param>
/// <param name="CrabDegrees">Course off the heading, to either side, or NaN.</param>
/// <param name="Sector">Course sector, 0 to 15 of 22.5° each, 0 about north; <see cref="NoSector"/> where she does not move.</param>
internal readonly record struct WindowSample(int Cell, ushort SpeedTenths, Half TurnDegreesPerMinute, Half CrabDegrees, byte Sector)
{
    public const int Sectors = 16;
    public const byte NoSector = 255;

    // Below it the course is that of the noise.
    private const double MovingKnots = 1.0;

    // Slower ships are set by the stream more than they steer.
    private const double SteeringKnots = 3.0;

    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(5);

    public double SpeedKnots => SpeedTenths / 10.0;

    public bool IsMoving => Sector != NoSector;

    /// <summary>The sector of a course in degrees.</summary>
    public static byte SectorOf(double courseDegrees) => (byte)((int)Math.Floor((Angle.Normalise(courseDegrees) / 22.5) + 0.5) % Sectors);

    /// <summary>A sample of a track as it is learned; false where it tells no speed.</summary>
    public static bool TryCreate(in TrackSample sample, in TrackSample before, bool hasBefore, in TrackScale scale, out WindowSample result)
    {
        result = default;
        if (float.IsNaN(sample.MeanSpeedKnots))
        {
            return false;
        }

        var tenths = (ushort)Math.Clamp(Math.Round(sample.MeanSpeedKnots * 10), 0, ushort.MaxValue);
        var isMoving = sample.MeanSpeedKnots >= MovingKnots;
        var course = CourseOf(sample, before, hasBefore, scale);
        var hasTurn = hasBefore && isMoving && before.MeanSpeedKnots >= MovingKnots
            && !float.IsNaN(sample.CourseDegrees) && !float.IsNaN(before.CourseDegrees)
            && sample.Time > before.Time && sample.Time - before.Time <= LongestTurn;
        var turn = hasTurn ? Angle.Between(sample.CourseDegrees, before.CourseDegrees) / (sample.Time - before.Time).TotalMinutes : double.NaN;
        var crab = sample.MeanSpeedKnots >= SteeringKnots ? Math.Abs(sample.CrabDegrees) : float.NaN;
        result = new WindowSample(
            TrafficGrid.CellOf(sample.RawLatitude, sample.RawLongitude),
            tenths,
            (Half)turn,
            (Half)crab,
            isMoving && !double.IsNaN(course) ? SectorOf(course) : NoSector);
        return true;
    }

    private static double CourseOf(in TrackSample sample, in TrackSample before, bool hasBefore, in TrackScale scale)
    {
        if (!float.IsNaN(sample.CourseDegrees) || !hasBefore)
        {
            return sample.CourseDegrees;
        }

        var (east, north) = scale.Offset(before.RawLatitude, before.RawLongitude, sample.RawLatitude, sample.RawLongitude);
        return Math.Abs(east) + Math.Abs(north) < 10 ? double.NaN : Angle.OfVector(east, north);
    }
}
