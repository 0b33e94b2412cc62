using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway.Merging;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class ReportMergerTests
{
    private const ushort Ostend = 1;
    private const ushort Dover = 2;
    private const ushort Public = 3;

    private static readonly Instant Start = Instant.FromUtc(2024, 11, 17, 12);

    private readonly ReportMerger merger = new();

    [Fact]
    public void IsDuplicate_OneTransmissionHeardByThree_IsOneReportAndTheThreeAreKept()
    {
        var report = Position(0);

        Assert.False(IsDuplicate(report, Ostend));
        Assert.True(IsDuplicate(report, Dover));
        Assert.True(IsDuplicate(Position(1), Public));

        Assert.Equal([Ostend, Dover, Public], merger.WhoHeard(report));
    }

    /// <summary>Within five seconds, either way: which of the sources was first does not matter.</summary>
    [Theory]
    [InlineData(-6, false)]
    [InlineData(-5, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void IsDuplicate_AShipThatLiesStill_IsTheSameTransmissionWithinFiveSeconds(int seconds, bool expected)
    {
        IsDuplicate(Position(0, knots: 0), Ostend);

        Assert.Equal(expected, IsDuplicate(Position(seconds, knots: 0), Dover));
    }

    /// <summary>From another source a moving ship's report, alike to the last digit, is the same for minutes: that source is behind, and by how much is told.</summary>
    [Theory]
    [InlineData(600, true)]
    [InlineData(601, false)]
    public void IsDuplicate_AMovingShipFromASourceThatIsBehind_IsTheSameTransmissionForTenMinutes(int seconds, bool expected)
    {
        IsDuplicate(Position(0), Ostend);

        Assert.Equal(expected, merger.IsDuplicate(Position(seconds), Dover, out var behind, out var first));
        Assert.Equal(expected ? (seconds, Ostend) : (null, Dover), (behind, first));
    }

    /// <summary>A transponder whose position is frozen sends the same again and again, and must be seen to do so.</summary>
    [Fact]
    public void IsDuplicate_TheSameAgainFromTheSameSource_IsAnotherTransmission()
    {
        IsDuplicate(Position(0), Ostend);
        IsDuplicate(Position(0), Dover);

        Assert.False(IsDuplicate(Position(10), Ostend));
        Assert.True(IsDuplicate(Position(10), Dover));
    }

    [Fact]
    public void IsDuplicate_FromADialectWithoutHeadingAndStatus_IsTheSameTransmission()
    {
        IsDuplicate(Position(0, heading: 90, status: NavigationalStatus.UnderWayUsingEngine), Ostend);

        Assert.True(IsDuplicate(Position(0), Public));
    }

    [Fact]
    public void IsDuplicate_AnotherStatusFromTheSameSource_IsAnotherTransmission()
    {
        IsDuplicate(Position(0, knots: 0, status: NavigationalStatus.UnderWayUsingEngine), Ostend);

        Assert.False(IsDuplicate(Position(1, knots: 0, status: NavigationalStatus.AtAnchor), Ostend));
        Assert.False(IsDuplicate(Position(1, knots: 0), Ostend));
    }

    [Theory]
    [InlineData(219_000_607u, 51.5, 12.0, 90.0)]
    [InlineData(219_000_606u, 51.500002, 12.0, 90.0)]
    [InlineData(219_000_606u, 51.5, 12.1, 90.0)]
    [InlineData(219_000_606u, 51.5, 12.0, 90.1)]
    public void IsDuplicate_WhateverDiffers_IsAnotherTransmission(uint mmsi, double latitude, double knots, double course)
    {
        IsDuplicate(Position(0), Ostend);

        Assert.False(IsDuplicate(new AisReport(PositionReport.Create(Start, new Mmsi(mmsi), new GeoPosition(latitude, 2), knots, course), null), Dover));
    }

    [Fact]
    public void IsDuplicate_StaticData_IsTheSameByContentHoweverItCame()
    {
        Assert.False(IsDuplicate(Static("ALPHA"), Ostend));
        Assert.True(IsDuplicate(Static("ALPHA"), Dover));
        Assert.False(IsDuplicate(Static("BRAVO"), Dover));
    }

    [Fact]
    public void Forget_OfWhatWasShed_LetsACopyBeTheFirst()
    {
        IsDuplicate(Position(0), Ostend);
        merger.Forget(Position(0));

        Assert.False(IsDuplicate(Position(0), Dover));
        Assert.Equal([Dover], merger.WhoHeard(Position(0)));
    }

    [Fact]
    public void IsDuplicate_OfASourceThatMayBeShed_IsRememberedByNobody()
    {
        merger.IsDuplicate(Position(0), Public, out _, out _, isRemembered: false);

        Assert.False(IsDuplicate(Position(0), Ostend));
        Assert.True(merger.IsDuplicate(Position(0), Public, out _, out _, isRemembered: false));
    }

    [Fact]
    public void IsDuplicate_BeyondWhatIsRemembered_IsNew_AndMemoryStaysAsItIs()
    {
        var small = new ReportMerger(remembered: 64);
        for (var vessel = 0u; vessel < 64; vessel++)
        {
            Assert.False(small.IsDuplicate(Position(0, mmsi: 200_000_000 + vessel), Ostend, out _, out _));
        }

        Assert.True(small.IsDuplicate(Position(0, mmsi: 200_000_063), Dover, out _, out _));
        Assert.False(small.IsDuplicate(Position(0, mmsi: 200_000_000), Dover, out _, out _));
    }

    /// <summary>Seeded traffic of 50 ships heard by three sources, each missing some and each late by up to two seconds, in any order: every transmission once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void IsDuplicate_OverAnHourOfThreeOverlappingSources_PassesEachTransmissionOnce(int seed)
    {
        var random = new Random(seed);
        var heard = new List<(AisReport Report, ushort Source, long Arrival)>();
        var sent = 0;
        for (var second = 0; second < 3_600; second += 10)
        {
            for (var vessel = 0u; vessel < 50; vessel++)
            {
                var by = Enumerable.Range(1, 3).Where(_ => random.NextDouble() < 0.7).ToList();
                sent += by.Count > 0 ? 1 : 0;
                foreach (var source in by)
                {
                    var late = random.Next(3);
                    var place = new GeoPosition(51 + (vessel * 0.01) + (second * 1e-4), 2);
                    heard.Add((new AisReport(PositionReport.Create(Start + TimeSpan.FromSeconds(second + late), new Mmsi(219_000_000 + vessel), place, 12, 0), null), (ushort)source, second + late));
                }
            }
        }

        var passed = heard.OrderBy(one => one.Arrival).Count(one => !IsDuplicate(one.Report, one.Source));

        Assert.True(sent > 15_000);
        Assert.Equal(sent, passed);
    }

    private static AisReport Position(
        int seconds, uint mmsi = 219_000_606, double knots = 12, double? heading = null, NavigationalStatus status = NavigationalStatus.Undefined) =>
        new(PositionReport.Create(Start + TimeSpan.FromSeconds(seconds), new Mmsi(mmsi), new GeoPosition(51.5, 2), knots, 90, heading, status), null);

    private static AisReport Static(string name)
    {
        var mmsi = new Mmsi(219_000_606);
        return new AisReport(PositionReport.Create(Start, mmsi, null), new StaticReport(mmsi, Name: name, MessageType: 5));
    }

    /// <summary>Of each transmission one goes out: the first that did not come from a merged feed.</summary>
    [Theory]
    [InlineData("own", "goes out")]
    [InlineData("own own", "goes out, stays in")]
    [InlineData("own forwarded own", "goes out, stays in, stays in")]
    [InlineData("forwarded forwarded", "stays in, stays in")]
    [InlineData("forwarded own own", "stays in, goes out, stays in")]
    [InlineData("forwarded own forwarded own", "stays in, goes out, stays in, stays in")]
    public void Copies_OfWhatAMergedFeedBrought_GoOutOnce(string heard, string expected)
    {
        var fates = heard.Split(' ').Select((kind, number) =>
        {
            merger.IsDuplicate(new HeardReport(Position(0), IsForwarded: kind == "forwarded"), (ushort)(number + 1), out _, out _, out var goesOut);
            return goesOut ? "goes out" : "stays in";
        });

        Assert.Equal(expected, string.Join(", ", fates));
    }

    private bool IsDuplicate(in AisReport report, ushort source) => merger.IsDuplicate(report, source, out _, out _);
}
