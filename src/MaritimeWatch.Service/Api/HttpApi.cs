using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Detection;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Service.Replay;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Kind = MaritimeWatch.Domain.Alerts.AlertKind;

namespace MaritimeWatch.Service.Api;

/// <summary>HTTP: metrics, and what was held back.</summary>
internal sealed class HttpApi(ServiceMetrics metrics, Analyser analyser)
{
    private const int MostHeldBack = 1_000;
    private const int UsualHeldBack = 100;

    private static readonly string[] Parameters = ["limit", "mmsi", "kind"];

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", "/metrics", "getMetrics", "Metrics in the text form of Prometheus, 0.0.4.") { MediaType = "text/plain" },
        new("GET", "/api/v1/held-back", "listHeldBack", "Situations that were explained and not published, the newest first.")
        {
            LooksAtAccept = true,
            Parameters =
            [
                new("limit", "query", "At most so many, 1 to 1000; 100 without it.", "integer"),
                new("mmsi", "query", "Those of this vessel.", "integer"),
                new("kind", "query", "Those of this kind.") { Values = [.. Enum.GetValues<Kind>().Skip(1).Select(AlertNames.Kind)] },
            ],
        },
    ];

    public void Map(WebApplication web)
    {
        web.MapGet("/metrics", (RequestDelegate)(http =>
        {
            http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            return http.Response.WriteAsync(metrics.Render());
        }));
        web.MapGet("/api/v1/held-back", (RequestDelegate)HeldBackAsync);
    }

    /// <summary>Situations that were explained and not published, the newest first: <c>?limit=</c> 1 to 1,000, <c>mmsi=</c>, <c>kind=</c>.</summary>
    private async Task HeldBackAsync(HttpContext http)
    {
        var (limit, mmsi, kind) = (http.Request.Query["limit"].ToString(), http.Request.Query["mmsi"].ToString(), http.Request.Query["kind"].ToString());
        Refused.Unless(http.Request.Query.Keys.All(Parameters.Contains), "query", $"the parameters are {string.Join(", ", Parameters)}");
        var most = UsualHeldBack;
        if (limit.Length > 0 && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MostHeldBack))
        {
            throw Refused.Field("limit", $"limit '{limit}' is no number from 1 to {MostHeldBack}");
        }

        var ship = 0u;
        if (mmsi.Length > 0 && (!uint.TryParse(mmsi, NumberStyles.None, CultureInfo.InvariantCulture, out ship) || ship is 0 or > 999_999_999))
        {
            throw Refused.Field("mmsi", $"mmsi '{mmsi}' is no number of up to nine digits");
        }

        var kinds = Enum.GetValues<Kind>().Where(known => AlertNames.Kind(known) == kind).ToList();
        if (kind.Length > 0 && kinds.Count == 0)
        {
            throw Refused.Field("kind", $"kind '{kind}' is none; the kinds are {string.Join(", ", Enum.GetValues<Kind>().Skip(1).Select(AlertNames.Kind))}");
        }

        var fitting = analyser.HeldBack.Where(held => (mmsi.Length == 0 || held.Vessel.Mmsi.Value == ship) && (kind.Length == 0 || kinds.Contains(held.Kind)));
        Representation.Head(http, Representation.Best(http, Representation.Json));
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("total", analyser.HeldBackTotal);
            json.WriteStartArray("heldBack");
            foreach (var held in fitting.Reverse().Take(most))
            {
                HeldBackJson.Write(json, held);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }
}
