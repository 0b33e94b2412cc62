using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Service.Forensics;

/// <summary>How long a vessel went stern first, or across her own bow, about the fault.</summary>
/// <param name="SternFirstMinutes">Longest run at 0.4 to 3 kn with her course 135 to 225 degrees off her heading (D1).</param>
/// <param name="DriftMinutes">Longest run at 1 to 5 kn with her course 45 to 135 degrees off her heading, either side (DR).</param>
/// <param name="DriftFrom">When the latter began.</param>
internal sealed record DriftStudy(double SternFirstMinutes, double DriftMinutes, Instant DriftFrom)
{
    /// <summary>So much of anything else is tolerated within a run, all together: DR.</summary>
    private const double ToleratedMinutes = 5;

    /// <summary>A longer silence ends a run: a ship at anchor reports every three minutes, and one report may be lost.</summary>
    private const double LongestSilenceMinutes = 10;

    /// <summary>Minutes that a run has at least: single ones are noise. D1 asks for three fixes.</summary>
    private const int LeastMinutes = 3;

    /// <summary>Metres that are no noise of a ship lying to: a cable's length, design value; detectors.md E has 5 to 15 m.</summary>
    private const double LeastSternMetres = 185;

    /// <summary>Metres of a drift: DR.</summary>
    private const double LeastDriftMetres = 500;

    public static DriftStudy Of(IReadOnlyList<TrackMinute> minutes, Instant from, Instant to)
    {
        var (stern, _) = Longest(minutes, from, to, LeastSternMetres, minute => minute.SpeedKnots is >= 0.4 and <= 3 && Math.Abs(minute.CrabDegrees) >= 135);
        var (drift, began) = Longest(minutes, from, to, LeastDriftMetres, minute => minute.SpeedKnots is >= 1 and <= 5 && Math.Abs(minute.CrabDegrees) is > 45 and < 135);
        return new DriftStudy(stern, drift, began);
    }

    private static (double Minutes, Instant From) Longest(IReadOnlyList<TrackMinute> minutes, Instant from, Instant to, double leastMetres, Func<TrackMinute, bool> holds)
    {
        var (longest, began) = (0.0, from);
        Run? run = null;
        foreach (var minute in minutes.Where(minute => minute.Time >= from && minute.Time <= to))
        {
            var elapsed = run is { } open ? (minute.Time - open.Seen).TotalMinutes : 0;
            run = elapsed > LongestSilenceMinutes ? null : run;
            if (!holds(minute))
            {
                run = run is null || run.OtherMinutes + elapsed > ToleratedMinutes ? null : run with { Seen = minute.Time, OtherMinutes = run.OtherMinutes + elapsed };
                continue;
            }

            run = run is null
                ? new Run(minute.Time, minute.Time, 1, 0, 0)
                : run with { Seen = minute.Time, Count = run.Count + 1, Metres = run.Metres + (minute.SpeedKnots * Nautical.MetresPerSecondPerKnot * 60 * elapsed) };
            if (run.Count >= LeastMinutes && run.Metres >= leastMetres && (run.Seen - run.Since).TotalMinutes > longest)
            {
                (longest, began) = ((run.Seen - run.Since).TotalMinutes, run.Since);
            }
        }

        return (longest, began);
    }

    private sealed record Run(Instant Since, Instant Seen, int Count, double OtherMinutes, double Metres);
}
