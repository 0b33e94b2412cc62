using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Forensics;

/// <summary>A minute of a vessel's track: noise averaged out.</summary>
/// <param name="Time">Middle of her fixes in it.</param>
/// <param name="SpeedKnots">Mean speed over ground; from her positions where she tells none. NaN where neither is known.</param>
/// <param name="CourseDegrees">Mean course over ground, or NaN.</param>
/// <param name="CrabDegrees">Mean turn from her heading to her course, -180 to 180, or NaN.</param>
internal readonly record struct TrackMinute(Instant Time, double SpeedKnots, double CourseDegrees, double CrabDegrees)
{
    /// <summary>The minutes of a track in which she was heard, oldest first.</summary>
    public static List<TrackMinute> Of(IReadOnlyList<PositionReport> track)
    {
        var minutes = new List<TrackMinute>();
        for (var first = 0; first < track.Count;)
        {
            var minute = Math.DivRem(track[first].Time.UnixSeconds, 60).Quotient;
            var end = first + 1;
            while (end < track.Count && Math.DivRem(track[end].Time.UnixSeconds, 60).Quotient == minute)
            {
                end++;
            }

            minutes.Add(Mean(track, first, end));
            first = end;
        }

        return minutes;
    }

    private static TrackMinute Mean(IReadOnlyList<PositionReport> track, int first, int end)
    {
        var (speed, speeds, seconds) = (0.0, 0, 0L);
        var (course, crab) = (default(Direction), default(Direction));
        for (var i = first; i < end; i++)
        {
            var fix = track[i];
            seconds += fix.Time.UnixSeconds - track[first].Time.UnixSeconds;
            if (fix.SpeedOverGroundKnots is { } knots)
            {
                (speed, speeds) = (speed + knots, speeds + 1);
            }

            if (fix.CourseOverGroundDegrees is { } over)
            {
                course.Add(over);
                if (fix.TrueHeadingDegrees is { } heading)
                {
                    crab.Add(Angle.Turn(heading, over));
                }
            }
        }

        var time = track[first].Time + TimeSpan.FromSeconds(seconds / (double)(end - first));
        return new TrackMinute(time, speeds > 0 ? speed / speeds : Made(track, first, end), course.Mean, crab.Mean is var angle && angle > 180 ? angle - 360 : angle);
    }

    // Between the fix before this minute and its last one.
    private static double Made(IReadOnlyList<PositionReport> track, int first, int end)
    {
        var from = track[Math.Max(0, first - 1)];
        var to = track[end - 1];
        var time = to.Time - from.Time;
        return time <= TimeSpan.Zero || time > TimeSpan.FromMinutes(10) ? double.NaN : Nautical.Knots(new LocalPlane(from.Position).DistanceTo(to.Position), time);
    }

    private struct Direction
    {
        private double east;
        private double north;
        private int count;

        public readonly double Mean => count == 0 ? double.NaN : Angle.OfVector(east, north);

        public void Add(double degrees)
        {
            var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
            (east, north, count) = (east + sin, north + cos, count + 1);
        }
    }
}
