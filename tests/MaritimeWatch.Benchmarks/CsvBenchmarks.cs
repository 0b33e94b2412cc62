using System.Buffers.Text;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using CsvHelper;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Simulator;

namespace MaritimeWatch.Benchmarks;

/// <summary>
/// Danish CSV (26 columns), 17,000 seeded rows of 2,000 vessels with their statics, 3 MB as a block of the replay is 1 MB, on one core: what
/// the analyser reads (every row to a report, statics joined and checked) beside readers of nine of its columns and the bare search for line ends.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(InMegabytes))]
public class CsvBenchmarks
{
    private const int TableBytes = 3 << 20;

    private readonly StaticReportInterning interning = new();
    private byte[] table = [];
    private CsvReportParser parser = null!;

    /// <summary>Bytes of the table, the same for every method.</summary>
    public static long Bytes => TableBytes;

    [GlobalSetup]
    public void Setup()
    {
        var chart = new Chart([LocateCharts.Wander(new Random(1), "cable", 50, 0.02, 51.0, 1.5, 2.0, 2.0)], []);
        using var all = new MemoryStream();
        Simulation.Create(new SimulationRequest { Scenarios = ["background"], Seed = 1, Chart = chart, BackgroundVessels = 2_000, Duration = TimeSpan.FromHours(1) })
            .Write(all, TrafficFormat.DanishCsv);

        // From the middle, where the statics of most vessels have been heard.
        var bytes = all.GetBuffer().AsSpan(0, (int)all.Length);
        var header = bytes[..bytes.IndexOf((byte)'\n')];
        var middle = bytes[(bytes.Length / 2)..];
        middle = middle[(middle.IndexOf((byte)'\n') + 1)..][..(TableBytes - 1)];
        table = [.. middle, (byte)'\n'];
        CsvReportParser.TryCreate(header, interning, out var created, out _);
        parser = created!;
    }

    /// <summary>Every row to a report with its static data.</summary>
    [Benchmark(Baseline = true)]
    public long RowsToReports()
    {
        long sum = 0;
        var rows = parser.Rows(table);
        while (rows.TryRead(out var report, out _))
        {
            sum += report.Dynamic.RawLatitude + report.Dynamic.RawSpeed + (report.Static is null ? 0 : 1);
        }

        return sum;
    }

    /// <summary>Time, class, MMSI, latitude, longitude, status, speed, course and heading, with a CSV library that finds its fields by SIMD and hands out spans.</summary>
    [Benchmark]
    public double NineColumnsByCsvHelper()
    {
        var sum = 0.0;
        using var csv = CsvReader.Create(table, new CsvReaderOptions { HasHeader = false, Separator = ',' });
        while (csv.Read())
        {
            sum += Seconds(csv.GetSpan(0)) + csv.GetSpan(1).Length + csv.GetSpan(5).Length;
            sum += Number(csv.GetSpan(2)) + Number(csv.GetSpan(3)) + Number(csv.GetSpan(4)) + Number(csv.GetSpan(7)) + Number(csv.GetSpan(8)) + Number(csv.GetSpan(9));
        }

        return sum;
    }

    /// <summary>The same library finding the fields, and nobody reading them.</summary>
    [Benchmark]
    public int FieldsByCsvHelper()
    {
        var fields = 0;
        using var csv = CsvReader.Create(table, new CsvReaderOptions { HasHeader = false, Separator = ',' });
        while (csv.Read())
        {
            fields += csv.FieldCount;
        }

        return fields;
    }

    /// <summary>The same nine columns cut out with spans of the base library.</summary>
    [Benchmark]
    public double NineColumnsBySpans()
    {
        var sum = 0.0;
        ReadOnlySpan<byte> rest = table;
        while (rest.IndexOf((byte)'\n') is var end and >= 0)
        {
            var row = rest[..end];
            rest = rest[(end + 1)..];
            var column = 0;
            foreach (var range in row.Split((byte)','))
            {
                var field = row[range];
                sum += column switch
                {
                    0 => Seconds(field),
                    1 or 5 => field.Length,
                    2 or 3 or 4 or 7 or 8 or 9 => Number(field),
                    _ => 0,
                };
                if (++column == 10)
                {
                    break;
                }
            }
        }

        return sum;
    }

    /// <summary>The limit: the line ends of the same bytes and nothing else, as <c>wc -l</c>.</summary>
    [Benchmark]
    public int LineEnds() => table.AsSpan().Count((byte)'\n');

    private static double Seconds(ReadOnlySpan<byte> time) => time.Length == 19
        && Utf8Parser.TryParse(time[11..13], out int hour, out _) && Utf8Parser.TryParse(time[14..16], out int minute, out _) && Utf8Parser.TryParse(time[17..], out int second, out _)
            ? (hour * 3600) + (minute * 60) + second
            : 0;

    private static double Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out double number, out _) ? number : 0;

    private sealed class InMegabytes : ManualConfig
    {
        public InMegabytes() => AddColumn(new RateColumn("MB/s", "10^6 bytes of the table a second", "N0", _ => Bytes));
    }
}
