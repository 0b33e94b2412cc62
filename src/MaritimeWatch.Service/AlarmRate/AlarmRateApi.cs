using MaritimeWatch.Service.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.AlarmRate;

/// <summary>HTTP: how much the alerts ask of the desk.</summary>
internal sealed class AlarmRateApi(AlarmRateQueries queries)
{
    public const string Route = "/api/v1/alarm-rate";

    /// <summary>What is mapped here.</summary>
    public static readonly IReadOnlyList<HttpOperation> Described =
    [
        new("GET", Route, "getAlarmRate", "How much the alerts of a period asked of the desk: calls by ten minutes, floods, by kind and vessel, what is stale or chatters, what waits, the day's budget.")
        {
            LooksAtAccept = true,
            Parameters =
            [
                new("from", "query", "First event time, RFC 3339; 24 hours before the end without it. At most 31 days before it."),
                new("to", "query", "Last event time, RFC 3339; the feed's present without it."),
            ],
        },
    ];

    public void Map(WebApplication web) => web.MapGet(Route, (RequestDelegate)AnswerAsync);

    private async Task AnswerAsync(HttpContext http)
    {
        QueryParameters.RefuseUnknown(http, Described[0]);
        var (from, to) = (QueryParameters.Time(http, "from"), QueryParameters.Time(http, "to"));
        await AnswerJson.WriteAsync(http, await Task.Run(() => queries.Answer(from, to), http.RequestAborted));
    }
}
