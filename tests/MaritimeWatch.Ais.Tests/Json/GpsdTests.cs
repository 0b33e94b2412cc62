using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>gpsd's objects: lines of gpsdecode for its own published samples, and what libais makes of a recording.</summary>
public sealed class GpsdTests
{
    private const string Scaled =
        """{"class":"AIS","device":"stdin","type":1,"repeat":0,"mmsi":371798000,"scaled":true,"status":0,"status_text":"Under way using engine","turn":"fastleft","speed":12.3,"accuracy":true,"lon":-123.395383,"lat":48.381633,"course":224.0,"heading":215,"second":33,"maneuver":0,"raim":false,"radio":34017}""";

    private const string Unscaled =
        """{"class":"AIS","device":"stdin","type":1,"repeat":0,"mmsi":371798000,"scaled":false,"status":0,"status_text":"Under way using engine","turn":-127,"speed":123,"accuracy":true,"lon":-74037230,"lat":29028980,"course":2240,"heading":215,"second":33,"maneuver":0,"raim":false,"radio":34017}""";

    private const string Static =
        """{"class":"AIS","device":"stdin","type":5,"repeat":0,"mmsi":351759000,"scaled":true,"imo":9134270,"ais_version":0,"callsign":"3FOF8","shipname":"EVER DIADEM","shiptype":70,"shiptype_text":"Cargo - all ships of this type","to_bow":225,"to_stern":70,"to_port":1,"to_starboard":31,"epfd":1,"epfd_text":"GPS","eta":"05-15T14:00Z","draught":12.2,"destination":"NEW YORK","dte":0}""";

    private static readonly Instant Time = Instant.FromUtc(2024, 11, 17);

    [Theory]
    [InlineData(Scaled)]
    [InlineData(Unscaled)]
    public void Read_Position_IsTheSentencesOwn(string line) => Assert.Equal(
        new AisReport(
            new PositionReport(Time, new Mmsi(371798000), 29_028_980, -74_037_230, 123, 2240, 215, -7200, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, true), null),
        JsonLines.Report(JsonDialect.Gpsd, line, Time));

    [Theory]
    [InlineData(Static)]
    [InlineData("""{"class":"AIS","type":5,"mmsi":351759000,"scaled":false,"imo":9134270,"callsign":"3FOF8","shipname":"EVER DIADEM","shiptype":70,"to_bow":225,"to_stern":70,"to_port":1,"to_starboard":31,"draught":122,"destination":"NEW YORK"}""")]
    public void Read_StaticData_IsTheSentencesOwn(string line) => Assert.Equal(
        new StaticReport(new Mmsi(351759000), 9134270, "3FOF8", "EVER DIADEM", new ShipType(70), 225, 70, 1, 31, 295, 32, 12.2, "NEW YORK", 5),
        JsonLines.Report(JsonDialect.Gpsd, line, Time).Static);

    [Theory]
    [InlineData("\"nan\"", -1)]
    [InlineData("\"n/a\"", -1)]
    [InlineData("\"fast\"", 1022)]
    [InlineData("102.3", -1)]
    [InlineData("102.2", 1022)]
    [InlineData("null", -1)]
    public void Read_SpeedInWords_IsUnderstood(string speed, short expected) =>
        Assert.Equal(expected, JsonLines.Report(JsonDialect.Gpsd, Scaled.Replace("12.3", speed, StringComparison.Ordinal), Time).Dynamic.RawSpeed);

    [Theory]
    [InlineData("\"nan\"", PositionReport.NoRateOfTurn)]
    [InlineData("\"n/a\"", PositionReport.NoRateOfTurn)]
    [InlineData("\"fastright\"", 7200)]
    [InlineData("-5", -50)]
    [InlineData("\"-5.40\"", -54)]
    public void Read_TurnInWords_IsUnderstood(string turn, short expected) =>
        Assert.Equal(expected, JsonLines.Report(JsonDialect.Gpsd, Scaled.Replace("\"fastleft\"", turn, StringComparison.Ordinal), Time).Dynamic.RawRateOfTurn);

