using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Hosting;

public sealed class ServiceHealthTests
{
    [Theory]
    [InlineData(StoreFault.None)]
    [InlineData(StoreFault.Full)]
    public void StoreIs_WhileStopping_DoesNotTakeBackThatItStops(StoreFault fault)
    {
        var health = new ServiceHealth();
        health.Started();
        health.Stopping();

        health.StoreIs(fault, "test.db");

        Assert.Equal(ServiceHealth.StoppingReason, health.NotReadyBecause);
    }
}
