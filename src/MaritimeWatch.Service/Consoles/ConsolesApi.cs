using System.Globalization;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MaritimeWatch.Service.Consoles;

/// <summary>HTTP: who follows the alerts or the picture now, for the shift lead.</summary>
internal sealed class ConsolesApi(OpenConsoles consoles)
{
    public const string Route = "/api/v1/consoles";

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "listConsoles", "Who follows the alerts or the picture at this moment, the longest first.") { LooksAtAccept = true, Errors = [StatusCodes.Status400BadRequest] },
    ];

    public void Map(IEndpointRouteBuilder web) => web.MapGet(Route, (RequestDelegate)AnswerAsync);

    private Task AnswerAsync(HttpContext http)
    {
        Refused.Unless(http.Request.Query.Count == 0, "query", "there are no parameters");
        Representation.Head(http, Representation.Best(http, Representation.Json));
        return http.Response.WriteAsJsonAsync(
            new
            {
                consoles = consoles.List().Select(streams => new
                {
                    name = streams[^1].Name,
                    credential = AccessWords.Of(streams[0].Caller.Credential),
                    roles = streams[0].Caller.Roles.Select(AccessWords.Of),
                    grants = streams[0].Caller.Grants.Select(AccessWords.Of),
                    address = streams[0].Address,
                    since = $"{streams[0].Since}",
                    streams = streams.Select(stream => stream.Kind).Distinct().Order(StringComparer.Ordinal),
                    reachedSequence = streams.Max(stream => stream.Reached)?.ToString(CultureInfo.InvariantCulture),
                    agent = streams[0].Agent,
                    isOverHttp = streams[0].IsOverHttp,
                }),
            },
            http.RequestAborted);
    }
}
