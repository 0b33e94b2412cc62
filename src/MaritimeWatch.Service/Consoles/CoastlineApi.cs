using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MaritimeWatch.Service.Consoles;

/// <summary>HTTP: the finer coastline, where there is one.</summary>
internal sealed class CoastlineApi(Coastline? coastline, TimeProvider clock)
{
    public const string Route = "/api/v1/coastline";

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "getCoastline", "The coastline that the operator of the service supplied for the map, as GeoJSON; 404 where there is none.")
        {
            MediaType = Representation.GeoJson, Errors = [StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound],
        },
    ];

    public void Map(IEndpointRouteBuilder web) => web.MapGet(Route, (RequestDelegate)AnswerAsync);

    private Task AnswerAsync(HttpContext http)
    {
        Refused.Unless(http.Request.Query.Count == 0, "query", "there are no parameters");
        return coastline is null
            ? ProblemResponse.WriteAsync(http, StatusCodes.Status404NotFound, "NO_FINER_COASTLINE", "there is no coastline beside the one that is built into the console; Console:Coastline names one")

            // Kept by the browser of who may have it, and asked for again each time.
            : FileAnswer.SendAsync(http, coastline.File, "private, no-cache", clock);
    }
}
