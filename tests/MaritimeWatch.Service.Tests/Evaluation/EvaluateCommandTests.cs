using System.Text;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Comparison;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Service.Tests.Evaluation;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly ReplayBench bench = new();
    private readonly string met;
    private readonly string missed;
    private readonly string labels;

    public EvaluateCommandTests()
    {
        var label = new Label
        {
            Recipe = "L1", Mmsi = Log.Vessel, Kind = "ALERT_KIND_LOITERING", Start = Log.Begin, End = Log.Begin + TimeSpan.FromHours(1), ExpectedDetectors = ["L1"], MinimumSeverity = "SEVERITY_WARNING",
        };
        met = bench.Write("met.ndjson", Log.Line("a", 20) + "\n");
        missed = bench.Write("missed.ndjson", Log.Line("b", 20, mmsi: 244000003) + "\n");
        labels = bench.Write("labels.json", new LabelSet(new LabelHeader(1, ["L1"], Log.Begin, Log.Begin + TimeSpan.FromHours(24), 1000, 2), [label]).ToJson());
    }

    [Fact]
    public async Task Evaluate_SeveralPairs_ArePooledAndShownByFile()
    {
        var (run, report) = await EvaluateAsync(ExitCode.Done, "--alerts", met, missed, "--labels", labels, labels);

        Assert.Empty(run.Error);
        Assert.Equal(0.5, report.GetProperty("pooled").GetProperty("recall").GetDouble());
        Assert.Equal(0.5, report.GetProperty("pooled").GetProperty("falseWarningsPerThousandVesselHours").GetDouble());
        Assert.Equal([(met, 1.0), (missed, 0.0)], report.GetProperty("files").EnumerateArray().Select(file => (file.GetProperty("name").GetString()!, file.GetProperty("recall").GetDouble())));
        Assert.Equal(JsonValueKind.Null, report.GetProperty("notReached").ValueKind);
    }

    [Fact]
    public async Task Evaluate_OnePairFromStandardInput_PrintsTheTableOfItsLabels()
    {
        var run = await CommandRun.ProcessAsync(["evaluate", "--alerts", "-", "--labels", labels], await File.ReadAllBytesAsync(met));

        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Contains("recall     100.0 % (1 of 1 labels met)", Encoding.UTF8.GetString(run.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--json -")]
    public async Task Evaluate_JsonWithoutAFileName_TakesThePlaceOfTheTable(string option)
    {
        var run = await CommandRun.ProcessAsync(["evaluate", "--alerts", met, "--labels", labels, .. option.Split(' ')]);

        Assert.Equal(1, JsonDocument.Parse(run.Output).RootElement.GetProperty("pooled").GetProperty("recall").GetDouble());
    }

    [Fact]
    public async Task Evaluate_ThresholdsNotReached_FailsAndNamesThem()
    {
        var thresholds = bench.Write("thresholds.json", """{ "overall": { "falseWarningsPerThousandVesselHours": 0.4 }, "expectations": [{ "recipe": "L1", "recall": 0.6 }] }""");

        var (run, report) = await EvaluateAsync(ExitCode.Failed, "--alerts", met, missed, "--labels", labels, labels, "--require", thresholds);

        string[] unmet = ["L1: recall 1 of 2 (1 missed), at least 60 % is required", "false warnings per 1,000 vessel-hours: 0.5, at most 0.4 is allowed"];
        Assert.Equal(unmet.Select(line => $"maritimewatch: not reached: {line}"), run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(unmet, report.GetProperty("notReached").EnumerateArray().Select(line => line.GetString()));
    }

    [Fact]
    public async Task Evaluate_ThresholdsReached_IsDone() => await EvaluateAsync(
        ExitCode.Done, "--alerts", met, missed, "--labels", labels, labels, "--require", bench.Write("thresholds.json", """{ "overall": { "falseWarningsPerThousandVesselHours": 0.5 }, "recall": 0.5 }"""));

    [Theory]
    [InlineData("""{ "overall": { "recal": 1 } }""", "recal")]
    [InlineData("nonsense", "is an invalid")]
    public async Task Evaluate_ThresholdsThatCannotBe_FailsNamingTheFile(string thresholds, string named)
    {
        var run = await CommandRun.HereAsync("evaluate", "--alerts", met, "--labels", labels, "--require", bench.Write("thresholds.json", thresholds));

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("thresholds.json: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, ExitCode.Done)]
    [InlineData(false, ExitCode.Failed)]
    public async Task Evaluate_RequireAll_FailsWhereALabelIsNotMet(bool isMet, int exit) =>
        Assert.Equal(exit, (await CommandRun.HereAsync("evaluate", "--alerts", isMet ? met : missed, "--labels", labels, "--require-all", "--json", bench.PathOf("report.json"))).Exit);

    [Fact]
    public async Task Evaluate_WithoutLabels_GivesRatesOverTheVesselHoursNamed()
    {
        var (_, report) = await EvaluateAsync(ExitCode.Done, "--alerts", met, "--vessel-hours", "250", "--from", "2026-03-14T00:00:00Z", "--to", "2026-03-15T00:00:00Z");

        var pooled = report.GetProperty("pooled");
        Assert.Equal(4, pooled.GetProperty("rates")[0].GetProperty("perThousandVesselHours").GetDouble());
        Assert.Equal((144, 1.0), (pooled.GetProperty("warningLoad").GetProperty("windows").GetInt32(), pooled.GetProperty("warningLoad").GetProperty("meanPerDay").GetDouble()));
        Assert.Equal(JsonValueKind.Null, pooled.GetProperty("recall").ValueKind);
    }

    [Fact]
    public async Task Evaluate_WithoutLabels_TakesVesselHoursAndPeriodFromTheSummary()
    {
        var summary = bench.Write("summary.json", """{ "rowsRead": 9, "vesselHours": 500, "firstEventTime": "2026-03-14T00:00:00Z", "lastEventTime": "2026-03-14T12:00:00Z" }""");

        var (_, report) = await EvaluateAsync(ExitCode.Done, "--alerts", met, "--summary", summary);

        Assert.Equal((500.0, 12.0), (report.GetProperty("pooled").GetProperty("vesselHours").GetDouble(), report.GetProperty("pooled").GetProperty("warningLoad").GetProperty("hours").GetDouble()));
    }

    [Fact]
    public async Task Evaluate_SummaryWithoutVesselHours_SaysSoAndGivesTheLoadAlone()
    {
        var (run, report) = await EvaluateAsync(ExitCode.Done, "--alerts", met, "--summary", bench.Write("summary.json", """{ "rowsRead": 9 }"""));

        Assert.Contains("summary.json: there are no vessel-hours in it", run.Error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("pooled").GetProperty("vesselHours").ValueKind);
    }

    [Theory]
    [InlineData("--labels", "2 of --alerts, but 1 of --labels")]
    [InlineData("--summary", "2 of --alerts, but 1 of --summary")]
    public async Task Evaluate_OtherCountOfFiles_IsWrongUsage(string option, string said)
    {
        var run = await CommandRun.HereAsync("evaluate", "--alerts", met, missed, option, labels);

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_BadAlertLine_IsNamedAndEndsWithThree()
    {
        var (run, _) = await EvaluateAsync(ExitCode.SomeInputRejected, "--alerts", bench.Write("bad.ndjson", Log.Line("a", 20) + "\nnonsense\n"), "--labels", labels);

        Assert.Contains("bad.ndjson: line 2: no JSON", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "header": 1 }""")]
    [InlineData("[]")]
    public async Task Evaluate_LabelsThatAreNone_FailsNamingTheFile(string content)
    {
        var run = await CommandRun.HereAsync("evaluate", "--alerts", met, "--labels", bench.Write("other.json", content));

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("other.json: ", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => bench.Dispose();

    private async Task<(CommandRun Run, JsonElement Report)> EvaluateAsync(int exit, params string[] options)
    {
        var json = bench.PathOf("report.json");
        var run = await CommandRun.HereAsync(["evaluate", .. options, "--json", json]);
        Assert.True(run.Exit == exit, $"exit {run.Exit}: {run.Error}");
        return (run, JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement);
    }
}
