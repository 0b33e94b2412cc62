using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests.Json;

/// <summary>Whatever comes in: a report with sane values or a reason, never an exception. Seeded, so a failure repeats.</summary>
public sealed class JsonFuzzTests
{
    private static readonly (JsonDialect Dialect, string Record)[] Good =
    [
        (JsonDialect.MaritimeWatch, """{"time":"2024-11-17T00:00:07Z","mmsi":219000606,"stationClass":"A","latitude":57.802943,"longitude":-11.31,"speedKnots":12.5,"courseDegrees":241.8,"static":{"messageType":5,"imo":9074729,"name":"ANNA"}}"""),
        (JsonDialect.Gpsd, """{"class":"AIS","type":1,"mmsi":371798000,"timestamp":"2024-11-17T00:00:07Z","scaled":true,"status":0,"turn":"fastleft","speed":12.3,"lon":-123.395383,"lat":48.381633,"course":224.0,"heading":215}"""),
        (JsonDialect.AisCatcher, """{"class":"AIS","rxtime":"20241117000003","nmea":["!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A"],"mmsi":371798000}"""),
        (JsonDialect.AisStream, """{"Message":{"ShipStaticData":{"CallSign":"LGFH   ","Dimension":{"A":20,"B":8},"ImoNumber":9074729,"Name":"A\u0041ES","UserID":259000420,"Valid":true}},"MetaData":{"MMSI":259000420,"time_utc":"2022-12-29 18:22:32.318353 +0000 UTC"},"MessageType":"ShipStaticData"}"""),
        (JsonDialect.Digitraffic, """vessels-v2/538007963/location {"time":1668075025,"sog":10.7,"cog":326.6,"navStat":0,"rot":-4,"posAcc":true,"heading":325,"lon":20.345818,"lat":60.038960}"""),
        (JsonDialect.AisHub, """{"MMSI":413811000,"TIME":"2011-04-12 10:40:27 GMT","LONGITUDE":118.44586666667,"LATITUDE":38.874833333333,"COG":356,"SOG":0.1,"A":197,"B":27,"DRAUGHT":7.5}"""),
        (JsonDialect.GlobalFishingWatch, """{"ssvid": 263576000, "lat": -23.2656002045, "lon": 97.1636123657, "timestamp": "2015-10-15T02:39:55.000000Z", "speed": 2.2999999523}"""),
    ];

    private static readonly string[] Nasty =
        ["\"", "{", "}", "[", "]", ",", ":", "\\", "\\u", "\\ud800", "null", "true", "1e999", "-", "-0.0", "9999999999999999999", "1e-400", "\0", "\n", "\u00e9", "\"mmsi\":", "{\"a\":{\"a\":{\"a\":", "NaN", "''"];

    [Fact]
    public void Read_MutatedRecords_NeverThrowsAndStaysSane()
    {
        var random = new Random(41);
        var readers = Good.ToDictionary(entry => entry.Dialect, entry => new JsonReportReader(entry.Dialect, new StaticReportInterning(1_000)));
        var reports = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var (dialect, record) = Good[random.Next(Good.Length)];
            var text = Bytes.Of(record).ToList();
            for (var change = random.Next(4); change > 0; change--)
            {
                Mutate(text, random);
            }

            reports += Check(readers[dialect], [.. text]) ? 1 : 0;
        }

