using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Stands outermost: counts and times every request, and says every error of HTTP as problem+json.</summary>
internal sealed class HttpDoor(RequestCounters counters, TimeProvider clock, ILogger log)
{
    private static readonly MinDataRate LeastRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>Put before routing.</summary>
    public void Guard(IApplicationBuilder app, GrpcServer grpc) => app.Use(next => http => ServeAsync(http, grpc.Takes(http.Request), next));

    private async Task ServeAsync(HttpContext http, bool isGrpc, RequestDelegate next)
    {
        var began = clock.GetTimestamp();
        try
        {
            await (isGrpc ? next(http) : AnswerAsync(http, next));
        }
        finally
        {
            counters.Count(http, isGrpc, clock.GetElapsedTime(began));
        }
    }

    private async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        // Off for the sake of gRPC streams, which have limits of their own; here a caller who stops reading is cut off (HTTP/1.1; else TimedWrite).
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = LeastRate;
        }

        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            {
                await BareAsync(http);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to hear anything.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            await SayAsync(http, failure);
        }
        catch (Exception failure)
        {
            // Half an answer must not look like a whole one.
            log.LogWarning("http: an answer was broken off: {Reason}", failure.Message);
            http.Abort();
        }
    }

    private Task SayAsync(HttpContext http, Exception failure)
    {
        http.Response.Clear();
        switch (failure)
        {
            case GrpcStatusException refusal:
                return ProblemResponse.WriteAsync(http, refusal);
            case HttpRefusal refusal:
                return ProblemResponse.WriteAsync(http, refusal.Status, refusal.Reason, refusal.Message);
            case StoreException unread:
                return ProblemResponse.WriteAsync(http, Refused.Store(unread.Message));
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return ProblemResponse.WriteAsync(http, StatusCodes.Status413PayloadTooLarge, "REQUEST_TOO_LARGE", "the request is too large");
            case BadHttpRequestException bad:
                return ProblemResponse.WriteAsync(http, bad.StatusCode, "BAD_REQUEST", "the request does not keep to HTTP");
            default:
                log.LogError(failure, "http: a fault of the service");
                return ProblemResponse.WriteAsync(http, StatusCodes.Status500InternalServerError, "INTERNAL", "a fault of the service; its log says more");
        }
    }

    /// <summary>What routing and the server say with a status alone.</summary>
    private static Task BareAsync(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ProblemResponse.WriteAsync(http, StatusCodes.Status404NotFound, "NOT_FOUND", "there is nothing under this address; /openapi/v1.json says what there is"),
        StatusCodes.Status405MethodNotAllowed => ProblemResponse.WriteAsync(
            http, StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", $"this address takes {http.Response.Headers.Allow} only"),
        var status => ProblemResponse.WriteAsync(http, status, "HTTP_STATUS", "the request is refused"),
    };
}
