using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api;

/// <summary>HTTP: who heard a vessel's last position. What is known of it is as old as the memory of the merger: minutes of traffic.</summary>
internal sealed class ReceptionApi(SourceGateway gateway, ITrackStore tracks)
{
    public const string Route = "/api/v1/vessels/{mmsi}/reception";

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "getReception", "The sources and stations that heard a vessel's last position, the first one first, at most eight; none where that is minutes ago.")
        {
            LooksAtAccept = true, Parameters = [new("mmsi", "path", "Maritime Mobile Service Identity, 0 to 999999999.")],
            Errors = [StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound],
        },
    ];

    public void Map(WebApplication web) => web.MapGet(Route, (RequestDelegate)AnswerAsync);

    private async Task AnswerAsync(HttpContext http)
    {
        Refused.Unless(http.Request.Query.Count == 0, "query", "there are no parameters");
        Representation.Head(http, Representation.Best(http, Representation.Json));
        var text = (string)http.Request.RouteValues["mmsi"]!;
        Refused.Unless(
            uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= TrackQueries.LargestMmsi, "mmsi", $"mmsi is {text}; it must have at most nine digits");
        var mmsi = new Mmsi(number);
        var last = Refused.Read(() => tracks.LastPosition(mmsi, http.RequestAborted)) ?? throw TrackQueries.NotFound(mmsi);
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
        {
            Write(json, last);
        }

        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }

    private void Write(Utf8JsonWriter json, PositionReport last)
    {
        json.WriteStartObject();
        json.WriteNumber("mmsi", last.Mmsi.Value);
        json.WriteString("time", last.Time.ToString());
        json.WriteStartArray("heardBy");
        foreach (var (source, station) in gateway.WhoHeard(new AisReport(last, null)))
        {
            json.WriteStartObject();
            json.WriteString("source", source.Name);
            json.WriteString("station", station ?? source.Settings.Station ?? source.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
