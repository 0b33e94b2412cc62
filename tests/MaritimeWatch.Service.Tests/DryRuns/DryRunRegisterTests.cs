using System.Collections.Concurrent;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.DryRuns;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Service.Tests.Queries;
using MaritimeWatch.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.DryRuns;

/// <summary>One at a time, in the order in which they came; each waits here for its turn until the test lets it read.</summary>
public sealed class DryRunRegisterTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-dry-runs-");
    private readonly SqliteStore store;
    private readonly SemaphoreSlim let = new(0);
    private readonly BlockingCollection<int> reading = [];
    private readonly DryRunRegister register;

    public DryRunRegisterTests()
    {
        store = SqliteStore.Open(Path.Combine(folder.FullName, "test.db"));
        var tracks = WatchedTracks.Of(store.Tracks, (method, _) =>
        {
            if (method == nameof(ITrackStore.NewestPositionTime))
            {
                reading.Add(1);
                Assert.True(let.Wait(RunningService.Patience));
            }
        });
        register = new DryRunRegister(new DryRunBench(tracks, AssetIndex.Build(Traffic.Chart), null, TimeSpan.Zero, TimeProvider.System), TimeProvider.System, NullLogger.Instance);
    }

    public void Dispose()
    {
        let.Release(100);
        register.StopAsync().Wait(RunningService.Patience);
        store.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task TryAdd_OfTwoAtOnce_RunsTheSecondAfterTheFirst()
    {
        var (first, second) = (Add("ann"), Add("bob"));
        Read();

        Assert.Equal((DryRunState.Running, DryRunState.Waiting), (first.Now.State, second.Now.State));
        Assert.Null(second.Now.StartedAt);

        let.Release();
        await first.Ended.WaitAsync(RunningService.Patience);
        Read();
        Assert.Equal((DryRunState.Done, DryRunState.Running), (first.Now.State, second.Now.State));

        let.Release();
        await second.Ended.WaitAsync(RunningService.Patience);
        Assert.Equal(DryRunState.Done, second.Now.State);
        Assert.True(first.Now.EndedAt <= second.Now.StartedAt);
    }

    [Fact]
    public async Task TryAdd_BeyondTheQueue_IsRefusedUntilThereIsRoom()
    {
        var first = Add("ann");
        Read();
        var waiting = Enumerable.Range(0, DryRunRegister.MostWaiting).Select(_ => Add("ann")).ToList();

        Assert.Null(register.TryAdd(Plan("ann")));
        register.Forget(waiting[3]);
        Assert.NotNull(register.TryAdd(Plan("ann")));

        Assert.Equal(DryRunState.Cancelled, waiting[3].Now.State);
        let.Release(100);
        await Task.WhenAll(waiting.Select(run => run.Ended)).WaitAsync(RunningService.Patience);
        Assert.Equal(DryRunState.Done, first.Now.State);
        Assert.Null(waiting[3].Now.StartedAt);
    }

    [Fact]
    public async Task Forget_OfTheOneThatRuns_EndsItAndTheNextBegins()
    {
        store.Tracks.TryAppend(new Domain.Vessels.AisReport(Domain.Vessels.PositionReport.Create(Traffic.Epoch, new Domain.Vessels.Mmsi(219_000_606), new Domain.GeoPosition(51.5, 2)), null));
        await store.Tracks.FlushAsync();
        var (first, second) = (Add("ann"), Add("ann"));
        Read();

        register.Forget(first);
        let.Release(2);
        await Task.WhenAll(first.Ended, second.Ended).WaitAsync(RunningService.Patience);

        Assert.Equal((DryRunState.Cancelled, DryRunState.Done), (first.Now.State, second.Now.State));
        Assert.Null(first.Now.Result);
        Assert.Equal([second], register.Of(null));
    }

    [Fact]
    public async Task Of_KeepsTheNewestThatHaveEnded_AndEverybodysApart()
    {
        let.Release(100);
        var runs = new List<DryRun>();
        for (var number = 0; number < DryRunRegister.MostKept + 2; number++)
        {
            runs.Add(Add(number % 2 == 0 ? "ann" : "bob"));
            await runs[^1].Ended.WaitAsync(RunningService.Patience);
        }

        await Eventually.HoldsAsync(() => register.Of(null).Count == DryRunRegister.MostKept);

        Assert.Equal(Enumerable.Reverse(runs).Take(DryRunRegister.MostKept), register.Of(null));
        Assert.Equal(DryRunRegister.MostKept / 2, register.Of("ann").Count);
        Assert.Null(register.Find("bob", runs[^2].Id));
        Assert.Same(runs[^2], register.Find("ann", runs[^2].Id));
        Assert.Same(runs[^2], register.Find(null, runs[^2].Id));
    }

    [Fact]
    public async Task Run_OfAStoreThatCannotBeRead_FailsAndSaysWhy()
    {
        let.Release(100);
        var tracks = WatchedTracks.Of(store.Tracks, (_, _) => throw new StoreException(StoreFault.Damaged, "test.db"));
        var broken = new DryRunRegister(new DryRunBench(tracks, AssetIndex.Build(Traffic.Chart), null, TimeSpan.Zero, TimeProvider.System), TimeProvider.System, NullLogger.Instance);

        var run = broken.TryAdd(Plan("ann"))!;
        await run.Ended.WaitAsync(RunningService.Patience);

        Assert.Equal(DryRunState.Failed, run.Now.State);
        Assert.Contains("test.db", run.Now.Problem, StringComparison.Ordinal);
    }

    private static DryRunPlan Plan(string owner) => new(owner, owner, "", Traffic.Epoch, Traffic.Epoch + TimeSpan.FromHours(1), DetectionSettings.Default, DetectionSettings.Default);

    private DryRun Add(string owner) => register.TryAdd(Plan(owner)) ?? throw new InvalidOperationException("there is no room");

    /// <summary>Until the next has begun to read.</summary>
    private void Read() => Assert.True(reading.TryTake(out _, RunningService.Patience));
}
