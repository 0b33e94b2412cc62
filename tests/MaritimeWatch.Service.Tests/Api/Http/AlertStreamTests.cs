using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Tests.Desk;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Service.Tests.Api.Http;

/// <summary>The feed as a browser reads it.</summary>
public sealed class AlertStreamTests
{
    [Theory]
    [InlineData("", "1 2 3")]
    [InlineData("minimumSeverity=SEVERITY_ALARM", "2 3")]
    [InlineData("kinds=ALERT_KIND_LOITERING&kinds=ALERT_KIND_DRIFTING&minimumSeverity=SEVERITY_CRITICAL", "3")]
    [InlineData("kinds=ALERT_KIND_DRIFTING", "")]
    [InlineData("mmsis=1&mmsis=219000606", "1 2 3")]
    [InlineData("mmsis=1", "")]
    [InlineData("bbox=1.9,51,2.1,52", "1 2 3")]
    [InlineData("bbox=170,51,-170,52", "")]
    [InlineData("assetIds=nothing", "")]
    public async Task Stream_ByFilter_HasTheAlertsAskedFor_AndAHeartbeatBehindAllOfThem(string query, string expected)
    {
        await using var desk = await DeskService.StartAsync(settings => settings with { Feed = settings.Feed with { HeartbeatInterval = TimeSpan.FromSeconds(1) } });
        await desk.PublishAsync(
            DeskService.Alert("a"), DeskService.Alert("b", severity: Severity.Alarm), DeskService.Alert("c", severity: Severity.Critical));
        var events = await EventsAsync(desk, "/api/v1/alerts/stream?" + query, untilId: 3);

        Assert.Equal(expected, string.Join(' ', events.Where(one => one.Name == "alert").Select(one => one.Id)));
        Assert.Equal(("heartbeat", 0L), (events[0].Name, events[0].Id));
        Assert.Contains("\"highWaterSequence\":\"3\"", events[0].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_FromWhatIsNoLongerKept_SaysSoAndEnds()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"), DeskService.Alert("b"), DeskService.Alert("c"), DeskService.Alert("d"));
        await desk.Service.RestartAsync(() => Forget(desk.Service.Host.Store.Path, upTo: 2));
        using var http = StreamClient.Of(desk.Service.Host.HttpAddress);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts/stream");
        request.Headers.Add("Last-Event-ID", "1");

        using var response = await http.SendAsync(request);

        // With the id the browser goes on, when it comes back by itself, behind what is lost.
        Assert.Equal("id: 2\nevent: resumeExpired\ndata: {\"oldestSequence\":\"3\"}\n\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Stream_ResumedBehindTheEndOfTheLog_SaysSoAndEnds_WhileAFirstRequestIsRefused()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"));
        using var http = StreamClient.Of(desk.Service.Host.HttpAddress);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts/stream");
        request.Headers.Add("Last-Event-ID", "500");

        using var resumed = await http.SendAsync(request);
        using var first = await http.GetAsync(new Uri("/api/v1/alerts/stream?after=500", UriKind.Relative));

        Assert.Equal("id: 0\nevent: resumeExpired\ndata: {\"oldestSequence\":\"1\"}\n\n", await resumed.Content.ReadAsStringAsync());
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, first.StatusCode);
    }

    [Fact]
    public async Task Stream_ResumedWhileThereIsNoPlace_SaysWhenToComeAgain_WhileAFirstRequestIsRefused()
    {
        await using var desk = await DeskService.StartAsync(settings => settings with { Feed = settings.Feed with { MaxSubscribers = 1 } });
        await desk.PublishAsync(DeskService.Alert("a"));
        using var http = StreamClient.Of(desk.Service.Host.HttpAddress);
        await using var taken = await http.GetStreamAsync(new Uri("/api/v1/alerts/stream", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts/stream");
        request.Headers.Add("Last-Event-ID", "1");

        using var resumed = await http.SendAsync(request);
        using var first = await http.GetAsync(new Uri("/api/v1/alerts/stream", UriKind.Relative));

        Assert.Equal("retry: 5000\nevent: unavailable\ndata: {\"reason\":\"TOO_MANY_SUBSCRIBERS\"}\n\n", await resumed.Content.ReadAsStringAsync());
        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, first.StatusCode);
    }

    /// <summary>As a later release will, or an operator who tidies up: the oldest events are no longer there. The store itself guards them.</summary>
    private static void Forget(string path, int upTo)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        var guards = new List<(string Name, string Sql)>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                guards.Add((row.GetString(0), row.GetString(1)));
            }
        }

        Run(string.Concat(guards.Select(guard => $"DROP TRIGGER {guard.Name};")));
        Run(FormattableString.Invariant($"DELETE FROM alert_event WHERE sequence <= {upTo}; DELETE FROM alert_status WHERE event_sequence <= {upTo}; DELETE FROM open_alert WHERE sequence <= {upTo};"));
        Run(string.Concat(guards.Select(guard => $"{guard.Sql};")));

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static async Task<List<(long Id, string Name, string Data)>> EventsAsync(DeskService desk, string path, long untilId)
    {
        using var http = StreamClient.Of(desk.Service.Host.HttpAddress);
        using var reader = new StreamReader(await http.GetStreamAsync(new Uri(path, UriKind.Relative)));
        var events = new List<(long Id, string Name, string Data)>();
        var (id, name, data) = (0L, "", "");
        while (events.Count == 0 || events[^1].Id < untilId)
        {
            var line = await reader.ReadLineAsync().WaitAsync(RunningService.Patience) ?? throw new InvalidOperationException("the stream ended");
            var value = line[(line.IndexOf(' ') + 1)..];
            (id, name, data) = line.Split(':')[0] switch
            {
                "id" => (long.Parse(value, System.Globalization.CultureInfo.InvariantCulture), name, data),
                "event" => (id, value, data),
                "data" => (id, name, value),
                _ => (id, name, data),
            };
            if (line.Length == 0)
            {
                events.Add((id, name, data));
            }
        }

        return events;
    }
}
