using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Tracks;

public sealed class TrackResamplerTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 60)]
    [InlineData(3, 7)]
    public void Resample_AnyTrack_IsTheFixAtAFixAndNeverInsideASilence(int seed, int interval)
    {
        var fixes = Sailing.Wander(seed, 2_000);
        var points = Resampled(fixes, interval, 600);

        var reported = fixes.Where(fix => fix.Time.UnixSeconds % interval == 0).ToDictionary(fix => fix.Time);
        Assert.Equal(reported.Values, points.Where(point => !point.IsInterpolated).Select(point => point.Report));
        Assert.Contains(points, point => point.IsInterpolated);
        Assert.All(points, point => Assert.Equal(0, point.Report.Time.UnixSeconds % interval));
        foreach (var point in points.Where(point => point.IsInterpolated))
        {
            var next = fixes.FindIndex(fix => fix.Time > point.Report.Time);
            Assert.InRange((fixes[next].Time - fixes[next - 1].Time).TotalSeconds, 1, 600);
        }

        // Every moment that is not in a silence is there.
        var expected = Enumerable.Range(1, fixes.Count - 1).Where(number => (fixes[number].Time - fixes[number - 1].Time).TotalSeconds <= 600)
            .SelectMany(number => Multiples(fixes[number - 1].Time.UnixSeconds, fixes[number].Time.UnixSeconds, interval)).Distinct();
        Assert.Equal(expected.Union(reported.Keys.Select(time => time.UnixSeconds)).Order(), points.Select(point => point.Report.Time.UnixSeconds));
    }

    [Fact]
    public void Resample_BetweenTwoFixes_LiesOnTheWayAndTurnsTheShortWay()
    {
        List<PositionReport> fixes =
        [
            Sailing.At(0, 55, 11, knots: 8, course: 350) with { RawHeading = 355 }, Sailing.At(600, 55.02, 11.02, knots: 10, course: 20) with { RawHeading = -1 },
        ];

        var middle = Assert.Single(Resampled(fixes, 300, 600), point => point.IsInterpolated).Report;

        Assert.Equal((9.0, 5.0, (int?)null), (middle.SpeedOverGroundKnots!.Value, middle.CourseOverGroundDegrees!.Value, middle.TrueHeadingDegrees));
        Assert.Equal((55.01, 11.01), (Math.Round(middle.Latitude, 6), Math.Round(middle.Longitude, 6)));
    }

    [Fact]
    public void Resample_ASilenceOfTheLimit_IsLookedAcross_AndOneASecondLonger_IsMarked()
    {
        List<PositionReport> allowed = [Sailing.At(0, 55, 11), Sailing.At(600, 55, 11.02)];
        List<PositionReport> tooLong = [Sailing.At(0, 55, 11), Sailing.At(601, 55, 11.02), Sailing.At(660, 55, 11.022)];

        Assert.Equal(11, Resampled(allowed, 60, 600).Count);
        Assert.Equal([(0L, false), (660L, true)], Resampled(tooLong, 60, 600).Select(point => ((point.Report.Time - Sailing.Epoch).TotalSeconds is var at ? (long)at : 0, point.IsAfterGap)));
    }

    [Fact]
    public void Resample_AJumpThatNoHullMakes_HasNothingBetween()
    {
        // 5.5 km in ten seconds: two ships with one number.
        List<PositionReport> fixes = [Sailing.At(0, 55, 11), Sailing.At(10, 55.05, 11), Sailing.At(20, 55, 11.0005)];

        Assert.Equal([0, 10, 20], Resampled(fixes, 5, 600).Select(point => (int)(point.Report.Time - Sailing.Epoch).TotalSeconds));
    }

    [Fact]
    public void Resample_OnePartOrAnother_GivesTheSamePoints()
    {
        var fixes = Sailing.Wander(9, 500);
        var whole = Resampled(fixes, 30, 600);
        var cut = whole[whole.Count / 2].Report.Time;

        var points = new List<TrackFix>();
        var resampler = new TrackResampler(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(600));
        fixes.ForEach(fix => resampler.Add(fix, cut, Instant.MaxValue, points));

        Assert.Equal(whole.Where(point => point.Report.Time >= cut).Select(point => point.Report), points.Select(point => point.Report));
    }

    [Fact]
    public void ReportAt_AcrossTheAntimeridian_GoesTheShortWay()
    {
        var leg = new TrackLeg(Sailing.At(0, 0, 179.99), Sailing.At(100, 0, -179.97));

        Assert.Equal(-179.99, leg.ReportAt(Sailing.Epoch + TimeSpan.FromSeconds(50)).Longitude, 6);
        Assert.InRange(leg.Metres, 0.999 * Geodesic.DistanceMetres(leg.From, leg.To), 1.001 * Geodesic.DistanceMetres(leg.From, leg.To));
    }

    private static List<TrackFix> Resampled(List<PositionReport> fixes, int seconds, int gap)
    {
        var points = new List<TrackFix>();
        var resampler = new TrackResampler(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(gap));
        fixes.ForEach(fix => resampler.Add(fix, Instant.MinValue, Instant.MaxValue, points));
        return points;
    }

    private static IEnumerable<long> Multiples(long from, long to, int interval)
    {
        for (var at = (from + interval - 1) / interval * interval; at <= to; at += interval)
        {
            yield return at;
        }
    }
}
