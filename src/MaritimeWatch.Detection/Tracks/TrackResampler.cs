using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>Where a vessel was at each whole multiple of an interval since 1970: the fix of that second, or what lies between the fixes around it.</summary>
/// <remarks>The moments do not depend on where the track begins, so two vessels, or two parts of a track, can be laid over each other.</remarks>
/// <param name="interval">Between two points; whole seconds, at least one.</param>
/// <param name="maxGap">Nothing is said about the inside of a longer silence.</param>
public sealed class TrackResampler(TimeSpan interval, TimeSpan maxGap)
{
    private readonly long seconds = (long)interval.TotalSeconds;
    private PositionReport? previous;
    private bool isAfterGap = true;
    private bool hasGiven;

    /// <summary>Takes the next fix of the vessel and gives the points up to it.</summary>
    /// <param name="fix">Not earlier than the one before; has a position.</param>
    /// <param name="first">No point before this moment is given.</param>
    /// <param name="last">No point after this moment is given.</param>
    /// <param name="points">Receives them, in order of time.</param>
    public void Add(in PositionReport fix, Instant first, Instant last, List<TrackFix> points)
    {
        if (previous is { } before)
        {
            var leg = new TrackLeg(before, fix);
            if (leg.IsSailed(maxGap))
            {
                var end = Math.Min(fix.Time.UnixSeconds - 1, last.UnixSeconds);
                for (var at = NextMultiple(Math.Max(before.Time.UnixSeconds + 1, CeilingSeconds(first))); at <= end; at += seconds)
                {
                    Give(new TrackFix(leg.ReportAt(Instant.FromUnixSeconds(at)), IsInterpolated: true, IsAfterGap: false), points);
                }
            }
            else
            {
                isAfterGap = true;
            }
        }

        // Of several fixes of one second the first stands for it.
        if (previous?.Time != fix.Time && NextMultiple(fix.Time.UnixSeconds) == fix.Time.UnixSeconds && fix.Time >= first && fix.Time <= last)
        {
            Give(new TrackFix(fix, IsInterpolated: false, IsAfterGap: false), points);
        }

        previous = fix;
    }

    private void Give(in TrackFix point, List<TrackFix> points)
    {
        points.Add(point with { IsAfterGap = isAfterGap && hasGiven });
        (isAfterGap, hasGiven) = (false, true);
    }

    private static long CeilingSeconds(Instant time) => time.WholeSecond == time ? time.UnixSeconds : time.UnixSeconds + 1;

    private long NextMultiple(long from)
    {
        var rest = from % seconds;
        return rest == 0 ? from : rest > 0 ? from + seconds - rest : from - rest;
    }
}
