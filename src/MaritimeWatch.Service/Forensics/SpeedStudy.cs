using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Service.Forensics;

/// <summary>A vessel's speed before, at and after a moment, held against her own ordinary speed.</summary>
/// <param name="BaselineKnots">Median of the minutes from an hour to a quarter of an hour before, on the same leg.</param>
/// <param name="SigmaKnots">Their scatter: 1.4826 times the median absolute deviation.</param>
/// <param name="Minutes">How many minutes that is.</param>
/// <param name="LeastKnots">The slowest minute within five minutes of the moment; its neighbours agree.</param>
/// <param name="AfterKnots">Median of the minutes from five to forty minutes after, or NaN.</param>
/// <param name="SlowMinutes">For how long she stayed at least 10 % below the baseline, in minutes, where that began within five minutes of the moment; else 0.</param>
/// <param name="TurnDegrees">The largest change of course within the five minutes either way.</param>
/// <param name="CrabShiftDegrees">How far the angle between bow and way moved from its own baseline within ten minutes after, or NaN where no heading is known.</param>
internal sealed record SpeedStudy(
    double BaselineKnots, double SigmaKnots, int Minutes, double LeastKnots, double AfterKnots, double SlowMinutes, double TurnDegrees, double CrabShiftDegrees)
{
    /// <summary>A slower baseline is manoeuvring and not judged (D2).</summary>
    public const double LeastBaselineKnots = 5;

    /// <summary>A change of course that explains a loss of speed (D2).</summary>
    public const double ExplainingTurnDegrees = 20;

    private const int LeastMinutes = 8;
    private static readonly TimeSpan BaselineFrom = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan BaselineTo = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan At = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterTo = TimeSpan.FromMinutes(40);

    /// <summary>How much slower she was than usual, in knots; below 0 where she was faster.</summary>
    public double LossKnots => BaselineKnots - LeastKnots;

    /// <summary>The study of a moment, or null where she has no ordinary speed to be held against: too little track, or too slow.</summary>
    public static SpeedStudy? Of(IReadOnlyList<TrackMinute> minutes, Instant moment)
    {
        var before = Between(minutes, moment - BaselineFrom, moment - BaselineTo);

        // The leg she was on as the quarter of an hour began: what she did before a turn is another story.
        var leg = before.Count == 0 ? double.NaN : before[^1].CourseDegrees;
        var same = before.Where(minute => double.IsNaN(leg) || double.IsNaN(minute.CourseDegrees) || Angle.Between(leg, minute.CourseDegrees) <= ExplainingTurnDegrees).ToList();
        var about = Between(minutes, moment - At, moment + At);
        if (same.Count < LeastMinutes || about.Count == 0)
        {
            return null;
        }

        var baseline = Median(same.Select(minute => minute.SpeedKnots));
        if (baseline < LeastBaselineKnots)
        {
            return null;
        }

        var sigma = 1.4826 * Median(same.Select(minute => Math.Abs(minute.SpeedKnots - baseline)));
        var after = Between(minutes, moment + At, moment + AfterTo);
        var courses = about.Where(minute => !double.IsNaN(minute.CourseDegrees)).Select(minute => minute.CourseDegrees).ToList();
        var turn = courses.Count < 2 ? 0 : courses.Max(one => Angle.Between(courses[0], one));
        return new SpeedStudy(
            baseline, sigma, same.Count, Slowest(about), after.Count == 0 ? double.NaN : Median(after.Select(minute => minute.SpeedKnots)), Slow(minutes, moment, baseline), turn, CrabShift(minutes, same, moment));
    }

    private static List<TrackMinute> Between(IReadOnlyList<TrackMinute> minutes, Instant from, Instant to) =>
        [.. minutes.Where(minute => minute.Time >= from && minute.Time <= to && !double.IsNaN(minute.SpeedKnots))];

    // The second slowest where there are several: one minute may be one bad fix.
    private static double Slowest(List<TrackMinute> about)
    {
        var sorted = about.Select(minute => minute.SpeedKnots).Order().ToList();
        return sorted.Count >= 4 ? sorted[1] : sorted[0];
    }

    private static double Slow(IReadOnlyList<TrackMinute> minutes, Instant moment, double baseline)
    {
        var (since, last, misses) = ((Instant?)null, default(Instant), 0);
        foreach (var minute in Between(minutes, moment - At, moment + TimeSpan.FromHours(2)))
        {
            if (minute.SpeedKnots <= baseline * 0.9)
            {
                if (since is null && minute.Time > moment + At)
                {
                    // A slow-down that begins elsewhere is a stream, a turn or a berth, not what happened here.
                    return 0;
                }

                since ??= minute.Time;
                (last, misses) = (minute.Time, 0);
            }
            else if (since is not null && ++misses > 2)
            {
                break;
            }
        }

        return since is { } began ? (last - began).TotalMinutes : 0;
    }

    private static double CrabShift(IReadOnlyList<TrackMinute> minutes, List<TrackMinute> baseline, Instant moment)
    {
        var usual = baseline.Where(minute => !double.IsNaN(minute.CrabDegrees)).Select(minute => minute.CrabDegrees).ToList();
        var then = Between(minutes, moment, moment + TimeSpan.FromMinutes(10)).Where(minute => !double.IsNaN(minute.CrabDegrees)).Select(minute => minute.CrabDegrees).ToList();
        return usual.Count < LeastMinutes || then.Count < 3 ? double.NaN : Angle.Between(Median(then), Median(usual));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
