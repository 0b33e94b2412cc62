using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Service.Forensics;

/// <summary>How long a vessel went stern first, or across her own bow, about the fault.</summary>
/// <param name="SternFirstMinutes">Longest run at 0.4 to 3 kn with her course 135 to 225 degrees off her heading (D1).</param>
/// <param name="DriftMinutes">Longest run at 1 to 5 kn with her course 45 to 135 degrees off her heading, either side (DR).</param>
/// <param name="DriftFrom">When the latter began.</param>
internal sealed record DriftStudy(double SternFirstMinutes, double DriftMinutes, Instant DriftFrom)
{
    // So much of the other is tolerated within a run: DR.
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);

    public static DriftStudy Of(IReadOnlyList<TrackMinute> minutes, Instant from, Instant to)
    {
        var (stern, _) = Longest(minutes, from, to, minute => minute.SpeedKnots is >= 0.4 and <= 3 && Math.Abs(minute.CrabDegrees) >= 135);
        var (drift, began) = Longest(minutes, from, to, minute => minute.SpeedKnots is >= 1 and <= 5 && Math.Abs(minute.CrabDegrees) is > 45 and < 135);
        return new DriftStudy(stern, drift, began);
    }

    private static (double Minutes, Instant From) Longest(IReadOnlyList<TrackMinute> minutes, Instant from, Instant to, Func<TrackMinute, bool> holds)
    {
        var (longest, began) = (0.0, from);
        (Instant Since, Instant Last)? run = null;
        foreach (var minute in minutes.Where(minute => minute.Time >= from && minute.Time <= to))
        {
            if (holds(minute))
            {
                run = run is { } open && minute.Time - open.Last <= Tolerated ? (open.Since, minute.Time) : (minute.Time, minute.Time);
                if ((run.Value.Last - run.Value.Since).TotalMinutes > longest)
                {
                    (longest, began) = ((run.Value.Last - run.Value.Since).TotalMinutes, run.Value.Since);
                }
            }
        }

        return (longest, began);
    }
}
