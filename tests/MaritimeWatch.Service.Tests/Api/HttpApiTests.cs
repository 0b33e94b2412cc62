using System.Net;
using System.Text.Json;
using MaritimeWatch.Service.Tests.Desk;
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

    [Fact]
    public async Task AlertStream_OfAnAcknowledgedAlert_HasTheTransitionUnderItsOwnNumber()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"));
        await desk.AcknowledgeAsync("a");
        using var http = new HttpClient { BaseAddress = desk.Service.Host.HttpAddress };

        using var reader = new StreamReader(await http.GetStreamAsync(new Uri("/api/v1/alerts/stream?after=1", UriKind.Relative)));
        var lines = new List<string>();
        while (!lines.Contains("event: transition") || lines[^1].Length > 0)
        {
            lines.Add(await reader.ReadLineAsync().WaitAsync(RunningService.Patience) ?? throw new InvalidOperationException("the stream ended"));
        }

        Assert.Equal(["id: 2", "event: transition"], lines[^4..^2]);
        using var data = JsonDocument.Parse(lines[^2]["data: ".Length..]);
        Assert.Equal(
            ("OPERATOR_ACTION_ACKNOWLEDGED", "ann", "OPERATOR_STATE_ACKNOWLEDGED"),
            (data.RootElement.GetProperty("action").GetString(), data.RootElement.GetProperty("actor").GetString(), data.RootElement.GetProperty("status").GetProperty("state").GetString()));
    }

    [Fact]
    public async Task HeldBack_OfARunningService_IsListedWithItsReason()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship + 2, shipType: 50));
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship, fromMinute: 35));
        await service.EventsAsync(0, 1);
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };

        using var all = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/v1/held-back", UriKind.Relative)));
        using var of = JsonDocument.Parse(await http.GetStringAsync(new Uri($"/api/v1/held-back?mmsi={Ship + 2}&kind=ALERT_KIND_ANCHORED_ON_ASSET&limit=1", UriKind.Relative)));
        using var none = JsonDocument.Parse(await http.GetStringAsync(new Uri($"/api/v1/held-back?mmsi={Ship}&kind=ALERT_KIND_ANCHORED_ON_ASSET", UriKind.Relative)));

        Assert.Equal(all.RootElement.GetProperty("total").GetInt32(), all.RootElement.GetProperty("heldBack").GetArrayLength());
        var held = Assert.Single(of.RootElement.GetProperty("heldBack").EnumerateArray());
        Assert.Equal((Ship + 2, "test-cable", "exempt by ship type 50 (pilot)"), (held.GetProperty("mmsi").GetUInt32(), held.GetProperty("assetId").GetString(), held.GetProperty("reason").GetString()));
        Assert.Empty(none.RootElement.GetProperty("heldBack").EnumerateArray());
    }

    [Theory]
    [InlineData("limit=0", "limit '0' is no number from 1 to 1000")]
    [InlineData("limit=1001", "limit '1001'")]
    [InlineData("mmsi=Ada", "mmsi 'Ada' is no number")]
    [InlineData("kind=DRAG", "kind 'DRAG' is none; the kinds are ALERT_KIND_LOITERING, ")]
    public async Task HeldBack_BadQuestion_IsRefusedWithTheReason(string query, string said)
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };

        using var response = await http.GetAsync(new Uri("/api/v1/held-back?" + query, UriKind.Relative));

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Contains(said, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?after=1", null, "SEQUENCE_NOT_REACHED")]
    [InlineData("", "-1", "INVALID_ARGUMENT")]
    [InlineData("", "yesterday", "INVALID_ARGUMENT")]
    public async Task AlertStream_FromAPointThatIsNotInTheFeed_IsRefusedWithTheReason(string query, string? lastEventId, string reason)
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts/stream" + query);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"\"{reason}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
