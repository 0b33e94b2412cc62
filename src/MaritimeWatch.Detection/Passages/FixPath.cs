using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Passages;

/// <summary>The way drawn between two fixes of one vessel.</summary>
/// <remarks>
/// Straight at even speed, in longitude and latitude like a charted leg; or, where both fixes tell a course and speed that account for the
/// distance made, a cubic Hermite curve in time. A ship that turns is between the two fixes where the curve is, not where the chord is: on a
/// turn of 60 degrees in two minutes at 12 kn the chord cuts the corner by 95 m. Where course and speed do not account for the distance
/// (she stopped, the GNSS filter lags, one of them is wrong) the curve would swing wide, and the straight line is taken.
/// </remarks>
internal readonly struct FixPath
{
    // The greatest value of the two Hermite terms that carry the tangents: 4/27 of the difference between tangent and chord.
    private const double Swing = 4.0 / 27;

    // Distance made over distance sailed: less than this is more than a half circle of turning, more is a speed that was not kept.
    private const double LeastMade = 0.6;
    private const double MostMade = 1.1;

    private readonly GeoPosition origin;
    private readonly double east;
    private readonly double north;
    private readonly (double East, double North) leaving;
    private readonly (double East, double North) arriving;
    private readonly double kx;
    private readonly double ky;

    public FixPath(in PositionReport before, in PositionReport after, PassageOptions options, bool mayCurve)
    {
        origin = before.Position;
        Seconds = (after.Time - before.Time).TotalSeconds;
        Start = before.Time;
        var longitude = after.Longitude - before.Longitude;
        east = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
        north = after.Latitude - before.Latitude;
        (kx, ky) = DegreeScale.At((before.Latitude + after.Latitude) / 2);
        Metres = Math.Sqrt((east * kx * east * kx) + (north * ky * north * ky));
        leaving = arriving = (east, north);
        Form = PathForm.Straight;
        if (mayCurve && Seconds >= options.CurveFrom.TotalSeconds
            && before is { SpeedOverGroundKnots: { } speed, CourseOverGroundDegrees: { } course }
            && after is { SpeedOverGroundKnots: { } nextSpeed, CourseOverGroundDegrees: { } nextCourse }
            && speed >= options.CurveKnots && nextSpeed >= options.CurveKnots)
        {
            var sailed = (speed + nextSpeed) / 2 * Nautical.MetresPerSecondPerKnot * Seconds;
            if (Metres >= LeastMade * sailed && Metres <= MostMade * sailed)
            {
                Form = PathForm.Curved;
                leaving = Tangent(speed, course);
                arriving = Tangent(nextSpeed, nextCourse);
            }
        }
    }

    /// <summary>When it begins.</summary>
    public Instant Start { get; }

    /// <summary>How long it takes.</summary>
    public double Seconds { get; }

    /// <summary>The length of the chord.</summary>
    public double Metres { get; }

    /// <summary>How it is drawn.</summary>
    public PathForm Form { get; }

    /// <summary>In how many chords it is worked out: a straight way in pieces of at most 5 km, over which a plane is good to a metre; a curve so that no
    /// chord cuts more than a metre off it.</summary>
    public int Chords => Form == PathForm.Straight
        ? Math.Max(1, (int)Math.Ceiling(Metres / 5_000))
        : Math.Clamp((int)Math.Ceiling(Math.Sqrt(SwingMetres)) + 1, 2, 64);

    /// <summary>How far the way swings out from its chord at most, in metres.</summary>
    private double SwingMetres => Swing * (Length(leaving.East - east, leaving.North - north) + Length(arriving.East - east, arriving.North - north));

    /// <summary>How far from its first fix the way gets at most, for any way drawn between two such fixes.</summary>
    public static double ReachMetres(double chordMetres, double seconds, double fastestKnots) =>
        chordMetres + (Swing * 2 * (chordMetres + (seconds * fastestKnots * Nautical.MetresPerSecondPerKnot)));

    /// <summary>The place after a share of the time, 0 to 1; exactly the fixes at its ends, so that consecutive ways join.</summary>
    public GeoPosition At(double share)
    {
        if (share <= 0)
        {
            return origin;
        }

        var (x, y) = (share * east, share * north);
        if (Form == PathForm.Curved && share < 1)
        {
            var rest = 1 - share;
            var (a, b, chord) = (share * rest * rest, -share * share * rest, share * share * (3 - (2 * share)));
            x = (chord * east) + (a * leaving.East) + (b * arriving.East);
            y = (chord * north) + (a * leaving.North) + (b * arriving.North);
        }

        var longitude = origin.Longitude + x;
        return new GeoPosition(origin.Latitude + y, longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude);
    }

    /// <summary>Event time after a share of the time.</summary>
    public Instant TimeAt(double share) => Start + TimeSpan.FromSeconds(share * Seconds);

    /// <summary>Metres a second eastward and northward after a share of the time.</summary>
    public (double East, double North) VelocityAt(double share)
    {
        if (Seconds <= 0)
        {
            return (0, 0);
        }

        var (x, y) = (east, north);
        if (Form == PathForm.Curved)
        {
            var (a, b, chord) = (1 + (share * ((3 * share) - 4)), share * ((3 * share) - 2), 6 * share * (1 - share));
            x = (chord * east) + (a * leaving.East) + (b * arriving.East);
            y = (chord * north) + (a * leaving.North) + (b * arriving.North);
        }

        return (x * kx / Seconds, y * ky / Seconds);
    }

    private (double East, double North) Tangent(double knots, double courseDegrees)
    {
        var (sin, cos) = Math.SinCos(courseDegrees * Math.PI / 180);
        var metres = knots * Nautical.MetresPerSecondPerKnot * Seconds;
        return (metres * sin / kx, metres * cos / ky);
    }

    private double Length(double eastDegrees, double northDegrees)
    {
        var (x, y) = (eastDegrees * kx, northDegrees * ky);
        return Math.Sqrt((x * x) + (y * y));
    }
}
