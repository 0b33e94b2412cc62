using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Rules;

/// <summary>HTTP: what is looked for, by which numbers.</summary>
internal sealed class RulesApi(RulesInForce rules)
{
    public const string Route = "/api/v1/rules";

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "listRules", "Every rule that raises alerts: what it looks for, what explains that away, and the thresholds in force with default, range and source.")
        {
            LooksAtAccept = true, Errors = [StatusCodes.Status400BadRequest],
        },
    ];

    public void Map(WebApplication web) => web.MapGet(Route, (RequestDelegate)ListAsync);

    private Task ListAsync(HttpContext http)
    {
        Refused.Unless(http.Request.Query.Count == 0, "query", "there are no parameters");
        return AnswerJson.WriteAsync(http, new { settingsHash = rules.SettingsHash, rules = rules.Rules(), shared = rules.Shared() });
    }
}
