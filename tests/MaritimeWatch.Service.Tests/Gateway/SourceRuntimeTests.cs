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

    /// <summary>A broker that accepts and never answers: found within the expected interval, and connected to anew.</summary>
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

    /// <summary>A receiver that is piped in and stops is an outage, with the time since when; a recording that was read is none.</summary>
    [Theory]
    [InlineData(true, "Disabled", "standard input was read to its end", 0)]
    [InlineData(false, "Silent", "standard input ended at 2024-11-17T00:00:00Z: whoever writes to it has stopped", 1)]
    public async Task RunAsync_OfStandardInput_ReadsItToItsEndAndSaysWhetherThatWasToBe(bool isOnce, string expected, string reason, int alerts)
    {
        using var stopping = new CancellationTokenSource();
        var runtime = Runtime(() => new StandardInputSource(new MemoryStream(Traffic.ShipAtAnchorOnTheCable(219_000_606)), isOnce), isConfigured: true);
        var sources = new SourceList();
        sources.Add(runtime);
        var raised = new SourceAlerts(sources, [], "0123456789abcdef");
        var running = runtime.RunAsync(stopping.Token);

        await Eventually.HoldsAsync(() => $"{runtime.Health.State}" == expected);
        for (var second = 0; second < 31; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            runtime.Look();
            raised.Look(new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        }

        Assert.Equal((expected, reason, 0L), ($"{runtime.Health.State}", runtime.Health.Reason, runtime.Reconnects));
        Assert.Equal(alerts, raised.Drain().Count);
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

    /// <summary>What was ordinary before a restart holds until it is learnt again, and not for ever.</summary>
    [Fact]
    public void ExpectedInterval_KnownFromBefore_HoldsUntilItIsLearnt()
    {
        var parts = new GatewayParts(new ReportIntake(10), EventTimeSource.TagBlock, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
        var runtime = new SourceRuntime(new SourceSettings { Id = "push:x", Kind = "push" }, parts, open: null) { ExpectedAtFirst = TimeSpan.FromMinutes(50) };
        Assert.Equal(TimeSpan.FromMinutes(50), runtime.ExpectedInterval);

        for (var gap = 0; gap < 20; gap++)
        {
            runtime.Heard([new Domain.Vessels.AisReport(Domain.Vessels.PositionReport.Create(Instant.FromUtc(2024, 11, 17), new Domain.Vessels.Mmsi(1), null), null)]);
            clock.Advance(TimeSpan.FromSeconds(12));
        }

        runtime.Look();

        Assert.Equal(TimeSpan.FromMinutes(2), runtime.ExpectedInterval);
    }

    /// <summary>A suspect's report is shed for a healthy source's copy; that one is remembered, and the next copy of it is one.</summary>
    [Fact]
    public async Task Offer_OfASuspectsReportThatIsShedForTheHealthyCopy_LeavesThatOneRemembered()
    {
        var parts = new GatewayParts(new ReportIntake(1), EventTimeSource.TagBlock, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
        await using var gateway = new SourceGateway(new ServiceSettings { Ingest = new IngestSettings { TcpPort = -1, UdpPort = -1 } }, parts);
        gateway.Open();
        var (suspect, ostend, dover) = (gateway.AddCalled("suspect", "test"), gateway.AddCalled("ostend", "test"), gateway.AddCalled("dover", "test"));
        var stage = new StageCounter("Parse");
        suspect.Counters.Opened([stage]);
        suspect.Heard([.. Enumerable.Range(0, 40).Select(_ => Report(0))]);
        suspect.Look();
        for (var bad = 0; bad < 1_000; bad++)
        {
            stage.Received();
            stage.Drop(DropReason.BadChecksum);
        }

        // A second counts when it is over.
        suspect.Look();
        clock.Advance(TimeSpan.FromSeconds(1));
        suspect.Look();
        Assert.NotNull(suspect.Suspicion);

        suspect.Delivery.Offer([Report(1)]);
        ostend.Delivery.Offer([Report(1)]);
        Assert.Equal(1, suspect.Balance.Sums([]).Total.Shed);
        dover.Delivery.Offer([Report(1)]);

        Assert.Equal((0L, 1L), (ostend.Balance.Sums([]).Total.Duplicate, dover.Balance.Sums([]).Total.Duplicate));

        static AisReport Report(int second) => new(PositionReport.Create(Traffic.Epoch + TimeSpan.FromSeconds(second), new Mmsi(219_000_606), new GeoPosition(51.5, 3.0), 10, stationClass: StationClass.ClassA), null);
    }

    /// <summary>One failure is an answer to something else; a socket that only fails is given up after a second, with its reason, and never asked in a circle.</summary>
    [Fact]
    public async Task RunAsync_OfAUdpSocketThatOnlyFails_GivesItUpAndSaysWhy()
    {
        var (asked, isBroken) = (0, true);
        var runtime = Runtime(() => new UdpSource(new UdpOptions { Port = 0 }, (_, _, _, cancellation) =>
        {
            asked++;
            return Volatile.Read(ref isBroken) || asked == 8 ? ValueTask.FromException<int>(new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.NetworkDown)) : new(Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => 0, cancellation));
        }));
        using var stopping = new CancellationTokenSource();
        var running = runtime.RunAsync(stopping.Token);

        await PassUntilAsync(() => runtime.Health.NextTry is not null);
        Assert.Equal((7, SourceState.Connecting), (asked, runtime.Health.State));
        Assert.StartsWith("there is no route to UDP 127.0.0.1:", runtime.Health.Reason, StringComparison.Ordinal);

        // The eighth failure stands alone.
        Volatile.Write(ref isBroken, false);
        await PassUntilAsync(() => asked == 9);
        Assert.StartsWith("listening on UDP", runtime.Health.Reason, StringComparison.Ordinal);
        await stopping.CancelAsync();
        await running;
    }

    private Task PassUntilAsync(Func<bool> condition) => Eventually.HoldsAsync(() =>
    {
        var holds = condition();
        if (!holds)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        return holds;
    });

    private SourceRuntime Runtime(Func<IReportSource>? open, double? expected = 30, bool isConfigured = false)
    {
        var parts = new GatewayParts(new ReportIntake(1_000), EventTimeSource.TagBlock, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
        var settings = new SourceSettings { Id = "scripted", Kind = "scripted", ExpectedInterval = expected is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
        return new SourceRuntime(settings, parts, open, isReconnectedWhenSilent: !isConfigured) { IsConfigured = isConfigured };
    }

    private sealed class Scripted(Func<SourceSession, CancellationToken, Task> run) : IReportSource
    {
        public Task RunAsync(SourceSession session, CancellationToken cancellation) => run(session, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
