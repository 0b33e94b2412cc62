using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using System.Buffers;
using System.Text.Json;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Whatever comes in: a report with sane values or a reason, never an exception. Seeded, so a failure repeats.</summary>
public sealed class NmeaFuzzTests
{
    private static readonly string[] Good =
    [
        "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A",
        BitString.Tag("g:1-2-7,s:r1,c:1731844800") + "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C",
        BitString.Tag("g:2-2-7") + "!AIVDM,2,2,1,A,88888888880,2*25",
        "!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C",
        "$PGHP,1,2014,9,28,16,0,4,684,219,21,992190921,1,14*22",
        "1731844800 !AIVDM,1,1,,B,91b55wi;hbOS@OdQAC062Ch2089h,0*30,r09STOL1,1272844797",
    ];

    [Fact]
    public void Read_RandomBytes_NeverThrows()
    {
        var random = new Random(31);
        var reader = new NmeaReportReader(new StaticReportInterning());
        var framer = new LineFramer(200);
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = new byte[random.Next(0, 2_000)];
            random.NextBytes(bytes);
            ReadOnlySpan<byte> rest = bytes;
            while (framer.TryReadLine(ref rest, isEnd: true, out var line))
            {
                Check(reader, line, Instant.FromUnixSeconds(1_731_844_800));
            }
        }

        Assert.InRange(reader.Counters[0].In, 10_000, long.MaxValue);
        Assert.All(reader.Counters, counter => Assert.True(counter.Out >= 0, counter.Stage));
    }

    [Fact]
    public void Read_MutatedSentences_NeverThrowsAndStaysSane()
    {
        var random = new Random(32);
        var reader = new NmeaReportReader(new StaticReportInterning());
        var reports = 0;
        for (var round = 0; round < 100_000; round++)
        {
            var line = Bytes.Of(Good[random.Next(Good.Length)]);
            for (var change = random.Next(3); change > 0; change--)
            {
                line[random.Next(line.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : ","u8[0];
            }

            var length = random.Next(5) == 0 ? random.Next(line.Length + 1) : line.Length;
            reports += Check(reader, WithRepairedChecksum(line.AsSpan(0, length), random), null) ? 1 : 0;
        }

        reader.Finish();
        Assert.InRange(reports, 10_000, 99_999);
        Assert.Equal(reader.Counters[0].Out, reader.Counters[1].In);
    }

    [Fact]
    public void Decode_EveryPayloadLength_NeverThrowsAndPrintsValidJson()
    {
        var random = new Random(33);
        var decoder = new MessageDecoder(new StaticReportInterning());
        GpsdJson[] writers = [new(new GpsdJsonOptions()), new(new GpsdJsonOptions(IsScaled: false, SplitsType24: true))];
        var json = new ArrayBufferWriter<byte>();
        var buffer = new PayloadBuffer();
        var decoded = new HashSet<int>();
        for (var bits = 0; bits <= 1_200; bits++)
        {
            for (var round = 0; round < 80; round++)
            {
                var characters = new byte[(bits + 5) / 6];
                for (var i = 0; i < characters.Length; i++)
                {
                    var value = i == 0 ? round % 32 : random.Next(64);
                    characters[i] = (byte)(value < 40 ? value + 48 : value + 56);
                }

                buffer.Clear();
                Assert.True(buffer.TryAppend(characters, (characters.Length * 6) - bits));
                if (decoder.TryDecode(buffer.Bits, out var report, out _))
                {
                    decoded.Add(buffer.Bits.MessageType);
                    Sane(report);
                }

                foreach (var writer in writers)
                {
                    writer.Write(buffer.Bits, (byte)'A', json);
                    if (json.WrittenCount > 0)
                    {
                        using var document = JsonDocument.Parse(json.WrittenMemory);
                        Assert.Equal("AIS", document.RootElement.GetProperty("class").GetString());
                        json.ResetWrittenCount();
                    }
                }
            }
        }

        Assert.Equal([1, 2, 3, 5, 9, 18, 19, 24, 27], decoded.Order());
    }

    [Fact]
    public void Read_SentencesCutAnywhereByTheTransport_GiveTheSameReports()
    {
        var stream = Bytes.Of(string.Concat(Enumerable.Repeat(string.Join("\r\n", Good) + "\r\n", 3)));
        var whole = Reports(stream, stream.Length);

        Assert.Equal(12, whole.Count);
        for (var piece = 1; piece < 40; piece++)
        {
            Assert.Equal(whole, Reports(stream, piece));
        }
    }

    private static List<AisReport> Reports(byte[] stream, int piece)
    {
        var reader = new NmeaReportReader(new StaticReportInterning());
        var framer = new LineFramer();
        var reports = new List<AisReport>();
        var held = Array.Empty<byte>();
        for (var at = 0; at < stream.Length; at += piece)
        {
            ReadOnlySpan<byte> buffer = [.. held, .. stream[at..Math.Min(stream.Length, at + piece)]];
            while (framer.TryReadLine(ref buffer, isEnd: false, out var line))
            {
                if (reader.Read(line, Instant.FromUnixSeconds(1), out var report, out _) == ReadResult.Report)
                {
                    reports.Add(report);
                }
            }

            held = buffer.ToArray();
        }

        return reports;
    }

    /// <summary>Every other line gets a checksum that fits, so that the damage reaches the later stages.</summary>
    private static ReadOnlySpan<byte> WithRepairedChecksum(ReadOnlySpan<byte> line, Random random)
    {
        var text = Bytes.Text(line);
        var start = text.IndexOf('!', StringComparison.Ordinal);
        var star = text.LastIndexOf('*');
        return start < 0 || star < start || random.Next(2) == 0
            ? line
            : Bytes.Latin1(text[..start] + BitString.WithChecksum(text[start..star]));
    }

    private static bool Check(NmeaReportReader reader, ReadOnlySpan<byte> line, Instant? receivedAt)
    {
        var result = reader.Read(line, receivedAt, out var report, out var reason);
        Assert.Equal(result == ReadResult.Dropped, reason != DropReason.None);
        if (result == ReadResult.Report)
        {
            Sane(report);
        }

        return result == ReadResult.Report;
    }

    private static void Sane(AisReport report)
    {
        var position = report.Dynamic;
        Assert.True(!position.HasPosition || position.Position.IsValid);
        Assert.True(position.HasPosition || report.Static is not null);
        Assert.InRange(report.Mmsi.Value, 1u, 999_999_999u);
        Assert.InRange(position.RawSpeed, (short)-1, (short)10_220);
        Assert.InRange(position.RawCourse, (short)-1, (short)3_599);
        Assert.InRange(position.RawHeading, (short)-1, (short)359);
        Assert.True(Enum.IsDefined(position.Status));
        Assert.True(report.Static?.Name is null || report.Static.Name.All(character => character is >= ' ' and <= '_'));
    }
}
