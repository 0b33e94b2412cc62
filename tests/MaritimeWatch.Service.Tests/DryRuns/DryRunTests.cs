using System.Net;
using System.Text.Json.Nodes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Tests.DryRuns;

/// <summary>What other thresholds would have raised, asked of a running service with its store.</summary>
public sealed class DryRunTests
{
    private const string Nothing = "{}";
    private const string Wider = """{"Corridor":{"WatchMetres":2000,"ApproachMetres":2500},"Loitering":{"ExitDistanceMetres":2100}}""";
    private const string Narrower = """{"Corridor":{"WatchMetres":500}}""";

    [Fact]
    public async Task Result_OfAWiderCorridor_HasTheShipBeyondTheOldOne()
    {
        await using var bed = await DryRunBed.StartAsync();

        var (status, location, begun) = await bed.PostAsync($"{{\"settings\":{Wider},{DryRunBed.Period},\"name\":\"wider\"}}");
        var run = await bed.EndAsync(location!);

        Assert.Equal((HttpStatusCode.Accepted, $"/api/v1/dry-runs/{Text(begun, "id")}"), (status, location));
        Assert.Equal(("DONE", "wider", "local", null), (Text(run, "state"), Text(run, "name"), Text(run, "by"), run["problem"]));
        Assert.Equal(["Corridor:WatchMetres", "Corridor:ApproachMetres", "Loitering:ExitDistanceMetres"], run["changedKeys"]!.AsArray().Select(key => key!.GetValue<string>()));
        Assert.Equal(new DetectionSettings().Hash(), Text(run["settingsHash"]!, "inForce"));
        Assert.Equal(
            new DetectionSettings { Corridor = new CorridorOptions { WatchMetres = 2000, ApproachMetres = 2500 }, Loitering = new LoiteringOptions { ExitDistanceMetres = 2100 } }.Hash(), Text(run["settingsHash"]!, "changed"));
        var result = run["result"]!;
        Assert.Equal(
            """{"raised":2,"byKind":{"ALERT_KIND_ANCHORED_ON_ASSET":2},"bySeverity":{"SEVERITY_NOTICE":1,"SEVERITY_ALARM":1},"annunciations":1,"perDay":24}""", result["inForce"]!.ToJsonString());
        Assert.Equal((3, 36.0), (result["changed"]!["raised"]!.GetValue<int>(), result["changed"]!["perDay"]!.GetValue<double>()));
        Assert.Equal([DryRunBed.Far], Ships(result, "onlyChanged"));
        Assert.Empty(result["onlyInForce"]!.AsArray());
        Assert.Equal("3 alerts instead of 2: 1 more", Text(result, "headline"));
        Assert.Equal((1.0, false), (run["progress"]!.GetValue<double>(), run["isCut"]!.GetValue<bool>()));

        // Three static messages, and a position of each ship every 30 s of two hours; the period's end is not part of it.
        Assert.Equal((3 + (3 * 240), "2024-11-17T01:59:30Z"), (run["positions"]!.GetValue<int>(), Text(run, "eventTime")));
    }

    [Fact]
    public async Task Result_OfANarrowerCorridor_LacksTheShipThatWasInside()
    {
        await using var bed = await DryRunBed.StartAsync();

        var result = (await bed.RunAsync(Narrower))["result"]!;

        Assert.Equal([DryRunBed.Near], Ships(result, "onlyInForce"));
        Assert.Empty(result["onlyChanged"]!.AsArray());
        Assert.Equal("1 alert instead of 2: 1 less", Text(result, "headline"));
    }

    [Fact]
    public async Task Result_OfAShorterWait_HasTheSameAlertsSooner()
    {
        await using var bed = await DryRunBed.StartAsync();

        var result = (await bed.RunAsync("""{"Anchor":{"AnchoredStatusFixes":20}}"""))["result"]!;

        Assert.Equal("2 alerts, as many as in force: 2 otherwise", Text(result, "headline"));
        var change = result["differently"]!.AsArray()[0]!;
        Assert.Equal("ALERT_KIND_ANCHORED_ON_ASSET", Text(change, "kind"));
        Assert.True(string.CompareOrdinal(Text(change["after"]!, "raised"), Text(change["before"]!, "raised")) > 0);
        Assert.Contains(change["words"]!.AsArray(), word => word!.GetValue<string>().EndsWith("min later", StringComparison.Ordinal));
    }

