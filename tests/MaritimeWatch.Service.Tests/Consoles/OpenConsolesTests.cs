using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Consoles;
using MaritimeWatch.Service.Desk;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Desk;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Consoles;

/// <summary>Who has the watch open, as the shift lead sees it.</summary>
public sealed class OpenConsolesTests
{
    private const string Alerts = "/api/v1/alerts/stream";
    private const string Picture = "/api/v1/picture/stream";

    [Fact]
    public async Task StreamsOfOneBrowser_AreOneConsole_UntilTheLastOfThemEnds()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"), DeskService.Alert("b"));
        using var http = StreamClient.Of(desk.Service.Host.HttpAddress);
        Assert.Empty(await ListAsync(http));
        var alerts = await OpenAsync(http, Alerts, "browser-1", "Firefox \u202e" + new string('x', 300));
        using var picture = await OpenAsync(http, Picture, "browser-1");
        using var other = await OpenAsync(http, Picture, "browser-2");

        await Eventually.HoldsAsync(async () => (await ListAsync(http)) is [{ } first, ..] && (string?)first["reachedSequence"] == "2");
        var consoles = await ListAsync(http);

        Assert.Equal(2, consoles.Count);
        Assert.Equal("""["alerts","picture"]""", consoles[0]["streams"]!.ToJsonString());
        Assert.Equal(("local", "open", "127.0.0.1", true), ((string)consoles[0]["name"]!, (string)consoles[0]["credential"]!, (string)consoles[0]["address"]!, (bool)consoles[0]["isOverHttp"]!));
        Assert.Equal("Firefox ?", ((string)consoles[0]["agent"]!)[..9]);
        Assert.Equal(200, ((string)consoles[0]["agent"]!).Length);
        Assert.True(DateTimeOffset.TryParse((string)consoles[0]["since"]!, CultureInfo.InvariantCulture, out _));
        Assert.Equal("""["picture"]""", consoles[1]["streams"]!.ToJsonString());
        Assert.True(consoles[1].ContainsKey("reachedSequence"));
        Assert.Null(consoles[1]["reachedSequence"]);

        alerts.Dispose();
        await Eventually.HoldsAsync(async () => (await ListAsync(http)) is [{ } first, _] && first["streams"]!.ToJsonString() == """["picture"]""");
        picture.Dispose();
        await Eventually.HoldsAsync(async () => (await ListAsync(http)).Count == 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("no/path")]
    public async Task StreamsWithoutAName_OrWithNone_StandAlone(string? id)
    {
        await using var service = await RunningService.StartAsync();
        using var http = StreamClient.Of(service.Host.HttpAddress);
        using var alerts = await OpenAsync(http, Alerts, id);
        using var picture = await OpenAsync(http, Picture, id);

        await Eventually.HoldsAsync(async () => (await ListAsync(http)).Count == 2);
    }

    [Fact]
    public async Task IdBeyondItsLength_IsNone()
    {
        await using var service = await RunningService.StartAsync();
        using var http = StreamClient.Of(service.Host.HttpAddress);
        var (longest, tooLong) = (new string('a', 64), new string('a', 65));
        using var alerts = await OpenAsync(http, Alerts, longest);
        using var picture = await OpenAsync(http, Picture, longest);
        await Eventually.HoldsAsync(async () => (await ListAsync(http)).Count == 1);
        using var otherAlerts = await OpenAsync(http, Alerts, tooLong);
        using var otherPicture = await OpenAsync(http, Picture, tooLong);
        await Eventually.HoldsAsync(async () => (await ListAsync(http)).Count == 3);
    }

