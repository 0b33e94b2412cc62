using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>HTTP: what other thresholds would have raised. Each caller's own, and all of them for whoever lets changes come into force.</summary>
internal sealed class DryRunApi(DryRunRegister register, DryRunPlanner planner)
{
    public const string Route = "/api/v1/dry-runs";
    public const string OneRoute = "/api/v1/dry-runs/{id}";

    private static readonly HttpParameter Id = new("id", "path", "The id of the dry run.");
    private static readonly TimeSpan RoomRetryDelay = TimeSpan.FromSeconds(30);

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("POST", Route, "startDryRun", "Tries other thresholds on the stored tracks of a period, beside those in force. Nothing live is touched.")
        {
            Done = StatusCodes.Status202Accepted,
            LooksAtAccept = true,
            Body = new("settings: what is tried, as a settings file has it, laid over what is in force; from, to: the period, RFC 3339, at most 31 days; name: what to call it.", [Representation.Json]),
            Errors = [StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType],
        },
        new("GET", Route, "listDryRuns", "The dry runs of the caller, the newest first, without their lists of alerts.") { LooksAtAccept = true, Errors = [StatusCodes.Status400BadRequest] },
        new("GET", OneRoute, "getDryRun", "One dry run: how far it is, and what it has found.") { LooksAtAccept = true, Parameters = [Id], Errors = [StatusCodes.Status404NotFound] },
        new("DELETE", OneRoute, "forgetDryRun", "Ends a dry run and forgets it.") { Done = StatusCodes.Status204NoContent, Parameters = [Id], Errors = [StatusCodes.Status404NotFound] },
    ];

    public void Map(WebApplication web)
    {
        web.MapPost(Route, (RequestDelegate)StartAsync);
        web.MapGet(Route, (RequestDelegate)ListAsync);
        web.MapGet(OneRoute, (RequestDelegate)GetAsync);
        web.MapDelete(OneRoute, (RequestDelegate)Forget);
    }

    private async Task StartAsync(HttpContext http)
    {
        var plan = planner.Plan(await BodyReader.JsonAsync(http), Caller.Of(http));
        var run = register.TryAdd(plan)
            ?? throw Refused.For(StatusCode.ResourceExhausted, "TOO_MANY_DRY_RUNS", $"{DryRunRegister.MostWaiting} dry runs are waiting already; forget one, or wait for its end", RoomRetryDelay);
        http.Response.Headers.Location = $"{Route}/{run.Id}";
        await AnswerJson.WriteAsync(http, DryRunJson.Of(run, isWhole: true), StatusCodes.Status202Accepted);
    }

    private Task ListAsync(HttpContext http)
    {
        NoParameters(http);
        return AnswerJson.WriteAsync(http, new { dryRuns = register.Of(Whose(http)).Select(run => DryRunJson.Of(run, isWhole: false)) });
    }

    private Task GetAsync(HttpContext http)
    {
        NoParameters(http);
        return AnswerJson.WriteAsync(http, DryRunJson.Of(Find(http), isWhole: true));
    }

    private Task Forget(HttpContext http)
    {
        NoParameters(http);
        register.Forget(Find(http));
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static void NoParameters(HttpContext http) => Refused.Unless(http.Request.Query.Count == 0, "query", "there are no parameters");

    private static string? Whose(HttpContext http) => Caller.Of(http) is var caller && caller.Has(Scope.RulesApprove) ? null : caller.QuotaKey;

    private DryRun Find(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        return register.Find(Whose(http), id) ?? throw Refused.For(StatusCode.NotFound, "DRY_RUN_NOT_FOUND", "there is no such dry run of this caller; only the newest that have ended are kept");
    }
}
