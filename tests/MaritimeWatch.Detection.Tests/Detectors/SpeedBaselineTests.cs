using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>The baseline of D2: detectors.md C.5 and decision 0301.</summary>
public sealed class SpeedBaselineTests
{
    private static readonly PoweredDragOptions Options = DetectionSettings.Default.PoweredDrag;

    [Fact]
    public void Before_SteadySpeed_IsItsMedianWithoutTrendOrScatter()
    {
        var baseline = After(60, _ => 11)!;
        Assert.Equal((11, 0, 0), (baseline.MedianKnots, baseline.TrendKnotsPerHour, baseline.SigmaKnots));
        Assert.Equal(11, baseline.ExpectedKnots(At(90)));
        Assert.Equal(61, baseline.Samples);
    }

    [Fact]
    public void Before_SlowedForTenMinutes_MedianAndTrendDoNotFollow()
    {
        var baseline = After(60, minute => minute is >= 20 and < 30 ? 7 : 11)!;
        Assert.Equal(11, baseline.MedianKnots);
        Assert.Equal(0, baseline.TrendKnotsPerHour);
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void Before_YoungTrack_NeedsThirtyMinutes(int minutes, bool exists) => Assert.Equal(exists, After(minutes, _ => 11) is not null);

    // A turn of 30 degrees at minute 20 or 40: what was before belongs to another leg, which begins at the second sample off it.
    [Theory]
    [InlineData(20, true)]
    [InlineData(40, false)]
    public void Before_AfterATurn_NeedsThirtyMinutesOnTheLeg(int turnsAt, bool exists) =>
        Assert.Equal(exists, After(60, _ => 11, minute => minute < turnsAt ? 90 : 120) is not null);

    [Fact]
    public void Before_BendOfTwentyDegrees_IsTheSameLeg() => Assert.NotNull(After(60, _ => 11, minute => minute < 40 ? 90 : 110));

    // A stream takes up to 1.5 kn an hour; more is not the stream's, less than 0.2 is rounding.
    [Theory]
    [InlineData(-0.1, 0)]
    [InlineData(-1.2, -1.2)]
    [InlineData(-3, -1.5)]
    public void Before_FallingStream_TrendIsLimited(double knotsPerHour, double expected) =>
        Assert.Equal(expected, After(60, minute => 11 + (knotsPerHour * minute / 60))!.TrendKnotsPerHour, 1);

    [Fact]
    public void ExpectedKnots_FallingStream_FollowsTheTrendForTwentyMinutesOnly()
    {
        var baseline = After(60, minute => 11 - (1.2 * minute / 60))!;
        Assert.Equal(9.8, baseline.ExpectedKnots(At(60)), 1);
        Assert.Equal(9.4, baseline.ExpectedKnots(At(80)), 1);
        Assert.Equal(baseline.ExpectedKnots(At(80)), baseline.ExpectedKnots(At(180)));
    }

    [Fact]
    public void ExpectedKnots_RisingStream_NeverExpectsMoreThanShown()
    {
        var baseline = After(60, minute => 9 + (1.2 * minute / 60))!;
        Assert.InRange(baseline.ExpectedKnots(At(80)), 10.1, 10.2);
    }

    // 1.4826 times the median absolute deviation: half the samples 0.2 kn off give about 0.3 kn at most.
    [Fact]
    public void Before_ScatteredSpeed_SigmaIsRobust()
    {
        var random = new Random(5);
        var baseline = After(60, minute => 11 + ((random.NextDouble() - 0.5) * 0.8) + (minute == 33 ? 5 : 0))!;
        Assert.InRange(baseline.SigmaKnots, 0.15, 0.45);
    }

    private static Instant At(int minute) => Waters.Midnight + TimeSpan.FromMinutes(minute);

    private static SpeedBaseline? After(int minutes, Func<int, double> knots, Func<int, double>? course = null)
    {
        var track = new VesselTrack(new Mmsi(219_000_606));
        for (var minute = 0; minute <= minutes; minute++)
        {
            track.Take(
                PositionReport.Create(At(minute), new Mmsi(219_000_606), Waters.Place(minute * 300, 0), knots(minute), course?.Invoke(minute) ?? 90, 90),
                DetectionSettings.Default,
                isBreak: false);
        }

        return SpeedBaseline.Before(track, At(minutes), Options);
    }
}
