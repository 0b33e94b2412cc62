using MaritimeWatch.Ais.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>Digitraffic marine, version 2: hand-made samples after the service's documentation, and a recorded answer.</summary>
public sealed class DigitrafficTests
{
    private const string Location =
        """{"time":1668075025,"sog":10.7,"cog":326.6,"navStat":0,"rot":-4,"posAcc":true,"raim":false,"heading":325,"lon":20.345818,"lat":60.038960}""";

    private const string Metadata =
        """{"timestamp":1668075026035,"destination":"UST LUGA","name":"ARUNA CIHAN","draught":68,"eta":733376,"posType":15,"refA":160,"refB":33,"refC":20,"refD":12,"callSign":"V7WW7","imo":9543756,"type":70}""";

    private static readonly Mmsi Aruna = new(538007963);

    /// <summary>2022-11-10T10:10:25Z.</summary>
    private static readonly Instant Time = Instant.FromUnixSeconds(1_668_075_025);

    /// <summary>60.038960 and 20.345818 times 600,000; code -4 is (4 / 4.733)² = 0.7 degrees a minute.</summary>
    private static readonly PositionReport Position = new(
        Time, Aruna, 36_023_376, 12_207_491, 107, 3266, 325, -7, StationClass.Unknown, NavigationalStatus.UnderWayUsingEngine, true);

    private static readonly StaticReport Static = new(
        Aruna, 9543756, "V7WW7", "ARUNA CIHAN", new ShipType(70), 160, 33, 20, 12, 193, 32, 6.8, "UST LUGA", Feed: StaticFeed.Digitraffic);

    [Fact]
    public void Read_LocationBehindItsTopic_TakesTheMmsiFromIt() =>
        Assert.Equal(new AisReport(Position, null), JsonLines.Report(JsonDialect.Digitraffic, $"vessels-v2/538007963/location {Location}"));

    [Fact]
    public void Read_TopicBesideThePayload_IsTheSame()
    {
        var reader = new JsonReportReader(JsonDialect.Digitraffic, new StaticReportInterning());

        reader.Read("vessels-v2/538007963/location"u8, Bytes.Of(Location), null, out var report, out _);

        Assert.Equal(new AisReport(Position, null), report);
    }

    [Fact]
    public void Read_MmsiWithinTheRecord_IsTheSame() =>
        Assert.Equal(new AisReport(Position, null), JsonLines.Report(JsonDialect.Digitraffic, Location.Replace("{", "{\"mmsi\":538007963,", StringComparison.Ordinal)));

    [Fact]
    public void Read_MessageOfABrokerAsAnObject_IsTheSame() =>
        Assert.Equal(new AisReport(Position, null), JsonLines.Report(JsonDialect.Digitraffic, $$"""{"tst":"2022-11-10T10:10:25Z","topic":"vessels-v2/538007963/location","qos":0,"payload":{{Location}}}"""));

    [Fact]
    public void Read_Metadata_HasMillisecondsAndDecimetres()
    {
        var report = JsonLines.Report(JsonDialect.Digitraffic, $"vessels-v2/538007963/metadata {Metadata}");

        Assert.Equal(Static, report.Static);
        Assert.Equal(new AisReport(JsonPosition.Silent(Instant.FromUnixSeconds(1_668_075_026), Aruna, StationClass.Unknown), Static), report);
    }

    [Fact]
    public void Read_VesselsOfTheRestInterface_AreTheSame()
    {
        const string Vessels = """
            [ { "mmsi": 538007963, "name": "ARUNA CIHAN", "shipType": 70, "referencePointA": 160, "referencePointB": 33, "referencePointC": 20,
                "referencePointD": 12, "posType": 15, "draught": 68, "imo": 9543756, "callSign": "V7WW7", "eta": 733376,
                "timestamp": 1668075026035, "destination": "UST LUGA" } ]
            """;

        var report = Assert.Single(JsonLines.All(Bytes.Of(Vessels), JsonDialect.Digitraffic, out var dropped));

        Assert.Equal(Static, report.Static);
        Assert.Empty(dropped);
    }

    [Fact]
    public void Read_LocationsOfTheRestInterface_TakeTheTimeOfReception()
    {
        const string Collection = """
            {"type":"FeatureCollection","dataUpdatedTime":"2022-11-10T10:10:30Z","features":[
            {"mmsi":538007963,"type":"Feature","geometry":{"type":"Point","coordinates":[20.345818,60.03896]},"properties":{"mmsi":538007963,"sog":10.7,"cog":326.6,"navStat":0,"rot":-4,"posAcc":true,"raim":false,"heading":325,"timestamp":24,"timestampExternal":1668075025999}},
            {"mmsi":230000001,"type":"Feature","geometry":{"type":"Point","coordinates":[181.0,91.0]},"properties":{"mmsi":230000001,"sog":102.3,"cog":360.0,"navStat":15,"rot":128,"posAcc":false,"raim":false,"heading":511,"timestamp":60,"timestampExternal":1668075025999}}]}
            """;

        var report = Assert.Single(JsonLines.All(Bytes.Of(Collection), JsonDialect.Digitraffic, out var dropped));

        Assert.Equal(new AisReport(Position, null), report);
        Assert.Equal([DropReason.NoPosition], dropped);
    }

