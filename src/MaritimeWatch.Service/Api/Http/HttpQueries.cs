using System.Text;
using Google.Protobuf;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Desk;
using MaritimeWatch.Service.Formats;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>The queries and actions of the gRPC services as <c>/api/v1</c>.</summary>
internal sealed class HttpQueries(QueryFronts fronts)
{
    private static readonly HttpParameter[] GeoFormat =
        [new(Representation.Format, "query", "json or geojson; without it, what Accept likes best") { Values = ["json", "geojson"] }];

    private static readonly HttpParameter[] ActionHeaders =
    [
        new(BodyReader.IdempotencyKey, "header", "The caller's own id of this request, up to 64 characters (the body's requestId): repeated with it, the request does nothing again."),
        new("If-Match", "header", "The ETag of the alert as the caller knows it (the body's etag): with another one the request is refused with 412."),
        HttpParameter.Operator,
    ];

    public IEnumerable<HttpOperation> Operations() =>
    [
        Query<ListAlertsRequest, ListAlertsResponse>("/api/v1/alerts", "listAlerts", "Alerts as they stand, the newest situation first.", (request, _) => fronts.Alerts.List(request), (page, _) => GeoJson.Of(page)),
        Query<GetAlertRequest, GetAlertResponse>(
            "/api/v1/alerts/{alertId}", "getAlert", "One alert with its history.", (request, _) => fronts.Alerts.Get(request), (answer, _) => GeoJson.Of(answer), isOne: true,
            head: (http, answer) => Tag(http, answer.Alert)),
        Action<AcknowledgeAlertRequest, AcknowledgeAlertResponse>("acknowledge", "acknowledgeAlert", "Says that somebody has seen the alert.", fronts.Actions.AcknowledgeAsync, answer => answer.Alert),
        Action<AssignAlertRequest, AssignAlertResponse>("assign", "assignAlert", "Gives the alert to somebody, or to nobody.", fronts.Actions.AssignAsync, answer => answer.Alert),
        Action<CommentOnAlertRequest, CommentOnAlertResponse>("comment", "commentOnAlert", "Writes a note to the alert.", fronts.Actions.CommentAsync, answer => answer.Alert),
        Action<ShelveAlertRequest, ShelveAlertResponse>("shelve", "shelveAlert", "Takes the alert out of sight for a time, or back into sight.", fronts.Actions.ShelveAsync, answer => answer.Alert),
        Action<CloseAlertRequest, CloseAlertResponse>("close", "closeAlert", "Says that the alert is done with, and what it turned out to be.", fronts.Actions.CloseAsync, answer => answer.Alert),
        Query<ListVesselsRequest, ListVesselsResponse>(
            "/api/v1/vessels", "listVessels", "Vessels that are known, in order of MMSI.", (request, gone) => fronts.Exports.Labelled(fronts.Vessels.List(request, gone)), (page, _) => GeoJson.Of(page)),
        Query<GetVesselRequest, GetVesselResponse>(
            "/api/v1/vessels/{mmsi}", "getVessel", "One vessel: static data, last position, open alerts.", fronts.Vessels.Get, (answer, _) => GeoJson.Of(answer), isOne: true),
        Query<GetTrackRequest, GetTrackResponse>(
            "/api/v1/vessels/{mmsi}/track", "getTrack", "The stored track of one vessel, oldest point first, thinned evenly where it is longer than maxPoints.",
            async (request, gone) => fronts.Exports.Labelled(await fronts.Tracks.TrackAsync(request, gone)), (answer, request) => GeoJson.Of(answer, request.Mmsi), isOne: true, isTrack: true),
        new HttpOperation("GET", "/api/v1/tracks", "queryTracks", "Every stored position inside an area and a time span, in pieces of one vessel each; the last entry says where to go on.")
        {
            Request = QueryTracksRequest.Descriptor, Response = QueryTracksResponse.Descriptor, IsSequence = true, Required = [RequestReader.Box, "from", "to"], GeoJson = "FeatureCollection", Parameters = GeoFormat, Handle = TracksAsync,
        },
        Query<ListAssetsRequest, ListAssetsResponse>("/api/v1/assets", "listAssets", "Charted assets in order of id.", (request, _) => fronts.Assets.List(request), (page, _) => GeoJson.Of(page)),
        Query<GetAssetRequest, GetAssetResponse>("/api/v1/assets/{assetId}", "getAsset", "One charted asset.", (request, _) => fronts.Assets.Get(request), (answer, _) => GeoJson.Of(answer), isOne: true),
        Query<ListContextAreasRequest, ListContextAreasResponse>("/api/v1/context-areas", "listContextAreas", "Charted context areas in order of id.", (request, _) => fronts.Assets.List(request), (page, _) => GeoJson.Of(page)),
    ];