    /// <summary>The thresholds in force on the traffic that the service has analysed: the alerts that the service has raised.</summary>
    [Fact]
    public async Task Result_OfUnchangedThresholds_IsTheSameTwiceAndOfTheLiveLog()
    {
        await using var bed = await DryRunBed.StartAsync();
        var live = bed.Service.Host.Store.Alerts.ReadAfter(0, 1000).Where(entry => !entry.IsTransition).Select(entry => AlertEvent.Parser.ParseFrom(entry.Payload))
            .Where(alert => alert.State == AlertState.Raised).Select(alert => alert.AlertId).Order().ToList();

        var same = await bed.RunAsync(Nothing);
        var none = (await bed.RunAsync("""{"DetectorsOff":["*"]}"""))["result"]!;

        Assert.Equal("2 alerts, as in force: nothing changes", Text(same["result"]!, "headline"));
        Assert.Equal(same["result"]!["inForce"]!.ToJsonString(), same["result"]!["changed"]!.ToJsonString());
        Assert.Empty(same["changedKeys"]!.AsArray());
        Assert.Equal(Text(same["settingsHash"]!, "inForce"), Text(same["settingsHash"]!, "changed"));
        Assert.Equal(same["result"]!["inForce"]!.ToJsonString(), none["inForce"]!.ToJsonString());
        Assert.Equal(2, live.Count);
        Assert.Equal(live, none["onlyInForce"]!.AsArray().Select(alert => Text(alert!, "alertId")).Order());
        Assert.Equal("0 alerts instead of 2: 2 less", Text(none, "headline"));
    }

    /// <summary>What is under way when the period begins was raised before it; without the traffic before it nobody could know.</summary>
    [Theory]
    [InlineData(24, 0)]
    [InlineData(0, 2)]
    public async Task Result_OfAPeriodThatBeginsInTheMiddle_KnowsWhatIsUnderWay(int hoursBefore, int raised)
    {
        await using var bed = await DryRunBed.StartAsync(settings => settings with { Store = settings.Store with { ReplayWindow = TimeSpan.FromHours(hoursBefore) } });

        var result = (await bed.RunAsync(Nothing, "\"from\":\"2024-11-17T01:00:00Z\",\"to\":\"2024-11-17T02:00:00Z\""))["result"]!;

        Assert.Equal(raised, result["inForce"]!["raised"]!.GetValue<int>());
    }

    [Fact]
    public async Task Runs_OfAPeriodWithoutTraffic_FindNothing()
    {
        await using var bed = await DryRunBed.StartAsync();

        var run = await bed.RunAsync(Wider, "\"from\":\"2023-11-17T00:00:00Z\",\"to\":\"2023-11-18T00:00:00Z\"");

        Assert.Equal(("DONE", 0, "0 alerts, as in force: nothing changes"), (Text(run, "state"), run["positions"]!.GetValue<int>(), Text(run["result"]!, "headline")));
    }

