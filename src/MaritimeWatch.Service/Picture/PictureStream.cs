using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Consoles;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace MaritimeWatch.Service.Picture;

/// <summary>HTTP: the live picture of a box as server-sent events: all that is there, then once a second what has changed.</summary>
internal sealed class PictureStream(LivePicture picture, AlertFeed feed, ServiceHealth health, TrackExports exports, OpenConsoles consoles, TimeProvider clock)
{
    public const string Route = "/api/v1/picture/stream";

    /// <summary>Readers at a time, whoever they are. Design value: five times the consoles of LOAD-6.</summary>
    public const int MostReaders = 256;

    private static readonly GeoBox Everywhere = new(-90, -180, 90, 180);

    private int readers;

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "watchPicture", "Where every vessel in a box was last, in pieces, then once a second what has changed.")
        {
            MediaType = AlertStream.MediaType,
            LooksAtAccept = true,
            Parameters = [new(RequestReader.Box, "query", "A box of degrees: west,south,east,north; across the antimeridian where west is greater than east. The world without it."), HttpParameter.Operator],
        },
    ];

    public void Map(IEndpointRouteBuilder web) => web.MapGet(Route, (RequestDelegate)ServeAsync);

    /// <summary>Serves one reader until he goes, is cut, or the service stops.</summary>
    public async Task ServeAsync(HttpContext http)
    {
        Representation.Best(http, AlertStream.MediaType);
        var box = RequestReader.ReadBox(http) is { } area ? Boxes.Of(area, RequestReader.Box) : Everywhere;
        try
        {
            if (Interlocked.Increment(ref readers) > MostReaders)
            {
                throw Refused.For(StatusCode.ResourceExhausted, "TOO_MANY_SUBSCRIBERS", $"{MostReaders} consoles follow the picture already; try again later", FeedRefusal.FullRetry);
            }

            using var open = consoles.Open(http, OpenStream.Picture);
            exports.NoteRead(http, Route);
            http.Response.ContentType = AlertStream.MediaType;
            http.Response.Headers.CacheControl = "no-store";
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await PumpAsync(http, new PictureNews(box));
        }
        finally
        {
            Interlocked.Decrement(ref readers);
        }
    }

    private async Task PumpAsync(HttpContext http, PictureNews news)
    {
        var json = new PictureJson(async piece =>
        {
            await TimedWrite.WithinAsync(http, http.Response.Body.WriteAsync(piece, http.RequestAborted).AsTask(), clock);
            await TimedWrite.WithinAsync(http, http.Response.Body.FlushAsync(http.RequestAborted), clock);
        });
        while (!IsStopping())
        {
            // However long that takes: what comes after it is the newest state, and nothing waits in between.
            picture.Tell(news);
            await json.WriteAsync(news, new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()), feed.EventTime);
            if (!IsStopping())
            {
                await picture.NextAsync(news.Version).WaitAsync(http.RequestAborted);
            }
        }

        bool IsStopping() => health.NotReadyBecause == ServiceHealth.StoppingReason;
    }
}
