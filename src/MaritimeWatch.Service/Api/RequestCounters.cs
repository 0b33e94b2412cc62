using System.Collections.Concurrent;
using System.Globalization;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace MaritimeWatch.Service.Api;

/// <summary>Requests by method and status, and how long they took. Streams are counted when they end, and not timed.</summary>
/// <remarks>What is counted by are the names of our own methods and routes, never what a caller sent.</remarks>
internal sealed class RequestCounters
{
    /// <summary>Upper bounds of the duration's buckets in seconds.</summary>
    public static readonly double[] BoundsSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private const string Other = "other";
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"];

    private readonly ConcurrentDictionary<(bool IsGrpc, string Method, string Route, string Code), StrongCount> counts = new();
    private readonly ConcurrentDictionary<(bool IsGrpc, string Method, string Route), DurationHistogram> times = new();

    public void Count(HttpContext http, bool isGrpc, TimeSpan duration)
    {
        var (method, route, isStream) = isGrpc ? GrpcName(http) : HttpName(http);
        var code = isGrpc ? GrpcCode(http) : http.Response.StatusCode.ToString(CultureInfo.InvariantCulture);
        counts.GetOrAdd((isGrpc, method, route, code), _ => new StrongCount()).Add();
        if (!isStream)
        {
            times.GetOrAdd((isGrpc, method, route), _ => new DurationHistogram(BoundsSeconds)).Add(duration.TotalSeconds);
        }
    }

    /// <summary>Counts of one protocol, in order of name; of gRPC the method is the service's name and the route the method's.</summary>
    public IEnumerable<(string Method, string Route, string Code, long Count)> Requests(bool ofGrpc) =>
        counts.Where(entry => entry.Key.IsGrpc == ofGrpc).OrderBy(entry => entry.Key).Select(entry => (entry.Key.Method, entry.Key.Route, entry.Key.Code, entry.Value.Value));

    public IEnumerable<(string Method, string Route, DurationHistogram Times)> Durations(bool ofGrpc) =>
        times.Where(entry => entry.Key.IsGrpc == ofGrpc).OrderBy(entry => entry.Key).Select(entry => (entry.Key.Method, entry.Key.Route, entry.Value));

    private static (string Service, string Method, bool IsStream) GrpcName(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        return AccessPolicies.Methods.TryGetValue(path, out var policy) && path.LastIndexOf('/') is > 0 and var at ? (path[1..at], path[(at + 1)..], policy.IsStream) : (Other, Other, false);
    }

    private static (string Method, string Route, bool IsStream) HttpName(HttpContext http)
    {
        var method = Array.Find(Verbs, verb => verb == http.Request.Method) ?? Other;
        return http.GetEndpoint() is RouteEndpoint endpoint ? (method, endpoint.RoutePattern.RawText ?? Other, AccessPolicies.OfEndpoint(endpoint) is { IsStream: true }) : (method, Other, false);
    }

    private static string GrpcCode(HttpContext http)
    {
        var said = http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers["grpc-status"].ToString();
        var text = string.IsNullOrEmpty(said) ? http.Response.Headers["grpc-status"].ToString() : said;
        var code = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((StatusCode)number) ? (StatusCode)number
            : http.RequestAborted.IsCancellationRequested ? StatusCode.Cancelled : StatusCode.Unknown;
        return System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());
    }

    private sealed class StrongCount
    {
        private long value;

        public long Value => Interlocked.Read(ref value);

        public void Add() => Interlocked.Increment(ref value);
    }
}
