using System.Collections.Concurrent;
using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Simulator.Tests;

/// <summary>Traffic of a scenario, written and read back through the product's own reader.</summary>
internal sealed record TestTraffic(byte[] Bytes, LabelSet Labels, IReadOnlyList<AisReport> Reports)
{
    private static readonly ConcurrentDictionary<(string Scenario, ulong Seed, int Background), Lazy<TestTraffic>> Made = [];

    /// <summary>Made once for all tests that ask for it.</summary>
    public static TestTraffic Of(string scenario, ulong seed = 42, int background = 0) =>
        Made.GetOrAdd((scenario, seed, background), key => new(() => Make(key.Scenario, key.Seed, key.Background))).Value;

    private static TestTraffic Make(string scenario, ulong seed, int background)
    {
        var bytes = Write(scenario, seed, TrafficFormat.DanishCsv, background, out var labels);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(CsvReportParser.TryCreate(Encoding.UTF8.GetBytes(lines[0]), new StaticReportInterning(), out var parser, out var error), error);
        var reports = new List<AisReport>();
        foreach (var line in lines.Skip(1))
        {
            if (parser.TryParse(Encoding.UTF8.GetBytes(line), out var report, out var reason))
            {
                reports.Add(report);
            }
            else
            {
                Assert.True(reason is DropReason.NoPosition or DropReason.NotAVessel, $"{reason}: {line}");
            }
        }

        Assert.NotEmpty(reports);
        return new TestTraffic(bytes, labels, reports);
    }

    public static byte[] Write(string scenario, ulong seed, TrafficFormat format, int background, out LabelSet labels)
    {
        var simulation = Simulation.Create(new SimulationRequest { Scenarios = scenario.Split(' '), Seed = seed, Chart = TestChart.Chart, BackgroundVessels = background });
        using var output = new MemoryStream();
        labels = simulation.Write(output, format);
        return output.ToArray();
    }

    /// <summary>Position reports of a vessel, in order, each second once.</summary>
    public IReadOnlyList<PositionReport> TrackOf(uint mmsi) =>
        [.. Reports.Where(report => report.Mmsi.Value == mmsi).Select(report => report.Dynamic).DistinctBy(report => report.Time)];
}
