using System.Globalization;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Simulator;

namespace MaritimeWatch.Service.Tests.Learning;

/// <summary><c>learn</c> as a script sees it, on generated traffic: background to learn from, other background and a day of incidents to judge.</summary>
public sealed class LearnCommandTests : IDisposable
{
    private const ulong LearnedSeed = 31;

    private static readonly Lazy<byte[]> Background = new(() => GeneratedDays.Make(["background"], LearnedSeed, TrafficFormat.DanishCsv, background: 250).Traffic);

    private static readonly Lazy<Task<byte[]>> Model = new(async () =>
    {
        using var bench = new ReplayBench();
        var output = bench.PathOf("sea.model");
        var run = await CommandRun.HereAsync("learn", "--input", bench.Write("background.csv", Background.Value), "--output", output);
        Assert.True(run.Exit is ExitCode.Done or ExitCode.SomeInputRejected, run.Error);
        return await File.ReadAllBytesAsync(output);
    });

    private readonly ReplayBench bench = new();

    [Fact]
    public async Task Learn_SameTrafficPackedOrFromAPipe_IsTheSameBytes()
    {
        var packed = bench.Write("background.csv.gz", ReplayBench.Packed(Background.Value));
        var here = await CommandRun.HereAsync("learn", "--input", packed, "--output", bench.PathOf("packed.model"));
        var piped = await CommandRun.ProcessAsync(["learn", "--input", "-", "--output", bench.PathOf("piped.model")], Background.Value, piece: 65_521);

        Assert.Contains("windows of 250 vessels learned", here.Error, StringComparison.Ordinal);
        Assert.Equal(here.Exit, piped.Exit);
        Assert.Equal(await Model.Value, await File.ReadAllBytesAsync(bench.PathOf("packed.model")));
        Assert.Equal(await Model.Value, await File.ReadAllBytesAsync(bench.PathOf("piped.model")));
    }

    // Bounds: some hundred kilobytes a model is what a day of 2,000 vessels may take.
    [Fact]
    public async Task Learn_ADay_IsSmall() => Assert.InRange((await Model.Value).Length, 50_000, 400_000);

    // One in 200 is the promise; a fifth to four times that over one other day of 250 ships is what chance and one day's learning leave.
    [Fact]
    public async Task Judge_AnotherDay_FindsAboutOneInTwoHundredUnusual()
    {
        var windows = await JudgeAsync(GeneratedDays.Make(["background"], 32, TrafficFormat.DanishCsv, background: 250).Traffic);

        Assert.True(windows.Count > 4_000, $"{windows.Count} windows");
        Assert.InRange(windows.Average(window => window.Quantile >= 0.995 ? 1 : 0), 0.001, 0.02);
        Assert.InRange(windows.Average(window => window.Quantile >= 0.5 ? 1 : 0), 0.4, 0.6);
    }

    [Fact]
    public async Task Judge_IncidentsAndASpotWhereNoTankerGoes_AreMoreUnusualThanTheirCompany()
    {
        var day = GeneratedDays.Make(["R1"], 33, TrafficFormat.DanishCsv, background: 30);
        var drag = day.Labels.Labels.First(label => label.Recipe.StartsWith("R1", StringComparison.Ordinal));

        var windows = await JudgeAsync(day.Traffic);

        var hers = windows.Where(window => window.Mmsi == drag.Mmsi).ToList();
        var others = windows.Where(window => window.Mmsi != drag.Mmsi).ToList();
        Assert.NotEmpty(hers);
        Assert.True(hers.Max(window => window.Quantile) >= 0.99, $"her most unusual half hour is at {hers.Max(window => window.Quantile)}");
        Assert.True(hers.Average(window => window.Score) > others.Average(window => window.Score) + 0.02, $"{hers.Average(window => window.Score)} and {others.Average(window => window.Score)}");
    }

