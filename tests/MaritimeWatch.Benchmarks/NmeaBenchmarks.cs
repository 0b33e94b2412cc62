using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Benchmarks;

/// <summary>
/// NMEA sentences on one core: framed, parsed, assembled, decoded to positions and statics of the domain, stamped; beside the bare search for
/// line ends and the framing alone. The feeds are those of <see cref="NmeaFeed"/>; the recorded one only where the recording is.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
[Config(typeof(InSentences))]
public class NmeaBenchmarks
{
    private static readonly Dictionary<string, int> SentencesOf = [];

    private readonly NmeaReportReader reader = new(new StaticReportInterning());
    private readonly LineFramer framer = new();
    private byte[] bytes = [];

    public static IEnumerable<string> Feeds => NmeaFeed.Names;

    [ParamsSource(nameof(Feeds))]
    public string Feed { get; set; } = "Bare";

    [GlobalSetup]
    public void Setup()
    {
        bytes = NmeaFeed.Of(Feed).Bytes;
        SentencesToReports();
    }

    [Benchmark(Baseline = true)]
    public long SentencesToReports()
    {
        long sum = 0;
        ReadOnlySpan<byte> rest = bytes;
        while (framer.TryReadLine(ref rest, isEnd: true, out var line))
        {
            while (!line.IsEmpty)
            {
                if (reader.Read(ref line, Start, out var report, out _) == ReadResult.Report)
                {
                    sum += report.Dynamic.RawLatitude;
                }
            }
        }

        return sum;
    }

    [Benchmark]
    public long Lines()
    {
        long sum = 0;
        ReadOnlySpan<byte> rest = bytes;
        while (framer.TryReadLine(ref rest, isEnd: true, out var line))
        {
            sum += line.Length;
        }

        return sum;
    }

    [Benchmark]
    public int LineEnds() => bytes.AsSpan().Count((byte)'\n');

    // What stands in for the receiver's clock where a feed tells no time.
    private static Instant Start { get; } = Instant.FromUtc(2024, 11, 17);

    private sealed class InSentences : ManualConfig
    {
        public InSentences() => AddColumn(new RateColumn("M sentences/s", "10^6 AIS sentences a second", "N1", Sentences));
    }

    private static double Sentences(BenchmarkCase benchmark)
    {
        var feed = (string)benchmark.Parameters[nameof(Feed)];
        if (!SentencesOf.TryGetValue(feed, out var sentences))
        {
            SentencesOf[feed] = sentences = NmeaFeed.Of(feed).Sentences;
        }

        return sentences;
    }
}
