using MaritimeWatch.Service.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace MaritimeWatch.Service.Consoles;

/// <summary>HTTP: a file that is held in memory, in the encoding that the caller likes best, under its tag.</summary>
internal static class FileAnswer
{
    /// <summary>Sends a file, or says that the caller has it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="file">What is asked for.</param>
    /// <param name="cacheControl">Who may keep it, and how long.</param>
    /// <param name="clock">Bounds how long a caller may take nothing.</param>
    /// <exception cref="IOException">The caller took nothing for too long, and was cut off.</exception>
    public static async Task SendAsync(HttpContext http, ConsoleFile file, string cacheControl, TimeProvider clock)
    {
        var form = file.Best(http.Request.Headers.AcceptEncoding);
        var headers = http.Response.Headers;
        headers.CacheControl = cacheControl;
        headers.ETag = form.EntityTag;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (IsKnown(http.Request.Headers.IfNoneMatch, form.EntityTag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = file.MediaType;
        http.Response.ContentLength = form.Bytes.Length;
        if (form.ContentEncoding is { } encoding)
        {
            headers.ContentEncoding = encoding;
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            await TimedWrite.BodyAsync(http, form.Bytes, clock);
        }
    }

    private static bool IsKnown(StringValues ifNoneMatch, string tag) =>
        EntityTagHeaderValue.TryParseList(ifNoneMatch, out var known) && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Tag.Equals(tag, StringComparison.Ordinal));
}
