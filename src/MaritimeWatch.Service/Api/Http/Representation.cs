using Google.Protobuf;
using MaritimeWatch.Service.Formats;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>How an answer is written: proto3 JSON, or GeoJSON where there is geometry.</summary>
internal static class Representation
{
    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    public const string Format = "format";

    public static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    /// <summary>Whether the caller wants GeoJSON: by <c>format=</c>, else by what <c>Accept</c> likes best.</summary>
    /// <exception cref="HttpRefusal">The caller takes neither.</exception>
    /// <exception cref="Grpc.GrpcStatusException"><c>format</c> is neither.</exception>
    public static bool WantsGeoJson(HttpContext http)
    {
        var format = http.Request.Query[Format];
        if (format.Count > 0)
        {
            Refused.Unless(format.ToString() is "json" or "geojson", Format, "format must be json or geojson");
            return format.ToString() == "geojson";
        }

        return Best(http, Json, GeoJson) == GeoJson;
    }

    /// <summary>What of the offered the caller likes best; the first where he does not say.</summary>
    /// <exception cref="HttpRefusal">The caller takes none of them.</exception>
    public static string Best(HttpContext http, params string[] offered)
    {
        var header = http.Request.Headers.Accept;
        if (header.Count == 0)
        {
            return offered[0];
        }

        var accepted = MediaTypeHeaderValue.TryParseList(header, out var list) ? list : [];
        var best = offered
            .Select(type => (Type: type, Quality: Quality(accepted, type)))
            .Where(candidate => candidate.Quality > 0)
            .OrderByDescending(candidate => candidate.Quality)
            .Select(candidate => candidate.Type)
            .FirstOrDefault();
        return best ?? throw HttpRefusal.NotAcceptable(offered);
    }

    public static Task WriteAsync(HttpContext http, IMessage message) => WriteAsync(http, Json, MessageJson.Of(message));

    public static async Task WriteAsync(HttpContext http, string mediaType, ReadOnlyMemory<byte> body)
    {
        Head(http, mediaType);
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>What stands before every body.</summary>
    public static void Head(HttpContext http, string mediaType)
    {
        http.Response.ContentType = mediaType == Json ? $"{Json}; charset=utf-8" : mediaType;

        // What a watch officer sees is never somebody's copy of yesterday.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept";
    }

    /// <summary>The most telling range of the header decides (RFC 9110, section 12.5.1).</summary>
    private static double Quality(IList<MediaTypeHeaderValue> accepted, string type) => accepted
        .Where(range => range.MatchesAllTypes || range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) || (range.MatchesAllSubTypes && type.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase)))
        .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
        .Select(range => range.Quality ?? 1)
        .FirstOrDefault();
}
