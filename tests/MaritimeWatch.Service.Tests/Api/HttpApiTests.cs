using System.Net;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Api;

public sealed class HttpApiTests
{
    private const uint Ship = 219_000_606;

    [Fact]
    public async Task HealthAndReadiness_OfARunningService_AreOk()
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };

        Assert.Equal("ok\n", await http.GetStringAsync(new Uri("/healthz", UriKind.Relative)));
        Assert.Equal("ready\n", await http.GetStringAsync(new Uri("/readyz", UriKind.Relative)));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("/nothing", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Metrics_AfterTraffic_CountEachStageAndNeverNameAShip()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await service.EventsAsync(0, 1);
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };

        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Contains("maritimewatch_stage_in_total{source=\"nmea-tcp\",stage=\"Frame\"} ", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_alert_events_total{kind=\"anchored_on_asset\",", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("219000606", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("SHIP", metrics, StringComparison.Ordinal);

        // Every sample belongs to a family that was announced: what `promtool check metrics` asks first.
        var families = metrics.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToHashSet();
        Assert.All(metrics.Split('\n').Where(line => line.Length > 0 && line[0] != '#'), line => Assert.Contains(line.Split('{', ' ')[0], families));
    }

    [Fact]
    public async Task AlertStream_WithLastEventId_ContinuesWithTheNextEvent()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship + 1, fromMinute: 35));
        var second = (await service.EventsAsync(0, 2))[1];

        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts/stream");
        request.Headers.Add("Last-Event-ID", "1");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var lines = new List<string>();
        while (lines.Count(line => line.StartsWith("data:", StringComparison.Ordinal)) < 2)
        {
            lines.Add(await reader.ReadLineAsync().WaitAsync(RunningService.Patience) ?? throw new InvalidOperationException("the stream ended"));
        }

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("event: heartbeat", lines[0]);
        Assert.Contains("id: 2", lines);
        Assert.Contains(lines, line => line.Contains(second.AlertId, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("yesterday")]
    public async Task AlertStream_FromAPointThatIsNotInTheFeed_IsRefusedWithTheReason(string lastEventId)
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts/stream");
        request.Headers.Add("Last-Event-ID", lastEventId);

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("OUT_OF_RANGE", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
