using System.IO.Compression;
using System.Text;
using MaritimeWatch.Ais;
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