        Assert.InRange(reports, 15_000, 50_000);
        Assert.All(readers.Values, reader => Assert.True(reader.Counter.Dropped > 100 && reader.Counter.Out > 100));
    }

    [Fact]
    public void Read_RecordOfAnotherDialect_IsRefusedAndCounted()
    {
        foreach (var (dialect, _) in Good)
        {
            var reader = new JsonReportReader(dialect, new StaticReportInterning());
            foreach (var (other, record) in Good)
            {
                var isOwn = other == dialect || (dialect, other) is (JsonDialect.Gpsd, JsonDialect.AisCatcher) or (JsonDialect.AisCatcher, JsonDialect.Gpsd);
                var result = reader.Read(Bytes.Of(record), null, out _, out var reason);
                Assert.Equal(isOwn, result == ReadResult.Report);
                Assert.True(isOwn || reason.IsRejection(), $"{other} read as {dialect}: {reason}");
            }

            Assert.Equal(Good.Length, reader.Counter.In);
        }
    }

    [Fact]
    public void Frame_MutatedDocuments_NeverThrowsAndHoldsLittle()
    {
        var random = new Random(42);
        var records = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var document = Bytes.Of("[" + string.Join(random.Next(2) == 0 ? "," : ",\n", Good.Where(entry => entry.Record[0] == '{').Select(entry => entry.Record)) + "]").ToList();
            for (var change = random.Next(6); change > 0; change--)
            {
                Mutate(document, random);
            }

            var framer = new JsonRecordFramer();
            var bytes = document.ToArray();
            JsonRecognition.Recognise(bytes, out _, out _);
            for (var at = 0; at < bytes.Length;)
            {
                var length = Math.Min(random.Next(1, 700), bytes.Length - at);
                ReadOnlySpan<byte> piece = bytes.AsSpan(at, length);
                at += length;
                while (framer.TryReadRecord(ref piece, out var record, out _))
                {
                    Assert.True(record.Length <= JsonReportReader.MaxRecordBytes);
                    records++;
                }

                Assert.True(piece.IsEmpty);
            }
        }

        Assert.InRange(records, 5_000, 20_000);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Read_DeepNesting_IsRefused(string open, string close)
    {
        var deep = $$"""{"class":"AIS","x":{{string.Concat(Enumerable.Repeat(open, 10_000))}}1{{string.Concat(Enumerable.Repeat(close, 10_000))}}}""";

        Assert.Equal(deep.Length > JsonReportReader.MaxRecordBytes ? DropReason.LineTooLong : DropReason.Malformed, JsonLines.Dropped(JsonDialect.Gpsd, deep));
    }

    [Fact]
    public void Read_NamesWithoutEnd_DoNotFillTheMemory() => Assert.Equal(
        DropReason.Malformed,
        JsonLines.Dropped(JsonDialect.Gpsd, $$"""{"class":"AIS","type":5,"mmsi":219000606,"timestamp":"2024-11-17T00:00:07Z","shipname":"{{new string('A', 256)}}"}"""));

    [Fact]
    public void Read_Positions_AllocateNothing()
    {
        foreach (var (dialect, record) in Good)
        {
            var reader = new JsonReportReader(dialect, new StaticReportInterning());
            var bytes = Bytes.Of(record);
            Assert.Equal(ReadResult.Report, reader.Read(bytes, null, out _, out _));

            Assert.Equal(0, MaritimeWatch.Tests.Allocations.LeastOf(() =>
            {
                for (var i = 0; i < 100; i++)
                {
                    reader.Read(bytes, null, out _, out _);
                }
            }));
        }
    }

    private static void Mutate(List<byte> text, Random random)
    {
        if (text.Count == 0)
        {
            return;
        }

        var at = random.Next(text.Count);
        switch (random.Next(5))
        {
            case 0:
                text[at] = (byte)random.Next(256);
                break;
            case 1:
                text.RemoveRange(at, Math.Min(random.Next(1, 20), text.Count - at));
                break;
            case 2:
                text.InsertRange(at, Bytes.Of(Nasty[random.Next(Nasty.Length)]));
                break;
            case 3:
                text.InsertRange(at, text.GetRange(0, Math.Min(random.Next(1, 40), text.Count)));
                break;
            default:
                text.RemoveRange(at, random.Next(20) == 0 ? text.Count - at : 1);
                break;
        }
    }

    private static bool Check(JsonReportReader reader, byte[] record)
    {
        var result = reader.Read(record, null, out var report, out var reason);
        Assert.Equal(result == ReadResult.Dropped, reason != DropReason.None);
        if (result != ReadResult.Report)
        {
            return false;
        }

        var position = report.Dynamic;
        Assert.NotEqual(0u, report.Mmsi.Value);
        Assert.True(report.Mmsi.Value <= 999_999_999);
        Assert.True(position.HasPosition || report.Static is not null || position.Time != default);
        Assert.True(!position.HasPosition || position.Position.IsValid);
        Assert.InRange(position.RawSpeed, -1, 10_220);
        Assert.InRange(position.RawCourse, -1, 3_599);
        Assert.InRange(position.RawHeading, -1, 359);
        Assert.True(position.RawRateOfTurn == PositionReport.NoRateOfTurn || Math.Abs(position.RawRateOfTurn) <= 7_200);
        return true;
    }
}
