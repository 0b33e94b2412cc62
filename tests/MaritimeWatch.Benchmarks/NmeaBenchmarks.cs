using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
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
        public InSentences() => AddColumn(new SentencesColumn());
    }

    /// <summary>10⁶ AIS sentences of the feed a second.</summary>
    private sealed class SentencesColumn : IColumn
    {
        public string Id => nameof(SentencesColumn);

        public string ColumnName => "M sentences/s";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "10^6 AIS sentences a second";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            var feed = (string)benchmarkCase.Parameters[nameof(Feed)];
            if (!SentencesOf.TryGetValue(feed, out var sentences))
            {
                SentencesOf[feed] = sentences = NmeaFeed.Of(feed).Sentences;
            }

            return summary[benchmarkCase]?.ResultStatistics is { } statistics ? (sentences * 1_000.0 / statistics.Mean).ToString("N1", CultureInfo.InvariantCulture) : "-";
        }

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
    }
}
