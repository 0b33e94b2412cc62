using MaritimeWatch.Domain;
using MaritimeWatch.Service.Forensics;

namespace MaritimeWatch.Service.Tests.Forensics;

/// <summary>What counts as going stern first or adrift, and what is noise.</summary>
public sealed class DriftStudyTests
{
    private static readonly Instant Noon = FaultScene.Noon;

    /// <summary>Two minutes of a ship lying to, whose course is anything, are no run.</summary>
    [Fact]
    public void Of_SingleMinutesOfNoise_FindsNothing() =>
        Assert.Equal(0, Study((0, 0.4, 170), (1, 0.1, 20), (2, 0.1, -60), (5, 0.4, -170), (6, 0.1, 3)).SternFirstMinutes);

    [Fact]
    public void Of_EightMinutesAsternAtTwoKnots_FindsThem() =>
        Assert.Equal(8, Study([.. Enumerable.Range(0, 9).Select(minute => ((double)minute, 2.0, 180.0))]).SternFirstMinutes, 1e-6);

    /// <summary>Dragged slowly: 0.4 kn for a quarter of an hour is 185 m, a cable's length.</summary>
    [Theory]
    [InlineData(14, 0)]
    [InlineData(16, 16)]
    public void Of_ASlowDrag_CountsFromACablesLengthOn(int minutes, double expected) =>
        Assert.Equal(expected, Study([.. Enumerable.Range(0, minutes + 1).Select(minute => ((double)minute, 0.4, 180.0))]).SternFirstMinutes, 1e-6);

    /// <summary>A ship at anchor reports every three minutes: that is her habit and no interruption.</summary>
    [Fact]
    public void Of_AShipThatReportsEveryThreeMinutes_FindsTheWholeRun() =>
        Assert.Equal(30, Study([.. Enumerable.Range(0, 11).Select(number => (number * 3.0, 1.5, 175.0))]).SternFirstMinutes, 1e-6);

    /// <summary>DR: five minutes of anything else are tolerated, all together; 500 m at least.</summary>
    [Fact]
    public void Of_ADriftWithInterruptions_EndsWhenTheyComeToMoreThanFiveMinutes()
    {
        double Drift(int other) => Study([.. Enumerable.Range(0, 21).Select(minute => ((double)minute, 2.0, minute >= 10 && minute < 10 + other ? 0.0 : 90.0))]).DriftMinutes;

        Assert.Equal(20, Drift(0), 1e-6);
        Assert.Equal(20, Drift(5), 1e-6);
        Assert.Equal(9, Drift(6), 1e-6);
    }

    private static DriftStudy Study(params (double Minute, double Knots, double Crab)[] minutes) => DriftStudy.Of(
        [.. minutes.Select(one => new TrackMinute(Noon + TimeSpan.FromMinutes(one.Minute), one.Knots, 90, one.Crab))], Noon - TimeSpan.FromHours(1), Noon + TimeSpan.FromHours(1));
}