    [Fact]
    public async Task Runs_AreListedWithoutTheirAlerts_AndForgottenWhenDeleted()
    {
        await using var bed = await DryRunBed.StartAsync();
        var first = Text(await bed.RunAsync(Wider), "id");
        var second = Text(await bed.RunAsync(Nothing), "id");

        var listed = (await bed.GetAsync("/api/v1/dry-runs"))["dryRuns"]!.AsArray();
        var deleted = await bed.StatusAsync(HttpMethod.Delete, $"/api/v1/dry-runs/{first}");

        Assert.Equal([second, first], listed.Select(run => Text(run!, "id")));
        Assert.Equal("3 alerts instead of 2: 1 more", Text(listed[1]!["result"]!, "headline"));
        Assert.Null(listed[1]!["result"]!["onlyChanged"]);
        Assert.Equal(HttpStatusCode.NoContent, deleted);
        Assert.Equal(HttpStatusCode.NotFound, await bed.StatusAsync(HttpMethod.Get, $"/api/v1/dry-runs/{first}"));
        Assert.Equal(HttpStatusCode.NotFound, await bed.StatusAsync(HttpMethod.Delete, $"/api/v1/dry-runs/{first}"));
        Assert.Single((await bed.GetAsync("/api/v1/dry-runs"))["dryRuns"]!.AsArray());
    }

    [Fact]
    public async Task Runs_TouchNothingLive()
    {
        await using var bed = await DryRunBed.StartAsync();
        var (sequence, standing) = (bed.Service.Host.Feed.HighWater, bed.Service.Host.Analyser.OpenAlerts);

        await bed.RunAsync(Wider);

        Assert.Equal((sequence, standing), (bed.Service.Host.Feed.HighWater, bed.Service.Host.Analyser.OpenAlerts));
        Assert.Equal(sequence, bed.Service.Host.Store.Alerts.HighWaterSequence);
        Assert.Equal(new DetectionSettings().Hash(), bed.Service.Host.Analyser.SettingsHash);
    }

    [Theory]
    [InlineData("""{"settings":{"Loitering":{"NoticAfter":"00:15:00"}},$}""", "settings", "settings: there is no setting 'Loitering:NoticAfter'; the nearest is 'Loitering:NoticeAfter'")]
    [InlineData("""{"settings":{"Loitering":{"NoticeAfter":"03:00:00"}},$}""", "settings", "settings: Loitering:NoticeAfter is 03:00:00; it must be 00:05:00 to 02:00:00 (write times as hh:mm:ss)")]
    [InlineData("""{"settings":{"Loitering":{"NoticeAfter":15.5}},$}""", "settings", "Loitering:NoticeAfter is '15.5'; a time as hh:mm:ss is expected")]
    [InlineData("""{"settings":[],$}""", "settings", "settings: it is no JSON object")]
    [InlineData("""{$}""", "settings", "settings are missing")]
    [InlineData("""{"settings":{},"setting":{},$}""", "setting", "there is no field 'setting'; the fields are settings, from, to, name")]
    [InlineData("""{"settings":{},"from":"2024-11-17T00:00:00Z"}""", "to", "to is missing")]
    [InlineData("""{"settings":{},"from":"2024-11-18T00:00:00Z","to":"2024-11-17T00:00:00Z"}""", "from", "is not before to")]
    [InlineData("""{"settings":{},"from":"2024-10-01T00:00:00Z","to":"2024-11-17T00:00:00Z"}""", "to", "to is more than 31 days after from")]
    [InlineData("""{"settings":{},"from":7,"to":"2024-11-17T00:00:00Z"}""", "from", "from is no text")]
    [InlineData("""{"settings":{},"from":"soon","to":"2024-11-17T00:00:00Z"}""", "from", "from is no time such as")]
    [InlineData("""[]""", "body", "the body is no JSON object")]
    [InlineData("""{""", "body", "the body is no JSON")]
    [InlineData("", "body", "the body is no JSON")]
    public async Task Request_ThatCannotBe_IsRefusedWithItsField(string body, string field, string problem)
    {
        await using var service = await Hosting.RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        using var content = new StringContent(body.Replace("$", DryRunBed.Period, StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");

        var answer = await http.PostAsync(new Uri("/api/v1/dry-runs", UriKind.Relative), content);

        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(problem, Text(told, "detail"), StringComparison.Ordinal);
        Assert.Equal(field, Text(told["violations"]![0]!, "field"));
    }

    private static IEnumerable<uint> Ships(JsonNode result, string list) => result[list]!.AsArray().Select(alert => alert!["mmsi"]!.GetValue<uint>());

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