    [Fact]
    public async Task ConsolesOfAnOpenService_GoByTheNameThatThePersonGave_AsActionsDo()
    {
        await using var service = await RunningService.StartAsync();
        using var http = StreamClient.Of(service.Host.HttpAddress);
        using var hanne = await OpenAsync(http, Alerts, "browser-1", name: "  Hanne Sørensen ");
        using var longest = await OpenAsync(http, Picture, "browser-2", name: new string('x', 100));
        using var unnamed = await OpenAsync(http, Picture, "browser-3", name: "");
        using var ending = new CancellationTokenSource(RunningService.Patience);
        await using var overGrpc = service.Client.StreamAsync(RunningService.WatchAlerts, new WatchAlertsRequest(), metadata: new GrpcMetadata { { DeskActor.Header, "ann" } }, cancellation: ending.Token).GetAsyncEnumerator(ending.Token);
        Assert.True(await overGrpc.MoveNextAsync());

        await Eventually.HoldsAsync(async () => (await ListAsync(http)).Count == 4);

        Assert.Equal(
            ["Hanne Sørensen open", "ann open", "local open", $"{new string('x', 100)} open"],
            (await ListAsync(http)).Select(console => $"{console["name"]} {console["credential"]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("system")]
    [InlineData("SYSTEM ")]
    [InlineData("ann\u202ebob")]
    [InlineData(null)]
    public async Task Stream_UnderANameThatCannotBeAPersons_IsRefused_AsAnActionIs(string? name)
    {
        await using var service = await RunningService.StartAsync();
        using var http = StreamClient.Of(service.Host.HttpAddress);
        name ??= new string('x', 101);

        foreach (var path in new[] { Alerts, Picture })
        {
            using var refused = await OpenAsync(http, path, "browser-1", name: name);
            Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
            Assert.Contains("none of them invisible, and not 'system'", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(await ListAsync(http));
    }

    [Fact]
    public async Task TheSameIdOfTwoCallers_IsTwoConsoles_AndOverGrpcOneMore()
    {
        await using var service = await SecuredService.StartAsync();
        var (ann, bob, lead) = (service.Token("ann", Role.Operator), service.Token("bob", Role.Viewer), service.Token("lead", Role.Operator, [Grant.ShiftLead]));
        using var first = await service.CallAsync($"GET {Alerts}", [$"Bearer {ann}"], headers: new Dictionary<string, string> { [OpenConsoles.Header] = "same", [DeskActor.Header] = "the admiral" });
        using var second = await service.CallAsync($"GET {Picture}", [$"Bearer {bob}"], headers: new Dictionary<string, string> { [OpenConsoles.Header] = "same" });
        using var third = await service.CallAsync("/maritimewatch.v1.AlertService/WatchAlerts", [$"Bearer {ann}"], headers: new Dictionary<string, string> { ["user-agent"] = "grpc-node/1.9" });

        using var answer = await service.CallAsync($"GET {ConsolesApi.Route}", [$"Bearer {lead}"]);

        var consoles = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["consoles"]!.AsArray();
        Assert.Equal(
            ["ann [\"operator\"] [] [\"alerts\"] false grpc-node/1.9", "ann [\"operator\"] [] [\"alerts\"] true ", "bob [\"viewer\"] [] [\"picture\"] true "],
            consoles.Select(console => $"{console!["name"]} {console["roles"]!.ToJsonString()} {console["grants"]!.ToJsonString()} {console["streams"]!.ToJsonString()} {console["isOverHttp"]!.ToJsonString()} {console["agent"]}").Order(StringComparer.Ordinal));
        Assert.All(consoles, console => Assert.Equal(("api_token", "127.0.0.1"), ((string)console!["credential"]!, (string)console["address"]!)));
    }

    private static async Task<List<JsonObject>> ListAsync(HttpClient http) =>
        [.. (await http.GetFromJsonAsync<JsonObject>(ConsolesApi.Route))!["consoles"]!.AsArray().Select(console => console!.AsObject())];

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient http, string path, string? id, string? agent = null, string? name = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (id is not null)
        {
            request.Headers.TryAddWithoutValidation(OpenConsoles.Header, id);
        }

        if (name is not null)
        {
            request.Headers.TryAddWithoutValidation(DeskActor.Header, name);
        }

        if (agent is not null)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
