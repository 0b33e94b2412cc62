using MaritimeWatch.Simulator;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>Alerts of small generated scenarios, exact to the byte.</summary>
public sealed class GoldenTests : IDisposable
{
    private const string Rewrite = "MARITIMEWATCH_REWRITE_GOLDEN";

    private readonly ReplayBench bench = new();

    [Theory]
    [InlineData("r2-r4-seed5", "R2A", "R4A")]
    public async Task Replay_GeneratedScenario_GivesTheStoredBytes(string name, params string[] scenarios)
    {
        var golden = SharedData.InRepository($"tests/MaritimeWatch.Service.Tests/Replay/golden/{name}.ndjson");
        var traffic = GeneratedDays.Make(scenarios, 5, TrafficFormat.DanishCsv).Traffic;

        var run = await bench.ReplayAsync([bench.Write($"{name}.csv", traffic)], ReplayBench.ExerciseChart);

        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            await File.WriteAllBytesAsync(golden, run.Alerts);
            Assert.Fail($"{golden} was rewritten: look at the difference, then run again without {Rewrite}");
        }

        Assert.True(File.Exists(golden), $"{golden} is missing: write it with {Rewrite}=1");
        Assert.Equal(await File.ReadAllLinesAsync(golden), run.AlertLines);
        Assert.Equal(await File.ReadAllBytesAsync(golden), run.Alerts);
    }

    public void Dispose() => bench.Dispose();
}
