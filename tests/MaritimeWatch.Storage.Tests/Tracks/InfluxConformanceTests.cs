using MaritimeWatch.Storage.Influx;

namespace MaritimeWatch.Storage.Tests.Tracks;

/// <summary>The store in a real InfluxDB 1.x.</summary>
public sealed class InfluxConformanceTests(SharedInflux influx) : SeededTraffic, IClassFixture<SharedInflux>
{
    private readonly StoreFolder folder = new();
    private readonly string database = influx.Fresh();
    private InfluxTrackStore? store;

    protected override StoreCounters Counters => store!.Counters;

    public override Task DisposeAsync()
    {
        store?.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<ITrackStore> OpenAsync()
    {
        store?.Dispose();
        store = InfluxTrackStore.Open(influx.Options(database, folder.Root));
        return Task.FromResult<ITrackStore>(store);
    }
}
