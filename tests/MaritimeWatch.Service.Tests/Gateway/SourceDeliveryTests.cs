using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class SourceDeliveryTests
{
    private readonly ManualClock clock = new(Traffic.Epoch);

    /// <summary>What one of low trust brought first had to give way; the healthy copy was never counted as its duplicate.</summary>
    [Fact]
    public void Offer_OfAHealthyCopy_IsTakenThoughTheFirstOfLowTrustIsShed()
    {
        var parts = Parts(capacity: 2);
        var (low, healthy) = (Source(parts, "low", trust: SourceTrust.Low), Source(parts, "healthy"));
        low.Delivery.Offer([Report(1), Report(2)]);

        healthy.Delivery.Offer([Report(1), Report(2)]);

        Assert.Equal(2, Fates(low).Shed);
        Assert.Equal((2, 0, 0), (Fates(healthy).InFlight, Fates(healthy).Duplicate, Fates(healthy).Shed));
        Assert.True(parts.Intake.TryRead(out var item));
        Assert.Same(healthy.Balance, item.Balance);
    }

    [Fact]
    public void Offer_OfACopyByLowTrust_IsADuplicateOfWhateverCameFirst()
    {
        var parts = Parts(capacity: 10);
        var (low, other, healthy) = (Source(parts, "low", trust: SourceTrust.Low), Source(parts, "other", trust: SourceTrust.Low), Source(parts, "healthy"));
        healthy.Delivery.Offer([Report(1)]);
        low.Delivery.Offer([Report(1), Report(2)]);
        other.Delivery.Offer([Report(2)]);

        Assert.Equal((1, 1), (Fates(low).Duplicate, Fates(other).Duplicate));
        Assert.Equal(2, parts.Intake.Waiting);
    }

    /// <summary>Whoever is told "a copy" lets go of it: so it goes behind its first, and is a copy only where that got through.</summary>
    [Fact]
    public async Task HandOverAsync_OfACopyWhoseSenderWaits_GoesBehindItsFirst()
    {
        var parts = Parts(capacity: 10);
        var (first, second) = (Source(parts, "first"), Source(parts, "second"));
        first.Delivery.Offer([Report(1)]);
        ReportBatch batch = [Report(1)];
        var durable = new DurableReports(batch);
        await second.Delivery.HandOverAsync(batch, CancellationToken.None, durable);

        Assert.False(durable.Receipt.Taken.IsCompleted);
        Assert.True(parts.Intake.TryRead(out var brought));
        Assert.True(parts.Intake.TryRead(out var copy));
        Assert.Equal((false, true, false), (brought.IsCopy, copy.IsCopy, copy.GoesOut));
        Assert.Same(durable.Receipt, copy.Receipt);
    }

    /// <summary>A wait for the rate that is given up costs nobody who comes after.</summary>
    [Fact]
    public async Task HandOverAsync_CutOffWhileItPaysForItsRate_LeavesNoDebt()
    {
        var parts = Parts(capacity: 1_000);
        var source = Source(parts, "own", perSecond: 10);
        using var cut = new CancellationTokenSource();
        var waiting = source.Delivery.HandOverAsync([.. Enumerable.Range(0, 500).Select(Report)], cut.Token).AsTask();
        source.Look();
        Assert.Contains("held back by us: it brings more than its rate", source.Health.Reason, StringComparison.Ordinal);
        Assert.Equal(SourceState.Live, source.Health.State);

        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var next = source.Delivery.HandOverAsync([Report(1_000)], CancellationToken.None).AsTask();

        Assert.True(next.IsCompletedSuccessfully);
        Assert.Equal((501, 500, 1), (Fates(source).Received, Fates(source).Shed, Fates(source).InFlight));
        source.Look();
        Assert.Equal((SourceState.Live, "connected"), (source.Health.State, source.Health.Reason));
    }

    [Fact]
    public async Task Look_AtOneThatWaitsForRoom_SaysThatWeHoldItBack()
    {
        var parts = Parts(capacity: 1);
        var source = Source(parts, "own");
        var waiting = source.Delivery.HandOverAsync([Report(1), Report(2)], CancellationToken.None).AsTask();

        source.Look();
        Assert.Equal((SourceState.Live, "connected; held back by us: the analysis is behind"), (source.Health.State, source.Health.Reason));

        parts.Intake.TryRead(out _);
        await waiting.WaitAsync(RunningService.Patience);
        source.Look();
        Assert.Equal("connected", source.Health.Reason);
    }

    /// <summary>A changed entry goes on with the counts of the one before; what that one shed is no flood of the new one.</summary>
    [Fact]
    public void Look_AtOneThatTookThePlaceOfAnother_CallsNothingAFloodThatWasShedBefore()
    {
        var parts = Parts(capacity: 1_000);
        var before = Source(parts, "own", perSecond: 1);
        before.Delivery.Offer([.. Enumerable.Range(0, 100).Select(Report)]);
        before.Look();
        Assert.Equal(SourceState.Degraded, before.Health.State);
        clock.Advance(TimeSpan.FromMinutes(2));
        before.Look();

        var after = new SourceRuntime(before.Settings with { MessagesPerSecond = 1_000 }, parts, open: null, before: before);
        after.Up("connected");
        after.Delivery.Offer([Report(1_000)]);
        after.Look();

        Assert.Equal((SourceState.Live, "connected"), (after.Health.State, after.Health.Reason));
    }

    /// <summary>Whatever the end of one attempt does, the look at the others goes on.</summary>
    [Fact]
    public async Task Look_AtASourceWhoseEndIsSlow_DoesNotWaitForIt()
    {
        using var release = new ManualResetEventSlim();
        var ending = new TaskCompletionSource();
        var runtime = new SourceRuntime(
            new SourceSettings { Id = "own", Kind = "scripted", ExpectedInterval = TimeSpan.FromSeconds(30) }, Parts(capacity: 1),
            () => new Blocking(() =>
            {
                ending.TrySetResult();
                release.Wait();
            }),
            isReconnectedWhenSilent: true);
        using var stopping = new CancellationTokenSource();
        var running = runtime.RunAsync(stopping.Token);
        await Eventually.HoldsAsync(() => runtime.Health.Reason.StartsWith("connected", StringComparison.Ordinal));

        clock.Advance(TimeSpan.FromSeconds(31));
        runtime.Look();
        await ending.Task.WaitAsync(RunningService.Patience);

        release.Set();
        await stopping.CancelAsync();
        await running.WaitAsync(RunningService.Patience);
    }

    private static Fates Fates(SourceRuntime source) => source.Balance.Sums(source.Counters.Stages()).Total;

    private static AisReport Report(int number) => new(PositionReport.Create(Traffic.Epoch + TimeSpan.FromSeconds(number), new Mmsi((uint)(219_000_000 + number)), new GeoPosition(55, 4), 10), null);

    private static SourceRuntime Source(GatewayParts parts, string id, int perSecond = 10_000, SourceTrust trust = SourceTrust.Normal)
    {
        var source = new SourceRuntime(new SourceSettings { Id = id, Kind = "nmea-tcp-client", MessagesPerSecond = perSecond, Trust = trust }, parts, open: null);
        source.Up("connected");
        return source;
    }

    private GatewayParts Parts(int capacity)
    {
        var parts = new GatewayParts(new ReportIntake(capacity), EventTimeSource.TagBlock, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
        parts.Intake.WasShed += item => parts.Merger.Forget(item.Report, item.Standing);
        return parts;
    }

    /// <summary>Waits until it is cancelled, and does something slow then, on whatever thread cancels.</summary>
    private sealed class Blocking(Action whenCancelled) : IReportSource
    {
        public async Task RunAsync(SourceSession session, CancellationToken cancellation)
        {
            // What is registered last runs first.
            var waiting = Task.Delay(Timeout.Infinite, cancellation);
            using var slow = cancellation.Register(whenCancelled);
            session.Connected("connected");
            await waiting;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
