using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>Recorded traffic through the whole analyser.</summary>
public sealed class RecordedReplayTests : IDisposable
{
    private const string FrioTable = "dma-csv/derived_FRIO_538004030_2014-09-28.csv.gz";
    private const string FrioSentences = "dma-nmea/538004030_drift_1.ais.gz";
    private const string DenmarkTable = "dma-csv/derived_dma_2013-11-12_1200-1202.csv.gz";
    private const string DenmarkSentences = "dma-nmea/ais-sample-1200-1202.txt.gz";
    private const string Solent = "solent/SolentAIS_20160112_part1.csv.gz";

    private readonly ReplayBench bench = new();

    [SharedDataFact(FrioTable, FrioSentences)]
    public async Task Replay_TheDriftOfTheFrio_IsRaisedAlikeFromTableAndSentences()
    {
        var chart = bench.Write("chart.geojson", RecordedTraffic.Chart((11.36, 57.6), (11.36, 58.0)));

        var table = await bench.ReplayAsync([SharedData.Path(FrioTable)], [chart]);
        var sentences = await bench.ReplayAsync([SharedData.Path(FrioSentences)], [chart]);

        // She turned and began to drift at about 16:35.
        var raised = Assert.Single(table.Events, alert => IsRaised(alert, "ALERT_KIND_DRIFTING", 538_004_030));
        Assert.InRange(Time(raised), Utc("2014-09-28T16:40:00Z"), Utc("2014-09-28T17:00:00Z"));
        Assert.Equal(table.AlertLines, sentences.AlertLines);

        // Positions that leap and come back are in the recording itself.
        Assert.Equal((ExitCode.SomeInputRejected, "implausible jump 10"), (table.Exit, table.Rejections));
        Assert.Equal((ExitCode.SomeInputRejected, "implausible jump 10"), (sentences.Exit, sentences.Rejections));
        Assert.Equal((5_030, 16_104), (table.Count("rowsRead"), sentences.Count("rowsRead")));
    }

    [SharedDataFact(DenmarkTable, DenmarkSentences, RecordedTraffic.PowerCables)]
    public async Task Replay_AllOfDenmarkForThreeMinutes_IsReadAlikeFromTableAndSentences()
    {
        var chart = bench.Write("cables.geojson", RecordedTraffic.ChartOfPowerCables());

        var table = await bench.ReplayAsync([SharedData.Path(DenmarkTable)], [chart]);
        var sentences = await bench.ReplayAsync([SharedData.Path(DenmarkSentences)], [chart]);

        Assert.Equal((ExitCode.Done, ""), (table.Exit, table.Rejections));
        Assert.Equal((ExitCode.Done, ""), (sentences.Exit, sentences.Rejections));
        Assert.Equal((16_650, 51_595), (table.Count("rowsRead"), sentences.Count("rowsRead")));
        Assert.Equal(table.AlertLines, sentences.AlertLines);
        Assert.Equal(table.Summary.GetProperty("heldBack").GetRawText(), sentences.Summary.GetProperty("heldBack").GetRawText());

        // Six vessels were heard with static data alone: they are not in the table of positions.
        Assert.Equal((1_398, 1_404), (table.Count("vessels"), sentences.Count("vessels")));
        Assert.Equal(
            table.Summary.GetProperty("notUsedByReason").GetProperty("duplicate").GetInt64(),
            sentences.Summary.GetProperty("notUsedByReason").GetProperty("duplicate").GetInt64());
    }

    [SharedDataFact(RecordedTraffic.Kattegat, RecordedTraffic.PowerCables)]
    public async Task Replay_SlowShipsOverKontiSkan_OneLoitersOneTrawls()
    {
        var chart = bench.Write("cables.geojson", RecordedTraffic.ChartOfPowerCables());

        var run = await bench.ReplayAsync([bench.Write("kattegat.csv", RecordedTraffic.KattegatTable())], [chart]);

        // 37,406 rows of 266 vessels, by the file's own account.
        Assert.Equal((37_407, 37_406, 266), (run.Count("rowsRead"), run.Count("reports"), run.Count("vessels")));
        Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
        Assert.Matches("^implausible jump [0-9]+$", run.Rejections);

        // Below 3 kn within 1 km of the cable for 64 minutes on 3 November, 05:56 to 07:03.
        var loitering = Assert.Single(run.Events, alert => IsRaised(alert, "ALERT_KIND_LOITERING", 266_148_000));
        Assert.Equal("HVDC Konti-Skan", loitering.GetProperty("asset").GetProperty("name").GetString());
        Assert.InRange(Time(loitering), Utc("2025-11-03T06:10:00Z"), Utc("2025-11-03T07:03:00Z"));

        // A fishing vessel, below 3 kn within 1 km of it between 11:42 and 16:05: trawling, never more than a notice, and loitering held back with the reason.
        var fishing = run.Events.Where(alert => alert.GetProperty("vessel").GetProperty("mmsi").GetUInt32() == 266_057_000).ToList();
        Assert.NotEmpty(fishing);
        Assert.All(fishing, alert => Assert.Equal(("ALERT_KIND_TRAWLING", "SEVERITY_NOTICE"), (alert.GetProperty("kind").GetString(), alert.GetProperty("severity").GetString())));
        var held = run.Summary.GetProperty("heldBack").EnumerateArray().Where(held => held.GetProperty("mmsi").GetUInt32() == 266_057_000).ToList();
        Assert.Contains(held, held => held.GetProperty("kind").GetString() == "ALERT_KIND_LOITERING"
            && held.GetProperty("eventTime").GetString()!.StartsWith("2025-11-03T1", StringComparison.Ordinal)
            && held.GetProperty("reason").GetString()!.StartsWith("fishing", StringComparison.Ordinal));
    }

