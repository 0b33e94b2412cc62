using System.Globalization;
using System.Text;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Access;

/// <summary>HTTP: who the caller is taken for, and the details of readiness that are not for everybody.</summary>
internal sealed class AccessApi(AccessGate gate, ServiceHealth health)
{
    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", "/api/v1/access", "getAccess", "Who the caller is taken for, and what he may do."),
        new("GET", "/readyz/detail", "getReadinessDetail", "Readiness with the details that are not for everybody; 503 where the service does not do its work.") { MediaType = "text/plain", PlainErrors = [StatusCodes.Status503ServiceUnavailable] },
    ];

    public void Map(WebApplication web)
    {
        web.MapGet("/api/v1/access", (RequestDelegate)(http =>
        {
            var caller = Caller.Of(http);
            http.Response.Headers.CacheControl = "no-store";
            return http.Response.WriteAsJsonAsync(new
            {
                name = caller.Name,
                credential = AccessWords.Of(caller.Credential),
                roles = caller.Roles.Select(AccessWords.Of),
                grants = caller.Grants.Select(AccessWords.Of),
                scopes = caller.Scopes.Select(AccessWords.Of),
                sectors = caller.Sectors,
                clearance = AccessWords.Of(caller.Clearance),
            });
        }));
        web.MapGet("/readyz/detail", (RequestDelegate)(http =>
        {
            http.Response.StatusCode = health.NotReadyBecause is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            http.Response.ContentType = "text/plain; charset=utf-8";
            return http.Response.WriteAsync(Detail());
        }));
    }

    private string Detail()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(health.NotReadyBecause is { } reason ? $"not ready: {reason}" : "ready")}\n");
        text.Append(CultureInfo.InvariantCulture, $"access: {(gate.IsOpen ? "OPEN, nobody is asked who they are" : "credentials are required")}\n");
        text.Append(CultureInfo.InvariantCulture, $"tls: {(gate.HasTls ? "on" : "off, loopback only")}\n");
        foreach (var problem in gate.Problems)
        {
            text.Append(CultureInfo.InvariantCulture, $"access: {problem}; what was read before stays in force\n");
        }

        return text.ToString();
    }
}
