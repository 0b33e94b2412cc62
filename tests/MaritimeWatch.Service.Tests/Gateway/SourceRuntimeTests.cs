using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Gateway.Sources;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class SourceRuntimeTests
{
    private readonly ManualClock clock = new(Instant.FromUtc(2024, 11, 17));

    /// <summary>A broker that accepts and never answers: found within the expected interval, and connected to anew.</summary>
    /// <summary>Cut off while it waited for room, a report is sent again by a broker that was not answered: then it is the first, and no silence was the source's.</summary>
    [Fact]
    public async Task HandOverAsync_CutOffWhileItWaitsForRoom_TakesTheReportWhenItComesAgain()
    {
        var parts = new GatewayParts(new ReportIntake(1), EventTimeSource.TagBlock, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
        var source = new SourceRuntime(new SourceSettings { Id = "own", Kind = "nmea-tcp-client", ExpectedInterval = TimeSpan.FromSeconds(30) }, parts, open: null);
        source.Up("connected");
        await source.Delivery.HandOverAsync([Report(1)], CancellationToken.None);
        using var cut = new CancellationTokenSource();

        var waiting = source.Delivery.HandOverAsync([Report(60)], cut.Token).AsTask();
        clock.Advance(TimeSpan.FromMinutes(5));
        source.Look();
        Assert.Equal((false, SourceState.Live), (waiting.IsCompleted, source.Health.State));
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(parts.Intake.TryRead(out _));
        await source.Delivery.HandOverAsync([Report(60)], CancellationToken.None);

        Assert.True(parts.Intake.TryRead(out var item));
        Assert.Equal(60, (item.Report.Time - Traffic.Epoch).TotalSeconds);
        Assert.Equal((1L, 0L), (source.Balance.Sums(source.Counters.Stages()).Total.Shed, source.Balance.Sums(source.Counters.Stages()).Total.Duplicate));

        static AisReport Report(int second) => new(PositionReport.Create(Traffic.Epoch + TimeSpan.FromSeconds(second), new Mmsi(219_000_606), new GeoPosition(51.5, 3.0), 10, stationClass: StationClass.ClassA), null);
    }

    /// <summary>A sender that can wait is slowed before anything is shed for the disk's sake; one that cannot is not.</summary>
    [Fact]
    public async Task HandOverAsync_WhileTheDiskIsBehind_WaitsAndShedsNothing()
    {
        var isBehind = true;
        var parts = new GatewayParts(new ReportIntake(1_000), EventTimeSource.TagBlock, null, TimeProvider.System, NullLogger.Instance)
        {
            Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)), IsDiskBehind = () => Volatile.Read(ref isBehind),
        };
        var source = new SourceRuntime(new SourceSettings { Id = "own", Kind = "nmea-tcp-client" }, parts, open: null);

        var handing = source.Delivery.HandOverAsync([Report(1)], CancellationToken.None).AsTask();
        source.Delivery.Offer([Report(20)]);
        Assert.Equal((false, 1), (handing.IsCompleted, parts.Intake.Waiting));

        Volatile.Write(ref isBehind, false);
        await handing.WaitAsync(RunningService.Patience);
        Assert.Equal((2, 0L), (parts.Intake.Waiting, source.Balance.Sums(source.Counters.Stages()).Total.Shed));

        static AisReport Report(int second) => new(PositionReport.Create(Traffic.Epoch + TimeSpan.FromSeconds(second), new Mmsi(219_000_606), new GeoPosition(51.5, 3.0), 10, stationClass: StationClass.ClassA), null);
    }

    [Fact]
    public async Task Look_AtASourceThatAcceptsAndIsSilent_GivesItUpForANewAttempt()
    {
        var attempts = 0;
        var runtime = Runtime(() => new Scripted(async (session, cancellation) =>
        {
            attempts++;
            session.Connected("connected");
            await Task.Delay(Timeout.Infinite, cancellation);
        }));
        using var stopping = new CancellationTokenSource();
        var running = runtime.RunAsync(stopping.Token);

        clock.Advance(TimeSpan.FromSeconds(30));
        runtime.Look();
        Assert.Equal(SourceState.Connecting, runtime.Health.State);
        clock.Advance(TimeSpan.FromSeconds(1));
        runtime.Look();

        await Eventually.HoldsAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return attempts == 2;
        });
        await stopping.CancelAsync();
        await running;
        Assert.Equal(SourceState.Stopping, runtime.Health.State);
    }

    [Fact]
    public async Task RunAsync_OfASourceThatFailsByOurMistake_GoesOn()
    {
        var attempts = 0;
        var runtime = Runtime(() => new Scripted((_, _) => ++attempts < 3 ? throw new InvalidOperationException("a mistake") : Task.Delay(Timeout.Infinite, CancellationToken.None)));
        var running = runtime.RunAsync(CancellationToken.None);

        await Eventually.HoldsAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return attempts == 3;
        });

        Assert.False(running.IsCompleted);
    }

    [Fact]
    public async Task RunAsync_OfASourceThatIsRefused_WaitsAMinute()
    {
        var attempts = 0;
        var runtime = Runtime(() => new Scripted((_, _) => ++attempts > 0 ? throw new SourceFailedException("the password is not accepted", SourceOutlook.Refused) : Task.CompletedTask));
        _ = runtime.RunAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => runtime.Health.State == SourceState.Refused);

        Assert.Equal(("the password is not accepted", runtime.Began + TimeSpan.FromMinutes(1)), (runtime.Health.Reason, runtime.Health.NextTry));
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, attempts);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(() => attempts == 2);
    }

    [Fact]
    public async Task RunAsync_OfStandardInput_ReadsItToItsEndAndIsDone()
    {
        using var stopping = new CancellationTokenSource();
        var runtime = Runtime(() => new StandardInputSource(new MemoryStream(Traffic.ShipAtAnchorOnTheCable(219_000_606))));
        var running = runtime.RunAsync(stopping.Token);

        await Eventually.HoldsAsync(() => runtime.Health.State == SourceState.Disabled);

        Assert.Equal("standard input has ended", runtime.Health.Reason);
        Assert.Equal(134, runtime.Balance.Sums(runtime.Counters.Stages()).Total.Received);
        await stopping.CancelAsync();
        await running;
    }

    [Fact]
    public void ExpectedInterval_WhereNoneIsConfigured_IsTenTimesTheMedianGapAndAMinuteAtLeast()
    {
        var runtime = Runtime(null, expected: null);
        Assert.Equal(TimeSpan.FromMinutes(1), runtime.ExpectedInterval);
        for (var gap = 0; gap < 20; gap++)
        {
            runtime.Heard([new Domain.Vessels.AisReport(Domain.Vessels.PositionReport.Create(Instant.FromUtc(2024, 11, 17), new Domain.Vessels.Mmsi(1), null), null)]);
            clock.Advance(TimeSpan.FromSeconds(12));
        }

        runtime.Look();

        Assert.Equal(TimeSpan.FromMinutes(2), runtime.ExpectedInterval);
    }

    private SourceRuntime Runtime(Func<IReportSource>? open, double? expected = 30)
    {
        var parts = new GatewayParts(new ReportIntake(1_000), EventTimeSource.TagBlock, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
        var settings = new SourceSettings { Id = "scripted", Kind = "scripted", ExpectedInterval = expected is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
        return new SourceRuntime(settings, parts, open, isReconnectedWhenSilent: true);
    }

    private sealed class Scripted(Func<SourceSession, CancellationToken, Task> run) : IReportSource
    {
        public Task RunAsync(SourceSession session, CancellationToken cancellation) => run(session, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
