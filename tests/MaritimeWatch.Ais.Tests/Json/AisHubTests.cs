using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>Answers of AISHub: hand-made samples after the service's description; the numbers of both formats are the description's own.</summary>
public sealed class AisHubTests
{
    private const string AisEncoding = """
        [{"ERROR":false,"USERNAME":"X","FORMAT":"AIS","LATITUDE_MIN":-90,"LATITUDE_MAX":90,"LONGITUDE_MIN":-180,"LONGITUDE_MAX":180,"RECORDS":1},
        [{"MMSI":235085131,"TIME":"1302264927","LONGITUDE":-818067,"LATITUDE":30453520,"COG":2351,"SOG":59,"HEADING":511,"NAVSTAT":0,"PAC":0,"ROT":0,"IMO":0,"NAME":"ZAC V","CALLSIGN":"ZIYX3","TYPE":36,"DEVICE":0,"A":8,"B":4,"C":2,"D":2,"DRAUGHT":31,"DEST":"","ETA":"","AISVER":0}]]
        """;

    private const string Human = """
        [{"ERROR":false,"USERNAME":"X","FORMAT":"HUMAN","RECORDS":2},
        [{"MMSI":413811000,"TIME":"2011-04-12 10:40:27 GMT","LONGITUDE":118.44586666667,"LATITUDE":38.874833333333,"COG":356,"SOG":0.1,"HEADING":116,"NAVSTAT":1,"IMO":9118824,"NAME":"JIN HAI XIANG","CALLSIGN":"BVKU","TYPE":70,"A":197,"B":27,"C":20,"D":12,"DRAUGHT":7.5,"DEST":"CAOFEIDIAN","ETA":"04-10 07:00"},
        {"MMSI":413811001,"TSTAMP":"2011-04-12 10:40:28 GMT","LONGITUDE":181,"LATITUDE":91,"COG":360,"SOG":102.4,"HEADING":511,"NAVSTAT":15}]]
        """;

    [Fact]
    public void Read_AisEncoding_IsTheIntegersOfTheWire()
    {
        var report = Assert.Single(JsonLines.All(Bytes.Of(AisEncoding), JsonDialect.AisHub, out var dropped));

        Assert.Equal([DropReason.NotAis], dropped);
        Assert.Equal(
            new PositionReport(Instant.FromUnixSeconds(1_302_264_927), new Mmsi(235085131), 30_453_520, -818_067, 59, 2351, -1, 0, StationClass.Unknown, NavigationalStatus.UnderWayUsingEngine, false),
            report.Dynamic);
        Assert.Equal(
            new StaticReport(new Mmsi(235085131), null, "ZIYX3", "ZAC V", new ShipType(36), 8, 4, 2, 2, 12, 4, 3.1, Feed: StaticFeed.AisHub), report.Static);
    }

    [Fact]
    public void Read_HumanReadable_IsDegreesKnotsAndMetres()
    {
        var report = Assert.Single(JsonLines.All(Bytes.Of(Human), JsonDialect.AisHub, out var dropped));

        // 118.44586666667 and 38.874833333333 times 600,000; the second record's speed is no speed of the wire.
        Assert.Equal([DropReason.NotAis, DropReason.BadNumber], dropped);
        Assert.Equal(
            new PositionReport(Instant.FromUtc(2011, 4, 12, 10, 40, 27), new Mmsi(413811000), 23_324_900, 71_067_520, 1, 3560, 116, PositionReport.NoRateOfTurn, StationClass.Unknown, NavigationalStatus.AtAnchor, false),
            report.Dynamic);
        Assert.Equal(
            new StaticReport(new Mmsi(413811000), 9118824, "BVKU", "JIN HAI XIANG", new ShipType(70), 197, 27, 20, 12, 224, 32, 7.5, "CAOFEIDIAN", Feed: StaticFeed.AisHub),
            report.Static);
    }

    [Fact]
    public void Read_NoPosition_StillSaysWhoSheIs()
    {
        var reason = JsonLines.Dropped(
            JsonDialect.AisHub, """{"MMSI":413811001,"TIME":"2011-04-12 10:40:28 GMT","LONGITUDE":181,"LATITUDE":91,"COG":360,"SOG":102.3,"NAME":"JIN HAI"}""", out var report);

        Assert.Equal(DropReason.NoPosition, reason);
        Assert.Equal("JIN HAI", report.Static!.Name);
        Assert.Equal(JsonPosition.Silent(Instant.FromUtc(2011, 4, 12, 10, 40, 28), new Mmsi(413811001), StationClass.Unknown), report.Dynamic);
    }

    [Theory]
    [InlineData("""{"ERROR":true,"USERNAME":"X","ERROR_MESSAGE":"Too frequent requests!"}""", DropReason.FeedError)]
    [InlineData("""{"RECORDS":1}""", DropReason.AnotherFormat)]
    [InlineData("""{"MMSI":2300001,"TIME":"1302264927"}""", DropReason.NotAVessel)]
    [InlineData("""{"MMSI":"abc","TIME":"1302264927"}""", DropReason.BadMmsi)]
    [InlineData("""{"MMSI":235085131,"LONGITUDE":0,"LATITUDE":0}""", DropReason.NoTime)]
    [InlineData("""{"MMSI":235085131,"TIME":"12/04/2011","LONGITUDE":0,"LATITUDE":0}""", DropReason.BadTimestamp)]
    [InlineData("""{"MMSI":235085131,"TIME":"1302264927","LONGITUDE":0,"LATITUDE":0,"A":512}""", DropReason.BadNumber)]
    public void Read_WhatIsNoUse_SaysWhy(string record, DropReason expected) => Assert.Equal(expected, JsonLines.Dropped(JsonDialect.AisHub, record));
}
