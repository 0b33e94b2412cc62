using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway.Merging;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class SourceClockTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 11, 17, 12);

    /// <summary>Off: how the source's own clock stands. Slow: how long its messages take. Expected: what is taken off its times.</summary>
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2, 0, 0)] // as much as reception and rounding take
    [InlineData(3, 0, 3)]
    [InlineData(-3, 0, -3)]
    [InlineData(25, 0, 25)]
    [InlineData(-25, 1, -25)]
    [InlineData(90, 0, 90)]
    [InlineData(-90, 0, -90)]
    [InlineData(0, 300, 0)] // slow is not wrong
    [InlineData(0, 60, 0)]
    [InlineData(601, 0, 0)] // no clock at all: told, not put right
    public void Judge_ASourceThatStampsItsMessages_IsPutRightBySeconds(int off, int slow, int expected)
    {
        var clock = new SourceClock();

        Feed(clock, sent => sent + off, slow);

        Assert.Equal(expected, clock.CorrectionSeconds);
        Assert.Equal(Math.Abs(off) > 600, clock.Problem is not null);
    }

    /// <summary>A source without times is stamped on receipt: what its messages take is put right, as far as a minute can tell.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(12, 12)]
    [InlineData(50, 50)]
    public void Judge_ASourceStampedOnReceipt_IsPutRightByWhatItsMessagesTake(int slow, int expected)
    {
        var clock = new SourceClock();

        Feed(clock, sent => sent + slow, slow);

        Assert.Equal(expected, clock.CorrectionSeconds);
    }

    [Fact]
    public void Correct_OnceTheClockIsKnown_GivesTheTimeAsItWas()
    {
        var clock = new SourceClock();
        Feed(clock, sent => sent + 20, 0);
        var report = Report(Start + TimeSpan.FromSeconds(20));

        clock.Correct(ref report, Start, utcSecond: 0);

        Assert.Equal(Start, report.Time);
    }

    [Fact]
    public void Judge_WhereCorrectionIsSwitchedOff_SaysHowFarItIsOff()
    {
        var clock = new SourceClock(isCorrected: false);

        Feed(clock, sent => sent + 20, 0);

        Assert.Equal((0, "clock off by 20 s (ahead)"), (clock.CorrectionSeconds, clock.Problem));
    }

    [Fact]
    public void Judge_AClockThatWanders_IsToldAndNotPutRight()
    {
        var random = new Random(7);
        var clock = new SourceClock();

        Feed(clock, sent => sent + random.Next(60), 0);

        Assert.Equal(0, clock.CorrectionSeconds);
        Assert.Contains("not steadily", clock.Problem, StringComparison.Ordinal);
        Assert.False(clock.IsWitness);
    }

    /// <summary>JSON carries no second of the ship's: copies of what a good source brought tell all the same.</summary>
    [Fact]
    public void Judge_ByCopiesAlone_PutsRightWhatTheyShow()
    {
        var clock = new SourceClock();
        for (var copy = 0; copy < 16; copy++)
        {
            clock.NoteCopy(-44);
        }

        clock.Judge();

        Assert.Equal(-44, clock.CorrectionSeconds);
    }

    private static void Feed(SourceClock clock, Func<long, long> stamp, int slowSeconds)
    {
        for (var second = 0; second < 120; second++)
        {
            var sent = Start.UnixSeconds + second;
            var report = Report(Instant.FromUnixSeconds(stamp(sent)));
            clock.Correct(ref report, Instant.FromUnixSeconds(sent + slowSeconds), (int)(sent % 60));
            clock.Judge();
        }
    }

    private static AisReport Report(Instant time) => new(PositionReport.Create(time, new Mmsi(219_000_606), new GeoPosition(51, 2)), null);
}
