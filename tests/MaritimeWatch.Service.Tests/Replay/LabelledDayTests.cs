using System.Text;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>Generated days with labels, the shipped one among them, through the whole analyser.</summary>
public sealed class LabelledDayTests : IDisposable
{
    private const string Sample = "data-samples/traffic/north-sea-day";

    private readonly ReplayBench bench = new();

    [Theory]
    [InlineData(7)]
    [InlineData(99)]
    [InlineData(1234)]
    public async Task Replay_GeneratedDay_MeetsItsLabelsWithoutFalseAlarms(int seed)
    {
        var day = GeneratedDays.Of((ulong)seed);

        await AssertMeetsAsync(bench.Write("day.csv", day.Table), day.Labels);
    }

    [Fact]
    public async Task Replay_ShippedDay_MeetsItsLabelsWithoutFalseAlarms() => await AssertMeetsAsync(
        SharedData.InRepository(Sample + ".csv.gz"),
        LabelSet.FromJson(await File.ReadAllTextAsync(SharedData.InRepository(Sample + ".labels.json"))));

    [Fact]
    public async Task Replay_Summary_HoldsThePeriodAndTheVesselHoursThatEvaluateCountsBy()
    {
        var (alerts, summary, report) = (bench.PathOf("alerts.ndjson"), bench.PathOf("summary.json"), bench.PathOf("report.json"));
        await CommandRun.HereAsync(
            ["replay", "--input", SharedData.InRepository(Sample + ".csv.gz"), "--assets", .. ReplayBench.ExerciseChart, "--alerts", alerts, "--summary", summary]);

        Assert.Equal(ExitCode.Done, (await CommandRun.HereAsync("evaluate", "--alerts", alerts, "--summary", summary, "--json", report)).Exit);

        using var json = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(report));
        var pooled = json.RootElement.GetProperty("pooled");
        var sailed = LabelSet.FromJson(await File.ReadAllTextAsync(SharedData.InRepository(Sample + ".labels.json"))).Header.VesselHours;
        Assert.Equal(24, pooled.GetProperty("warningLoad").GetProperty("hours").GetDouble(), 0.1);

        // What was not heard was not followed: at most a fiftieth of it.
        Assert.InRange(pooled.GetProperty("vesselHours").GetDouble(), sailed * 0.98, sailed);
    }

    [Fact]
    public async Task Simulate_TheDocumentedCommand_MakesTheShippedDay()
    {
        var documented = (await File.ReadAllLinesAsync(SharedData.InRepository(Sample + ".csv.md")))
            .Single(line => line.Trim().StartsWith("maritimewatch simulate ", StringComparison.Ordinal)).Trim();
        var (rows, labels) = (bench.PathOf("day.csv"), bench.PathOf("labels.json"));
        var args = documented.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(arg => arg switch
        {
            Sample + ".csv.gz" => rows,
            Sample + ".labels.json" => labels,
            _ when arg.StartsWith("data-samples/", StringComparison.Ordinal) => SharedData.InRepository(arg),
            _ => arg,
        });

        Assert.Equal(ExitCode.Done, (await CommandRun.HereAsync([.. args])).Exit);

        var shipped = Encoding.ASCII.GetString(ReplayBench.Unpacked(await File.ReadAllBytesAsync(SharedData.InRepository(Sample + ".csv.gz"))));
        var made = await File.ReadAllTextAsync(rows);
        Assert.True(shipped == made, $"made {made.Length} characters, shipped are {shipped.Length}; they differ from {shipped.AsSpan().CommonPrefixLength(made)} on: regenerate the sample");
        Assert.Equal(await File.ReadAllTextAsync(SharedData.InRepository(Sample + ".labels.json")), await File.ReadAllTextAsync(labels));
    }

    public void Dispose() => bench.Dispose();

    private async Task AssertMeetsAsync(string traffic, LabelSet labels)
    {
        var run = await bench.ReplayAsync([traffic], ReplayBench.ExerciseChart);
        var events = run.AlertLines.Select(line => AlertLine.TryParse(line, out var alert, out var problem) ? alert! : throw new InvalidDataException(problem));

        var report = Evaluator.Evaluate("day", events, labels, TimeSpan.Zero);

        Assert.Empty(new[] { "R1A", "R1B", "R2A", "R4A", "R5A" }.Except(report.Labels.Select(label => label.Recipe)));
        Assert.All(report.Labels, label => Assert.Equal((label.Recipe, label.Mmsi, "met"), (label.Recipe, label.Mmsi, label.Outcome)));
        Assert.Empty(report.Violations);
        Assert.Empty(report.FalseAlarms.Where(alarm => alarm.Severity is not "SEVERITY_NOTICE").Select(alarm => alarm.AlertId));
    }
}
