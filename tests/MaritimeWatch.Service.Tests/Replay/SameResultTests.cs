using System.Text;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Simulator;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>The same traffic gives the same alerts, byte for byte, however it is divided, packed, delivered or written down.</summary>
public sealed class SameResultTests : IDisposable
{
    private static readonly string Sample = SharedData.InRepository("data-samples/traffic/north-sea-day.csv.gz");

    private static readonly Lazy<Task<byte[]>> SampleAlerts = new(async () =>
    {
        using var bench = new ReplayBench();
        return (await bench.ReplayAsync([Sample], ReplayBench.ExerciseChart, "--shards", "1")).Alerts;
    });

    private readonly ReplayBench bench = new();

    [Theory]
    [InlineData("2")]
    [InlineData("8")]
    [InlineData("64")]
    public async Task Replay_AnyNumberOfShards_GivesTheSameBytes(string shards)
    {
        var run = await bench.ReplayAsync([Sample], ReplayBench.ExerciseChart, "--shards", shards);

        Assert.NotEmpty(run.Alerts);
        Assert.Equal(await SampleAlerts.Value, run.Alerts);
    }

    [Fact]
    public async Task Replay_PlainFromAPipeInOddPieces_GivesTheBytesOfTheCompressedFile()
    {
        var plain = ReplayBench.Unpacked(await File.ReadAllBytesAsync(Sample));

        var run = await bench.ReplayInProcessAsync(["-"], ReplayBench.ExerciseChart, plain, 65_521);

        Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
        Assert.Contains("standard input:126019: no position: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(await SampleAlerts.Value, run.Alerts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Replay_BlocksCutElsewhere_GiveTheSameBytes(int shiftedBytes)
    {
        // A comment line at the top moves every later block end by so many bytes.
        var plain = Encoding.ASCII.GetString(ReplayBench.Unpacked(await File.ReadAllBytesAsync(Sample)));
        var end = plain.IndexOf('\n', StringComparison.Ordinal) + 1;
        var shifted = bench.Write("shifted.csv", plain.Insert(end, "#" + new string('-', shiftedBytes) + "\n"));

        Assert.Equal(await SampleAlerts.Value, (await bench.ReplayAsync([shifted], ReplayBench.ExerciseChart)).Alerts);
    }

    [Fact]
    public async Task Replay_OneDayInTwoFiles_IsMergedByTime()
    {
        var lines = Encoding.ASCII.GetString(ReplayBench.Unpacked(await File.ReadAllBytesAsync(Sample))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string Part(string name, Func<string, bool> isIn) => bench.Write(name, string.Join('\n', lines.Skip(1).Where(isIn).Prepend(lines[0])) + "\n");
        bool IsOdd(string row) => (row.Split(',', 4)[2][^1] & 1) == 1;

        var run = await bench.ReplayAsync([Part("odd.csv", IsOdd), Part("even.csv", row => !IsOdd(row))], ReplayBench.ExerciseChart);

        Assert.Equal(lines.Length + 1, run.Count("rowsRead"));
        Assert.Equal(await SampleAlerts.Value, run.Alerts);
    }

    [Fact]
    public async Task Replay_SameTrafficAsTableAndAsSentences_GivesTheSameBytes()
    {
        var table = GeneratedDays.Make(["day"], 5, TrafficFormat.DanishCsv, background: 8).Traffic;
        var sentences = GeneratedDays.Make(["day"], 5, TrafficFormat.Nmea, background: 8).Traffic;

        var fromTable = await bench.ReplayAsync([bench.Write("day.csv", table)], ReplayBench.ExerciseChart);
        var fromSentences = await bench.ReplayAsync([bench.Write("day.nmea", sentences)], ReplayBench.ExerciseChart);

        // A table tells a change of static data with the next position, a sentence when it is sent: only what concerns that may differ, and only in its times.
        Assert.NotEmpty(fromTable.Alerts);
        static bool IsIdentity(string line) => line.Contains("\"ALERT_KIND_IDENTITY_CHANGE\"", StringComparison.Ordinal);
        static string WithoutTimes(string line) => System.Text.RegularExpressions.Regex.Replace(
            line, "[0-9]{8}T[0-9]{6}Z|[0-9-]{10}T[0-9:]{8}Z|[0-9]{2}:[0-9]{2} UTC|\"value\": [0-9.]+", "when");
        Assert.Equal(fromTable.AlertLines.Where(line => !IsIdentity(line)), fromSentences.AlertLines.Where(line => !IsIdentity(line)));
        Assert.Equal(fromTable.AlertLines.Count(IsIdentity), fromSentences.AlertLines.Count(IsIdentity));
        Assert.Equal(WithoutTimes(fromTable.AlertLines.First(IsIdentity))[..200], WithoutTimes(fromSentences.AlertLines.First(IsIdentity))[..200]);
    }

    [Fact]
    public async Task Replay_PackedAndPlain_GiveTheSameBytes()
    {
        var chart = bench.Write("chart.geojson.gz", ReplayBench.Packed(Encoding.UTF8.GetBytes(AnchoredShip.Chart)));
        var table = Encoding.UTF8.GetBytes(AnchoredShip.Table(AnchoredShip.Rows()));

        var packed = await bench.ReplayAsync([bench.Write("table.csv.gz", ReplayBench.Packed(table))], [chart]);
        var plain = await bench.ReplayAsync([bench.Write("table.csv", table)], [bench.Write("chart.geojson", AnchoredShip.Chart)]);

        Assert.Equal(ExitCode.Done, packed.Exit);
        Assert.NotEmpty(packed.Alerts);
        Assert.Equal(plain.Alerts, packed.Alerts);
    }

    [Fact]
    public async Task Replay_FromAndTo_UseReportsFromTheFirstUpToBeforeTheSecond()
    {
        var input = bench.Write("table.csv", AnchoredShip.Table(AnchoredShip.Rows()));
        var chart = bench.Write("chart.geojson", AnchoredShip.Chart);

        var run = await bench.ReplayAsync([input], [chart], "--from", "2024-11-17T00:10:00Z", "--to", "2024-11-17T00:20:00Z");

        // Two rows every half minute: ten minutes, the first included and the last not.
        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Equal(40, run.Count("reports"));
        Assert.Equal(162 - 40, run.Summary.GetProperty("notUsedByReason").GetProperty("outside time range").GetInt64());
    }

    public void Dispose() => bench.Dispose();
}
