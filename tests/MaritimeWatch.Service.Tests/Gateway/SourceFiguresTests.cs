using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class SourceFiguresTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 11, 17);

    [Fact]
    public void RateRing_Sum_CountsTheWholeSecondsBefore_AndForgetsThoseOfTenMinutesAgo()
    {
        var ring = new RateRing();
        ring.Add(100, 5);
        ring.Add(101, 7);

        Assert.Equal(5, ring.Sum(101, 1));
        Assert.Equal(12, ring.Sum(102, 60));
        Assert.Equal(12, ring.Sum(700, 600));
        Assert.Equal(7, ring.Sum(701, 600));
        Assert.Equal(0, ring.Sum(5_000, 600));
    }

    [Fact]
    public void MedianRing_OfValuesWithAFewWildOnes_IsNotMovedByThem()
    {
        var ring = new MedianRing(9);
        foreach (var value in new[] { 10, 11, 12, 10, 11, 100_000, -100_000, 11, 12 })
        {
            ring.Add(value);
        }

        Assert.Equal((11, 1), (ring.Median(), ring.Scatter()));
    }

    [Fact]
    public void Meter_Vessels_AreThoseOfTheLastTenMinutes()
    {
        var meter = new SourceMeter(isLive: true);
        meter.Took([Report(1), Report(2)], Start);
        meter.Took([Report(2)], Start + TimeSpan.FromMinutes(5));

        Assert.Equal(2, meter.Look(Start + TimeSpan.FromMinutes(10), 0).Vessels);
        Assert.Equal(1, meter.Look(Start + TimeSpan.FromSeconds(601), 0).Vessels);
    }

    /// <summary>100 kn for ten seconds is 514 metres, about 0.00463 degrees of latitude; below 500 metres nothing is a leap.</summary>
    [Theory]
    [InlineData(0.0044, 1, 0)]
    [InlineData(0.0046, 10, 0)]
    [InlineData(0.0047, 10, 1)]
    [InlineData(0.0047, 1, 1)]
    [InlineData(5, 3_600, 1)]
    public void Meter_AShipThatLeaps_IsCounted(double degrees, int seconds, int expected)
    {
        var meter = new SourceMeter(isLive: true);
        meter.Took([At(Start, 51)], Start);
        meter.Took([At(Start + TimeSpan.FromSeconds(seconds), 51 + degrees)], Start);

        Assert.Equal(expected, meter.Look(Start + TimeSpan.FromSeconds(1), 0).ImplausibleOfMinute);
    }

    [Fact]
    public void Meter_Strangers_CountOnceEverybodyHasHadTimeToBeHeard()
    {
        var meter = new SourceMeter(isLive: true);
        meter.Took([Report(1)], Start);
        Assert.Equal(0, meter.Look(Start + TimeSpan.FromSeconds(1), 0).StrangersOfMinute);
        for (var minute = 1; minute < 16; minute++)
        {
            meter.Took([Report(1)], Start + TimeSpan.FromMinutes(minute));
        }

        var later = Start + TimeSpan.FromMinutes(16);
        meter.Took([Report(2), Report(3), Report(2)], later);
        Assert.Equal(2, meter.Look(later + TimeSpan.FromSeconds(1), 0).StrangersOfMinute);

        // After a break everybody is new again, and nobody the worse for it.
        var back = later + TimeSpan.FromMinutes(11);
        meter.Took([Report(4), Report(5)], back);
        Assert.Equal(0, meter.Look(back + TimeSpan.FromSeconds(1), 0).StrangersOfMinute);
    }

    [Theory]
    [InlineData(800, 200, false)] // a fifth is not more than a fifth
    [InlineData(799, 201, true)]
    [InlineData(10, 39, false)] // too few to say
    public void Degradation_ByBadMessages_BeginsBeyondAFifth(int good, int bad, bool isDegraded) =>
        Assert.Equal(isDegraded, Degradation.Of(new SourceFigures(good / 60.0, 0, bad, good + bad, 1, null, null)) is not null);

    /// <summary>Full jitter: between none and a bound that doubles up to the greatest.</summary>
    [Fact]
    public void Backoff_Next_DoublesItsBoundUpToTheGreatest_AndBeginsAnewAfterSuccess()
    {
        var backoff = new Backoff(() => 0.5);
        var most = TimeSpan.FromSeconds(10);

        Assert.Equal([0.5, 1, 2, 4, 5, 5], Enumerable.Range(0, 6).Select(_ => backoff.Next(most).TotalSeconds));
        backoff.Reset();
        Assert.Equal(0.5, backoff.Next(most).TotalSeconds);
        Assert.Equal(0.1, new Backoff(() => 0).Next(most).TotalSeconds);
    }

    [Fact]
    public void TokenBucket_TakeInAdvance_OwesWhatIsBeyondTwoSecondsOfItsRate()
    {
        var clock = new ManualClock(Start);
        var bucket = new TokenBucket(100, clock);

        Assert.Equal(TimeSpan.Zero, bucket.TakeInAdvance(200));
        Assert.Equal(TimeSpan.FromSeconds(0.5), bucket.TakeInAdvance(50));
        clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(TimeSpan.FromSeconds(0.01), bucket.TakeInAdvance(1));
    }

    private static AisReport At(Instant time, double latitude) => new(PositionReport.Create(time, new Mmsi(1), new GeoPosition(latitude, 2)), null);

    private static AisReport Report(uint mmsi) => new(PositionReport.Create(Start, new Mmsi(mmsi), new GeoPosition(51, 2)), null);
}
