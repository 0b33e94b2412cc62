using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Weighing;
using MaritimeWatch.Detection.Weighing.Silence;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Weighing.Silence;

/// <summary>The parts of G1 and H1 by themselves.</summary>
public sealed class SilencePartTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 14);
    private static readonly FeedHealthOptions Options = new();

    [Theory]
    [InlineData(StationClass.ClassA, NavigationalStatus.AtAnchor, 3.0, 180)]
    [InlineData(StationClass.ClassA, NavigationalStatus.AtAnchor, 3.1, 10)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 0, 10)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 14.0, 10)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 14.1, 6)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 23.1, 2)]
    [InlineData(StationClass.ClassB, NavigationalStatus.Undefined, 2.0, 180)]
    [InlineData(StationClass.ClassB, NavigationalStatus.Undefined, 2.1, 30)]
    [InlineData(StationClass.Unknown, NavigationalStatus.Undefined, 12, 30)]
    public void ReportingInterval_IsTheTables(StationClass stationClass, NavigationalStatus status, double knots, double seconds) =>
        Assert.Equal(seconds, ReportingInterval.Seconds(stationClass, status, knots));

    [Theory]
    [InlineData(60, false)]
    [InlineData(120, true)]
    public void FeedPulse_OfABusyFeed_IsSilentBeyondAMinute(int seconds, bool isSilent)
    {
        var pulse = Beating(minutes: 40, samples: 60);
        Assert.Equal(isSilent, pulse.IsSilent(pulse.Last + TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public void FeedPulse_OfTwoSamplesAMinute_IsSilentAfterTenGaps()
    {
        var pulse = Beating(minutes: 60, samples: 2);
        Assert.False(pulse.IsSilent(pulse.Last + TimeSpan.FromSeconds(299)));
        Assert.True(pulse.IsSilent(pulse.Last + TimeSpan.FromSeconds(301)));
    }

    [Fact]
    public void FeedPulse_UsedToPauses_IsSilentAfterTwiceTheLongest()
    {
        // A poll every five minutes.
        var pulse = new FeedPulse(Options);
        for (var minute = 1; minute <= 60; minute++)
        {
            var last = Start + TimeSpan.FromMinutes(minute - 1);
            pulse.Take(Start + TimeSpan.FromMinutes(minute), minute % 5 == 1 ? 50 : 0, last, last, isOut: false);
        }

        Assert.False(pulse.IsSilent(pulse.Last + TimeSpan.FromMinutes(10)));
        Assert.True(pulse.IsSilent(pulse.Last + TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void FeedPulse_JustBegun_HasNoHabits()
    {
        var pulse = Beating(minutes: 29, samples: 60);
        Assert.False(pulse.IsSilent(pulse.Last + TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(5, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(5, 6, 0)]
    public void SilentRegions_TakeFiveVesselsAndHalfOfThoseThere(int silent, int heard, int regions)
    {
        var missing = Vessels(1, silent, 51.5, 2.5, Start, SilencePhase.Missing);
        var others = Vessels(100, heard, 51.5, 2.5, Start + TimeSpan.FromMinutes(6), SilencePhase.Heard);
        Assert.Equal(regions, new SilentRegions(Options).Find(missing, [.. missing, .. others], Start + TimeSpan.FromMinutes(6)).Count);
    }

    [Theory]
    [InlineData(1.3, 1)]
    [InlineData(1.8, 2)]
    public void SilentRegions_WithinAReceiversReach_AreOne(double degreesEast, int regions)
    {
        // Ten cells of 0.15 degrees are what one receiver may hear from side to side.
        List<HeardVessel> missing = [.. Vessels(1, 6, 51.5, 2.5, Start, SilencePhase.Missing), .. Vessels(50, 6, 51.5, 2.5 + degreesEast, Start, SilencePhase.Missing)];
        var found = new SilentRegions(Options).Find(missing, missing, Start + TimeSpan.FromMinutes(6));
        Assert.Equal(regions, found.Count);
        Assert.Equal(12, found.Sum(region => region.Members.Count));
    }

    [Fact]
    public void HourlyCounts_TheSameHourOfEarlierDays_MakeTheMedian()
    {
        var counts = new HourlyCounts();
        for (var day = 0; day < 10; day++)
        {
            counts.Add((day * 24) + 5, 100 * (day + 1));
            counts.Add((day * 24) + 6, 1);
        }

        // Days 2 to 8 brought 300 to 900.
        Assert.Equal(new FeedRate(1000, 600, 7), counts.At((9 * 24) + 5, _ => true));
        Assert.Equal(new FeedRate(1000, 850, 2), counts.At((9 * 24) + 5, hour => hour >= 7 * 24));
        Assert.Equal(new FeedRate(1000, 0, 0), counts.At((9 * 24) + 5, _ => false));
    }

    private static FeedPulse Beating(int minutes, int samples)
    {
        var pulse = new FeedPulse(Options);
        for (var minute = 1; minute <= minutes; minute++)
        {
            var begin = Start + TimeSpan.FromMinutes(minute - 1);
            pulse.Take(begin + TimeSpan.FromMinutes(1), samples, begin, begin + TimeSpan.FromSeconds(60 - (60.0 / samples)), isOut: false);
        }

        return pulse;
    }

    private static List<HeardVessel> Vessels(uint first, int count, double latitude, double longitude, Instant heard, SilencePhase phase)
    {
        var vessels = new List<HeardVessel>();
        for (var i = 0u; i < count; i++)
        {
            var mmsi = new Mmsi(219_000_000 + first + i);
            var vessel = new HeardVessel(PictureSample.KeyOf(mmsi, 0));
            vessel.Hear(
                new PictureSample(heard, mmsi, 0, PositionReport.ToRaw(latitude + (i * 0.001)), PositionReport.ToRaw(longitude), 12, 90, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, false),
                new DarkGapOptions());
            vessel.Phase = phase;
            vessels.Add(vessel);
        }

        return vessels;
    }
}
