using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Tests;

/// <summary>Reports whose sender waits until they are durable.</summary>
public sealed class StoredReportsTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task StoreAsync_TellsOfEachWhetherItWasNew()
    {
        using var store = folder.Open();
        AisReport[] reports = [Given.Position(1), Given.Position(2), Given.Position(1), Given.Static(3, new StaticReport(Given.Yi, Name: "YI"))];
        var isStored = new bool[4];

        var came = await store.Tracks.StoreAsync(reports, isStored, CancellationToken.None);

        Assert.Equal((new StoredReports(3, 1), 2L, 1L), (came, store.Counters.Stored, store.Counters.Duplicate));
        Assert.Equal([true, true, false, true], isStored);

        // Durable: another reader of the file has them already.
        using var other = SqliteStore.OpenForReading(folder.Database);
        Assert.Equal(2, other.Tracks.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 10).Count);
    }

    [Fact]
    public async Task StoreAsync_MoreThanAThousand_IsAMistake()
    {
        using var store = folder.Open();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Tracks.StoreAsync(new AisReport[1_001], new bool[1_001], CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Tracks.StoreAsync(new AisReport[1], new bool[2], CancellationToken.None));
        Assert.Equal(new StoredReports(1_000, 0), await store.Tracks.StoreAsync(Reports(0), new bool[1_000], CancellationToken.None));
    }

    [Fact]
    public async Task StoreAsync_WithTheQueueFull_WaitsForRoomAndShedsNothing()
    {
        using var store = folder.Open(new SqliteStoreOptions { QueuedReports = 1 });

        var came = await Task.WhenAll(Enumerable.Range(0, 20).Select(batch => store.Tracks.StoreAsync(Reports(batch), new bool[1_000], CancellationToken.None)));

        Assert.Equal((20_000, 0L), (came.Sum(each => each.Stored), store.Counters.Shed));
    }

    [Fact]
    public async Task StoreAsync_WhileTheDiskRefuses_FailsAndStoresItAfterwardsWhenAskedAgain()
    {
        using var store = folder.Open(new SqliteStoreOptions { RetryInterval = TimeSpan.FromMilliseconds(10) });
        store.MaxDatabaseBytes = 1 << 20;
        var batch = 0;
        var refused = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            for (; batch < 100; batch++)
            {
                await store.Tracks.StoreAsync(Reports(batch), new bool[1_000], CancellationToken.None);
            }
        });

        store.MaxDatabaseBytes = 64 << 20;
        while (store.Fault != StoreFault.None)
        {
            await Task.Yield();
        }

        Assert.Equal((StoreFault.Full, true), (refused.Fault, batch > 0));
        Assert.Equal(new StoredReports(1_000, 0), await store.Tracks.StoreAsync(Reports(batch), new bool[1_000], CancellationToken.None));
        Assert.Equal((batch + 1) * 1_000, store.Tracks.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 1_000_000).Count);
    }

    [Fact]
    public async Task StoreAsync_OnAClosedStore_Fails()
    {
        var store = folder.Open();
        store.Dispose();

        await Assert.ThrowsAsync<StoreException>(() => store.Tracks.StoreAsync(Reports(0), new bool[1_000], CancellationToken.None));
    }

    private static AisReport[] Reports(int batch) => [.. Enumerable.Range(batch * 1_000, 1_000).Select(second => Given.Position(second))];
}
