namespace MaritimeWatch.Service.Tests.Access;

/// <summary>Who may call what, written out by hand from the design's table of scopes (quality figures, section 5), never from the product's own.</summary>
internal static class AccessTable
{
    /// <summary>y: may. -: may not. e: in an exercise alone. s: where it is shared with partners alone. The columns are <see cref="Callers"/>.</summary>
    private const string AlertsRead = "y y y e s - y y -";
    private const string AlertsAct = "- y - e - - y - -";
    private const string AlertsShelve = "- - - - - - y - -";
    private const string TracksRead = "y y y e - - y y -";
    private const string Export = "- - y - - - y - -";
    private const string IngestWrite = "- - - e - - - - y";
    private const string Replays = "- - y y - - - - -";
    private const string RulesDraft = "- - y - - - - - -";
    private const string DryRuns = "- - y - - - y - -";
    private const string Details = "- - - - - y - y -";
    private const string AuditRead = "- - - - - - y y -";
    private const string Known = "y y y y y y y y y";

    /// <summary>The columns: a role, or a role with a grant; a feed has a certificate and no role.</summary>
    public static readonly string[] Callers = ["viewer", "operator", "analyst", "harness", "partner", "admin", "operator+shift_lead", "admin+audit", "feed"];

    /// <summary>Each gRPC method of the contract and each HTTP endpoint; null for what is public.</summary>
    public static readonly (string Name, string? Row)[] Rows =
    [
        ("/maritimewatch.v1.AlertService/WatchAlerts", AlertsRead),
        ("/maritimewatch.v1.AlertService/ListAlerts", AlertsRead),
        ("/maritimewatch.v1.AlertService/GetAlert", AlertsRead),
        ("/maritimewatch.v1.AlertService/AcknowledgeAlert", AlertsAct),
        ("/maritimewatch.v1.AlertService/AssignAlert", AlertsAct),
        ("/maritimewatch.v1.AlertService/CommentOnAlert", AlertsAct),
        ("/maritimewatch.v1.AlertService/ShelveAlert", AlertsShelve),
        ("/maritimewatch.v1.AlertService/CloseAlert", AlertsAct),
        ("/maritimewatch.v1.TrackService/GetTrack", TracksRead),
        ("/maritimewatch.v1.TrackService/QueryTracks", TracksRead),
        ("/maritimewatch.v1.TrackService/ListVessels", TracksRead),
        ("/maritimewatch.v1.TrackService/GetVessel", TracksRead),
        ("/maritimewatch.v1.TrackService/ReadTrack", TracksRead),
        ("/maritimewatch.v1.TrackService/ListVisits", TracksRead),
        ("/maritimewatch.v1.TrackService/ListCrossings", TracksRead),
        ("/maritimewatch.v1.TrackService/ListPositions", TracksRead),
        ("/maritimewatch.v1.TrackService/ListEncounters", TracksRead),
        ("/maritimewatch.v1.TrackService/GetTrafficStatistics", TracksRead),
        ("/maritimewatch.v1.AssetService/ListAssets", TracksRead),
        ("/maritimewatch.v1.AssetService/GetAsset", TracksRead),
        ("/maritimewatch.v1.AssetService/ListContextAreas", TracksRead),
        ("/maritimewatch.v1.IngestService/PushReports", IngestWrite),
        ("/maritimewatch.v1.IngestService/StreamReports", IngestWrite),
        ("/maritimewatch.v1.ReplayService/StartReplay", Replays),
        ("/maritimewatch.v1.ReplayService/PaceReplay", Replays),
        ("/maritimewatch.v1.ReplayService/StopReplay", Replays),
        ("/maritimewatch.v1.ReplayService/GetReplay", Replays),
        ("/maritimewatch.v1.ReplayService/ListReplays", Replays),
        ("/maritimewatch.v1.ReplayService/WatchReplay", Replays),
        ("/maritimewatch.v1.ForensicsService/RankSuspects", TracksRead),
        ("/grpc.health.v1.Health/Check", null),
        ("/grpc.health.v1.Health/Watch", Known),
        ("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", Details),
        ("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", Details),
        ("GET /", null),
        ("HEAD /", null),
        ("GET /watch", null),
        ("HEAD /watch", null),
        ("GET /analysis", null),
        ("HEAD /analysis", null),
        ("GET /supervision", null),
        ("HEAD /supervision", null),
        ("GET /login", null),
        ("HEAD /login", null),
        ("GET /licences.md", null),
        ("HEAD /licences.md", null),
        ("GET /assets/{file}", null),
        ("HEAD /assets/{file}", null),
        ("GET /healthz", null),
        ("GET /readyz", null),
        ("GET /readyz/detail", Details),
        ("GET /metrics", Details),
        ("GET /api/v1/access", Known),
        ("GET /api/v1/console", Known),
        ("GET /api/v1/coastline", TracksRead),
        ("GET /api/v1/alerts/stream", AlertsRead),
        ("GET /api/v1/picture/stream", TracksRead),
        ("GET /api/v1/held-back", AlertsRead),
        ("GET /api/v1/alerts/{alertId}/evidence", Export),
        ("GET /api/v1/assets/{assetId}/suspects", TracksRead),
        ("GET /api/v1/assets/{assetId}/suspects/report", TracksRead),
        ("GET /api/v1/assets/{assetId}/suspects/evidence", Export),
        ("GET /api/v1/vessels/{mmsi}/plot", TracksRead),
        ("GET /api/v1/alerts", AlertsRead),
        ("GET /api/v1/alerts/{alertId}", AlertsRead),
        ("POST /api/v1/alerts/{alertId}/acknowledge", AlertsAct),
        ("POST /api/v1/alerts/{alertId}/assign", AlertsAct),
        ("POST /api/v1/alerts/{alertId}/comment", AlertsAct),
        ("POST /api/v1/alerts/{alertId}/shelve", AlertsShelve),
        ("POST /api/v1/alerts/{alertId}/close", AlertsAct),
        ("GET /api/v1/vessels", TracksRead),
        ("GET /api/v1/vessels/{mmsi}", TracksRead),
        ("GET /api/v1/vessels/{mmsi}/track", TracksRead),
        ("GET /api/v1/tracks", TracksRead),
        ("GET /api/v1/track", TracksRead),
        ("GET /api/v1/visits", TracksRead),
        ("GET /api/v1/crossings", TracksRead),
        ("GET /api/v1/positions", TracksRead),
        ("GET /api/v1/encounters", TracksRead),
        ("GET /api/v1/statistics", TracksRead),
        ("GET /api/v1/assets", TracksRead),
        ("GET /api/v1/assets/{assetId}", TracksRead),
        ("GET /api/v1/context-areas", TracksRead),
        ("GET /openapi/v1.json", Known),
        ("GET /api/v1/sources", TracksRead),
        ("GET /api/v1/vessels/{mmsi}/reception", TracksRead),
        ("POST /api/v1/ingest", IngestWrite),
        ("GET /api/v1/sources/{id}", TracksRead),
        ("GET /api/v1/consoles", AuditRead),
        ("GET /api/v1/rules", AlertsRead),
        ("GET /api/v1/alarm-rate", AlertsRead),
        ("POST /api/v1/dry-runs", RulesDraft),
        ("GET /api/v1/dry-runs", DryRuns),
        ("GET /api/v1/dry-runs/{id}", DryRuns),
        ("DELETE /api/v1/dry-runs/{id}", DryRuns),
        ("GET /api/v1/audit", AuditRead),
        ("GET /api/v1/audit/verify", AuditRead),
    ];

    /// <summary>Rows that touch alerts, tracks or traffic, so that sectors and labels count.</summary>
    public static bool IsOperational(string? row) => row is AlertsRead or AlertsAct or AlertsShelve or TracksRead or IngestWrite or Export or RulesDraft or DryRuns;

    /// <summary>Whether a caller may, on a service that is live, or on one that is an exercise shared with partners.</summary>
    public static bool May(string? row, string caller, bool isSharedExercise) => row is null || row.Split(' ')[Array.IndexOf(Callers, caller)] switch
    {
        "y" => true,
        "e" or "s" => isSharedExercise,
        _ => false,
    };
}
