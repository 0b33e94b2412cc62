using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>AIS-catcher: hand-made samples after its documentation; the sentence is gpsd's published sample.</summary>
public sealed class AisCatcherTests
{
    private const string Sentence = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A";

    private const string Reception =
        "\"class\":\"AIS\",\"device\":\"AIS-catcher\",\"rxtime\":\"20241117000003\",\"rxuxtime\":1731801603.25,\"scaled\":true,\"channel\":\"A\",\"signalpower\":-38.1,\"ppm\":0.6";

    private static readonly Instant Time = Instant.FromUtc(2024, 11, 17, 0, 0, 3);

    private static readonly PositionReport Position = new(
        Time, new Mmsi(371798000), 29_028_980, -74_037_230, 123, 2240, 215, -7200, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, true);

    [Fact]
    public void Read_Sentence_IsPreferredToTheMembers() => Assert.Equal(
        new AisReport(Position, null),
        JsonLines.Report(JsonDialect.AisCatcher, $$"""{{{Reception}},"nmea":["{{Sentence}}"],"type":1,"mmsi":371798000,"speed":99.9,"lon":1.0,"lat":1.0}"""));

    [Fact]
    public void Read_SentenceWithATagBlock_KeepsItsOwnTime() => Assert.Equal(
        Instant.FromUtc(2024, 11, 17, 12, 0, 0),
        JsonLines.Report(JsonDialect.AisCatcher, $$"""{{{Reception}},"nmea":["{{BitString.Tag("s:r1,c:1731844800").Replace("\\", "\\\\", StringComparison.Ordinal)}}{{Sentence}}"]}""").Time);

    [Fact]
    public void Read_MessageOfTwoSentences_IsOneReport()
    {
        var report = JsonLines.Report(JsonDialect.AisCatcher, $$"""
            {{{Reception}},"nmea":["!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C","!AIVDM,2,2,1,A,88888888880,2*25"]}
            """);

        Assert.Equal((Time, 9134270u, "EVER DIADEM"), (report.Time, report.Static!.ImoNumber!.Value, report.Static.Name));
    }

    [Fact]
    public void Read_SentencesOneByOne_WaitForEachOther()
    {
        var reader = new JsonReportReader(JsonDialect.AisCatcher, new StaticReportInterning());

        Assert.Equal(ReadResult.Pending, reader.Read(Bytes.Of($$"""{{{Reception}},"nmea":["!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C"]}"""), null, out _, out _));
        Assert.Equal(ReadResult.Report, reader.Read(Bytes.Of($$"""{{{Reception}},"nmea":["!AIVDM,2,2,1,A,88888888880,2*25"]}"""), null, out _, out _));
        Assert.Equal(ReadResult.Pending, reader.Read(Bytes.Of($$"""{{{Reception}},"nmea":["!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C"]}"""), null, out _, out _));
        Assert.Equal(1, reader.Finish());
    }

    [Fact]
    public void Read_WithoutSentence_TakesTheMembers() => Assert.Equal(
        new AisReport(Position, null),
        JsonLines.Report(JsonDialect.AisCatcher, $$"""
            {{{Reception}},"type":1,"repeat":0,"mmsi":371798000,"status":0,"turn_unscaled":-127,"turn":-720,"speed":12.3,"accuracy":true,"lon":-123.395383,"lat":48.381633,"course":224.0,"heading":215}
            """));

    [Fact]
    public void Read_SparseRecord_SaysWhatItSays() => Assert.Equal(
        new AisReport(
            new PositionReport(Time, new Mmsi(371798000), 29_028_980, -74_037_230, -1, -1, -1, PositionReport.NoRateOfTurn, StationClass.Unknown, NavigationalStatus.Undefined, false), null),
        JsonLines.Report(JsonDialect.AisCatcher, """{"mmsi":371798000,"lat":48.381633,"lon":-123.395383,"rxtime":"20241117000003"}"""));

    [Fact]
    public void Read_SparseStaticRecord_IsNoPosition()
    {
        var report = JsonLines.Report(JsonDialect.AisCatcher, """{"mmsi":371798000,"shipname":"RAVEN","callsign":"3FOF8","toa":1731801603.9}""");

        Assert.False(report.Dynamic.HasPosition);
        Assert.Equal((Time, new StaticReport(new Mmsi(371798000), CallSign: "3FOF8", Name: "RAVEN")), (report.Time, report.Static));
    }

    [Theory]
    [InlineData("20241117000003", true)]
    [InlineData("20241117240003", false)]
    [InlineData("20240230000003", false)]
    [InlineData("2024111700000", false)]
    [InlineData("1731801603", false)]
    public void Read_CompactTime_IsADateAndNoCount(string time, bool isTime)
    {
        var record = $$"""{"mmsi":371798000,"lat":48.0,"lon":-123.0,"rxtime":"{{time}}"}""";
        if (isTime)
        {
            Assert.Equal(Time, JsonLines.Report(JsonDialect.AisCatcher, record).Time);
        }
        else
        {
            Assert.Equal(DropReason.BadTimestamp, JsonLines.Dropped(JsonDialect.AisCatcher, record));
        }
    }

    [Theory]
    [InlineData("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4B", DropReason.BadChecksum)]
    [InlineData("!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D", DropReason.NotAVessel)]
    public void Read_SentenceThatIsNoUse_SaysWhy(string sentence, DropReason expected) =>
        Assert.Equal(expected, JsonLines.Dropped(JsonDialect.AisCatcher, $$"""{{{Reception}},"nmea":["{{sentence}}"],"mmsi":371798000}"""));

    [Fact]
    public void Read_BatchOfAnHttpPost_IsTakenApart()
    {
        var batch = $$"""
            {"protocol":"jsonaiscatcher","encodetime":"20241117000010","stationid":"X","receiver":{"description":"AIS-catcher"},"msgs":[
              {{{Reception}},"nmea":["{{Sentence}}"]},
              {{{Reception}},"type":18,"mmsi":338087471,"speed":0.1,"lon":-74.072132,"lat":40.684540,"course":79.6,"heading":511}
            ]}
            """;

        var reports = JsonLines.All(Bytes.Of(batch), JsonDialect.AisCatcher, out var dropped);

        Assert.Empty(dropped);
        Assert.Equal([371798000u, 338087471u], reports.Select(report => report.Mmsi.Value));
        Assert.Equal(StationClass.ClassB, reports[1].Dynamic.StationClass);
    }
}
