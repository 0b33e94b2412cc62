using System.Buffers;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Benchmarks;

/// <summary>
/// Bytes into reports: the Danish CSV and NMEA with TAG blocks, the same 20,000 seeded reports of 1,000 ships in each. Per row and per sentence.
/// </summary>
[MemoryDiagnoser]
public class AisBenchmarks
{
    private const int Reports = 20_000;
    private const int Ships = 1_000;

    private readonly StaticReportInterning interning = new();
    private readonly ArrayBufferWriter<byte> json = new(1 << 16);
    private byte[] table = [];
    private byte[] sentences = [];
    private CsvReportParser parser = null!;
    private NmeaReportReader reader = null!;

    [GlobalSetup]
    public void Setup()
    {
        const string header = "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D";
        CsvReportParser.TryCreate(Encoding.UTF8.GetBytes(header), interning, out var created, out _);
        parser = created!;
        reader = new NmeaReportReader(interning);
        var random = new Random(1);
        var rows = new StringBuilder();
        var nmea = new ArrayBufferWriter<byte>();
        var encoder = new AisEncoder(new AisEncoderOptions("BS", Source: "2190047"));
        for (var i = 0; i < Reports; i++)
        {
            var ship = random.Next(Ships);
            var report = new PositionReport(
                Instant.FromUtc(2024, 11, 17) + TimeSpan.FromSeconds(i / 100), new Mmsi((uint)(219_000_000 + ship)), random.Next(32_000_000, 34_500_000), random.Next(2_000_000, 9_000_000),
                (short)random.Next(0, 250), (short)random.Next(0, 3_600), (short)random.Next(0, 360), 0, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, HasHighAccuracy: false);
            encoder.Write(report, nmea);
            rows.Append(CultureInfo.InvariantCulture, $"{report.Time.ToDateTime():dd/MM/yyyy HH:mm:ss},Class A,{report.Mmsi},{report.Latitude:F6},{report.Longitude:F6},Under way using engine,0.0,{report.SpeedOverGroundKnots:F1},{report.CourseOverGroundDegrees:F1},{report.TrueHeadingDegrees},");
            rows.Append(CultureInfo.InvariantCulture, $"Unknown,OX{ship},SHIP NUMBER {ship},Cargo,,20,140,GPS,6.5,AARHUS,20/11/2024 08:00:00,AIS,110,30,8,12\n");
        }

        table = Encoding.UTF8.GetBytes(rows.ToString());
        sentences = nmea.WrittenSpan.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Reports)]
    public long CsvRow()
    {
        long sum = 0;
        ReadOnlySpan<byte> rest = table;
        while (rest.IndexOf((byte)'\n') is var end and >= 0)
        {
            parser.TryParse(rest[..end], out var report, out _);
            sum += report.Dynamic.RawLatitude;
            rest = rest[(end + 1)..];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Reports)]
    public long NmeaSentence()
    {
        long sum = 0;
        var framer = new LineFramer();
        ReadOnlySpan<byte> rest = sentences;
        while (framer.TryReadLine(ref rest, isEnd: true, out var line))
        {
            reader.Read(line, null, out var report, out _);
            sum += report.Dynamic.RawLatitude;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Reports)]
    public int NmeaSentenceToGpsdJson()
    {
        var framer = new LineFramer();
        var sentenceParser = new SentenceParser();
        var assembler = new FragmentAssembler();
        var writer = new GpsdJson(new GpsdJsonOptions());
        ReadOnlySpan<byte> rest = sentences;
        var written = 0;
        while (framer.TryReadLine(ref rest, isEnd: true, out var line))
        {
            if (sentenceParser.TryParse(line, out var sentence, out _) && assembler.TryAssemble(sentence, out var bits, out _, out _))
            {
                writer.Write(bits, sentence.Channel, json);
                written += json.WrittenCount;
                json.ResetWrittenCount();
            }
        }

        return written;
    }
}
