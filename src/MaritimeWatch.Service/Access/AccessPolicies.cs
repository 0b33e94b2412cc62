using MaritimeWatch.Grpc.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MaritimeWatch.Service.Access;

/// <summary>The policy of every gRPC method and every HTTP endpoint. What is not here is not served: the host refuses to start, and a test fails.</summary>
internal static class AccessPolicies
{
    private const string Alerts = "/maritimewatch.v1.AlertService/";
    private const string Tracks = "/maritimewatch.v1.TrackService/";
    private const string Assets = "/maritimewatch.v1.AssetService/";

    private const string Replays = "/maritimewatch.v1.ReplayService/";

    /// <summary>By path.</summary>
    public static readonly IReadOnlyDictionary<string, AccessPolicy> Methods = new Dictionary<string, AccessPolicy>(StringComparer.Ordinal)
    {
        [Alerts + "WatchAlerts"] = AccessPolicy.For(Scope.AlertsRead).AsStream(),
        [Alerts + "ListAlerts"] = AccessPolicy.For(Scope.AlertsRead),
        [Alerts + "GetAlert"] = AccessPolicy.For(Scope.AlertsRead),
        [Alerts + "AcknowledgeAlert"] = AccessPolicy.For(Scope.AlertsAcknowledge),
        [Alerts + "AssignAlert"] = AccessPolicy.For(Scope.AlertsAcknowledge),
        [Alerts + "CommentOnAlert"] = AccessPolicy.For(Scope.AlertsAcknowledge),
        [Alerts + "ShelveAlert"] = AccessPolicy.For(Scope.AlertsShelve),
        [Alerts + "CloseAlert"] = AccessPolicy.For(Scope.AlertsClose),
        [Tracks + "GetTrack"] = AccessPolicy.For(Scope.TracksRead),
        [Tracks + "QueryTracks"] = AccessPolicy.For(Scope.TracksRead),
        [Tracks + "ListVessels"] = AccessPolicy.For(Scope.TracksRead),
        [Tracks + "GetVessel"] = AccessPolicy.For(Scope.TracksRead),
        [Tracks + "ReadTrack"] = AccessPolicy.For(Scope.TracksRead),
        [Tracks + "ListVisits"] = AccessPolicy.For(Scope.TracksRead),
        [Tracks + "ListCrossings"] = AccessPolicy.For(Scope.TracksRead),
        [Tracks + "ListPositions"] = AccessPolicy.For(Scope.TracksRead),
        [Tracks + "ListEncounters"] = AccessPolicy.For(Scope.TracksRead),
        [Tracks + "GetTrafficStatistics"] = AccessPolicy.For(Scope.TracksRead),
        [Assets + "ListAssets"] = AccessPolicy.For(Scope.TracksRead),
        [Assets + "GetAsset"] = AccessPolicy.For(Scope.TracksRead),
        [Assets + "ListContextAreas"] = AccessPolicy.For(Scope.TracksRead),
        ["/maritimewatch.v1.IngestService/PushReports"] = AccessPolicy.For(Scope.IngestWrite).AsStream(),
        ["/maritimewatch.v1.IngestService/StreamReports"] = AccessPolicy.For(Scope.IngestWrite).AsStream(),
        [Replays + "StartReplay"] = AccessPolicy.For(Scope.Replay),
        [Replays + "PaceReplay"] = AccessPolicy.For(Scope.Replay),
        [Replays + "StopReplay"] = AccessPolicy.For(Scope.Replay),
        [Replays + "GetReplay"] = AccessPolicy.For(Scope.Replay),
        [Replays + "ListReplays"] = AccessPolicy.For(Scope.Replay),
        [Replays + "WatchReplay"] = AccessPolicy.For(Scope.Replay).AsStream(),
        ["/maritimewatch.v1.ForensicsService/RankSuspects"] = AccessPolicy.For(Scope.TracksRead),

        // Whether it serves is for everybody who might call; clients keep a Watch open, so it wants a name and counts as a stream.
        ["/grpc.health.v1.Health/Check"] = AccessPolicy.Public,
        ["/grpc.health.v1.Health/Watch"] = AccessPolicy.Known.AsStream(),
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = AccessPolicy.For(Scope.Diagnostics).AsStream(),
        ["/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"] = AccessPolicy.For(Scope.Diagnostics).AsStream(),
    };

