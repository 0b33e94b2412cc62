using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>Charts, options, settings and outputs that cannot be used.</summary>
public sealed class BadUseTests : IDisposable
{
    private readonly ReplayBench bench = new();
    private readonly string chart;
    private readonly string table;

    public BadUseTests()
    {
        chart = bench.Write("chart.geojson", AnchoredShip.Chart);
        table = bench.Write("table.csv", AnchoredShip.Table(AnchoredShip.Rows()));
    }

    [Fact]
    public async Task Replay_OneBrokenFeature_UsesTheRestAndEndsWithThree()
    {
        var broken = AnchoredShip.Cable.Replace("test-cable", "other", StringComparison.Ordinal).Replace("in_service", "live", StringComparison.Ordinal);
        var mixed = bench.Write("mixed.geojson", AnchoredShip.Chart.Replace("[{\"type\"", $"[{broken},{{\"type\"", StringComparison.Ordinal));

        var run = await bench.ReplayAsync([table], [mixed]);

        Assert.Equal(ExitCode.SomeInputRejected, run.Exit);
        Assert.Contains("mixed.geojson: feature 0 (other): ", run.Error, StringComparison.Ordinal);
        Assert.Equal("chart features 1", run.Rejections);
        Assert.Equal((await bench.ReplayAsync([table], [chart])).Alerts, run.Alerts);
    }

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[]}""")]
    [InlineData("not JSON at all")]
    public async Task Replay_NoUsableAsset_EndsWithOne(string content)
    {
        var run = await bench.ReplayAsync([table], [bench.Write("none.geojson", content)]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("no asset and no area could be used", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_MissingChart_EndsWithOne()
    {
        var run = await bench.ReplayAsync([table], [bench.PathOf("absent.geojson")]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("absent.geojson: no such file", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--colour", "red", "--colour")]
    [InlineData("--from", "yesterday", "--from yesterday: not a time")]
    [InlineData("--to", "2024-13-01T00:00:00Z", "--to 2024-13-01T00:00:00Z: not a time")]
    [InlineData("--format", "xml", "--format xml: one of nmea, csv, ndjson, gpsd, ais-catcher, aisstream, digitraffic, aishub, gfw")]
    [InlineData("--shards", "0", "--shards 0: 1 to 256")]
    [InlineData("--shards", "257", "--shards 257: 1 to 256")]
    [InlineData("--shards", "many", "many")]
    public async Task Replay_WrongOption_IsWrongUsageAndNamesIt(string option, string value, string said)
    {
        var run = await bench.ReplayAsync([table], [chart], option, value);

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Alerts);
    }

    [Fact]
    public async Task Replay_WithoutInput_IsWrongUsage() =>
        Assert.Equal(ExitCode.WrongUsage, (await CommandRun.HereAsync("replay", "--assets", chart)).Exit);

    [Theory]
    [InlineData("""{"Loitering":{"NoticeAfterr":"00:20:00"}}""", "NoticeAfterr")]
    [InlineData("""{"Loitering":{"MaxMeanSpeedKnots":50}}""", "Loitering:MaxMeanSpeedKnots is 50")]
    [InlineData("""{"Loitering":{"NoticeAfter":20}}""", "Loitering:NoticeAfter")]
    [InlineData("""{"Loitering":{"MaxMeanSpeedKnots":"slow"}}""", "Loitering:MaxMeanSpeedKnots")]
    [InlineData("""{"Loitering":""", "settings.json")]
    public async Task Replay_WrongSettings_IsWrongUsageAndNamesTheKey(string settings, string said)
    {
        var run = await bench.ReplayAsync([table], [chart], "--settings", bench.Write("settings.json", settings));

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OtherSettings_AreHeeded()
    {
        var shipped = await bench.ReplayAsync([table], [chart]);

        var run = await bench.ReplayAsync([table], [chart], "--settings", bench.Write("settings.json", """{"Corridor":{"CoreMetres":20}}"""));

        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.NotEqual(shipped.Summary.GetProperty("settingsHash").GetString(), run.Summary.GetProperty("settingsHash").GetString());
    }

    [Fact]
    public async Task Replay_FullDisk_EndsWithOneAndSaysSo()
    {
        var run = await CommandRun.HereAsync("replay", "--input", table, "--assets", chart, "--alerts", "/dev/full");

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("/dev/full: writing alerts failed: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OutputInNoFolder_EndsWithOne()
    {
        var run = await CommandRun.HereAsync("replay", "--input", table, "--assets", chart, "--alerts", bench.PathOf("no/such/alerts.ndjson"));

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("alerts.ndjson: cannot be written", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => bench.Dispose();
}
