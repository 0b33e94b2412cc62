using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Tests.Queries;

namespace MaritimeWatch.Service.Tests.Api.Http;

/// <summary>What HTTP answers, held against what gRPC answers.</summary>
public sealed class HttpQueriesTests(QueriedService service) : IClassFixture<QueriedService>
{
    private const string Span = "from=2024-11-17T00:00:00Z&to=2024-11-18T00:00:00Z";

    [Fact]
    public async Task EveryQuery_OverHttp_IsTheMessageThatGrpcGives()
    {
        await SameAsync("/api/v1/alerts?pageSize=1&filter=severity%20%3E%3D%20SEVERITY_NOTICE", await Call<ListAlertsRequest, ListAlertsResponse>(new() { PageSize = 1, Filter = "severity >= SEVERITY_NOTICE" }));
        await SameAsync("/api/v1/alerts/a", await Call<GetAlertRequest, GetAlertResponse>(new() { AlertId = "a" }));
        await SameAsync("/api/v1/vessels?pageSize=2&query=&filter=name%20%21%3D%20X", await Call<ListVesselsRequest, ListVesselsResponse>(new() { PageSize = 2, Filter = "name != X" }));
        await SameAsync("/api/v1/vessels/219000606", await Call<GetVesselRequest, GetVesselResponse>(new() { Mmsi = QueriedService.Ada }));
        await SameAsync("/api/v1/vessels/000000999", await Call<GetVesselRequest, GetVesselResponse>(new() { Mmsi = QueriedService.Silent }));
        await SameAsync(
            "/api/v1/vessels/219000606/track?maxPoints=7&from=2024-11-17T00:10:00%2B00:00",
            await Call<GetTrackRequest, GetTrackResponse>(new() { Mmsi = QueriedService.Ada, MaxPoints = 7, From = new Timestamp { Seconds = QueriedService.Epoch.UnixSeconds + 600 } }));
        await SameAsync(
            "/api/v1/assets?view=CHART_VIEW_BASIC&bbox=178,-18,-178,-16",
            await Call<ListAssetsRequest, ListAssetsResponse>(new() { View = ChartView.Basic, Area = new AreaFilter { South = -18, West = 178, North = -16, East = -178 } }));
        await SameAsync("/api/v1/assets/b-link", await Call<GetAssetRequest, GetAssetResponse>(new() { AssetId = "b-link" }));
        await SameAsync("/api/v1/context-areas?filter=category%20%3D%20restricted", await Call<ListContextAreasRequest, ListContextAreasResponse>(new() { Filter = "category = restricted" }));
    }

    [Fact]
    public async Task Tracks_OverHttp_AreTheMessagesThatGrpcGives()
    {
        var messages = await service.TracksAsync(new QueryTracksRequest
        {
            Area = new AreaFilter { South = -18, West = 179, North = -16, East = -179 }, MaxPoints = 60,
            From = new Timestamp { Seconds = QueriedService.Epoch.UnixSeconds }, To = new Timestamp { Seconds = QueriedService.Epoch.UnixSeconds + 86_400 },
        });

        var (status, mediaType, body, _) = await service.HttpAsync("GET", $"/api/v1/tracks?bbox=179,-18,-179,-16&maxPoints=60&{Span}");

        Assert.Equal((200, "application/json"), (status, mediaType));
        Assert.Equal(messages, body.AsArray().Select(message => JsonParser.Default.Parse<QueryTracksResponse>(message!.ToJsonString())));
        Assert.NotEmpty(messages[^1].NextPageToken);
    }

