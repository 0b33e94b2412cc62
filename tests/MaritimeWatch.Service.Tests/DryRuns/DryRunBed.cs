using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.DryRuns;

/// <summary>A running service that has analysed, and stored, three ships that anchor about the cable for two hours: on it, 1,100 m and 1,700 m from it. And the calls of an analyst.</summary>
internal sealed class DryRunBed : IAsyncDisposable
{
    public const uint On = 219_000_001;
    public const uint Near = 219_000_002;
    public const uint Far = 219_000_003;

    /// <summary>The two hours, in the names of a request.</summary>
    public const string Period = "\"from\":\"2024-11-17T00:00:00Z\",\"to\":\"2024-11-17T02:00:00Z\"";

    // Metres of a degree of longitude at 51.5° N.
    private const double MetresPerDegree = 69_400;

    private readonly HttpClient http;

    private DryRunBed(RunningService service)
    {
        Service = service;
        http = new HttpClient { BaseAddress = service.Host.HttpAddress };
    }

    public RunningService Service { get; }

    public static async Task<DryRunBed> StartAsync(Func<ServiceSettings, ServiceSettings>? change = null)
    {
        var bed = new DryRunBed(await RunningService.StartAsync(change));
        var (traffic, count) = Scene();
        await bed.Service.SendTcpAsync(traffic);
        await Eventually.HoldsAsync(() => bed.Service.Host.Gateway.Total().Total is { InFlight: 0 } total && total.Received == count);
        await bed.Service.Host.Store.Tracks.FlushAsync();
        return bed;
    }

    public async Task<(HttpStatusCode Status, string? Location, JsonNode Body)> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/v1/dry-runs", UriKind.Relative), content);
        return (answer.StatusCode, answer.Headers.Location?.ToString(), JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    /// <summary>Starts one and waits for its end.</summary>
    public async Task<JsonNode> RunAsync(string settings, string period = Period)
    {
        var (status, location, body) = await PostAsync($"{{\"settings\":{settings},{period}}}");
        Assert.True(status == HttpStatusCode.Accepted, body.ToJsonString());
        return await EndAsync(location!);
    }

    public async Task<JsonNode> EndAsync(string location)
    {
        JsonNode? run = null;
        await Eventually.HoldsAsync(async () => (run = await GetAsync(location))["endedAt"] is not null);
        return run!;
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    public async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Service.DisposeAsync();
    }

    /// <summary>Ten minutes longer than the period, so that nothing of it is still waiting for its turn.</summary>
    private static (byte[] Nmea, int Messages) Scene()
    {
        var encoder = new AisEncoder();
        var bytes = new ArrayBufferWriter<byte>();
        (uint Mmsi, double MetresOff)[] ships = [(On, 0), (Near, 1_100), (Far, 1_700)];
        var count = 0;
        foreach (var (mmsi, _) in ships)
        {
            encoder.Write(new StaticReport(new Mmsi(mmsi), Name: $"SHIP {mmsi % 1000}", ShipType: new ShipType(70), ToBow: 100, ToStern: 20, ToPort: 10, ToStarboard: 10, MessageType: 5), Traffic.Epoch, StationClass.ClassA, bytes);
            count++;
        }

        for (var second = 0; second <= 130 * 60; second += 30)
        {
            foreach (var (mmsi, metresOff) in ships)
            {
                var place = new GeoPosition(51.5, 2.0 + (metresOff / MetresPerDegree) + (second % 60 == 0 ? 0.00002 : -0.00002));
                encoder.Write(PositionReport.Create(Traffic.Epoch + TimeSpan.FromSeconds(second), new Mmsi(mmsi), place, 0.1, 90, 90, NavigationalStatus.AtAnchor), bytes);
                count++;
            }
        }

        return (bytes.WrittenSpan.ToArray(), count);
    }
}