    [SharedDataFact(Solent)]
    public async Task Replay_TheSolent_RefusesItsOneStrayPositionAndNoHeader()
    {
        var chart = bench.Write("chart.geojson", RecordedTraffic.Chart((-1.3, 50.82), (-1.3, 50.70)));

        var run = await bench.ReplayAsync([SharedData.Path(Solent)], [chart]);

        // 12,415 rows of 87 vessels and one stray position, by the file's own account; the header row is no report.
        Assert.Equal((12_416, 12_415, 87), (run.Count("rowsRead"), run.Count("reports"), run.Count("vessels")));
        Assert.Equal((ExitCode.SomeInputRejected, "implausible jump 1"), (run.Exit, run.Rejections));
    }

    // Every one of them was looked at: trawlers, a loiterer and two knots lost over Konti-Skan; a ship in her berth by a cable's landing, and one at the end of a creek, where no port is charted; a
    // feed that said nothing for minutes while its own receiver went on; three hulls and more under one MMSI; one ship that stopped and was set on for an hour.
    [SharedDataTheory(RecordedTraffic.PowerCables)]
    [InlineData("avnav/nmea-20130630.log.gz", "ANCHORED_ON_ASSET NOTICE 2, FEED_HEALTH WARNING 1")]
    [InlineData("avnav/20160815.nmea.gz", "")]
    [InlineData("opencpn/Hakefjord.log.gz", "")]
    [InlineData("opencpn/stupan.se-10112-tcp.log", "")]
    [InlineData("amsa/ais.txt.gz", "")]
    [InlineData("amsa/exact-earth-augmented.txt.gz", "")]
    [InlineData("gfw/416000000.jsonl.gz", "DUPLICATE_MMSI WARNING 3")]
    [InlineData("gfw/263576000.jsonl.gz", "DRAG_AT_ANCHOR NOTICE 1")]
    [InlineData("movingpandas/marinecadastre_boston_2014-01.csv.gz", "")]
    [InlineData(FrioTable, "DRIFTING NOTICE 1")]
    [InlineData(DenmarkTable, "")]
    [InlineData(Solent, "ANCHORED_ON_ASSET WARNING 1")]
    [InlineData(RecordedTraffic.Kattegat, "LOITERING WARNING 1, POWERED_DRAG NOTICE 2, TRAWLING NOTICE 3")]
    public async Task Replay_RecordedTraffic_RaisesOnlyWhatWasJudged(string file, string expected)
    {
        var input = file == RecordedTraffic.Kattegat ? bench.Write("kattegat.csv", RecordedTraffic.KattegatTable()) : SharedData.Path(file);

        var run = await bench.ReplayAsync([input], [.. ReplayBench.ExerciseChart, bench.Write("cables.geojson", RecordedTraffic.ChartOfPowerCables())]);

        var raised = run.Summary.GetProperty("alertsByKindAndSeverity").EnumerateArray()
            .Select(group => $"{group.GetProperty("kind").GetString()!["ALERT_KIND_".Length..]} {group.GetProperty("severity").GetString()!["SEVERITY_".Length..]} {group.GetProperty("count").GetInt32()}");
        Assert.Equal(expected, string.Join(", ", raised.Order(StringComparer.Ordinal)));
    }

    public void Dispose() => bench.Dispose();

    private static bool IsRaised(JsonElement alert, string kind, uint mmsi) =>
        alert.GetProperty("state").GetString() == "ALERT_STATE_RAISED"
        && alert.GetProperty("kind").GetString() == kind
        && alert.GetProperty("vessel").GetProperty("mmsi").GetUInt32() == mmsi;

    private static DateTime Time(JsonElement alert) => Utc(alert.GetProperty("eventTime").GetString()!);

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
