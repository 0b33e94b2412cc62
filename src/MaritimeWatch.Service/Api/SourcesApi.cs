using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api;

/// <summary>HTTP: the sources of traffic, how each does, and the balance of everything received.</summary>
internal sealed class SourcesApi(SourceGateway gateway, TimeProvider clock)
{
    public const string Route = "/api/v1/sources";
    public const string OneRoute = "/api/v1/sources/{id}";

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "listSources", "The sources of traffic: state with its reason, rates, lag, vessels, and the balance of what they brought.")
        {
            LooksAtAccept = true, Errors = [StatusCodes.Status400BadRequest],
        },
        new("GET", OneRoute, "getSource", "One source of traffic.")
        {
            LooksAtAccept = true, Parameters = [new("id", "path", "The id of the source, as configured.")], Errors = [StatusCodes.Status404NotFound],
        },
    ];

    public void Map(WebApplication web)
    {
        web.MapGet(Route, (RequestDelegate)ListAsync);
        web.MapGet(OneRoute, (RequestDelegate)OneAsync);
    }

    private Task ListAsync(HttpContext http) => AnswerAsync(http, (json, now) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("sources");
        foreach (var source in gateway.Sources.OrderBy(source => source.Name, StringComparer.Ordinal))
        {
            SourceJson.Write(json, source, now);
        }

        json.WriteEndArray();
        json.WritePropertyName("total");
        SourceJson.Write(json, gateway.Total());
        json.WriteEndObject();
    });

    private Task OneAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        var source = gateway.Sources.FirstOrDefault(source => source.Name == id) ?? throw Refused.For(StatusCode.NotFound, "SOURCE_NOT_FOUND", $"there is no source '{id}'", values: ("id", id));
        return AnswerAsync(http, (json, now) => SourceJson.Write(json, source, now));
    }

    private async Task AnswerAsync(HttpContext http, Action<Utf8JsonWriter, Instant> write)
    {
        Refused.Unless(http.Request.Query.Count == 0, "query", "there are no parameters");
        Representation.Head(http, Representation.Best(http, Representation.Json));
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
        {
            write(json, new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        }

        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }
}
