using System.Globalization;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MaritimeWatch.Service.Api;

/// <summary>RFC 9457 with the reasons of the gRPC side.</summary>
internal static class ProblemResponse
{
    public const string MediaType = "application/problem+json";

    public static Task WriteAsync(HttpContext http, int status, string reason, string detail) => WriteAsync(http, status, reason, detail, null, []);

    /// <summary>Says over HTTP what gRPC would say.</summary>
    public static Task WriteAsync(HttpContext http, GrpcStatusException refusal)
    {
        if (refusal.RetryInfo is { RetryDelay: { } delay })
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(delay.ToTimeSpan().TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var violations = refusal.BadRequest?.FieldViolations.Select(violation => new Violation(
            JsonNames.Of(violation.Field), violation.Description, violation.Reason)).ToList() ?? [];
        return WriteAsync(
            http, Status(refusal.Code, http), refusal.ErrorInfo?.Reason ?? refusal.Code.ToString(), refusal.Message, refusal.ErrorInfo?.Metadata, violations);
    }

    private static int Status(StatusCode code, HttpContext http) => code switch
    {
        StatusCode.InvalidArgument or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,

        // RFC 9110, section 13.1.1: it was the condition of the request that failed.
        StatusCode.Aborted when http.Request.Headers.IfMatch.Count > 0 => StatusCodes.Status412PreconditionFailed,
        StatusCode.Aborted or StatusCode.FailedPrecondition or StatusCode.AlreadyExists => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Task WriteAsync(HttpContext http, int status, string reason, string detail, IDictionary<string, string>? metadata, IReadOnlyList<Violation> violations)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        var problem = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
            ["reason"] = reason,
        };
        if (metadata is { Count: > 0 })
        {
            problem["metadata"] = metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary();
        }

        if (violations.Count > 0)
        {
            problem["violations"] = violations;
        }

        return http.Response.WriteAsJsonAsync(problem, options: null, contentType: MediaType);
    }

    private sealed record Violation(string Field, string Description, string Reason);
}
