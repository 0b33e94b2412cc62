using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Domain.Tests.Vessels;

/// <summary>What a vessel says of herself, joined over her reports.</summary>
public sealed class ParticularsJoinTests
{
    private static readonly Mmsi Anna = new(219000606);

    private readonly ParticularsJoin join = new(Anna);

    [Fact]
    public void Observe_FirstReport_SaysSinceWhenAndByWhat()
    {
        Assert.True(join.Observe(new StaticReport(Anna, 9074729, "OXYZ2", "ANNA", new ShipType(70), 230, 64, 20, 12, 294, 32, 13.5, "AARHUS", 5), At(10)));

        Assert.Equal(
            new VesselParticulars(
                Anna,
                new Said<string>("ANNA", At(10), 5, StaticFeed.None),
                new Said<uint>(9074729, At(10), 5, StaticFeed.None),
                new Said<string>("OXYZ2", At(10), 5, StaticFeed.None),
                new Said<ShipType>(new ShipType(70), At(10), 5, StaticFeed.None),
                new Said<AntennaPlace>(new AntennaPlace(230, 64, 20, 12), At(10), 5, StaticFeed.None),
                new Said<ushort>(294, At(10), 5, StaticFeed.None),
                new Said<ushort>(32, At(10), 5, StaticFeed.None),
                new Said<double>(13.5, At(10), 5, StaticFeed.None),
                new Said<string>("AARHUS", At(10), 5, StaticFeed.None)),
            join.Known);
    }

    [Fact]
    public void Observe_HalvesOfMessage24_MeetInOne()
    {
        join.Observe(new StaticReport(Anna, Name: "ANNA", MessageType: 24), At(0));
        join.Observe(new StaticReport(Anna, CallSign: "XP1234", ShipType: new ShipType(36), ToBow: 8, ToStern: 4, LengthMetres: 12, MessageType: 24), At(30));

        Assert.Equal(("ANNA", "XP1234"), (join.Known.Name?.Value, join.Known.CallSign?.Value));
        Assert.Equal((At(0), At(30)), (join.Known.Name?.Since, join.Known.LengthMetres?.Since));
    }

    [Fact]
    public void Observe_WhatIsNotSaid_IsNotTakenBack()
    {
        join.Observe(new StaticReport(Anna, Name: "ANNA", DraughtMetres: 7.5, Destination: "AARHUS", MessageType: 5), At(0));

        Assert.False(join.Observe(new StaticReport(Anna, Name: "ANNA", MessageType: 5), At(10)));
        Assert.Equal((7.5, "AARHUS"), (join.Known.DraughtMetres?.Value, join.Known.Destination?.Value));
    }

    [Fact]
    public void Observe_SaidAgain_KeepsSinceWhen()
    {
        join.Observe(new StaticReport(Anna, Name: "ANNA", MessageType: 5), At(0));
        join.Observe(new StaticReport(Anna, Name: "ANNA", MessageType: 24), At(10));
        Assert.Equal((At(0), "message 5"), (join.Known.Name?.Since, join.Known.Name?.Source));

        join.Observe(new StaticReport(Anna, Name: "BELLA", MessageType: 5), At(20));
        join.Observe(new StaticReport(Anna, Name: "ANNA", MessageType: 24), At(30));
        Assert.Equal((At(30), "message 24"), (join.Known.Name?.Since, join.Known.Name?.Source));
    }

    [Fact]
    public void Observe_LateReport_FillsButNeverOverwrites()
    {
        join.Observe(new StaticReport(Anna, Name: "ANNA", MessageType: 5), At(100));

        Assert.True(join.Observe(new StaticReport(Anna, Name: "OLD NAME", CallSign: "OXYZ2", MessageType: 5), At(40)));
        Assert.Equal(("ANNA", "OXYZ2"), (join.Known.Name?.Value, join.Known.CallSign?.Value));
        Assert.Equal(At(40), join.Known.CallSign?.Since);
        Assert.False(join.Observe(new StaticReport(Anna, CallSign: "OLDER", MessageType: 5), At(39)));
    }

    [Fact]
    public void Observe_LateReportBetweenRepetitions_IsOlderThanTheLastOfThem()
    {
        var said = new StaticReport(Anna, Name: "ANNA", MessageType: 5);
        join.Observe(said, At(0));
        join.Observe(said, At(20));

        Assert.False(join.Observe(new StaticReport(Anna, Name: "BELLA", MessageType: 5), At(10)));
        Assert.Equal("ANNA", join.Known.Name?.Value);
        Assert.True(join.Observe(new StaticReport(Anna, Name: "BELLA", MessageType: 5), At(20)));
    }

