using System.Buffers;
using System.IO.Compression;
using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Playback;

namespace MaritimeWatch.Simulator.Tests.Playback;

public class RecordingReaderTests
{
    // The sentence of the GPSD document "AIVDM/AIVDO protocol decoding".
    private const string Sentence = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C";

    [Fact]
    public void Lines_TagBlockWithTime_PassesThroughUnchanged()
    {
        var line = Tagged("s:2573310,c:1654088303") + Sentence;

        Assert.Equal([line + "\r\n"], Play(line + "\n"));
    }

    [Theory]
    [InlineData("$PGHP,1,2008,5,9,0,0,0,10,338,2,,1,09*17\n")]
    public void Lines_TimeOnTheLineBefore_MovesIntoATagBlock(string timeLine)
    {
        var played = Assert.Single(Play(timeLine + Sentence + "\n"));

        // 2008-05-09T00:00:00Z and ten milliseconds, in UNIX seconds.
        Assert.Equal(Tagged("c:1210291200") + Sentence + "\r\n", played);
    }

    [Fact]
    public void Lines_TagBlockWithoutTime_KeepsItsSourceAndGainsTheTime()
    {
        var first = Tagged("c:1654088303") + Sentence;

        var played = Play(first + "\n" + Tagged("s:here") + Sentence + "\n");

        Assert.Equal(Tagged("s:here,c:1654088303") + Sentence + "\r\n", played[1]);
    }

    [Fact]
    public void Lines_BadChecksum_IsDroppedAndCounted()
    {
        using var input = new MemoryStream(Encoding.ASCII.GetBytes(Sentence[..^2] + "00\n" + Sentence + "\n"));
        var reader = new RecordingReader(input);

        Assert.Single(reader.Lines().Select(line => line.Sentences.Length));
        Assert.Equal(1, reader.Rejected);
    }

    [Fact]
    public void Lines_CompressedTable_BecomesSentencesOfTheSameReports()
    {
        var traffic = TestTraffic.Of("R2");
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(traffic.Bytes);
        }

        packed.Position = 0;
        var decoder = new NmeaReportReader(new StaticReportInterning());
        var reports = new List<Domain.Vessels.PositionReport>();
        foreach (var line in new RecordingReader(packed).Lines().SelectMany(line => Encoding.ASCII.GetString(line.Sentences.Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)))
        {
            if (decoder.Read(Encoding.ASCII.GetBytes(line), null, out var report, out _) == ReadResult.Report && report.Dynamic.HasPosition)
            {
                reports.Add(report.Dynamic);
            }
        }

        Assert.Equal(traffic.Reports.Select(report => report.Dynamic), reports);
    }

    [Fact]
    public void Lines_ReportsAsJson_BecomeSentencesOfTheSameReports()
    {
        var traffic = TestTraffic.Of("R2");
        var json = new ArrayBufferWriter<byte>();
        foreach (var report in traffic.Reports)
        {
            ReportJsonWriter.Write(report, default, json);
        }

        using var input = new MemoryStream(json.WrittenSpan.ToArray());
        var decoder = new NmeaReportReader(new StaticReportInterning());
        var reports = new List<Domain.Vessels.PositionReport>();
        foreach (var line in new RecordingReader(input).Lines().SelectMany(line => Encoding.ASCII.GetString(line.Sentences.Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)))
        {
            if (decoder.Read(Encoding.ASCII.GetBytes(line), null, out var report, out _) == ReadResult.Report && report.Dynamic.HasPosition)
            {
                reports.Add(report.Dynamic);
            }
        }

        Assert.Equal(traffic.Reports.Select(report => report.Dynamic).Where(report => report.HasPosition), reports);
    }

    [Fact]
    public void Lines_JsonLine_IsSentWithItsStaticData()
    {
        var played = Play("""
            vessels-v2/538007963/metadata {"timestamp":1668075026035,"destination":"UST LUGA","name":"ARUNA CIHAN","draught":68,"refA":160,"refB":33,"refC":20,"refD":12,"callSign":"V7WW7","imo":9543756,"type":70}
            vessels-v2/538007963/location {"time":1668075027,"sog":10.7,"cog":326.6,"navStat":0,"heading":325,"lon":20.345818,"lat":60.038960}
            vessels-v2/538007963/location {"time":166807502

            """);

        Assert.Equal(2, played.Count);
        var decoder = new NmeaReportReader(new StaticReportInterning());
        var heard = new List<Domain.Vessels.AisReport>();
        foreach (var line in string.Concat(played).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (decoder.Read(Encoding.ASCII.GetBytes(line), null, out var report, out _) == ReadResult.Report)
            {
                heard.Add(report);
            }
        }

        Assert.Equal(2, heard.Count);
        Assert.Equal("ARUNA CIHAN", heard[0].Static!.Name);
        Assert.Equal((Instant.FromUnixSeconds(1_668_075_027), 107), (heard[1].Time, heard[1].Dynamic.RawSpeed));
    }

    [Fact]
    public void Lines_JsonDocument_SaysWhatToDo()
    {
        var failure = Assert.Throws<PlaybackException>(() => Play("""[{"MMSI":235085131,"TIME":"1302264927","LONGITUDE":-818067,"LATITUDE":30453520}]"""));

        Assert.Contains("convert it first", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_CutOffCompression_SaysSo()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(TestTraffic.Of("R2").Bytes);
        }

        using var cut = new MemoryStream(packed.ToArray()[..(int)(packed.Length / 2)]);

        var failure = Record.Exception(() => new RecordingReader(cut).Lines().Count());
        Assert.Contains("cut off", Assert.IsType<PlaybackException>(failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_TableWithoutPositions_SaysWhichColumnsAreMissing()
    {
        var failure = Assert.Throws<PlaybackException>(() => Play("name,colour\nred,blue\n"));

        Assert.Contains("MMSI", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static List<string> Play(string text)
    {
        using var input = new MemoryStream(Encoding.ASCII.GetBytes(text));
        return [.. new RecordingReader(input).Lines().Select(line => Encoding.ASCII.GetString(line.Sentences.Span))];
    }

    private static string Tagged(string body) => $"\\{body}*{body.Aggregate(0, (sum, letter) => sum ^ letter):X2}\\";
}
