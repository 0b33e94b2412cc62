using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Details;
using MaritimeWatch.Service.Api;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Access;

/// <summary>How a refusal is said: trailers-only over HTTP 200 to gRPC callers, problem+json (RFC 9457) to the others.</summary>
internal static class RefusalResponse
{
    private const string Domain = "maritimewatch";
    private const string DetailsHeader = "grpc-status-details-bin";

    public static Task WriteAsync(HttpContext http, Refusal refusal, bool isGrpc)
    {
        var response = http.Response;
        if (isGrpc)
        {
            response.StatusCode = StatusCodes.Status200OK;
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = ((int)refusal.Code).ToString(CultureInfo.InvariantCulture);
            response.Headers["grpc-message"] = refusal.Message;
            response.Headers[DetailsHeader] = Convert.ToBase64String(Details(refusal).Span).TrimEnd('=');
            return Task.CompletedTask;
        }

        response.StatusCode = refusal.Code switch
        {
            StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
            StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
            StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status403Forbidden,
        };
        if (refusal.Code == StatusCode.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer realm=\"maritimewatch\"";
        }

        if (refusal.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        response.Headers.CacheControl = "no-store";
        return ProblemResponse.WriteAsync(http, response.StatusCode, refusal.Reason, refusal.Message);
    }

    /// <summary>A <c>google.rpc.Status</c> with ErrorInfo, and RetryInfo where waiting helps.</summary>
    private static ReadOnlyMemory<byte> Details(Refusal refusal)
    {
        List<IMessage> details = [new ErrorInfo { Reason = refusal.Reason, Domain = Domain }];
        if (refusal.RetryAfter is { } wait)
        {
            details.Add(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) });
        }

        return GrpcStatusException.WithDetails(refusal.Code, refusal.Message, [.. details]).Trailers.GetBytes(DetailsHeader)!.Value;
    }
}
