using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>Envelopes of aisstream.io: hand-made samples after the service's message models.</summary>
public sealed class AisStreamTests
{
    private const string Meta = "\"MetaData\":{\"MMSI\":259000420,\"MMSI_String\":259000420,\"ShipName\":\"AUGUSTSON           \",\"latitude\":66.02695,\"longitude\":12.253821,\"time_utc\":\"2022-12-29 18:22:32.318353 +0000 UTC\"}";

    private static readonly Mmsi Sender = new(259000420);

    /// <summary>2022-12-29T18:22:32Z.</summary>
    private static readonly Instant Time = Instant.FromUtc(2022, 12, 29, 18, 22, 32);

    [Fact]
    public void Read_PositionReport_GivesItAll() => Assert.Equal(
        new AisReport(new PositionReport(Time, Sender, 39_616_170, 7_352_293, 123, 3087, 235, 54, StationClass.ClassA, NavigationalStatus.EngagedInFishing, true), null),
        JsonLines.Report(JsonDialect.AisStream, Envelope("PositionReport", """
            "Cog":308.7,"CommunicationState":81982,"Latitude":66.02695,"Longitude":12.253821666666666,"MessageID":1,"NavigationalStatus":7,"PositionAccuracy":true,
            "Raim":false,"RateOfTurn":11,"RepeatIndicator":0,"Sog":12.3,"Spare":0,"SpecialManoeuvreIndicator":0,"Timestamp":31,"TrueHeading":235,"UserID":259000420,"Valid":true
            """)));

    [Fact]
    public void Read_ShipStaticData_TrimsItsNames() => Assert.Equal(
        new AisReport(
            JsonPosition.Silent(Time, Sender, StationClass.ClassA),
            new StaticReport(Sender, 9074729, "LGFH", "AUGUSTSON", new ShipType(30), 20, 8, 4, 5, 28, 9, 5.1, "FISHING GROUNDS", 5)),
        JsonLines.Report(JsonDialect.AisStream, Envelope("ShipStaticData", """
            "AisVersion":2,"CallSign":"LGFH   ","Destination":"FISHING GROUNDS     ","Dimension":{"A":20,"B":8,"C":4,"D":5},"Dte":false,"Eta":{"Day":29,"Hour":12,"Minute":0,"Month":12},
            "FixType":1,"ImoNumber":9074729,"MaximumStaticDraught":5.1,"MessageID":5,"Name":"AUGUSTSON           ","RepeatIndicator":0,"Spare":false,"Type":30,"UserID":259000420,"Valid":true
            """)));

    [Fact]
    public void Read_ClassBPosition_HasNoStatus() => Assert.Equal(
        new AisReport(new PositionReport(Time, Sender, 39_616_170, 7_352_293, 1, -1, -1, PositionReport.NoRateOfTurn, StationClass.ClassB, NavigationalStatus.Undefined, false), null),
        JsonLines.Report(JsonDialect.AisStream, Envelope("StandardClassBPositionReport", """
            "AssignedMode":false,"ClassBUnit":true,"Cog":360,"Latitude":66.02695,"Longitude":12.253821666666666,"MessageID":18,"PositionAccuracy":false,"Raim":true,
            "Sog":0.1,"Spare1":0,"Spare2":0,"Timestamp":31,"TrueHeading":511,"UserID":259000420,"Valid":true
            """)));

    [Fact]
    public void Read_ExtendedClassB_GivesPositionAndSize()
    {
        var report = JsonLines.Report(JsonDialect.AisStream, Envelope("ExtendedClassBPositionReport", """
            "Cog":12.5,"Latitude":66.02695,"Longitude":12.253821666666666,"Sog":102.3,"TrueHeading":511,"Name":"CAPT.J.RIMES@@@@@@@@","Type":70,"Dimension":{"A":5,"B":21,"C":4,"D":4},"UserID":259000420,"Valid":true
            """));

        Assert.Equal((-1, 125), (report.Dynamic.RawSpeed, report.Dynamic.RawCourse));
        Assert.Equal(
            new StaticReport(Sender, Name: "CAPT.J.RIMES", ShipType: new ShipType(70), ToBow: 5, ToStern: 21, ToPort: 4, ToStarboard: 4, LengthMetres: 26, BreadthMetres: 8, MessageType: 19),
            report.Static);
    }

