using System.Text.Json.Nodes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Service.Tests.Replay;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>The sources as people and programs see them from outside.</summary>
public sealed class SourcesServedTests
{
    private const string Nobody = """[{ "Id": "ostend", "Kind": "nmea-tcp-client", "Host": "127.0.0.1", "Port": 1, "MaxRetryDelay": "00:00:01", "Station": "Oostende", "Greeting": "open sesame" }]""";

    [Fact]
    public async Task Api_OfAServiceWithTraffic_HasStateFiguresAndBalance()
    {
        await using var service = await RunningService.StartAsync(settings => settings with { Sources = Configured.Sources(Nobody) });
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(219_000_606));
        await Eventually.HoldsAsync(() => service.Host.Gateway.Total().Total is { Received: 134, InFlight: 0 });
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };

        var text = await http.GetStringAsync("/api/v1/sources");
        var sources = JsonNode.Parse(text)!["sources"]!.AsArray();

        Assert.Equal(["nmea-tcp", "nmea-udp", "ostend"], sources.Select(source => source!["id"]!.GetValue<string>()));
        Assert.Equal(("live", 134, 134), (sources[0]!["state"]!.GetValue<string>(), sources[0]!["balance"]!["received"]!.GetValue<int>(), sources[0]!["balance"]!["stored"]!.GetValue<int>()));
        Assert.Equal("connecting", sources[2]!["state"]!.GetValue<string>());
        Assert.DoesNotContain("sesame", text, StringComparison.Ordinal);
        Assert.Equal("Oostende", JsonNode.Parse(await http.GetStringAsync("/api/v1/sources/ostend"))!["station"]!.GetValue<string>());
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync("/api/v1/sources/nobody")).StatusCode);

        var metrics = await http.GetStringAsync("/metrics");
        Assert.Contains("maritimewatch_source_state{source=\"nmea-tcp\",state=\"live\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_source_state{source=\"nmea-tcp\",state=\"silent\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_ingest_messages_total{source=\"nmea-tcp\",type=\"position\",result=\"stored\"} 133\n", metrics, StringComparison.Ordinal);
        Assert.Contains("maritimewatch_ingest_messages_total{source=\"nmea-tcp\",type=\"static\",result=\"stored\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("219000606", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_ListsThem_AsATableAndAsJson()
    {
        await using var service = await RunningService.StartAsync();
        var server = service.Host.HttpAddress.ToString();

        var table = await CommandRun.ProcessAsync(["sources", "--server", server]);
        var json = await CommandRun.ProcessAsync(["sources", "--server", server, "--json"]);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (table.Exit, json.Exit));
        var lines = System.Text.Encoding.UTF8.GetString(table.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("SOURCE", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("nmea-udp", StringComparison.Ordinal) && line.Contains("connecting", StringComparison.Ordinal));
        Assert.Equal(2, JsonNode.Parse(json.Output)!["sources"]!.AsArray().Count);
    }

    [Fact]
    public async Task Command_WithoutAService_SaysSo()
    {
        var run = await CommandRun.HereAsync("sources", "--server", "http://127.0.0.1:1");

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("no service answers at http://127.0.0.1:1/", run.Error, StringComparison.Ordinal);
    }

    /// <summary>The whole way: a configured source that never brings anything, on the feed, once, and after a restart still once.</summary>
    [Fact]
    public async Task Alert_OfASilentSource_IsOnTheFeedOnce_AlsoAfterARestart()
    {
        var clock = new ManualClock(Instant.FromUtc(2024, 11, 17, 12));
        Func<ServiceSettings, ServiceSettings> live = settings => settings with
        {
            Ingest = settings.Ingest with { EventTime = EventTimeSource.Receipt }, Sources = Configured.Sources("""[{ "Id": "ostend", "Kind": "nmea-udp", "Port": 0 }]"""),
        };
        await using var service = await RunningService.StartAsync(live, clock: clock);

        await PassUntilAsync(clock, () => service.Host.Feed.HighWater >= 1);
        var raised = (await service.EventsAsync(0, 1)).Single();
        Assert.Equal((AlertKind.FeedHealth, Severity.Alarm, AlertState.Raised, 1), (raised.Kind, raised.Severity, raised.State, raised.Revision));
        Assert.StartsWith("feed-health-source-ostend-20241117T120000Z", raised.AlertId, StringComparison.Ordinal);
        Assert.Contains("Source ostend has brought nothing", raised.Headline, StringComparison.Ordinal);

        var before = service.Host.Feed.HighWater;
        await service.RestartAsync(change: live);
        var looks = 0;
        service.Host.Gateway.Looked += _ => looks++;
        await PassUntilAsync(clock, () => looks >= 200);

        Assert.Single(service.Host.Store.Alerts.OpenAlerts());
        Assert.Equal(1, service.Host.Store.Alerts.LatestRevision(raised.AlertId));
        Assert.True(service.Host.Feed.HighWater >= before);
    }

    private static Task PassUntilAsync(ManualClock clock, Func<bool> condition) => Eventually.HoldsAsync(() =>
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return condition();
    });
}
