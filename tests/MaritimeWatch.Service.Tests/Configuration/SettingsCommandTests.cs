using System.Text;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Replay;

namespace MaritimeWatch.Service.Tests.Configuration;

public sealed class SettingsCommandTests : IDisposable
{
    private readonly ReplayBench bench = new();

    [Fact]
    public async Task Settings_Json_IsACompleteFileThatChangesNothing()
    {
        var file = bench.PathOf("all.json");

        Assert.Equal(ExitCode.Done, (await CommandRun.HereAsync("settings", "--json", file)).Exit);

        Assert.Equal(DetectionSettings.Default.Hash(), DetectionSettingsFile.Load(file).Hash());
        var written = await File.ReadAllTextAsync(file);
        Assert.All(SettingCatalog.Of(DetectionSettings.Default), setting => Assert.Contains($"\"{setting.Name}\":", written, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_Part_PrintsThoseAndOnlyThose()
    {
        var run = await CommandRun.ProcessAsync(["settings", "loitering:notice"]);

        Assert.Equal(ExitCode.Done, run.Exit);
        var lines = Encoding.UTF8.GetString(run.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal("Loitering:NoticeAfter  hh:mm:ss  00:20:00  00:05:00 to 02:00:00  The sliding window, and the time to a notice", lines[1]);
    }

    [Fact]
    public async Task Settings_CheckOfAGoodFile_SaysWhatItChanges()
    {
        var run = await CommandRun.ProcessAsync(["settings", "--check", bench.Write("mine.json", """{ "loitering": { "NoticeAfter": "00:15:00" }, "ServiceVessels": [245000001, 245000002] }""")]);

        var said = Encoding.UTF8.GetString(run.Output);
        Assert.Equal(ExitCode.Done, run.Exit);
        Assert.Matches(@"Loitering:NoticeAfter +00:20:00 +00:15:00\n", said);
        Assert.Matches(@"ServiceVessels +\[\] +\[245000001, 245000002\]\n", said);
        Assert.Contains("mine.json: can be used; 2 settings differ", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Loitering": { "NoticeAfterr": "00:20:00" } }""", "there is no setting 'Loitering:NoticeAfterr'; the nearest is 'Loitering:NoticeAfter'")]
    [InlineData("""{ "Loiterin": { "NoticeAfter": "00:20:00" } }""", "there is no setting 'Loiterin:NoticeAfter'; the nearest is 'Loitering:NoticeAfter'")]
    [InlineData("""{ "ClusterAfter": "00:20:00" }""", "there is no setting 'ClusterAfter'; the nearest is 'Anchor:ClusterAfter'")]
    [InlineData("""{ "Colour": "red" }""", "there is no setting 'Colour'; 'maritimewatch settings' lists them")]
    [InlineData("""{ "Loitering": { "MaxMeanSpeedKnots": "slow" } }""", "Loitering:MaxMeanSpeedKnots is 'slow'; a number is expected")]
    [InlineData("""{ "Loitering": { "NoticeAfter": "soon" } }""", "Loitering:NoticeAfter is 'soon'; a time as hh:mm:ss is expected")]
    [InlineData("""{ "Anchor": { "AnchoredStatusFixes": 2.5 } }""", "Anchor:AnchoredStatusFixes is '2.5'; a whole number is expected")]
    [InlineData("""{ "Loitering": { "NoticeAfter": { "Minutes": 20 } } }""", "Loitering:NoticeAfter holds 'Minutes'; a time as hh:mm:ss is expected")]
    [InlineData("""{ "Loitering": 20 }""", "Loitering is '20'; it is a group of settings")]
    [InlineData("""{ "Loitering": { "MaxMeanSpeedKnots": 50 } }""", "Loitering:MaxMeanSpeedKnots is 50; it must be 0.5 to 5")]
    [InlineData("""{ "Loitering": { "NoticeAfter": "20" } }""", "Loitering:NoticeAfter is 20.00:00:00; it must be 00:05:00 to 02:00:00 (write times as hh:mm:ss)")]
    [InlineData("""{ "Loitering": """, "mine.json: ")]
    public async Task Settings_CheckOfABadFile_NamesFileSettingAndReason(string content, string said)
    {
        var file = bench.Write("mine.json", content);

        var run = await CommandRun.HereAsync("settings", "--check", file);

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.StartsWith($"maritimewatch: {file}: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_CheckOfSeveralMistakes_NamesAll()
    {
        var run = await CommandRun.HereAsync("settings", "--check", bench.Write("mine.json", """{ "Loitering": { "Wrong": 1, "MaxMeanSpeedKnots": "x" }, "Order": { "AllowedLatenes": "00:01:00" } }"""));

        Assert.All(["'Loitering:Wrong'", "Loitering:MaxMeanSpeedKnots is 'x'", "'Order:AllowedLateness'"], named => Assert.Contains(named, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_CheckOfNoFile_SaysSo()
    {
        var run = await CommandRun.HereAsync("settings", "--check", bench.PathOf("none.json"));

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains("none.json: no such file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_PartThatNoneHas_IsWrongUsage() => Assert.Equal(ExitCode.WrongUsage, (await CommandRun.HereAsync("settings", "Colour")).Exit);

    public void Dispose() => bench.Dispose();
}
