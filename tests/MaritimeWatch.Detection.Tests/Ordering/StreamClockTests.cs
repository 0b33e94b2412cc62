using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Tests.Ordering;

/// <summary>The event time of a recording; limits from the constants of <see cref="StreamClock"/>: 24 hours, three confirmations.</summary>
public sealed class StreamClockTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 14, 12);
    private static readonly Instant Absurd = Instant.FromUtc(2099, 1, 1);

    private readonly StreamClock clock = new(TimeSpan.FromSeconds(60));

    [Fact]
    public void Start_FirstRowOf2099_TakesTheMiddleTime()
    {
        clock.Start([Absurd, Noon, Noon + TimeSpan.FromSeconds(2)]);
        Assert.Equal(Noon + TimeSpan.FromSeconds(2), clock.Now);
        Assert.Equal(DropReason.FromTheFuture, clock.Admit(Absurd));
        Assert.Equal(DropReason.None, clock.Admit(Noon));
        Assert.Equal(Noon + TimeSpan.FromSeconds(2) - TimeSpan.FromSeconds(60), clock.Watermark);
    }

    [Fact]
    public void Start_Again_ChangesNothing()
    {
        clock.Admit(Noon);
        clock.Start([Absurd]);
        Assert.Equal(Noon, clock.Now);
    }

    [Fact]
    public void Start_NoTimes_WaitsForTheFirst()
    {
        clock.Start([]);
        Assert.Equal(Instant.MinValue, clock.Watermark);
        Assert.Equal(DropReason.None, clock.Admit(Noon));
        Assert.Equal(Noon, clock.Now);
    }

    [Fact]
    public void Admit_2099InTheMiddle_IsDroppedAndForgotten()
    {
        clock.Admit(Noon);

        // Three of them, but never three in a row.
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(DropReason.FromTheFuture, clock.Admit(Absurd));
            Assert.Equal(DropReason.None, clock.Admit(Noon + TimeSpan.FromSeconds(i)));
        }

        Assert.Equal(Noon + TimeSpan.FromSeconds(3), clock.Now);
    }

    [Fact]
    public void Admit_GapOfTwoDays_IsBelievedAtTheThirdReport()
    {
        clock.Admit(Noon);
        var later = Noon + TimeSpan.FromDays(2);
        Assert.Equal(DropReason.FromTheFuture, clock.Admit(later));
        Assert.Equal(DropReason.FromTheFuture, clock.Admit(later + TimeSpan.FromSeconds(1)));
        Assert.Equal(Noon, clock.Now);
        Assert.Equal(DropReason.None, clock.Admit(later + TimeSpan.FromSeconds(2)));
        Assert.Equal(later + TimeSpan.FromSeconds(2), clock.Now);
    }

    [Theory]
    [InlineData(0, DropReason.None)]
    [InlineData(1, DropReason.FromTheFuture)]
    public void Admit_TwentyFourHoursAhead_IsTheLimit(int millisecondsBeyond, DropReason expected)
    {
        clock.Admit(Noon);
        var time = Noon + TimeSpan.FromHours(24) + TimeSpan.FromMilliseconds(millisecondsBeyond);
        Assert.Equal(expected == DropReason.None, clock.Admits(time));
        Assert.Equal(expected, clock.Admit(time));
    }

    [Fact]
    public void Admit_AbsurdTimesThatDisagree_NeverConfirmEachOther()
    {
        clock.Admit(Noon);
        foreach (var year in new[] { 2099, 2050, 2070, 2030, 2090 })
        {
            Assert.Equal(DropReason.FromTheFuture, clock.Admit(Instant.FromUtc(year, 1, 1)));
        }

        Assert.Equal(Noon, clock.Now);
    }

    [Fact]
    public void Admit_BehindTheStream_NeverMovesItBack()
    {
        clock.Admit(Noon);
        Assert.Equal(DropReason.None, clock.Admit(Noon - TimeSpan.FromDays(400)));
        Assert.Equal(Noon, clock.Now);
    }

    [Fact]
    public void AdvanceTo_ARange_IsTheSameAsOneByOne()
    {
        var other = new StreamClock(TimeSpan.FromSeconds(60));
        clock.Admit(Noon);
        other.Admit(Noon);
        Assert.True(clock.Admits(Noon + TimeSpan.FromHours(1)));
        clock.AdvanceTo(Noon + TimeSpan.FromHours(1));
        other.Admit(Noon + TimeSpan.FromHours(1));
        Assert.Equal(other.Watermark, clock.Watermark);
    }
}
