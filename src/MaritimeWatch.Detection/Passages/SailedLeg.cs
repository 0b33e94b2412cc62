using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Passages;

/// <summary>Two consecutive fixes of one hull, and the way drawn between them.</summary>
internal readonly record struct SailedLeg(PositionReport Before, PositionReport After, FixPath Path, double FastestKnots)
{
    // A doubt of six hours is none that anybody reads: she lay there.
    private const double LongestDoubtSeconds = 6 * 3600;

    // Slower than this she lies, and course and time of a passage mean nothing.
    private const double StillKnots = 0.2;

    /// <summary>The place at a share of the way, with everything known of it.</summary>
    /// <param name="share">Share of the time between the fixes.</param>
    /// <param name="foot">The nearest point of the stretch.</param>
    /// <param name="context">What holds for the asset and the vessel.</param>
    public PassagePoint PointAt(double share, in StretchFoot foot, in PassageContext context)
    {
        var (before, after) = share <= 0 ? (Before, Before) : share >= 1 ? (After, After) : (Before, After);
        var isFix = share is <= 0 or >= 1;
        var velocity = Path.VelocityAt(Math.Clamp(share, 0, 1));
        var drawnKnots = Length(velocity) / Nautical.MetresPerSecondPerKnot;
        var knots = isFix ? before.SpeedOverGroundKnots ?? drawnKnots : drawnKnots;
        double? course = knots < StillKnots ? null
            : isFix && before.CourseOverGroundDegrees is { } told ? told
            : drawnKnots > 0 ? Angle.OfVector(velocity.East, velocity.North) : null;
        var bound = isFix ? 0 : BoundMetres(share);
        var time = Path.TimeAt(share);
        var doubt = new PassageDoubt(context.ChartSigmaMetres, Math.Max(context.FixSigmaMetres(before), context.FixSigmaMetres(after)), bound, 0);
        doubt = doubt with { Seconds = SecondsOf(doubt.Metres, knots, course, foot) };
        var margin = TimeSpan.FromSeconds(doubt.Seconds);
        return new PassagePoint
        {
            Time = time,
            Earliest = time - margin,
            Latest = time + margin,
            Vessel = Path.At(share),
            OnAsset = foot.Point,
            DistanceMetres = foot.Metres,
            KilometresAlong = double.IsNaN(foot.AlongMetres) || context.IsArea ? null : foot.AlongMetres / 1_000,
            SpeedKnots = knots,
            CourseDegrees = course,
            Before = before,
            After = after,
            Form = isFix ? PathForm.Fix : Path.Form,
            Doubt = doubt,
        };
    }

    private static double SecondsOf(double metres, double knots, double? course, in StretchFoot foot)
    {
        // A crossing is as sharp in time as she goes across the line; the closest place of a passage, as she goes past.
        var across = foot.Metres == 0 && course is { } going && !double.IsNaN(foot.LegCourseDegrees)
            ? Math.Abs(Math.Sin((going - foot.LegCourseDegrees) * Math.PI / 180))
            : 1;
        var speed = knots * across * Nautical.MetresPerSecondPerKnot;
        return speed * LongestDoubtSeconds <= metres ? LongestDoubtSeconds : metres / speed;
    }

    private double BoundMetres(double share)
    {
        var plane = new LocalPlane(Before.Position);
        var (toX, toY) = plane.ToPlane(After.Position);
        var (x, y) = plane.ToPlane(Path.At(share));
        var chord = Length((toX, toY));
        var (along, aside) = chord == 0 ? (Length((x, y)), 0) : (((x * toX) + (y * toY)) / chord, ((x * toY) - (y * toX)) / chord);
        var fastest = FastestKnots * Nautical.MetresPerSecondPerKnot * Path.Seconds;
        return SailingReach.BoundMetres(chord, along, aside, share * fastest, (1 - share) * fastest);
    }

    private static double Length((double X, double Y) vector) => Math.Sqrt((vector.X * vector.X) + (vector.Y * vector.Y));
}
