namespace MaritimeWatch.Storage.Tests.Tracks;

/// <summary>The embedded store.</summary>
public sealed class SqliteConformanceTests : SeededTraffic
{
    private readonly StoreFolder folder = new();
    private SqliteStore? store;

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
        store = folder.Open();
        return Task.FromResult<ITrackStore>(store.Tracks);
    }
}