    private HttpOperation Query<TRequest, TResponse>(
        string route, string id, string summary, Func<TRequest, CancellationToken, TResponse> answer, Func<TResponse, TRequest, ReadOnlyMemory<byte>> geoJson, bool isOne = false,
        Action<HttpContext, TResponse>? head = null)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse>, new() =>
        Query(route, id, summary, (request, gone) => Task.FromResult(answer(request, gone)), geoJson, isOne, head);

    private HttpOperation Query<TRequest, TResponse>(
        string route, string id, string summary, Func<TRequest, CancellationToken, Task<TResponse>> answer, Func<TResponse, TRequest, ReadOnlyMemory<byte>> geoJson, bool isOne = false,
        Action<HttpContext, TResponse>? head = null, bool isTrack = false)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse>, new() => new("GET", route, id, summary)
        {
            Request = new TRequest().Descriptor,
            Response = new TResponse().Descriptor,
            GeoJson = isOne ? "Feature" : "FeatureCollection",
            Parameters = GeoFormat,
            Errors = isOne ? [StatusCodes.Status404NotFound] : [],
            Handle = async http =>
            {
                var isGeo = Representation.WantsGeoJson(http);
                var request = RequestReader.Read<TRequest>(http, Representation.Format);
                var response = await answer(request, http.RequestAborted);
                head?.Invoke(http, response);
                if (!isGeo)
                {
                    if (isTrack)
                    {
                        fronts.Exports.NoteRead(http);
                    }

                    await Representation.WriteAsync(http, response);
                    return;
                }

                var body = geoJson(response, request);
                await (isTrack ? fronts.Exports.NoteAsync(http, "geojson", body) : Task.CompletedTask);
                await Representation.WriteAsync(http, Representation.GeoJson, body);
            },
        };

    private static HttpOperation Action<TRequest, TResponse>(
        string verb, string id, string summary, Func<TRequest, Actor, Task<TResponse>> act, Func<TResponse, Alert> alert)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse>, new() => new("POST", $"/api/v1/alerts/{{alertId}}/{verb}", id, summary)
        {
            Request = new TRequest().Descriptor,
            Response = new TResponse().Descriptor,
            Parameters = ActionHeaders,
            Errors = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType],
            Handle = async http =>
            {
                Representation.Best(http, Representation.Json);
                var request = await BodyReader.ReadAsync<TRequest>(http);
                var response = await act(request, DeskActor.Of(http));
                Tag(http, alert(response));
                await Representation.WriteAsync(http, response);
            },
        };

    /// <summary>For If-Match. What is answered is never kept by a cache, so that the tag may stand for how people stand to the alert alone.</summary>
    private static void Tag(HttpContext http, Alert alert) => http.Response.Headers.ETag = $"\"{alert.OperatorStatus.Etag}\"";

    /// <summary>Written as it is read from the store: neither side holds more than a piece.</summary>
    private async Task TracksAsync(HttpContext http)
    {
        var isGeo = Representation.WantsGeoJson(http);
        var request = RequestReader.Read<QueryTracksRequest>(http, Representation.Format);
        var between = "";
        await fronts.Tracks.InAreaAsync(request, SendAsync, http.RequestAborted);

        async Task SendAsync(QueryTracksResponse message)
        {
            if (!http.Response.HasStarted)
            {
                if (isGeo)
                {
                    await fronts.Exports.NoteAsync(http, "geojson");
                }
                else
                {
                    fronts.Exports.NoteRead(http);
                }

                Representation.Head(http, isGeo ? Representation.GeoJson : Representation.Json);
                await http.Response.WriteAsync(isGeo ? "{\"type\":\"FeatureCollection\",\"features\":[" : "[", http.RequestAborted);
            }

            var isLast = message.Piece is null;
            message = isLast ? fronts.Exports.Labelled(message) : message;
            if (!isGeo)
            {
                await http.Response.WriteAsync(between, http.RequestAborted);
                await http.Response.BodyWriter.WriteAsync(MessageJson.Of(message), http.RequestAborted);
                await http.Response.WriteAsync(isLast ? "]" : "", http.RequestAborted);
            }
            else if (isLast)
            {
                await http.Response.WriteAsync(message.NextPageToken.Length > 0 ? $"],\"tlp\":\"{message.Tlp}\",\"nextPageToken\":\"{message.NextPageToken}\"}}" : $"],\"tlp\":\"{message.Tlp}\"}}", http.RequestAborted);
            }
            else
            {
                await http.Response.WriteAsync($"{between}{Encoding.UTF8.GetString(GeoJson.Of(message.Piece!).Span)}", http.RequestAborted);
            }

            between = ",";
        }
    }
}