    [Fact]
    public void Read_StaticDataReport_TakesThePartThatIsMeant()
    {
        const string EmptyB = "\"ReportB\":{\"CallSign\":\"\",\"Dimension\":{\"A\":0,\"B\":0,\"C\":0,\"D\":0},\"FixType\":0,\"ShipType\":0,\"Spare\":0,\"Valid\":false,\"VenderIDModel\":0,\"VenderIDSerial\":0,\"VendorIDName\":\"\"}";
        var partA = JsonLines.Report(JsonDialect.AisStream, Envelope("StaticDataReport", $$"""
            "MessageID":24,"PartNumber":false,"ReportA":{"Name":"ANNA                ","Valid":true},{{EmptyB}},"Reserved":0,"UserID":259000420,"Valid":true
            """));
        var partB = JsonLines.Report(JsonDialect.AisStream, Envelope("StaticDataReport", """
            "MessageID":24,"PartNumber":true,"ReportA":{"Name":"","Valid":false},"ReportB":{"CallSign":"XP1234","Dimension":{"A":8,"B":4,"C":1,"D":2},"ShipType":36,"Valid":true},"UserID":259000420,"Valid":true
            """));

        Assert.Equal(new StaticReport(Sender, Name: "ANNA", MessageType: 24), partA.Static);
        Assert.Equal(
            new StaticReport(Sender, CallSign: "XP1234", ShipType: new ShipType(36), ToBow: 8, ToStern: 4, ToPort: 1, ToStarboard: 2, LengthMetres: 12, BreadthMetres: 3, MessageType: 24),
            partB.Static);
    }

    [Fact]
    public void Read_LongRange_IsOnTheGridOfTheMessage()
    {
        var report = JsonLines.Report(JsonDialect.AisStream, Envelope("LongRangeAisBroadcastMessage", """
            "Cog":511,"Latitude":66.02666666666667,"Longitude":-12.253333333333334,"NavigationalStatus":1,"PositionAccuracy":true,"PositionLatency":false,"Raim":false,"Sog":63,"UserID":259000420,"Valid":true
            """));

        // 39,616 and -7,352 tenths of a minute.
        Assert.Equal(
            new PositionReport(Time, Sender, 39_616_000, -7_352_000, -1, -1, -1, PositionReport.NoRateOfTurn, StationClass.ClassA, NavigationalStatus.AtAnchor, true),
            report.Dynamic);
    }

    [Fact]
    public void Read_SarAircraft_FliesInWholeKnots() => Assert.Equal(
        1420,
        JsonLines.Report(JsonDialect.AisStream, Envelope("StandardSearchAndRescueAircraftReport", """
            "Altitude":303,"Cog":154.5,"Latitude":66.02695,"Longitude":12.25,"Sog":142,"UserID":111232506,"Valid":true
            """)).Dynamic.RawSpeed);

    [Theory]
    [InlineData("2022-12-29 18:22:32.318353 +0000 UTC", "2022-12-29T18:22:32Z")]
    [InlineData("2026-07-12 12:00:00.000000000 +0000 UTC", "2026-07-12T12:00:00Z")]
    [InlineData("2026-07-12 12:00:00 +0000 UTC", "2026-07-12T12:00:00Z")]
    [InlineData("2026-07-12 14:00:00.5 +0200 CEST", "2026-07-12T12:00:00Z")]
    [InlineData("2026-07-12 08:30:00.5 -0330 NST m=+0.004", "2026-07-12T12:00:00Z")]
    [InlineData("2026-07-12T12:00:00.25Z", "2026-07-12T12:00:00Z")]
    public void Read_TimeAsGoPrintsIt_IsRead(string text, string expected)
    {
        Assert.True(Instant.TryParse(expected, out var time));
        Assert.Equal(time, JsonLines.Report(JsonDialect.AisStream, Position.Replace("2022-12-29 18:22:32.318353 +0000 UTC", text, StringComparison.Ordinal)).Time);
    }

