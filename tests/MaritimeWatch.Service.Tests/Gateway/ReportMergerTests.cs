using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway;
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

    /// <summary>From another source a moving ship's report, alike to the last digit, is the same for minutes: that source is behind.</summary>
    [Theory]
    [InlineData(600, true)]
    [InlineData(601, false)]
    public void IsDuplicate_AMovingShipFromASourceThatIsBehind_IsTheSameTransmissionForTenMinutes(int seconds, bool expected)
    {
        IsDuplicate(Position(0), Ostend);

        Assert.Equal(expected, IsDuplicate(Position(seconds), Dover));
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
    public void IsDuplicate_OfASourceThatIsNotBelieved_IsRememberedByNobody()
    {
        Assert.False(merger.IsDuplicate(Position(0), Public, SourceStanding.Suspect));

        Assert.False(IsDuplicate(Position(0), Ostend));
        Assert.True(merger.IsDuplicate(Position(0), Public, SourceStanding.Suspect));
    }

    /// <summary>What one of low trust brings first may be shed: a healthy copy of it is the first all the same, one of low trust is not.</summary>
    [Fact]
    public void IsDuplicate_OfASourceOfLowTrust_IsRememberedForItsOwnKindAlone()
    {
        const ushort Other = 4;
        Assert.False(merger.IsDuplicate(Position(0), Public, SourceStanding.Weak));

        Assert.True(merger.IsDuplicate(Position(0), Other, SourceStanding.Weak));
        Assert.False(IsDuplicate(Position(0), Ostend));
        Assert.True(merger.IsDuplicate(Position(1), Other, SourceStanding.Weak));
        Assert.Equal([Ostend, Other], merger.WhoHeard(Position(0)));
    }

    /// <summary>A hostile source of full trust makes up transmissions of one key, which differ in what the key leaves out: nobody walks far, and no healthy copy is taken for new.</summary>
    [Fact]
    public void IsDuplicate_UnderAHostileStreamOfOneKey_WalksLittleAndKeepsTheCopiesOfOthers()
    {
        IsDuplicate(Position(0, knots: 0, heading: 10, status: NavigationalStatus.AtAnchor), Ostend);

        // The default rate of a source, for five seconds.
        for (var made = 0; made < 50_000; made++)
        {
            IsDuplicate(Position((made / 25_000) * 2, knots: 0, heading: 20 + (made % 340), status: (NavigationalStatus)(made / 340 % 15)), Public);
        }

        Assert.True(IsDuplicate(Position(2, knots: 0, heading: 10, status: NavigationalStatus.AtAnchor), Dover));
        Assert.InRange(merger.LongestWalk, 1, TransmissionRing.MostOfOneSource + 8);
    }

    /// <summary>The same by as many hostile sources as it takes to fill a chain: the walk has an end.</summary>
    [Fact]
    public void IsDuplicate_UnderManyHostileSources_NeverWalksFurtherThanItsBound()
    {
        for (var made = 0; made < 100_000; made++)
        {
            IsDuplicate(Position(made / 340 % 2, knots: 0, heading: 20 + (made % 340), status: (NavigationalStatus)(made / 340 % 15)), (ushort)(10 + (made % 50)));
        }

        Assert.InRange(merger.LongestWalk, TransmissionRing.MostOfOneSource, TransmissionRing.MostSteps);
    }

    /// <summary>Stations of one source are kept each, and are one source all the same: a second hearing by it ten seconds later is another transmission.</summary>
    [Fact]
    public void IsDuplicate_ByTwoStationsOfOneSource_KeepsBothAsOneSource()
    {
        var source = merger.Numbers.Give((SourceRuntime)null!);
        var (mast, roof) = (merger.Numbers.Give(source, "mast"), merger.Numbers.Give(source, "roof"));

        Assert.False(IsDuplicate(Position(0), mast));
        Assert.True(IsDuplicate(Position(1), roof));
        Assert.False(IsDuplicate(Position(10), roof));

        Assert.Equal([mast, roof], merger.WhoHeard(Position(0)));
        Assert.Equal("roof", merger.Numbers.Find(roof).Station);
    }

    [Fact]
    public void IsDuplicate_BeyondWhatIsRemembered_IsNew_AndMemoryStaysAsItIs()
    {
        var small = new ReportMerger(remembered: 64);
        for (var vessel = 0u; vessel < 64; vessel++)
        {
            Assert.False(small.IsDuplicate(Position(0, mmsi: 200_000_000 + vessel), Ostend));
        }

        Assert.True(small.IsDuplicate(Position(0, mmsi: 200_000_063), Dover));
        Assert.False(small.IsDuplicate(Position(0, mmsi: 200_000_000), Dover));
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
            var known = merger.Note(Position(0), (ushort)(number + 1), isForwarded: kind == "forwarded");
            return known.GoesOut || known.GoesOutNow ? "goes out" : "stays in";
        });

        Assert.Equal(expected, string.Join(", ", fates));
    }

    private bool IsDuplicate(in AisReport report, ushort source) => merger.IsDuplicate(report, source);
}
