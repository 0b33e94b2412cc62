using System.Text;
using System.Text.Json;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Replay;
using static MaritimeWatch.Service.Tests.Comparison.Log;

namespace MaritimeWatch.Service.Tests.Comparison;

public sealed class CompareCommandTests : IDisposable
{
    private readonly ReplayBench bench = new();
    private readonly string before;
    private readonly string after;

    public CompareCommandTests()
    {
        before = bench.Write("before.ndjson", Line("a", 0) + "\n");
        after = bench.Write("after.ndjson", Line("a", 5) + "\n" + Line("b", 5, mmsi: 244000003) + "\n");
    }

    [Theory]
    [InlineData(false, ExitCode.Done)]
    [InlineData(true, ExitCode.Failed)]
    public async Task Compare_LogsThatDiffer_FailsOnlyWhenAsked(bool isAsked, int exit)
    {
        var json = bench.PathOf("difference.json");

        var run = await CommandRun.HereAsync(["compare", before, after, "--json", json, .. isAsked ? (string[])["--exit-code"] : []]);

        Assert.Equal(exit, run.Exit);
        var difference = JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement;
        Assert.True(difference.GetProperty("differs").GetBoolean());
        Assert.Equal("b", Assert.Single(difference.GetProperty("came").EnumerateArray()).GetProperty("alertId").GetString());
        Assert.Equal(5, Assert.Single(difference.GetProperty("changed").EnumerateArray()).GetProperty("raisedLaterMinutes").GetDouble());
    }

    [Fact]
    public async Task Compare_TheSameLogPacked_IsTheSame() =>
        Assert.Equal(ExitCode.Done, (await CommandRun.HereAsync("compare", before, bench.Write("same.ndjson.gz", ReplayBench.Packed(await File.ReadAllBytesAsync(before))), "--exit-code")).Exit);

    [Fact]
    public async Task Compare_FromStandardInput_PrintsTheTable()
    {
        var run = await CommandRun.ProcessAsync(["compare", "-", after], await File.ReadAllBytesAsync(before));

        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Contains("1 alerts before, 2 after: 0 the same, 1 changed, 1 came, 0 went", Encoding.UTF8.GetString(run.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "no JSON: 'nonsense' is an invalid JSON literal")]
    [InlineData("""{"alertId":"x","kind":"k","state":"s"}""", "severity is missing or unknown")]
    [InlineData("""{"alertId":"x","kind":"k","state":"s","severity":"SEVERITY_HUGE","eventTime":"2026-03-14T10:00:00Z"}""", "severity is missing or unknown")]
    [InlineData("""{"alertId":"x","kind":"k","state":"s","severity":"SEVERITY_NOTICE"}""", "eventTime is missing or no time")]
    [InlineData("[]", "not a JSON object")]
    public async Task Compare_BadLine_IsNamedWithFileLineAndReasonAndTheRestIsUsed(string line, string reason)
    {
        var damaged = bench.Write("damaged.ndjson", $"{Line("a", 0)}\r\n\r\n{line}\r\n{Line("c", 1)}\n");

        var run = await CommandRun.HereAsync("compare", before, damaged, "--json", bench.PathOf("difference.json"));

        Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
        Assert.Contains($"damaged.ndjson: line 3: {reason}", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"c\"", await File.ReadAllTextAsync(bench.PathOf("difference.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_ThousandsOfBadLines_AreCountedAndTheFirstFewNamed()
    {
        var run = await CommandRun.HereAsync("compare", before, bench.Write("bad.ndjson", string.Concat(Enumerable.Repeat("{}\n", 5000))));

        Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
        Assert.Contains("bad.ndjson: 4980 more lines rejected", run.Error, StringComparison.Ordinal);
        Assert.Equal(21, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Compare_LogCutOff_IsUsedAsFarAsItGoes()
    {
        var whole = ReplayBench.Packed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(number => Line($"a{number}", number) + "\n"))));

        var run = await CommandRun.HereAsync("compare", before, bench.Write("cut.ndjson.gz", whole[..(whole.Length / 2)]));

        Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
        Assert.Contains("the compressed data is damaged or cut off", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_MissingFileOrStandardInputTwice_Fails()
    {
        var missing = await CommandRun.HereAsync("compare", before, bench.PathOf("none.ndjson"));
        var twice = await CommandRun.HereAsync("compare", "-", "-");

        Assert.Equal((ExitCode.Failed, ExitCode.WrongUsage), (missing.Exit, twice.Exit));
        Assert.Contains("none.ndjson: no such file", missing.Error, StringComparison.Ordinal);
    }

    public void Dispose() => bench.Dispose();
}