    [Theory]
    [InlineData("2026-07-12 12:00:00 +1500 X")]
    [InlineData("2026-07-12 12:00:00 +0060 X")]
    [InlineData("2026-07-12 12:00:00 UTC+1")]
    [InlineData("2026-02-30 12:00:00 +0000 UTC")]
    [InlineData("now")]
    public void Read_TimeThatIsNone_IsRefused(string text) => Assert.Equal(
        DropReason.BadTimestamp,
        JsonLines.Dropped(JsonDialect.AisStream, Position.Replace("2022-12-29 18:22:32.318353 +0000 UTC", text, StringComparison.Ordinal)));

    [Fact]
    public void Read_WithoutATime_TakesThatOfItsArrival()
    {
        var bare = Position.Replace(Meta + ",", "", StringComparison.Ordinal);

        Assert.Equal(DropReason.NoTime, JsonLines.Dropped(JsonDialect.AisStream, bare));
        Assert.Equal(Time, JsonLines.Report(JsonDialect.AisStream, bare, Time + TimeSpan.FromMilliseconds(900)).Time);
    }

    [Theory]
    [InlineData("BaseStationReport", "\"Valid\":true", DropReason.NotAVessel)]
    [InlineData("AidsToNavigationReport", "\"Valid\":true", DropReason.NotAVessel)]
    [InlineData("UnknownMessage", "", DropReason.UnusedType)]
    [InlineData("DataLinkManagementMessage", "\"Valid\":true", DropReason.UnusedType)]
    [InlineData("PositionReport", "\"Latitude\":66.0,\"Longitude\":12.0,\"Valid\":false", DropReason.BadPayload)]
    [InlineData("PositionReport", "\"Latitude\":91.0,\"Longitude\":181.0,\"Valid\":true", DropReason.NoPosition)]
    [InlineData("PositionReport", "\"UserID\":0,\"Latitude\":66.0,\"Longitude\":\"x\"", DropReason.BadNumber)]
    [InlineData("StaticDataReport", "\"PartNumber\":true,\"ReportA\":{\"Valid\":true,\"Name\":\"X\"},\"ReportB\":{\"Valid\":false}", DropReason.BadPayload)]
    public void Read_WhatIsNoUse_SaysWhy(string kind, string body, DropReason expected) =>
        Assert.Equal(expected, JsonLines.Dropped(JsonDialect.AisStream, Envelope(kind, body)));

    [Theory]
    [InlineData("""{"error":"Api Key Is Not Valid"}""", DropReason.FeedError)]
    [InlineData("""{"mmsi":1}""", DropReason.AnotherFormat)]
    [InlineData("""{"MessageType":"PositionReport","Message":{"ShipStaticData":{"Valid":true}}}""", DropReason.Malformed)]
    [InlineData("""{"MessageType":"PositionReport","Message":{"PositionReport":{},"PositionReport":{}}}""", DropReason.Malformed)]
    public void Read_EnvelopeThatIsNone_SaysWhy(string record, DropReason expected) => Assert.Equal(expected, JsonLines.Dropped(JsonDialect.AisStream, record));

    private static string Position => Envelope("PositionReport", "\"Latitude\":66.02695,\"Longitude\":12.25,\"UserID\":259000420,\"Valid\":true");

    private static string Envelope(string kind, string body) => $$$"""{"Message":{"{{{kind}}}":{{{{body}}}}},{{{Meta}}},"MessageType":"{{{kind}}}"}""";
}
