using System.Diagnostics;
using System.Text.Json.Nodes;
using MaritimeWatch.Grpc.Tests.Interop;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Tests.Queries;
using Microsoft.AspNetCore.Routing;

namespace MaritimeWatch.Service.Tests.Api.Http;

/// <summary>The document says what is served, all of it and nothing else.</summary>
public sealed class OpenApiTests(QueriedService service) : IClassFixture<QueriedService>
{
    private const string Span = "from=2024-11-17T00:00:00Z&to=2024-11-18T00:00:00Z";

    [Fact]
    public async Task Document_NamesEveryEndpointThatIsMapped_AndNoOther()
    {
        var document = (await service.HttpAsync("GET", "/openapi/v1.json")).Body;

        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));

        Assert.Equal(service.Service.Host.Endpoints.OfType<RouteEndpoint>().SelectMany(AccessPolicies.Names).Order(), described.Order());
        Assert.Equal("3.1.1", document["openapi"]!.GetValue<string>());
    }

    [Fact]
    public async Task Document_SaysWhoMayCallWhat()
    {
        var paths = (await service.HttpAsync("GET", "/openapi/v1.json")).Body["paths"]!;

        Assert.All(AccessPolicies.Endpoints, endpoint =>
        {
            var (method, route) = (endpoint.Key.Split(' ')[0].ToLowerInvariant(), endpoint.Key.Split(' ')[1]);
            Assert.Equal(endpoint.Value.IsPublic, paths[route]![method]!["security"] is JsonArray { Count: 0 });
        });
        Assert.Equal("Takes the scope alerts_acknowledge.", paths["/api/v1/alerts/{alertId}/assign"]!["post"]!["description"]!.GetValue<string>());
    }

    [Fact]
    public async Task Document_SaysWhatMustBeThereAndWhatIsAnswered()
    {
        var document = (await service.HttpAsync("GET", "/openapi/v1.json")).Body;
        var paths = document["paths"]!;

        Assert.Equal(
            ["bbox", "from", "to"],
            paths["/api/v1/tracks"]!["get"]!["parameters"]!.AsArray().Where(parameter => parameter!["required"]?.GetValue<bool>() == true).Select(parameter => parameter!["name"]!.GetValue<string>()).Order());
        Assert.Equal(["200"], Done(paths["/api/v1/dry-runs"]!["get"]!));
        Assert.Equal(["202"], Done(paths["/api/v1/dry-runs"]!["post"]!));
        Assert.Equal(["204"], Done(paths["/api/v1/dry-runs/{id}"]!["delete"]!));
        Assert.Null(paths["/api/v1/dry-runs/{id}"]!["delete"]!["responses"]!["204"]!["content"]);
        Assert.Equal("Takes the scope rules_draft or rules_approve.", paths["/api/v1/dry-runs"]!["get"]!["description"]!.GetValue<string>());
        Assert.Equal("text/plain", Assert.Single(paths["/readyz"]!["get"]!["responses"]!["503"]!["content"]!.AsObject()).Key);
        Assert.NotNull(paths["/api/v1/alerts/stream"]!["get"]!["responses"]!["406"]);
        Assert.Null(paths["/api/v1/audit"]!["get"]!["responses"]!["406"]);
        Assert.DoesNotContain("_UNSPECIFIED", document["components"]!["schemas"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Done(JsonNode operation) => operation["responses"]!.AsObject().Select(response => response.Key).Where(status => status[0] == '2');
    /// <summary>Whatever its type: a parameter that the document offers is read, or refused in words, and is never a fault.</summary>
    [Fact]
    public async Task EveryParameterThatIsDescribed_IsReadOrRefused()
    {
        var paths = (await service.HttpAsync("GET", "/openapi/v1.json")).Body["paths"]!.AsObject();
        var asked = 0;
        foreach (var (route, operations) in paths.Where(path => path.Key.StartsWith("/api/v1/", StringComparison.Ordinal)))
        {
            var get = operations!["get"];
            if (get is null || get["responses"]!["200"]!["content"]!["text/event-stream"] is not null)
            {
                continue;
            }

            var path = route.Replace("{mmsi}", $"{QueriedService.Ada}", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
            foreach (var parameter in get["parameters"]?.AsArray().Where(parameter => parameter!["in"]!.GetValue<string>() == "query").Select(parameter => parameter!["name"]!.GetValue<string>()) ?? [])
            {
                foreach (var value in new[] { "1", "true", "neither", "2024-11-17T00:00:00Z" })
                {
                    using var response = await service.Http.GetAsync($"{path}?{parameter}={value}");
                    Assert.True((int)response.StatusCode < 500, $"{path}?{parameter}={value} gave {response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
                    asked++;
                }
            }
        }

        Assert.True(asked > 200, $"only {asked} were asked");
    }

    /// <summary>By validators of others: the document by OpenAPI 3.1, and real answers by the document.</summary>
    [Fact]
    public async Task Document_AndTheAnswersItDescribes_AreValid()
    {
        (string Method, string Route, string Path, string? Body)[] requests =
        [
            ("get", "/api/v1/alerts", "/api/v1/alerts", null),
            ("get", "/api/v1/alerts/{alertId}", "/api/v1/alerts/a", null),
            ("get", "/api/v1/alerts/{alertId}", "/api/v1/alerts/nothing", null),
            ("post", "/api/v1/alerts/{alertId}/acknowledge", "/api/v1/alerts/a/acknowledge", "{}"),
            ("post", "/api/v1/alerts/{alertId}/comment", "/api/v1/alerts/a/comment", "{}"),
            ("post", "/api/v1/alerts/{alertId}/assign", "/api/v1/alerts/a/assign", "{\"assignee\":\"bob\"}"),
            ("post", "/api/v1/alerts/{alertId}/shelve", "/api/v1/alerts/a/shelve", "{\"duration\":\"60s\",\"reason\":\"dredging\"}"),
            ("post", "/api/v1/alerts/{alertId}/close", "/api/v1/alerts/a/close", "{\"disposition\":\"DISPOSITION_FALSE\"}"),
            ("get", "/api/v1/alerts/{alertId}", "/api/v1/alerts/a", null),
            ("get", "/api/v1/vessels", "/api/v1/vessels", null),
            ("get", "/api/v1/vessels", "/api/v1/vessels?colour=red", null),
            ("get", "/api/v1/vessels/{mmsi}", $"/api/v1/vessels/{QueriedService.Ada}", null),
            ("get", "/api/v1/vessels/{mmsi}/track", $"/api/v1/vessels/{QueriedService.Yi}/track", null),
            ("get", "/api/v1/tracks", $"/api/v1/tracks?bbox=-180,-90,180,90&{Span}", null),
            ("get", "/api/v1/track", $"/api/v1/track?vessel={QueriedService.Yi}&resampleSeconds=300", null),
            ("get", "/api/v1/track", "/api/v1/track?vessel=nobody", null),
            ("get", "/api/v1/visits", $"/api/v1/visits?circle=2.05,51.5,5000&{Span}", null),
            ("get", "/api/v1/visits", $"/api/v1/visits?circle=2.05,51.5,5000&withWay=true&{Span}", null),
            ("get", "/api/v1/visits", $"/api/v1/visits?polygon=1,51,3,51,3,52&{Span}", null),
            ("get", "/api/v1/visits", $"/api/v1/visits?assetId=b-link&{Span}", null),
            ("get", "/api/v1/crossings", $"/api/v1/crossings?assetId=a-pipe&{Span}", null),
            ("get", "/api/v1/positions", "/api/v1/positions?maxAgeSeconds=86400", null),
            ("get", "/api/v1/encounters", $"/api/v1/encounters?bbox=-180,-90,180,90&{Span}", null),
            ("get", "/api/v1/statistics", $"/api/v1/statistics?{Span}", null),
            ("get", "/api/v1/assets", "/api/v1/assets", null),
            ("get", "/api/v1/assets/{assetId}", "/api/v1/assets/b-link", null),
            ("get", "/api/v1/context-areas", "/api/v1/context-areas", null),
            ("get", "/api/v1/held-back", "/api/v1/held-back", null),
            ("get", "/api/v1/sources", "/api/v1/sources", null),
            ("get", "/api/v1/sources/{id}", "/api/v1/sources/nmea-tcp", null),
            ("get", "/api/v1/sources/{id}", "/api/v1/sources/nobody", null),
            ("get", "/api/v1/rules", "/api/v1/rules", null),
            ("get", "/api/v1/alarm-rate", "/api/v1/alarm-rate", null),
            ("post", "/api/v1/dry-runs", "/api/v1/dry-runs", "{\"settings\":{},\"from\":\"2024-11-17T00:00:00Z\",\"to\":\"2024-11-18T00:00:00Z\"}"),
            ("post", "/api/v1/dry-runs", "/api/v1/dry-runs", "{}"),
            ("get", "/api/v1/dry-runs", "/api/v1/dry-runs", null),
            ("get", "/api/v1/dry-runs/{id}", "/api/v1/dry-runs/none", null),
            ("delete", "/api/v1/dry-runs/{id}", "/api/v1/dry-runs/none", null),
            ("get", "/api/v1/alarm-rate", "/api/v1/alarm-rate?from=2024-11-17T00:00:00Z&to=2025-11-17T00:00:00Z", null),
            ("get", "/api/v1/access", "/api/v1/access", null),
            ("get", "/api/v1/console", "/api/v1/console", null),
            ("get", "/api/v1/consoles", "/api/v1/consoles", null),
            ("get", "/openapi/v1.json", "/openapi/v1.json", null),
        ];
        var answers = new JsonArray();
        foreach (var (method, route, path, body) in requests)
        {
            foreach (var accept in method == "get" ? new[] { "application/json", "application/geo+json, application/json;q=0.1" } : ["application/json"])
            {
                var answer = await service.HttpAsync(method.ToUpperInvariant(), path, body, headers: ("Accept", accept));
                answers.Add((JsonNode)new JsonObject { ["method"] = method, ["route"] = route, ["status"] = answer.Status, ["mediaType"] = answer.MediaType, ["body"] = answer.Body });
            }
        }

        var count = answers.Count;
        var document = (await service.HttpAsync("GET", "/openapi/v1.json")).Body;

        var judged = await JudgeAsync(new JsonObject { ["document"] = document, ["answers"] = answers });

        Assert.Empty(judged["problems"]!.AsArray().Select(problem => problem!.GetValue<string>()));
        Assert.Equal(count, judged["checked"]!.GetValue<int>());
    }

    private static async Task<JsonNode> JudgeAsync(JsonObject question)
    {
        var script = Path.Combine(OfficialClient.TestsFolder, "clients", "node", "openapi.js");
        Assert.True(
            Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules", "@seriousme", "openapi-schema-validator")), "the validators are not installed; run tests/clients/install.sh");
        var start = new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteLineAsync(question.ToJsonString());
        process.StandardInput.Close();
        return JsonNode.Parse(await said.WaitAsync(Hosting.RunningService.Patience))!;
    }
}
