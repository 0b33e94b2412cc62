using System.IO.Compression;
using System.Net;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;

namespace MaritimeWatch.Service.Ingest;

/// <summary>HTTP: <c>POST /api/v1/ingest</c>, traffic in as <c>PushReports</c> takes it: the answer comes when everything is analysed and on the disk.</summary>
/// <remarks>The body is read as it is taken over, never whole; a caller that is faster than the disk is slowed.</remarks>
internal sealed class IngestHttp(PushCalls calls, PushSettings settings, TimeProvider clock)
{
    public const string Route = "/api/v1/ingest";

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("POST", Route, "pushReports", "Takes traffic: NMEA 0183 lines, our NDJSON, AIS-catcher's JSON, or an array of them. Answered when all of it is analysed and on the disk; an index counts lines that are not empty, or records, from 1.")
        {
            Response = PushReportsResponse.Descriptor,
            Body = new("NMEA 0183 by lines, or JSON; told apart by the type, or for application/octet-stream by the first character. May be compressed by gzip.", [Json, Ndjson, Nmea, Octets]),
            Errors = [StatusCodes.Status400BadRequest, StatusCodes.Status408RequestTimeout, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType],
        },
    ];

    private const string Json = "application/json";
    private const string Ndjson = "application/x-ndjson";
    private const string Nmea = "application/x-nmea0183";
    private const string Octets = "application/octet-stream";

    public void Map(WebApplication web) => web.MapPost(Route, (RequestDelegate)PushAsync);

    private async Task PushAsync(HttpContext http)
    {
        Refused.Unless(http.Request.Query.Count == 0, "query", "there are no parameters");
        Representation.Best(http, Representation.Json);
        var isJson = Kind(http.Request);
        var isPacked = IsGzip(http.Request);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Ours is held to what comes out of the compression.
            limit.MaxRequestBodySize = settings.MaxBodyBytes;
        }

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            // A receiver on a quiet coast may be slower than the least rate of the server; PushBody bounds its silence.
            rate.MinDataRate = null;
        }

        await using var body = isPacked ? new GZipStream(http.Request.Body, CompressionMode.Decompress) : http.Request.Body;
        try
        {
            var response = await calls.ServeAsync(
                Caller.Of(http), new IPEndPoint(http.Connection.RemoteIpAddress ?? IPAddress.None, http.Connection.RemotePort).ToString(), ending => PushBody.OpenAsync(body, settings.MaxBodyBytes, isJson, clock, ending),
                (call, pushed, ending) => call.AnswerAsync(async () => await pushed!.NextAsync(ending) is { } batch ? (batch, 0L) : null, ending), http.RequestAborted);
            await Representation.WriteAsync(http, response);
        }
        catch (PushBodyTooLargeException)
        {
            throw HttpRefusal.TooLarge(settings.MaxBodyBytes);
        }
        catch (TimeoutException silence)
        {
            throw new HttpRefusal(StatusCodes.Status408RequestTimeout, "REQUEST_TIMEOUT", $"{silence.Message}; what came before has been taken");
        }
        catch (InvalidDataException)
        {
            throw Refused.Field("body", "the body is no gzip, or damaged; what came before the damage may have been taken", "INVALID_BODY");
        }
    }

    /// <summary>Whether the type says JSON, or NMEA 0183; null where it says neither. Types that a page of another site can send without being asked are refused.</summary>
    private static bool? Kind(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.ToString().ToLowerInvariant() switch
    {
        Json or Ndjson => true,
        Nmea => false,
        Octets => null,
        _ => throw Unsupported(),
    }
    : throw Unsupported();

    private static bool IsGzip(HttpRequest request) => request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
    {
        "" or "identity" => false,
        "gzip" or "x-gzip" => true,
        _ => throw Unsupported(),
    };

    private static HttpRefusal Unsupported() => new(
        StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", $"this request must be {Json}, {Ndjson}, {Nmea} or {Octets}, plain or compressed by gzip");
}
