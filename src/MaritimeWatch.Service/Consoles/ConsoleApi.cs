using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MaritimeWatch.Service.Consoles;

/// <summary>HTTP: what a console must know of the service before it shows anything.</summary>
internal sealed class ConsoleApi(ServiceSettings settings, bool isOpen, Coastline? coastline, AlertFeed feed, ServiceHealth health, TimeProvider clock)
{
    public const string Route = "/api/v1/console";

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "getConsole", "What a console must know at its start: version, clocks, whether all is an exercise, label, sectors, and the limits of the desk.") { LooksAtAccept = true, Errors = [StatusCodes.Status400BadRequest] },
    ];

    private readonly Instant started = new(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Why what is shown is no live watch, or null: the configuration says that it is an exercise, or event time is not the time of receipt, so that somebody plays traffic.</summary>
    public static string? ExerciseBecause(ServiceSettings settings) =>
        settings.Access.Data.Exercise ? "CONFIGURED" : settings.Ingest.EventTime != EventTimeSource.Receipt ? "REPLAYED" : null;

    /// <summary>How far back tracks can be asked for; null for as far as the disk lasts. Of an InfluxDB only what is not thinned out is read (docs/influx.md).</summary>
    public static TimeSpan? TracksKept(StoreSettings store) => store.Influx.Url is null ? store.Retention.OneInTenMinutes : store.Retention.EveryPosition;

    public void Map(IEndpointRouteBuilder web) => web.MapGet(Route, (RequestDelegate)AnswerAsync);

    private Task AnswerAsync(HttpContext http)
    {
        Refused.Unless(http.Request.Query.Count == 0, "query", "there are no parameters");
        Representation.Head(http, Representation.Best(http, Representation.Json));
        return http.Response.WriteAsJsonAsync(
            new
            {
                version = typeof(ConsoleApi).Assembly.GetName().Version?.ToString(3) ?? "0",
                time = $"{new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds())}",
                started = $"{started}",
                eventTime = feed.EventTime is { } time ? $"{time}" : null,
                exercise = ExerciseBecause(settings) is not null,
                exerciseBecause = ExerciseBecause(settings),
                marking = TlpMarking.Of(settings.Access.Data.Marking),
                sectors = settings.Access.Data.Sectors,
                station = settings.Console.Station,
                isOpen,
                notReadyBecause = health.NotReadyBecause,
                desk = new
                {
                    acknowledgeTimeoutSeconds = Seconds(settings.Desk.AcknowledgeTimeout),
                    escalateAfterSeconds = Seconds(settings.Desk.EscalateAfter),
                    mostShelveSeconds = Seconds(DeskCommand.LongestShelving),
                },
                coastline = coastline is null ? null : new { attribution = coastline.Attribution, vertices = coastline.Vertices },
                retention = new { trackSeconds = TracksKept(settings.Store) is { } kept ? Seconds(kept) : (long?)null },
            },
            http.RequestAborted);
    }

    private static long Seconds(TimeSpan duration) => (long)duration.TotalSeconds;
}
