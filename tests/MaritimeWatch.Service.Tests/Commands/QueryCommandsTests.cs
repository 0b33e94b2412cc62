using System.Text;
using System.Text.Json.Nodes;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Queries;
using MaritimeWatch.Service.Tests.Replay;

namespace MaritimeWatch.Service.Tests.Commands;

/// <summary>The commands that ask a running service, as a script sees them.</summary>
public sealed class QueryCommandsTests(QueriedService service) : IClassFixture<QueriedService>
{
    [Fact]
    public async Task Vessels_OfAService_AreATableWithoutControlCharacters()
    {
        var run = await RunAsync("vessels");

        var lines = Lines(run);
        Assert.Equal((ExitCode.Done, ""), (run.Exit, run.Error));
        Assert.StartsWith("MMSI", lines[0], StringComparison.Ordinal);
        Assert.Equal(["000000999", "219000606", "414000001"], lines.Skip(1).Select(line => line[..9]));
        Assert.Contains("YI ?<b>\"PENG", lines[3], StringComparison.Ordinal);
        Assert.Matches("Tanker +120 m +2024-11-17T01:39:00Z +51\\.50000,2\\.09900 +8\\.5$", lines[2]);
    }

    [Fact]
    public async Task Vessels_ByNameAsJson_AreMessagesALine_OfAServiceAndOfItsStoreAlike()
    {
        var ofService = await RunAsync("vessels", "ad", "--json");
        var ofStore = await CommandRun.ProcessAsync(["vessels", "ad", "--json", "--store", service.Service.Host.Store.Path]);

        Assert.Equal("ADA", JsonNode.Parse(Assert.Single(Lines(ofService)))!["name"]!.GetValue<string>());
        Assert.Equal(Lines(ofService), Lines(ofStore));
    }

    [Fact]
    public async Task Vessels_AtMostSoMany_AreNoMore()
    {
        Assert.Equal(3, Lines(await RunAsync("vessels", "--limit", "2")).Length);
        Assert.Equal(4, Lines(await RunAsync("vessels", "--limit", "1000")).Length);
    }

    [Theory]
    [InlineData("vessels", "0")]
    [InlineData("assets", "-1")]
    public async Task List_AtMostNone_IsWrongUsage(string command, string limit)
    {
        var run = await RunAsync(command, "--limit", limit);

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains("--limit is at least 1", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tracks", "--mmsi", "123")]
    [InlineData("tracks", "at")]
    [InlineData("tracks", "plot", "--mmsi", "123")]
    [InlineData("vessels")]
    [InlineData("alerts")]
    [InlineData("audit", "list")]
    [InlineData("audit", "verify")]
    [InlineData("evidence", "export", "--alert", "any", "--tlp", "RED")]
    public async Task Question_OfAStoreThatIsNotThere_SaysSo(params string[] question)
    {
        var run = await CommandRun.HereAsync([.. question, "--store", "none/at-all.db"]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("none/at-all.db: no such store", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tracks_OfAService_SayWhyItRefuses()
    {
        var none = await RunAsync("tracks", "--mmsi", "123");
        var bad = await RunAsync("tracks", "--mmsi", "219000606", "--max-points", "50001");

        Assert.Equal((ExitCode.Failed, ExitCode.WrongUsage), (none.Exit, bad.Exit));
        Assert.Contains("no report of 000000123 is stored", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_OfAService_AreATableOrMessagesWithGeometry()
    {
        var table = Lines(await RunAsync("assets", "--filter", "status = planned"));
        var json = Lines(await RunAsync("assets", "--json"));

        Assert.Equal(2, table.Length);
        Assert.Contains("b-link  Link \"B\"  telecom_cable  planned  Beta", table[1], StringComparison.Ordinal);
        Assert.Equal(3, json.Length);
        Assert.NotEmpty(JsonNode.Parse(json[0])!["parts"]!.AsArray());
    }

    [Theory]
    [InlineData("vessels")]
    [InlineData("assets")]
    public async Task List_ByAFilterThatIsNone_IsWrongUsageWithTheColumn(string command)
    {
        var run = await RunAsync(command, "--filter", "colour = red");

        Assert.Equal(ExitCode.WrongUsage, run.Exit);
        Assert.Contains("filter, column 1: there is no field 'colour'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_WithTransitions_AreBothInOrder()
    {
        await service.HttpAsync("POST", "/api/v1/alerts/b/comment", "{\"comment\":\"she\\u001b answers\"}", headers: ("operator", "ann"));

        var words = Lines(await RunAsync("alerts"));
        var json = Lines(await RunAsync("alerts", "--json")).Select(line => JsonNode.Parse(line)!).ToList();
        var stored = Lines(await CommandRun.ProcessAsync(["alerts", "--json", "--store", service.Service.Host.Store.Path]));

        Assert.Equal(["1", "2", "3"], json.Select(line => line["sequence"]!.GetValue<string>()));
        Assert.Equal("OPERATOR_ACTION_COMMENTED", json[2]["action"]!.GetValue<string>());
        Assert.EndsWith("→ commented by ann: she? answers  b, now unacknowledged", words[2], StringComparison.Ordinal);
        Assert.Equal(3, stored.Length);
    }

    private static string[] Lines(CommandRun run) => Encoding.UTF8.GetString(run.Output).TrimEnd('\n').Split('\n');

    private Task<CommandRun> RunAsync(string command, params string[] arguments) =>
        CommandRun.ProcessAsync([command, "--server", service.Service.Host.GrpcAddress.ToString(), .. arguments]);
}
