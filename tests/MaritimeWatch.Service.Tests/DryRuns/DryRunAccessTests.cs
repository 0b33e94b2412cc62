using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Tests.Access;

namespace MaritimeWatch.Service.Tests.DryRuns;

/// <summary>Analysts try thresholds, each for themselves; whoever lets changes come into force sees what everybody tried.</summary>
public sealed class DryRunAccessTests
{
    private const string Body = $"{{\"settings\":{{}},{DryRunBed.Period}}}";

    [Fact]
    public async Task DryRuns_AreEachAnalystsOwn_AndAllOfThemTheShiftLeads()
    {
        await using var service = await SecuredService.StartAsync();
        var (ann, bob) = (service.Token("ann", Role.Analyst), service.Token("bob", Role.Analyst));
        var (lead, viewer) = (service.Token("lead", Role.Operator, [Grant.ShiftLead]), service.Token("viewer", Role.Viewer));

        var (status, begun) = await AskAsync(service, HttpMethod.Post, "/api/v1/dry-runs", ann, Body);
        var one = $"/api/v1/dry-runs/{begun!["id"]}";

        Assert.Equal((HttpStatusCode.Accepted, "ann"), (status, begun["by"]!.GetValue<string>()));
        Assert.Equal((HttpStatusCode.Forbidden, "SCOPE_MISSING"), await RefusedAsync(service, HttpMethod.Post, "/api/v1/dry-runs", viewer, Body));
        Assert.Equal((HttpStatusCode.Forbidden, "SCOPE_MISSING"), await RefusedAsync(service, HttpMethod.Post, "/api/v1/dry-runs", lead, Body));
        Assert.Equal((HttpStatusCode.Forbidden, "SCOPE_MISSING"), await RefusedAsync(service, HttpMethod.Get, "/api/v1/dry-runs", viewer));
        Assert.Equal((HttpStatusCode.NotFound, "DRY_RUN_NOT_FOUND"), await RefusedAsync(service, HttpMethod.Get, one, bob));
        Assert.Equal((HttpStatusCode.NotFound, "DRY_RUN_NOT_FOUND"), await RefusedAsync(service, HttpMethod.Delete, one, bob));
        Assert.Empty((await AskAsync(service, HttpMethod.Get, "/api/v1/dry-runs", bob)).Body!["dryRuns"]!.AsArray());
        Assert.Equal(begun["id"]!.GetValue<string>(), (await AskAsync(service, HttpMethod.Get, "/api/v1/dry-runs", lead)).Body!["dryRuns"]![0]!["id"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(service, HttpMethod.Get, one, ann)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(service, HttpMethod.Delete, one, lead)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(service, HttpMethod.Get, one, ann)).Status);
    }

    /// <summary>What they tell is operational: not for whoever may not see the data.</summary>
    [Fact]
    public async Task DryRuns_OnDataAboveTheCallersClearance_AreRefused()
    {
        await using var service = await SecuredService.StartAsync(change: access => access with { Data = access.Data with { Marking = Tlp.Red } });
        var ann = service.Token("ann", Role.Analyst);

        Assert.Equal((HttpStatusCode.Forbidden, "OUT_OF_REACH"), await RefusedAsync(service, HttpMethod.Post, "/api/v1/dry-runs", ann, Body));
    }

    private static async Task<(HttpStatusCode Status, string Reason)> RefusedAsync(SecuredService service, HttpMethod method, string path, string token, string? body = null) =>
        await AskAsync(service, method, path, token, body) is var (status, told) ? (status, told!["reason"]!.GetValue<string>()) : default;

    private static async Task<(HttpStatusCode Status, JsonNode? Body)> AskAsync(SecuredService service, HttpMethod method, string path, string token, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(service.Host.HttpAddress, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await service.Client(null).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