    [Fact]
    public void Read_EverythingNotAvailable_IsNull()
    {
        var reason = JsonLines.Dropped(
            JsonDialect.Digitraffic,
            """{"mmsi":230000001,"time":1668075025,"sog":102.3,"cog":360.0,"navStat":15,"rot":-128,"posAcc":false,"heading":511,"lon":181.0,"lat":91.0}""",
            out var report);

        Assert.Equal(DropReason.NoPosition, reason);
        Assert.Equal(JsonPosition.Silent(Time, new Mmsi(230000001), StationClass.Unknown), report.Dynamic);
    }

    [Theory]
    [InlineData("vessels-v2/status {\"updated\":1668075025,\"lastError\":null}", DropReason.NotAis)]
    [InlineData("vessels-v2/status/location {\"time\":1668075025,\"lon\":20.0,\"lat\":60.0}", DropReason.BadMmsi)]
    [InlineData("""{"time":1668075025,"lon":20.0,"lat":60.0}""", DropReason.BadMmsi)]
    [InlineData("""{"mmsi":2300001,"time":1668075025,"lon":20.0,"lat":60.0}""", DropReason.NotAVessel)]
    [InlineData("""{"mmsi":992301234,"time":1668075025,"lon":20.0,"lat":60.0}""", DropReason.NotAVessel)]
    [InlineData("""{"mmsi":230000001,"lon":20.0,"lat":60.0}""", DropReason.AnotherFormat)]
    [InlineData("""{"mmsi":230000001,"time":0,"lon":20.0,"lat":60.0}""", DropReason.BadTimestamp)]
    [InlineData("""{"mmsi":230000001,"timestamp":1668075026035}""", DropReason.AnotherFormat)]
    [InlineData("""{"mmsi":230000001,"time":1668075025,"lon":"east","lat":60.0}""", DropReason.BadNumber)]
    [InlineData("""{"mmsi":230000001,"time":1668075025,"lon":20.0,"lat":60.0,"sog":102.4}""", DropReason.BadNumber)]
    [InlineData("""{"mmsi":230000001,"time":1668075025,"lon":20.0,"lat":60.0,"sog":-0.1}""", DropReason.BadNumber)]
    [InlineData("""{"mmsi":230000001,"time":1668075025,"lon":20.0,"lat":60.0,"rot":256}""", DropReason.BadNumber)]
    [InlineData("""{"mmsi":230000001,"time":1668075025,"lon":20.0,"lat":60.0,"heading":512}""", DropReason.BadNumber)]
    [InlineData("""{"mmsi":230000001,"timestamp":1668075026035,"name":"A","draught":256}""", DropReason.BadNumber)]
    [InlineData("""{"class":"AIS","mmsi":230000001}""", DropReason.AnotherFormat)]
    [InlineData("vessels-v2/230000001/location {\"time\":1668075025,\"lon\":20.0", DropReason.Malformed)]
    public void Read_WhatIsNoUse_SaysWhy(string line, DropReason expected) => Assert.Equal(expected, JsonLines.Dropped(JsonDialect.Digitraffic, line));

    /// <summary>The recording of 2017 prints the code as a byte without its sign: 245 is -11, 128 is -128.</summary>
    [Theory]
    [InlineData(127, 7200)]
    [InlineData(128, PositionReport.NoRateOfTurn)]
    [InlineData(129, -7200)]
    [InlineData(245, -54)]
    [InlineData(255, 0)]
    public void Read_RateOfTurnWithoutItsSign_GetsItBack(int code, short expectedTenths) => Assert.Equal(
        expectedTenths,
        JsonLines.Report(JsonDialect.Digitraffic, $$"""{"mmsi":230000001,"time":1668075025,"lon":20.0,"lat":60.0,"rot":{{code}}}""").Dynamic.RawRateOfTurn);

    [SharedDataFact("digitraffic/gulf-of-finland-2017-02-20.json")]
    public void Read_RecordedCollections_GiveEveryPosition()
    {
        var reports = JsonLines.All(RecordedTraffic.Bytes("digitraffic/gulf-of-finland-2017-02-20.json"), JsonDialect.Digitraffic, out var dropped);

        // 77 positions and 72 of the same vessels again, as the notes on the recording say; the first and the last by eye.
        Assert.Empty(dropped);
        Assert.Equal(149, reports.Count);
        Assert.Equal(
            new PositionReport(Instant.FromUnixSeconds(1_487_615_269), new Mmsi(265546940), 36_204_568, 11_068_470, 1, 1982, 236, 0, StationClass.Unknown, NavigationalStatus.UnderWayUsingEngine, true),
            reports[0].Dynamic);
        Assert.Equal(
            new PositionReport(Instant.FromUnixSeconds(1_487_624_848), new Mmsi(265514760), 36_103_832, 11_284_244, 0, 1220, 352, 0, StationClass.Unknown, NavigationalStatus.Moored, true),
            reports[^1].Dynamic);
        Assert.Equal(26, reports.Count(report => report.Dynamic.RawRateOfTurn == PositionReport.NoRateOfTurn));
    }
}
