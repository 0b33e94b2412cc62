using MaritimeWatch.Grpc.Health.V1;
using MaritimeWatch.Grpc.Tests.Hosting;
using ServingStatus = MaritimeWatch.Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace MaritimeWatch.Grpc.Tests.Health;

public sealed class GrpcHealthTests
{
    private static readonly GrpcMethod<HealthCheckRequest, HealthCheckResponse> Watch = new(HealthReflection.Descriptor.Services[0], "Watch");

    [Fact]
    public async Task Watch_OfAService_TellsEachChange()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Connect();
        await using var statuses = client.StreamAsync(Watch, new HealthCheckRequest { Service = "alerts" }).GetAsyncEnumerator();

        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync());
        host.Health.Set("alerts", true);
        Assert.Equal(ServingStatus.Serving, await NextAsync());
        host.Health.Set("ingest", true);
        host.Health.Set("alerts", true);
        host.Health.Set("alerts", false);
        Assert.Equal(ServingStatus.NotServing, await NextAsync());
        host.Health.Set("alerts", true);
        Assert.Equal(ServingStatus.Serving, await NextAsync());
        host.Health.Stop();
        Assert.Equal(ServingStatus.NotServing, await NextAsync());

        async Task<ServingStatus> NextAsync()
        {
            Assert.True(await statuses.MoveNextAsync());
            return statuses.Current.Status;
        }
    }

    [Fact]
    public async Task Check_AfterStop_IsNotServingWhateverIsSet()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Connect();
        var check = new GrpcMethod<HealthCheckRequest, HealthCheckResponse>(HealthReflection.Descriptor.Services[0], "Check");

        host.Health.Stop();
        host.Health.Set(string.Empty, true);

        Assert.Equal(ServingStatus.NotServing, (await client.CallAsync(check, new HealthCheckRequest())).Status);
    }
}