    [Theory]
    [InlineData(5, 19, "FIRST")]
    [InlineData(19, 24, "FIRST")]
    [InlineData(24, 0, "FIRST")]
    [InlineData(0, 5, "SECOND")]
    [InlineData(24, 19, "SECOND")]
    [InlineData(5, 5, "SECOND")]
    public void Observe_SaidInOneSecond_TheHeavierMessageHolds(byte first, byte second, string expected)
    {
        join.Observe(new StaticReport(Anna, Name: "FIRST", MessageType: first), At(0));
        join.Observe(new StaticReport(Anna, Name: "SECOND", MessageType: second), At(0));

        Assert.Equal(expected, join.Known.Name?.Value);
    }

    [Fact]
    public void Observe_SaidInOneSecond_AFeedOutweighsATable()
    {
        join.Observe(new StaticReport(Anna, Name: "FEED", Feed: StaticFeed.Digitraffic), At(0));
        join.Observe(new StaticReport(Anna, Name: "TABLE"), At(0));

        Assert.Equal(("FEED", "Digitraffic"), (join.Known.Name?.Value, join.Known.Name?.Source));
    }

    [Fact]
    public void Observe_LaterTableThanMessage_IsTheLastWord()
    {
        join.Observe(new StaticReport(Anna, Name: "ANNA", MessageType: 5), At(0));
        join.Observe(new StaticReport(Anna, Name: "BELLA"), At(1));

        Assert.Equal(("BELLA", "table"), (join.Known.Name?.Value, join.Known.Name?.Source));
    }

    [Fact]
    public void Observe_ImoNumberWithoutItsCheckDigit_IsKeptOut()
    {
        Assert.False(join.Observe(new StaticReport(Anna, ImoNumber: 9074728, MessageType: 5), At(0)));
        Assert.Null(join.Known.ImoNumber);
        Assert.True(join.Observe(new StaticReport(Anna, ImoNumber: 9074729, MessageType: 5), At(1)));
        Assert.False(join.Observe(new StaticReport(Anna, ImoNumber: 9074728, MessageType: 5), At(2)));
        Assert.Equal(9074729u, join.Known.ImoNumber?.Value);
    }

    [Fact]
    public void Observe_AntennaPlace_IsOneFact()
    {
        join.Observe(new StaticReport(Anna, ToBow: 100, ToStern: 80, ToPort: 10, ToStarboard: 20, MessageType: 5), At(0));
        join.Observe(new StaticReport(Anna, ToStern: 180, ToStarboard: 30, MessageType: 5), At(10));

        Assert.Equal(new AntennaPlace(null, 180, null, 30), join.Known.Antenna?.Value);
        Assert.Equal((ushort)180, join.Known.Antenna?.Value.HullOffsetMetres);
    }

    [Fact]
    public void Observe_NothingNew_AllocatesNothing()
    {
        var partA = new StaticReport(Anna, Name: "ANNA", MessageType: 24);
        var partB = new StaticReport(Anna, CallSign: "XP1234", ShipType: new ShipType(36), ToBow: 8, LengthMetres: 12, DraughtMetres: 1, Destination: "X", MessageType: 24);
        join.Observe(partA, At(0));
        join.Observe(partB, At(0));
        var known = join.Known;
        var second = 0;

        Assert.Equal(0, MaritimeWatch.Tests.Allocations.LeastOf(() =>
        {
            join.Observe(partA, At(++second));
            join.Observe(partB, At(second));
            join.Observe(partB, At(++second));
        }));
        Assert.Same(known, join.Known);
    }

    [Fact]
    public void Directory_KeepsVesselsApart()
    {
        var directory = new VesselDirectory();
        var bella = new Mmsi(219000607);

        Assert.True(directory.Observe(Report(Anna, "ANNA")));
        Assert.True(directory.Observe(Report(bella, "BELLA")));
        Assert.False(directory.Observe(Report(bella, "BELLA")));
        Assert.False(directory.Observe(new AisReport(PositionReport.Create(At(0), new Mmsi(1), null), null)));
        Assert.Equal(2, directory.Count);
        Assert.True(directory.TryFind(Anna, out var anna));
        Assert.Equal((Anna, "ANNA"), (anna.Mmsi, anna.Name?.Value));
        Assert.False(directory.TryFind(new Mmsi(1), out _));
    }

    private static AisReport Report(Mmsi mmsi, string name) => new(PositionReport.Create(At(0), mmsi, null), new StaticReport(mmsi, Name: name, MessageType: 5));

    private static Instant At(int seconds) => Instant.FromUnixSeconds(1_731_844_800 + seconds);
}
