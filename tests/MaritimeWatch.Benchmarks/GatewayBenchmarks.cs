using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Merging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Benchmarks;

/// <summary>What the gateway does with a report between its source and the analyser, per report: three sources hear 3,000 ships, 100 reports a reception.</summary>
[MemoryDiagnoser]
public class GatewayBenchmarks
{
    private const int Vessels = 3_000;
    private const int Rounds = 20;
    private const int Together = 100;
    private const int Heard = 3;

    private readonly List<AisReport> reports = [];
    private readonly ReportBatch batch = [];
    private AssetIndex index = null!;
    private ReportMerger merger = null!;
    private ReportIntake intake = null!;
    private SourceRuntime[] sources = [];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            for (var vessel = 0; vessel < Vessels; vessel++)
            {
                reports.Add(new AisReport(
                    PositionReport.Create(
                        Instant.FromUtc(2024, 11, 17) + TimeSpan.FromSeconds(round * 10), new Mmsi((uint)(219_000_000 + vessel)), new GeoPosition(50 + (random.NextDouble() * 5), 1 + (random.NextDouble() * 6)), 12, 90),
                    null));
            }
        }

        index = AssetIndex.Build(new Chart(
            [
                new ChartedAsset
                {
                    Id = "cable", Name = "Cable", Category = AssetCategory.PowerCable, Status = AssetStatus.InService, PositionalSigmaMetres = 50,
                    Parts = [[new GeoPosition(51.0, 2.0), new GeoPosition(52.0, 2.0)]],
                },
            ],
            []));
    }

    /// <summary>Nothing is remembered of the round before.</summary>
    [IterationSetup]
    public void Begin()
    {
        merger = new ReportMerger();
        intake = new ReportIntake(65_536);
        var parts = new GatewayParts(intake, EventTimeSource.Receipt, null, TimeProvider.System, NullLogger.Instance) { Ranks = new ShedRanks(index) };
        sources = [.. Enumerable.Range(1, Heard).Select(number => new SourceRuntime(new SourceSettings { Id = $"s{number}", MessagesPerSecond = SourceSettings.MostMessagesPerSecond }, parts, open: null))];
    }

    /// <summary>Telling copies alone; one report in three is new.</summary>
    [Benchmark(OperationsPerInvoke = Vessels * Rounds * Heard)]
    public int Merge()
    {
        var copies = 0;
        foreach (var report in reports)
        {
            for (ushort source = 1; source <= Heard; source++)
            {
                copies += merger.IsDuplicate(report, source) ? 1 : 0;
            }
        }

        return copies;
    }

    /// <summary>The whole gateway: meter, health, rate, copies, rank, queue in and out, balance.</summary>
    [Benchmark(OperationsPerInvoke = Vessels * Rounds * Heard)]
    public long Gateway()
    {
        for (var first = 0; first < reports.Count; first += Together)
        {
            foreach (var source in sources)
            {
                for (var place = first; place < first + Together; place++)
                {
                    batch.Add(reports[place]);
                }

                source.Delivery.Offer(batch);
            }

            while (intake.TryRead(out _))
            {
            }
        }

        return intake.Accepted;
    }
}
