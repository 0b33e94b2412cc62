using System.Globalization;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Comparison;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Tests;
using Xunit.Abstractions;

namespace MaritimeWatch.Service.Tests.Evaluation;

/// <summary>The shipped scenarios, simulated, replayed and evaluated, reach tests/evaluation/thresholds.json; the table is left in its TestResults.</summary>
public sealed class ShippedScenariosTests(ITestOutputHelper output) : IDisposable
{
    private const string Folder = "tests/evaluation";

    private readonly ReplayBench bench = new();

    [Fact]
    public async Task Evaluate_ShippedScenarios_ReachTheirThresholds()
    {
        var thresholds = Thresholds.FromJson(await File.ReadAllTextAsync(SharedData.InRepository($"{Folder}/thresholds.json")));
        var reports = new List<EvaluationReport>();
        foreach (var run in thresholds.Runs.Select(run => run.Split(' ')))
        {
            reports.Add(await EvaluateAsync(run[0], ulong.Parse(run[1], CultureInfo.InvariantCulture)));
        }

        Assert.NotEmpty(reports);
        var pooled = EvaluationReport.Pool("all", reports);
        var unmet = ThresholdCheck.Unmet(pooled, thresholds);
        Keep(EvaluationTable.Of(pooled, reports), pooled, reports, unmet);
        Assert.Empty(unmet);
    }

    public void Dispose() => bench.Dispose();

    private async Task<EvaluationReport> EvaluateAsync(string scenario, ulong seed)
    {
        var (traffic, labels) = GeneratedDays.Of(scenario, seed);
        var name = $"{scenario}-{seed}";
        var run = await bench.ReplayAsync([bench.Write($"{name}.csv", traffic)], ReplayBench.ExerciseChart);
        Assert.True(run.Exit is ExitCode.Done or ExitCode.SomeInputRejected, run.Error);
        var events = new List<AlertLine>();
        Assert.Equal(0, AlertLog.Read(bench.Write($"{name}.ndjson", run.Alerts), events.Add));
        return Evaluator.Evaluate(name, events, labels, TimeSpan.Zero);
    }

    private void Keep(string table, EvaluationReport pooled, IReadOnlyList<EvaluationReport> reports, IReadOnlyList<string> unmet)
    {
        var text = string.Join('\n', [table, "", unmet.Count == 0 ? "thresholds: all reached" : "thresholds not reached:", .. unmet.Select(line => $"  {line}")]);
        output.WriteLine(text);
        var results = Directory.CreateDirectory(SharedData.InRepository($"{Folder}/TestResults")).FullName;
        File.WriteAllText(Path.Combine(results, "shipped-scenarios.txt"), text + "\n");
        EvaluationJson.Write(Path.Combine(results, "shipped-scenarios.json"), pooled, reports, unmet);
    }
}
