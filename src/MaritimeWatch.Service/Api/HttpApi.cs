using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Replay;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Kind = MaritimeWatch.Domain.Alerts.AlertKind;

namespace MaritimeWatch.Service.Api;

/// <summary>HTTP: metrics, the alert feed as server-sent events, and what was held back.</summary>
internal sealed class HttpApi(ServiceHealth health, ServiceMetrics metrics, AlertFeed feed, Analyser analyser, TimeProvider clock)
{
    private const int MostHeldBack = 1_000;
    private const int UsualHeldBack = 100;

    public void Map(WebApplication web)
    {
        web.MapGet("/metrics", (RequestDelegate)(http =>
        {
            http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            return http.Response.WriteAsync(metrics.Render());
        }));
        web.MapGet("/api/v1/alerts/stream", (RequestDelegate)StreamAsync);
        web.MapGet("/api/v1/held-back", (RequestDelegate)HeldBackAsync);
    }

    /// <summary>Situations that were explained and not published, the newest first: <c>?limit=</c> 1 to 1,000, <c>mmsi=</c>, <c>kind=</c>.</summary>
    private async Task HeldBackAsync(HttpContext http)
    {
        var (limit, mmsi, kind) = (http.Request.Query["limit"].ToString(), http.Request.Query["mmsi"].ToString(), http.Request.Query["kind"].ToString());
        var most = UsualHeldBack;
        if (limit.Length > 0 && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MostHeldBack))
        {
            await ProblemResponse.WriteAsync(http, StatusCodes.Status400BadRequest, "OUT_OF_RANGE", $"limit '{limit}' is no number from 1 to {MostHeldBack}");
            return;
        }

        var ship = 0u;
        if (mmsi.Length > 0 && (!uint.TryParse(mmsi, NumberStyles.None, CultureInfo.InvariantCulture, out ship) || ship is 0 or > 999_999_999))
        {
            await ProblemResponse.WriteAsync(http, StatusCodes.Status400BadRequest, "OUT_OF_RANGE", $"mmsi '{mmsi}' is no number of up to nine digits");
            return;
        }

        var kinds = Enum.GetValues<Kind>().Where(known => AlertNames.Kind(known) == kind).ToList();
        if (kind.Length > 0 && kinds.Count == 0)
        {
            await ProblemResponse.WriteAsync(http, StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", $"kind '{kind}' is none; the kinds are {string.Join(", ", Enum.GetValues<Kind>().Skip(1).Select(AlertNames.Kind))}");
            return;
        }

        var fitting = analyser.HeldBack.Where(held => (mmsi.Length == 0 || held.Vessel.Mmsi.Value == ship) && (kind.Length == 0 || kinds.Contains(held.Kind)));
        http.Response.ContentType = "application/json; charset=utf-8";
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("total", analyser.HeldBackTotal);
            json.WriteStartArray("heldBack");
            foreach (var held in fitting.Reverse().Take(most))
            {
                HeldBackJson.Write(json, held);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }

    /// <summary>Server-sent events (WHATWG HTML, section 9.2): <c>id</c> is the sequence, so that a browser resumes by itself.</summary>
    private async Task StreamAsync(HttpContext http)
    {
        var given = http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : http.Request.Query["after"].ToString();
        if (given.Length == 0)
        {
            given = "0";
        }

        if (!long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var after) || after > feed.HighWater)
        {
            await ProblemResponse.WriteAsync(http, StatusCodes.Status400BadRequest, "OUT_OF_RANGE", $"'{given}' is no sequence of this feed; the newest event is {feed.HighWater}");
            return;
        }

        using var subscription = feed.Subscribe(after);
        if (subscription is null)
        {
            await ProblemResponse.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "RESOURCE_EXHAUSTED", "there are too many subscribers already");
            return;
        }

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        _ = subscription.Cut.ContinueWith(_ => http.Abort(), ending.Token, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await PumpAsync(http, subscription, ending.Token);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The browser went away, or was cut; it resumes with Last-Event-ID.
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    private async Task PumpAsync(HttpContext http, AlertSubscription subscription, CancellationToken cancellation)
    {
        await WriteAsync(Heartbeat());
        while (health.NotReadyBecause != ServiceHealth.StoppingReason)
        {
            var events = await subscription.NextAsync(feed.Settings.HeartbeatInterval, clock, cancellation);
            foreach (var entry in events)
            {
                var (name, json) = entry.IsTransition
                    ? ("transition", AlertTransitionJson.ToJson(entry.Payload))
                    : ("alert", AlertEventJson.ToJson(AlertEventMapping.ToDomain(AlertEvent.Parser.ParseFrom(entry.Payload))));
                await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {entry.Sequence}\nevent: {name}\ndata: {json}\n\n"));
            }

            if (events.Count == 0)
            {
                await WriteAsync(Heartbeat());
            }
        }

        async Task WriteAsync(string text)
        {
            await http.Response.WriteAsync(text, Encoding.UTF8, cancellation);
            await http.Response.Body.FlushAsync(cancellation);
        }

        string Heartbeat() => string.Create(
            CultureInfo.InvariantCulture, $"event: heartbeat\ndata: {{\"highWaterSequence\":\"{feed.HighWater}\",\"eventTime\":{(feed.EventTime is { } time ? $"\"{time}\"" : "null")}}}\n\n");
    }
}
