using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Maps <c>/api/v1</c> and the document that describes every endpoint of the service.</summary>
internal sealed class HttpFront(QueryFronts fronts, ServiceHealth health, TimeProvider clock)
{
    private readonly HttpQueries queries = new(fronts);
    private readonly AlertStream stream = new(fronts.Feed, fronts.Desk, health, fronts.Consoles, clock);

    /// <summary>Endpoints that others map.</summary>
    private static IEnumerable<HttpOperation> Elsewhere => [.. Consoles.ConsolePages.Described, .. Consoles.ConsoleApi.Described, .. Consoles.CoastlineApi.Described, .. Consoles.ConsolesApi.Described, .. Picture.PictureStream.Described, .. HealthApi.Described, .. HttpApi.Described, .. AccessApi.Described, .. AuditApi.Described, .. EvidenceApi.Described, .. Ingest.IngestHttp.Described, .. SourcesApi.Described, .. ReceptionApi.Described, .. ForensicsApi.Described, .. PlotApi.Described, .. Rules.RulesApi.Described, .. AlarmRate.AlarmRateApi.Described, .. DryRuns.DryRunApi.Described];

    public void Map(WebApplication web)
    {
        List<HttpOperation> mapped =
        [
            .. queries.Operations(),
            .. new AnalystHttp(fronts.Analyst, fronts.Exports).Operations(),
            AlertStream.Described with { Handle = stream.ServeAsync },
            new("GET", OpenApiDocument.Route, "getOpenApi", "This document.") { LooksAtAccept = true },
        ];
        var document = new Lazy<byte[]>(() => OpenApiDocument.Build([.. mapped, .. Elsewhere]));
        mapped[^1] = mapped[^1] with { Handle = http => Representation.WriteAsync(http, Representation.Best(http, Representation.Json), document.Value) };
        foreach (var operation in mapped)
        {
            web.MapMethods(operation.Route, [operation.Method], operation.Handle!);
        }
    }
}
