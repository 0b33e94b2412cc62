using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api;

/// <summary>RFC 9457 with the reason code of the gRPC side.</summary>
internal static class ProblemResponse
{
    public static Task WriteAsync(HttpContext http, int status, string reason, string detail)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { status, reason, detail }, options: null, contentType: "application/problem+json");
    }
}
