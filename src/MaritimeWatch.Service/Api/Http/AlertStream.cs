using System.Globalization;
using System.Text;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Consoles;
using MaritimeWatch.Service.Desk;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>The alert feed as server-sent events (WHATWG HTML, section 9.2): <c>id</c> is the sequence, so that a browser resumes by itself.</summary>
internal sealed class AlertStream(AlertFeed feed, SqliteDesk store, ServiceHealth health, OpenConsoles consoles, TimeProvider clock)
{
    public const string After = "after";
    public const string LastEventId = "Last-Event-ID";
    public const string MediaType = "text/event-stream";

    public static HttpOperation Described { get; } = new("GET", "/api/v1/alerts/stream", "watchAlerts", "Every alert event and transition behind a sequence, then each new one, with heartbeats between them.")
    {
        Request = AlertFilter.Descriptor,
        MediaType = MediaType,
        LooksAtAccept = true,
        Parameters =
        [
            new(After, "query", "The last sequence already seen; 0 or absent begins with the oldest kept.", "integer"),
            new(LastEventId, "header", "The same, as a browser sends it when it resumes; goes before the parameter.", "integer"),
            HttpParameter.Operator,
        ],
        Errors = [StatusCodes.Status429TooManyRequests],
    };

    /// <summary>Whether a browser asks that was here before. It is never told by a status: an EventSource that hears an error does not come back (WHATWG HTML, section 9.2.3).</summary>
    public static bool IsResuming(HttpRequest request) => request.Path == Described.Route && request.Headers[LastEventId].ToString().Length > 0;

    /// <summary>Tells a browser that resumes why there is nothing for it, and when it may come again.</summary>
    public static async Task SayUnavailableAsync(HttpContext http, string reason, TimeSpan retry)
    {
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"retry: {retry.TotalMilliseconds}\nevent: unavailable\ndata: {{\"reason\":\"{reason}\"}}\n\n"), Encoding.UTF8, http.RequestAborted);
    }

    public async Task ServeAsync(HttpContext http)
    {
        Representation.Best(http, MediaType);
        var followed = new FollowedAlerts(new WatchFilter(RequestReader.Read<AlertFilter>(http, After)), store);
        var after = Sequence(http);
        using var open = consoles.Open(http, OpenStream.Alerts);

        var isResuming = IsResuming(http.Request);
        var isLost = FeedRefusal.IsExpired(feed, after, out var oldest) || (isResuming && after > feed.HighWater);
        if (!isLost)
        {
            FeedRefusal.UnlessInFeed(feed, after);
        }

        using var subscription = isLost ? null : feed.Subscribe(after);
        if (subscription is null && !isLost && !isResuming)
        {
            throw FeedRefusal.Full(feed);
        }

        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (isLost)
        {
            // The browser hears that something is lost; when it then comes back by itself, it goes on with the oldest event there is.
            await WriteAsync(http, Encoding.UTF8.GetBytes($"id: {oldest - 1}\nevent: resumeExpired\ndata: {{\"oldestSequence\":\"{oldest}\"}}\n\n"), http.RequestAborted);
            return;
        }

        if (subscription is null)
        {
            await SayUnavailableAsync(http, "TOO_MANY_SUBSCRIBERS", FeedRefusal.FullRetry);
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        _ = subscription.Cut.ContinueWith(_ => http.Abort(), ending.Token, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await PumpAsync(http, subscription, followed, open, after, ending.Token);
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

    private async Task PumpAsync(HttpContext http, AlertSubscription subscription, FollowedAlerts followed, OpenStream open, long reached, CancellationToken cancellation)
    {
        var lastSent = clock.GetTimestamp();
        open.Reached = reached;
        await SendAsync(Heartbeat(reached));
        while (health.NotReadyBecause != ServiceHealth.StoppingReason)
        {
            var left = feed.Settings.HeartbeatInterval - clock.GetElapsedTime(lastSent);
            var entries = await subscription.NextAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, cancellation);
            foreach (var entry in entries)
            {
                if (followed.Wants(entry))
                {
                    await SendAsync(entry.ServerSentEvent);
                }

                open.Reached = reached = entry.Sequence;
            }

            // Also while all that comes is left out by the filter: the browser must hear that the feed is alive, and where to resume.
            if (entries.Count == 0 || clock.GetElapsedTime(lastSent) >= feed.Settings.HeartbeatInterval)
            {
                await SendAsync(Heartbeat(reached));
            }
        }

        async Task SendAsync(ReadOnlyMemory<byte> text)
        {
            await WriteAsync(http, text, cancellation);
            lastSent = clock.GetTimestamp();
        }
    }

    /// <summary>With an id of its own: what the filter left out has been seen all the same, and the browser resumes behind it.</summary>
    private byte[] Heartbeat(long reached) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"event: heartbeat\nid: {reached}\ndata: {{\"highWaterSequence\":\"{feed.HighWater}\",\"eventTime\":{(feed.EventTime is { } time ? $"\"{time}\"" : "null")},\"oldestSequence\":\"{feed.Oldest}\",\"resumeSequence\":\"{reached}\"}}\n\n"));

    private async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> text, CancellationToken cancellation)
    {
        await TimedWrite.WithinAsync(http, http.Response.Body.WriteAsync(text, cancellation).AsTask(), clock);
        await TimedWrite.WithinAsync(http, http.Response.Body.FlushAsync(cancellation), clock);
    }

    private static long Sequence(HttpContext http)
    {
        var given = http.Request.Headers[LastEventId].ToString() is { Length: > 0 } header ? header : http.Request.Query[After].ToString();
        Refused.Unless(
            long.TryParse(given.Length == 0 ? "0" : given, NumberStyles.None, CultureInfo.InvariantCulture, out var after), "after_sequence", "the sequence to begin after must be a number of 0 or more");
        return after;
    }
}
