using System.Buffers;
using BenchmarkDotNet.Attributes;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Benchmarks;

/// <summary>
/// Bytes into reports: NMEA with TAG blocks, 20,000 seeded reports of 1,000 ships. Per sentence.
/// </summary>
[MemoryDiagnoser]
public class AisBenchmarks
{
    private const int Reports = 20_000;
    private const int Ships = 1_000;

    private readonly ArrayBufferWriter<byte> json = new(1 << 16);
    private byte[] sentences = [];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var nmea = new ArrayBufferWriter<byte>();
        var encoder = new AisEncoder(new AisEncoderOptions("BS", Source: "2190047"));
        for (var i = 0; i < Reports; i++)
        {
            var ship = random.Next(Ships);
            var report = new PositionReport(
                Instant.FromUtc(2024, 11, 17) + TimeSpan.FromSeconds(i / 100), new Mmsi((uint)(219_000_000 + ship)), random.Next(32_000_000, 34_500_000), random.Next(2_000_000, 9_000_000),
                (short)random.Next(0, 250), (short)random.Next(0, 3_600), (short)random.Next(0, 360), 0, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, HasHighAccuracy: false);
            encoder.Write(report, nmea);
        }

        sentences = nmea.WrittenSpan.ToArray();
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