    [Fact]
    public async Task Learn_OnABase_GoesOnFromIt()
    {
        var earlier = bench.Write("sea.model", await Model.Value);
        var next = bench.Write("next.csv", GeneratedDays.Make(["background"], 34, TrafficFormat.DanishCsv, background: 40).Traffic);

        var run = await CommandRun.HereAsync("learn", "--base", earlier, "--input", next, "--output", bench.PathOf("both.model"), "--assets", ReplayBench.ExerciseChart[0]);

        Assert.Contains("a base covers", run.Error, StringComparison.Ordinal);
        Assert.Contains("assets lie in waters with at least 30 vessels learned from", run.Error, StringComparison.Ordinal);
        Assert.NotEqual(await Model.Value, await File.ReadAllBytesAsync(bench.PathOf("both.model")));
        Assert.False(File.Exists(bench.PathOf("both.model.part")));
    }

    [Fact]
    public async Task Replay_WithAModel_GivesTheSameBytesOnAnyNumberOfShards()
    {
        var model = bench.Write("sea.model", await Model.Value);
        var day = bench.Write("day.csv", GeneratedDays.Of(7).Table);

        var one = await bench.ReplayAsync([day], ReplayBench.ExerciseChart, "--normality", model, "--shards", "1");
        var eight = await bench.ReplayAsync([day], ReplayBench.ExerciseChart, "--normality", model, "--shards", "8");
        var without = await bench.ReplayAsync([day], ReplayBench.ExerciseChart);

        Assert.NotEmpty(one.Alerts);
        Assert.Equal(one.Alerts, eight.Alerts);
        Assert.NotEqual(without.Alerts, one.Alerts);
        Assert.Contains(one.AlertLines, line => line.Contains("as learned", StringComparison.Ordinal));
        Assert.DoesNotContain(without.AlertLines, line => line.Contains("as learned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replay_DamagedModel_IsRefusedByName()
    {
        var bytes = (await Model.Value).ToArray();
        bytes[bytes.Length / 2] ^= 1;
        var model = bench.Write("damaged.model", bytes);
        var table = bench.Write("table.csv", AnchoredShip.Table(AnchoredShip.Rows()));

        var run = await bench.ReplayAsync([table], [bench.Write("chart.geojson", AnchoredShip.Chart)], "--normality", model);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("damaged.model: it is damaged or cut short: its checksum does not fit", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learn")]
    [InlineData("learn --output x.model")]
    [InlineData("learn --input x.csv")]
    [InlineData("learn --input x.csv --features x.csv")]
    public async Task Learn_WithoutWhatItNeeds_IsWrongUsage(string arguments)
    {
        var run = await CommandRun.HereAsync(arguments.Split(' '));
        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task Learn_MissingInputOrBase_FailsAndWritesNothing()
    {
        var output = bench.PathOf("none.model");
        Assert.Equal(ExitCode.Failed, (await CommandRun.HereAsync("learn", "--input", bench.PathOf("absent.csv"), "--output", output)).Exit);
        Assert.Equal(ExitCode.Failed, (await CommandRun.HereAsync("learn", "--base", bench.PathOf("absent.model"), "--output", output)).Exit);
        Assert.False(File.Exists(output));
    }

    public void Dispose() => bench.Dispose();

    private async Task<List<(uint Mmsi, double Score, double Quantile)>> JudgeAsync(byte[] traffic)
    {
        var (model, table) = (bench.Write("sea.model", await Model.Value), bench.PathOf("windows.csv"));
        var run = await CommandRun.HereAsync("learn", "--base", model, "--input", bench.Write("judged.csv", traffic), "--features", table);
        Assert.True(run.Exit is ExitCode.Done or ExitCode.SomeInputRejected, run.Error);
        return [.. (await File.ReadAllLinesAsync(table)).Skip(1).Select(line => line.Split(',')).Select(row => (
            uint.Parse(row[0], CultureInfo.InvariantCulture), double.Parse(row[^2], CultureInfo.InvariantCulture), double.Parse(row[^1], CultureInfo.InvariantCulture)))];
    }
}