    /// <summary>gpsd 3.22 to 3.25 print the words where later ones print the number.</summary>
    [Theory]
    [InlineData("\"At anchor\"", NavigationalStatus.AtAnchor)]
    [InlineData("1", NavigationalStatus.AtAnchor)]
    [InlineData("\"Not defined\"", NavigationalStatus.Undefined)]
    [InlineData("15", NavigationalStatus.Undefined)]
    [InlineData("16", NavigationalStatus.Undefined)]
    public void Read_LongRange_IsOnTheGridOfTheMessage(string status, NavigationalStatus expected) => Assert.Equal(
        // 82,144 and -27,014 tenths of a minute.
        new PositionReport(Time, new Mmsi(206914217), -27_014_000, 82_144_000, 570, 1670, -1, PositionReport.NoRateOfTurn, StationClass.ClassA, expected, false),
        JsonLines.Report(
            JsonDialect.Gpsd,
            $$"""{"class":"AIS","type":27,"mmsi":206914217,"scaled":true,"status":{{status}},"accuracy":false,"lon":136.9067,"lat":-45.0233,"speed":57,"course":167}""",
            Time).Dynamic);

    [Fact]
    public void Read_TimeOfTheReceiver_IsTheClock()
    {
        var reader = new JsonReportReader(JsonDialect.Gpsd, new StaticReportInterning());

        Assert.Equal((ReadResult.Dropped, DropReason.NoTime), (reader.Read(Bytes.Of(Scaled), null, out _, out var before), before));
        Assert.Equal(ReadResult.Dropped, reader.Read("""{"class":"TPV","device":"/dev/ttyUSB0","mode":3,"time":"2024-11-17T00:00:00.250Z","lat":54.3,"lon":10.1}"""u8, null, out _, out var ofClock));
        Assert.Equal(DropReason.NotAis, ofClock);
        Assert.Equal(ReadResult.Report, reader.Read(Bytes.Of(Scaled), null, out var report, out _));
        Assert.Equal(Time, report.Time);
    }

    [Theory]
    [InlineData("""{"class":"VERSION","release":"3.25","rev":"3.25","proto_major":3,"proto_minor":15}""", DropReason.NotAis)]
    [InlineData("""{"class":"AIS","type":4,"mmsi":3669702,"timestamp":"0000-00-00T24:60:60Z","lon":0.0,"lat":0.0}""", DropReason.NotAVessel)]
    [InlineData("""{"class":"AIS","type":8,"mmsi":366970200,"dac":1,"fid":31}""", DropReason.UnusedType)]
    [InlineData("""{"class":"AIS","type":1,"mmsi":0,"lon":0.0,"lat":0.0}""", DropReason.BadMmsi)]
    [InlineData("""{"class":"AIS","type":1,"mmsi":1234567890,"lon":0.0,"lat":0.0}""", DropReason.BadMmsi)]
    [InlineData("""{"class":"AIS","type":1,"mmsi":366970200,"timestamp":"0000-00-00T24:60:60Z","lon":0.0,"lat":0.0}""", DropReason.BadTimestamp)]
    [InlineData("""{"name":"nothing of the kind"}""", DropReason.AnotherFormat)]
    [InlineData("""{"class":"AIS","type":1,"mmsi":366970200,"tagblock_timestamp":"2024-11-17T00:00:00Z","scaled":false,"turn":300,"lon":0,"lat":0}""", DropReason.BadNumber)]
    public void Read_WhatIsNoUse_SaysWhy(string line, DropReason expected) => Assert.Equal(expected, JsonLines.Dropped(JsonDialect.Gpsd, line));

    [SharedDataFact("libais/tagblock.json", "libais/tagblock.nmea")]
    public void Read_WhatLibaisMadeOfSentences_IsTheSameButForItsFloats()
    {
        var reports = JsonLines.All(RecordedTraffic.Bytes("libais/tagblock.json"), JsonDialect.Gpsd, out var dropped);
        var sentences = new NmeaReportReader(new StaticReportInterning());
        var expected = RecordedTraffic.Lines("libais/tagblock.nmea")
            .Where(line => sentences.Read(line, null, out _, out _) is ReadResult.Report)
            .Count();

        Assert.Empty(dropped);
        Assert.Equal((4, 4), (expected, reports.Count));

        // Single precision near 162° west is a grid of 1.5e-5 degrees: -161.88265991 stands for -161.88265.
        Assert.Equal(
            new PositionReport(Instant.FromUtc(2014, 12, 10, 0, 41, 53), new Mmsi(224651000), -3_166_750, -97_129_596, 12, 2246, 155, 0, StationClass.ClassA, NavigationalStatus.EngagedInFishing, false),
            reports[0].Dynamic);
        Assert.Equal(
            new StaticReport(new Mmsi(219005012), CallSign: "XPD5019", Name: "ROSINANTE", ToBow: 9, ToStern: 3, ToPort: 3, LengthMetres: 12, BreadthMetres: 3, MessageType: 5),
            reports[1].Static);
    }
}