    [Theory]
    [InlineData("/api/v1/alerts", "FeatureCollection")]
    [InlineData("/api/v1/alerts/a", "Feature")]
    [InlineData("/api/v1/vessels", "FeatureCollection")]
    [InlineData("/api/v1/vessels/219000606", "Feature")]
    [InlineData("/api/v1/vessels/219000606/track", "Feature")]
    [InlineData("/api/v1/tracks?bbox=-180,-90,180,90&" + Span, "FeatureCollection")]
    [InlineData("/api/v1/assets", "FeatureCollection")]
    [InlineData("/api/v1/assets/c-area", "Feature")]
    [InlineData("/api/v1/context-areas", "FeatureCollection")]
    public async Task EveryQuery_AsGeoJson_ByAcceptOrByFormat(string path, string type)
    {
        var byFormat = await service.HttpAsync("GET", $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format=geojson");
        var byAccept = await service.HttpAsync("GET", path, headers: ("Accept", "application/json;q=0.5, application/geo+json"));

        Assert.Equal((200, "application/geo+json"), (byFormat.Status, byFormat.MediaType));
        Assert.Equal((200, "application/geo+json"), (byAccept.Status, byAccept.MediaType));
        Assert.Equal(byFormat.Body.ToJsonString(), byAccept.Body.ToJsonString());
        Assert.Equal(type, byFormat.Body["type"]!.GetValue<string>());
        if (type == "FeatureCollection")
        {
            Assert.NotEmpty(byFormat.Body["features"]!.AsArray());
        }
    }

    [Fact]
    public async Task TrackAcrossTheAntimeridian_AsGeoJson_IsCutThereWithATimeForEachPoint()
    {
        var (_, _, body, _) = await service.HttpAsync("GET", $"/api/v1/vessels/{QueriedService.Yi}/track?format=geojson&to=2024-11-17T00:01:00Z");

        // Two reports a minute apart at 179.9 E and 179.9 W: cut half-way.
        Assert.Equal("""{"type":"MultiLineString","coordinates":[[[179.9,-17],[180,-17]],[[-180,-17],[-179.9,-17]]]}""", body["geometry"]!.ToJsonString());
        Assert.Equal("""[["2024-11-17T00:00:00Z","2024-11-17T00:00:30Z"],["2024-11-17T00:00:30Z","2024-11-17T00:01:00Z"]]""", body["properties"]!["coordinateProperties"]!["times"]!.ToJsonString());
    }

    [Fact]
    public async Task ChartAsGeoJson_ReadAsAChartFile_IsTheChart()
    {
        var assets = await service.HttpAsync("GET", "/api/v1/assets?format=geojson");
        var areas = await service.HttpAsync("GET", "/api/v1/context-areas?format=geojson");
        var folder = Directory.CreateTempSubdirectory("maritimewatch-chart-");
        try
        {
            var files = new[] { ("assets.geojson", assets.Body), ("areas.geojson", areas.Body) }.Select(file =>
            {
                var path = Path.Combine(folder.FullName, file.Item1);
                File.WriteAllText(path, file.Item2.ToJsonString());
                return path;
            });

            var (chart, _) = (Recordings(files), 0);

            Assert.Equal(Text(QueriedService.Chart), Text(chart));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static Domain.Assets.Chart Recordings(IEnumerable<string> files) => Service.Recordings.ChartFiles.Load([.. files]).Chart;

        static string Text(Domain.Assets.Chart chart) => string.Join('\n', chart.Assets.OrderBy(asset => asset.Id, StringComparer.Ordinal).Select(asset => Service.Queries.ChartMessages.Of(asset, asset.Category != Domain.Assets.AssetCategory.CableArea).ToString())
            .Concat(chart.Areas.OrderBy(area => area.Id, StringComparer.Ordinal).Select(area => Service.Queries.ChartMessages.Of(area, withGeometry: false).ToString())));
    }

    [Fact]
    public async Task AreaWithAHole_AsGeoJson_IsOnePolygonOfRightHandRings()
    {
        var (_, _, body, _) = await service.HttpAsync("GET", "/api/v1/assets/c-area?format=geojson");

        Assert.Equal(
            """{"type":"Polygon","coordinates":[[[10,10],[14,10],[14,14],[10,14],[10,10]],[[11,11],[11,12],[12,12],[12,11],[11,11]]]}""", body["geometry"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/nothing", 404, "NOT_FOUND", null)]
    [InlineData("/api/v1/alerts/nothing", 404, "ALERT_NOT_FOUND", null)]
    [InlineData("/api/v1/vessels/1", 404, "VESSEL_NOT_FOUND", null)]
    [InlineData("/api/v1/vessels/1/track", 404, "VESSEL_NOT_FOUND", null)]
    [InlineData("/api/v1/assets/nothing", 404, "ASSET_NOT_FOUND", null)]
    [InlineData("/api/v1/vessels/Ada", 400, "INVALID_ARGUMENT", "mmsi")]
    [InlineData("/api/v1/vessels/1000000000", 400, "INVALID_ARGUMENT", "mmsi")]
    [InlineData("/api/v1/vessels/-1", 400, "INVALID_ARGUMENT", "mmsi")]
    [InlineData("/api/v1/vessels?pagesize=1", 400, "UNKNOWN_PARAMETER", "pagesize")]
    [InlineData("/api/v1/vessels?page_size=1", 400, "UNKNOWN_PARAMETER", "pageSize")]
    [InlineData("/api/v1/vessels?pageSize=1&pageSize=2", 400, "INVALID_ARGUMENT", "pageSize")]
    [InlineData("/api/v1/vessels?pageSize=99999999999", 400, "INVALID_ARGUMENT", "pageSize")]
    [InlineData("/api/v1/vessels?pageSize=-1", 400, "INVALID_ARGUMENT", "pageSize")]
    [InlineData("/api/v1/vessels?pageToken=A", 400, "PAGE_TOKEN_INVALID", "pageToken")]
    [InlineData("/api/v1/vessels?filter=colour%3Dred", 400, "FILTER_INVALID", "filter")]
    [InlineData("/api/v1/vessels?format=xml", 400, "INVALID_ARGUMENT", "format")]
    [InlineData("/api/v1/vessels/1/track?mmsi=2", 400, "INVALID_ARGUMENT", "mmsi")]
    [InlineData("/api/v1/vessels/1/track?from=yesterday", 400, "INVALID_ARGUMENT", "from")]
    [InlineData("/api/v1/vessels/1/track?maxPoints=50001", 400, "INVALID_ARGUMENT", "maxPoints")]
    [InlineData("/api/v1/tracks?" + Span, 400, "INVALID_ARGUMENT", "area")]
    [InlineData("/api/v1/tracks?bbox=1,2,3&" + Span, 400, "INVALID_ARGUMENT", "area")]
    [InlineData("/api/v1/tracks?bbox=NaN,2,3,4&" + Span, 400, "INVALID_ARGUMENT", "area")]
    [InlineData("/api/v1/tracks?bbox=0,2,3,91&" + Span, 400, "INVALID_ARGUMENT", "area")]
    [InlineData("/api/v1/assets?view=EVERYTHING", 400, "INVALID_ARGUMENT", "view")]
    [InlineData("/api/v1/held-back?limit=0", 400, "INVALID_ARGUMENT", "limit")]
    [InlineData("/api/v1/alerts/stream?after=99", 400, "SEQUENCE_NOT_REACHED", null)]
    [InlineData("/api/v1/alerts/stream?after=-1", 400, "INVALID_ARGUMENT", "afterSequence")]
    [InlineData("/api/v1/alerts/stream?kinds=DRAG", 400, "INVALID_ARGUMENT", "kinds")]
    [InlineData("/api/v1/alerts/stream?bbox=0,1,0,0", 400, "INVALID_ARGUMENT", "filter.area")]
    public async Task Get_WhatCannotBeAnswered_IsAProblemWithItsReason(string path, int status, string reason, string? field)
    {
        var answer = await service.HttpAsync("GET", path);

        IsProblem(answer, status, reason);
        Assert.Equal(field, answer.Body["violations"]?[0]?["field"]?.GetValue<string>());
    }

    [Fact]
    public async Task Request_OfAFormThatIsNotTaken_IsAProblemWithItsReason()
    {
        const string Acknowledge = "/api/v1/alerts/a/acknowledge";
        IsProblem(await service.HttpAsync("GET", "/api/v1/alerts", headers: ("Accept", "text/html")), 406, "NOT_ACCEPTABLE");
        IsProblem(await service.HttpAsync("GET", "/api/v1/alerts", headers: ("Accept", "application/json;q=0, application/geo+json;q=0")), 406, "NOT_ACCEPTABLE");
        IsProblem(await service.HttpAsync("GET", "/api/v1/alerts/stream", headers: ("Accept", "application/json")), 406, "NOT_ACCEPTABLE");
        IsProblem(await service.HttpAsync("POST", Acknowledge, "{}", "text/plain"), 415, "UNSUPPORTED_MEDIA_TYPE");
        IsProblem(await service.HttpAsync("POST", Acknowledge, "{}", contentType: null), 415, "UNSUPPORTED_MEDIA_TYPE");
        IsProblem(await service.HttpAsync("POST", Acknowledge, "{}", "application/json; charset=utf-16"), 415, "UNSUPPORTED_MEDIA_TYPE");
        IsProblem(await service.HttpAsync("POST", Acknowledge, new string(' ', (64 << 10) - 1) + "x}"), 413, "REQUEST_TOO_LARGE");
        foreach (var body in new[] { "{", "[]", "null", "\"text\"", "{\"comment\":1}", "{\"colour\":\"red\"}", "{\"comment\":\"a\",\"comment\":}", new string(' ', 64 << 10), string.Concat(Enumerable.Repeat("[", 10_000)) })
        {
            IsProblem(await service.HttpAsync("POST", Acknowledge, body), 400, "INVALID_BODY");
        }

        IsProblem(await service.HttpAsync("POST", Acknowledge, "{\"alertId\":\"b\"}"), 400, "INVALID_ARGUMENT");
        IsProblem(await service.HttpAsync("POST", Acknowledge, "", headers: ("If-Match", "W/\"1\"")), 400, "INVALID_ARGUMENT");
        IsProblem(await service.HttpAsync("POST", Acknowledge, "{\"requestId\":\"1\"}", headers: ("Idempotency-Key", "2")), 400, "INVALID_ARGUMENT");
        IsProblem(await service.HttpAsync("POST", Acknowledge, "", headers: ("operator", "system")), 400, "INVALID_ARGUMENT");
        IsProblem(await service.HttpAsync("POST", "/api/v1/alerts/a/close", "{}"), 400, "INVALID_ARGUMENT");
        IsProblem(await service.HttpAsync("POST", "/api/v1/alerts/a/shelve", "{\"duration\":\"28801s\",\"reason\":\"r\"}"), 400, "INVALID_ARGUMENT");
        foreach (var (method, path, allowed) in new[] { ("DELETE", "/api/v1/alerts", "GET"), ("GET", Acknowledge, "POST"), ("POST", "/metrics", "GET") })
        {
            var refused = await service.HttpAsync(method, path);
            IsProblem(refused, 405, "METHOD_NOT_ALLOWED");
            Assert.Equal([allowed], refused.Response.Content.Headers.Allow);
        }
    }

    private static void IsProblem((int Status, string? MediaType, JsonNode Body, HttpResponseMessage Response) answer, int status, string reason)
    {
        Assert.Equal((status, "application/problem+json", reason), (answer.Status, answer.MediaType, answer.Body["reason"]!.GetValue<string>()));
        Assert.Equal(status, answer.Body["status"]!.GetValue<int>());
        Assert.Equal("about:blank", answer.Body["type"]!.GetValue<string>());
        Assert.NotEmpty(answer.Body["title"]!.GetValue<string>());
        Assert.NotEmpty(answer.Body["detail"]!.GetValue<string>());
        Assert.Equal("no-store", answer.Response.Headers.CacheControl?.ToString());
    }

    private Task<TResponse> Call<TRequest, TResponse>(TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => service.CallAsync<TRequest, TResponse>(request);

    private async Task SameAsync<T>(string path, T message)
        where T : IMessage<T>, new()
    {
        var (status, mediaType, body, response) = await service.HttpAsync("GET", path);

        Assert.Equal((200, "application/json"), (status, mediaType));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(message, new JsonParser(JsonParser.Settings.Default).Parse<T>(body.ToJsonString()));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(JsonFormatter.Default.Format(message)), body), path);
    }
}