    /// <summary>By HTTP method and route.</summary>
    public static readonly IReadOnlyDictionary<string, AccessPolicy> Endpoints = new Dictionary<string, AccessPolicy>(StringComparer.Ordinal)
    {
        ["GET /"] = AccessPolicy.Public,
        ["HEAD /"] = AccessPolicy.Public,
        ["GET /watch"] = AccessPolicy.Public,
        ["HEAD /watch"] = AccessPolicy.Public,
        ["GET /analysis"] = AccessPolicy.Public,
        ["HEAD /analysis"] = AccessPolicy.Public,
        ["GET /supervision"] = AccessPolicy.Public,
        ["HEAD /supervision"] = AccessPolicy.Public,
        ["GET /login"] = AccessPolicy.Public,
        ["HEAD /login"] = AccessPolicy.Public,
        ["GET " + Consoles.ConsolePages.LicencesRoute] = AccessPolicy.Public,
        ["HEAD " + Consoles.ConsolePages.LicencesRoute] = AccessPolicy.Public,
        ["GET " + Consoles.ConsolePages.AssetRoute] = AccessPolicy.Public,
        ["HEAD " + Consoles.ConsolePages.AssetRoute] = AccessPolicy.Public,
        ["GET /healthz"] = AccessPolicy.Public,
        ["GET /readyz"] = AccessPolicy.Public,
        ["GET /readyz/detail"] = AccessPolicy.For(Scope.Diagnostics),
        ["GET /metrics"] = AccessPolicy.For(Scope.Diagnostics),
        ["GET /api/v1/access"] = AccessPolicy.Known,
        ["GET " + Consoles.ConsoleApi.Route] = AccessPolicy.Known,
        ["GET " + Consoles.CoastlineApi.Route] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/alerts/stream"] = AccessPolicy.For(Scope.AlertsRead).AsStream(),
        ["GET " + Picture.PictureStream.Route] = AccessPolicy.For(Scope.TracksRead).AsStream(),
        ["GET " + Api.EvidenceApi.Route] = AccessPolicy.For(Scope.Export),
        ["GET " + Api.ForensicsApi.Route] = AccessPolicy.For(Scope.TracksRead),
        ["GET " + Api.ForensicsApi.PageRoute] = AccessPolicy.For(Scope.TracksRead),
        ["GET " + Api.ForensicsApi.BundleRoute] = AccessPolicy.For(Scope.Export),
        ["GET " + Api.PlotApi.Route] = AccessPolicy.For(Scope.TracksRead),
        ["POST /api/v1/ingest"] = AccessPolicy.For(Scope.IngestWrite),
        ["GET " + Consoles.ConsolesApi.Route] = AccessPolicy.For(Scope.AuditRead),
        ["GET /api/v1/audit"] = AccessPolicy.For(Scope.AuditRead),
        ["GET /api/v1/audit/verify"] = AccessPolicy.For(Scope.AuditRead),
        ["GET /api/v1/held-back"] = AccessPolicy.For(Scope.AlertsRead),
        ["GET /api/v1/alerts"] = AccessPolicy.For(Scope.AlertsRead),
        ["GET /api/v1/alerts/{alertId}"] = AccessPolicy.For(Scope.AlertsRead),
        ["POST /api/v1/alerts/{alertId}/acknowledge"] = AccessPolicy.For(Scope.AlertsAcknowledge),
        ["POST /api/v1/alerts/{alertId}/assign"] = AccessPolicy.For(Scope.AlertsAcknowledge),
        ["POST /api/v1/alerts/{alertId}/comment"] = AccessPolicy.For(Scope.AlertsAcknowledge),
        ["POST /api/v1/alerts/{alertId}/shelve"] = AccessPolicy.For(Scope.AlertsShelve),
        ["POST /api/v1/alerts/{alertId}/close"] = AccessPolicy.For(Scope.AlertsClose),
        ["GET /api/v1/vessels"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/vessels/{mmsi}"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/vessels/{mmsi}/track"] = AccessPolicy.For(Scope.TracksRead),
        ["GET " + Api.ReceptionApi.Route] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/tracks"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/track"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/visits"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/crossings"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/positions"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/encounters"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/statistics"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/assets"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/assets/{assetId}"] = AccessPolicy.For(Scope.TracksRead),
        ["GET /api/v1/context-areas"] = AccessPolicy.For(Scope.TracksRead),
        ["GET " + Api.SourcesApi.Route] = AccessPolicy.For(Scope.TracksRead),
        ["GET " + Api.SourcesApi.OneRoute] = AccessPolicy.For(Scope.TracksRead),
        ["GET " + Rules.RulesApi.Route] = AccessPolicy.For(Scope.AlertsRead),
        ["GET " + AlarmRate.AlarmRateApi.Route] = AccessPolicy.For(Scope.AlertsRead),
        ["POST " + DryRuns.DryRunApi.Route] = AccessPolicy.For(Scope.RulesDraft),
        ["GET " + DryRuns.DryRunApi.Route] = AccessPolicy.ForEither(Scope.RulesDraft, Scope.RulesApprove),
        ["GET " + DryRuns.DryRunApi.OneRoute] = AccessPolicy.ForEither(Scope.RulesDraft, Scope.RulesApprove),
        ["DELETE " + DryRuns.DryRunApi.OneRoute] = AccessPolicy.ForEither(Scope.RulesDraft, Scope.RulesApprove),
        ["GET /openapi/v1.json"] = AccessPolicy.Known,
    };

    /// <summary>Of a gRPC path; one that nobody serves still tells only the known that it is not served.</summary>
    public static AccessPolicy OfMethod(string path) => Methods.GetValueOrDefault(path, AccessPolicy.Known);

    /// <summary>Of what routing has found; null for an endpoint without a policy, which nobody may call.</summary>
    public static AccessPolicy? OfEndpoint(Endpoint? endpoint) => endpoint is RouteEndpoint route
        ? Names(route).Select(name => Endpoints.GetValueOrDefault(name)).Aggregate((one, other) => one == other ? one : null)
        : AccessPolicy.Known;

    /// <summary>What is served and has no policy, as it would be named here.</summary>
    public static IEnumerable<string> Missing(IEnumerable<GrpcServiceDefinition> services, IEnumerable<Endpoint> endpoints) =>
    [
        .. services.SelectMany(service => service.Service.Methods.Select(method => $"/{service.Service.FullName}/{method.Name}")).Where(path => !Methods.ContainsKey(path)),
        .. endpoints.OfType<RouteEndpoint>().SelectMany(Names).Where(name => !Endpoints.ContainsKey(name)),
    ];

    /// <summary>Every name of an endpoint; one that takes any HTTP method is named <c>* /route</c>, and so is never in the table.</summary>
    public static IEnumerable<string> Names(RouteEndpoint endpoint)
    {
        var route = endpoint.RoutePattern.RawText;
        return endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods.Select(method => $"{method} {route}") : [$"* {route}"];
    }
}
