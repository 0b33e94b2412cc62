using System.Net;
using System.Text.Json;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Api.Http;

/// <summary>What an endpoint that fails says over HTTP.</summary>
public sealed class HttpDoorTests
{
    [Fact]
    public async Task Endpoint_WhoseStoreCannotBeRead_SaysThatItIsUnavailable_AndWhenToComeAgain()
    {
        var settings = RunningService.Settings(Path.GetTempPath());
        using var gate = AccessGate.Create(settings, TimeProvider.System, NullLogger.Instance, new AuditTrail(TimeProvider.System, NullLogger.Instance));
        await using var web = new WebFront(settings, gate, [new ServiceHealth().Grpc.Definition], Map, new RequestCounters(), TimeProvider.System, NullLoggerFactory.Instance);
        await web.StartAsync(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = web.HttpAddress };

        using var answer = await http.GetAsync(new Uri("/metrics", UriKind.Relative));

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (answer.StatusCode, answer.Headers.GetValues("retry-after").Single()));
        Assert.Equal("STORE_UNAVAILABLE", problem.RootElement.GetProperty("reason").GetString());

        static void Map(WebApplication web) => web.MapGet("/metrics", (RequestDelegate)(_ => throw new StoreException(StoreFault.InputOutput, "test.db")));
    }
}
