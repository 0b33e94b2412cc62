using System.Net;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Client;
using MaritimeWatch.Grpc.Health.V1;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;
using MaritimeWatch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>What clients and orchestrators see of a service whose store cannot be opened.</summary>
public sealed class StandInTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-stand-in-");
    private readonly ManualClock clock = new(Traffic.Epoch);
    private readonly HttpClient http = new();
    private readonly ServiceSettings settings;

    public StandInTests()
    {
        settings = RunningService.Settings(folder.FullName) with { Http = new HttpSettings { Port = FreePort.Take() }, Grpc = new GrpcSettings { Port = FreePort.Take() } };
    }

    [Fact]
    public async Task ADamagedStore_IsSaidOnReadyz_WhileCallsAreToldToComeAgain_UntilItIsMovedAway()
    {
        await File.WriteAllTextAsync(settings.Store.Path, string.Concat(Enumerable.Repeat("no database\n", 1_000)));
        var failure = Assert.Throws<StoreException>(() => ServiceHost.OpenStore(settings.Store, clock));
        using var patience = new CancellationTokenSource(RunningService.Patience);
        var serving = StandIn.ServeAsync(settings, failure, clock, NullLoggerFactory.Instance, patience.Token);

        var ready = await GetAsync("readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains($"not ready: the store '{settings.Store.Path}' is damaged or is no MaritimeWatch store; move it away, or restore a backup", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("healthz")).StatusCode);
        var query = await GetAsync("api/v1/held-back");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (query.StatusCode, query.Content.Headers.ContentType?.MediaType));
        Assert.Equal(TimeSpan.FromSeconds(5), query.Headers.RetryAfter?.Delta);

        // An EventSource that comes back must not hear an error, or it stays away for good.
        http.DefaultRequestHeaders.Add("Last-Event-ID", "7");
        var stream = await GetAsync("api/v1/alerts/stream");
        http.DefaultRequestHeaders.Clear();
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (stream.StatusCode, stream.Content.Headers.ContentType?.MediaType));
        Assert.Equal("retry: 5000\nevent: unavailable\ndata: {\"reason\":\"STORE_UNAVAILABLE\"}\n\n", await stream.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync("api/v1/alerts/stream")).StatusCode);

        using var client = new GrpcClient(new Uri($"http://127.0.0.1:{settings.Grpc.Port}"));
        var refused = await Assert.ThrowsAsync<GrpcStatusException>(async () => await client.StreamAsync(RunningService.WatchAlerts, new WatchAlertsRequest()).GetAsyncEnumerator().MoveNextAsync());
        Assert.Equal(StatusCode.Unavailable, refused.Code);
        Assert.Contains("is damaged", refused.Message, StringComparison.Ordinal);
        Assert.Equal(5, refused.RetryInfo?.RetryDelay.Seconds);
        var check = new GrpcMethod<HealthCheckRequest, HealthCheckResponse>(HealthReflection.Descriptor.Services[0], "Check");
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, (await client.CallAsync(check, new HealthCheckRequest())).Status);

        // Tried again in vain, and again when the file is gone.
        clock.Advance(StandIn.TryAgain);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync("readyz")).StatusCode);
        File.Delete(settings.Store.Path);
        await Eventually.HoldsAsync(() =>
        {
            clock.Advance(StandIn.TryAgain);
            return serving.IsCompleted;
        });

        await serving;
        await using var host = await ServiceHost.StartAsync(
            settings, MaritimeWatch.Detection.Locating.AssetIndex.Build(Traffic.Chart), clock, NullLoggerFactory.Instance, patience.Token);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("readyz")).StatusCode);
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>The answer, as soon as somebody listens.</summary>
    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);
        while (true)
        {
            try
            {
                return await http.GetAsync(new Uri($"http://127.0.0.1:{settings.Http.Port}/{path}"), patience.Token);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), patience.Token);
            }
        }
    }
}
