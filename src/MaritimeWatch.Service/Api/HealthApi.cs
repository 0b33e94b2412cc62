using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MaritimeWatch.Service.Api;

/// <summary><c>/healthz</c>: the process lives. <c>/readyz</c>: the service does its work, or why it does not.</summary>
internal sealed class HealthApi(ServiceHealth health)
{
    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", "/healthz", "getHealth", "Whether the process is alive.") { MediaType = "text/plain" },
        new("GET", "/readyz", "getReadiness", "Whether the service does its work; 503 with the reason where it does not.") { MediaType = "text/plain", PlainErrors = [StatusCodes.Status503ServiceUnavailable] },
    ];

    public void Map(IEndpointRouteBuilder web)
    {
        web.MapGet("/healthz", (RequestDelegate)(http => TextAsync(http, StatusCodes.Status200OK, "ok\n")));
        web.MapGet("/readyz", (RequestDelegate)(http => health.NotReadyBecause is { } reason
            ? TextAsync(http, StatusCodes.Status503ServiceUnavailable, $"not ready: {reason}\n")
            : TextAsync(http, StatusCodes.Status200OK, string.Concat(health.Notes.Select(note => $"note: {note}\n").Prepend("ready\n")))));
    }

    private static Task TextAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(text);
    }
}
