using System.Collections.Concurrent;
using System.Net.Sockets;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Mqtt.Tests.Brokers;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Outbound;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Outbound;

/// <summary>What goes out goes on where a part of it fails.</summary>
public sealed class OutputFailureTests
{
    private const uint Ship = 219_000_606;

    /// <summary>The wait before an output that failed is begun again, and that after which a broker is asked again.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskedAgain = TimeSpan.FromHours(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Broker_ThatHangsUpOnASubscription_GetsTheAlertsWithout_AndIsAskedAgainAfterAnHour()
    {
        var askedBefore = new ConcurrentQueue<int>();
        await using var broker = new HangingUpBroker();
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var alert = Assert.Single(await service.EventsAsync(0, 1));
        using var log = new Access.KeptLog();
        var clock = new ChangedTimers(due =>
        {
            if (due != AskedAgain)
            {
                return due;
            }

            // The first hour is long enough to see what goes out in it; after the second the broker lets it.
            askedBefore.Enqueue(broker.Asked);
            broker.LetsSubscribe = askedBefore.Count == 2;
            return TimeSpan.FromSeconds(askedBefore.Count == 1 ? 3 : 0);
        });
        var settings = new MqttOutSettings { Server = $"mqtt://127.0.0.1:{broker.Port}", Version = 4, Topic = "centre" };
        var outbound = new MqttOut(settings, service.Host.Store, service.Host.Feed, clock, log.CreateLogger("outbound"));
        using var stopping = new CancellationTokenSource();
        var running = outbound.RunAsync(stopping.Token);

        // Asked twice, then no more: what is open goes out over a connection that stays.
        await Eventually.HoldsAsync(() => !askedBefore.IsEmpty);
        broker.Published.Clear();
        await Eventually.HoldsAsync(() => broker.Published.Contains($"centre/alerts/{alert.AlertId}"));

        // Asked again twice; that is nothing new. Then the broker lets it.
        await Eventually.HoldsAsync(() => broker.Asked == 5);
        Assert.Equal([2, 4], askedBefore);
        Assert.Single(log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("hung up twice", StringComparison.Ordinal));
        broker.Published.Clear();
        service.Host.Feed.Publish(await service.Host.Store.Alerts.AppendAsync(
            [Contracts.AlertEventMapping.ToDomain(alert) with { Revision = alert.Revision + 1 }], MaritimeWatch.Service.Hosting.AlertDelivery.Encoding));
        await Eventually.HoldsAsync(() => broker.Published.Contains("centre/feed"));
        await stopping.CancelAsync();
        await running.WaitAsync(RunningService.Patience);
        Assert.Equal(5, broker.Asked);
    }

    [Fact]
    public async Task MqttOut_OfWhichAPartFails_EndsAsAWholeWithThatFailure()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var service = await RunningService.StartAsync();
        using var log = new Access.KeptLog();
        var isConnected = false;
        MqttOut? outbound = null;
        var clock = new ChangedTimers(due => due == Look && (isConnected |= outbound!.IsConnected) ? throw new NotSupportedException("the clock has stopped") : due);
        outbound = new MqttOut(new MqttOutSettings { Server = $"mqtt://127.0.0.1:{broker.Port}" }, service.Host.Store, service.Host.Feed, clock, log.CreateLogger("outbound"));

        await Assert.ThrowsAsync<NotSupportedException>(() => outbound.RunAsync(CancellationToken.None).WaitAsync(RunningService.Patience));

        Assert.True(isConnected);
        Assert.False(outbound.IsConnected);
    }

    [Fact]
    public async Task MqttOut_OfWhichAPartFails_IsBegunAgain_AndAlertsGoOut()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var service = await RunningService.StartAsync();
        using var log = new Access.KeptLog();
        var failures = 0;
        Outputs? known = null;
        var clock = new ChangedTimers(due => due == AfterFailure ? TimeSpan.Zero
            : due == Look && known?.Mqtt?.IsConnected == true && Interlocked.Increment(ref failures) == 1 ? throw new NotSupportedException("the clock has stopped") : due);
        var settings = new OutboundSettings { Mqtt = new MqttOutSettings { Server = $"mqtt://127.0.0.1:{broker.Port}" } };
        await using var outputs = known = new Outputs(settings, service.Host.Store, service.Host.Feed, clock, log.CreateLogger("outbound"));
        using var stopping = new CancellationTokenSource();
        var running = outputs.RunAsync(stopping.Token);
        await Eventually.HoldsAsync(() => log.Lines.Any(line => line.Contains("MQTT failed and is begun again", StringComparison.Ordinal)));

        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await service.EventsAsync(0, 1);
        await Eventually.HoldsAsync(() => outputs.Mqtt!.IsConnected && outputs.Mqtt.Counters.Sent >= service.Host.Feed.HighWater + 1);

        Assert.Single(log.Lines, line => line.Contains("MQTT failed and is begun again", StringComparison.Ordinal));
        await stopping.CancelAsync();
        await running.WaitAsync(RunningService.Patience);
    }

    [Fact]
    public async Task NmeaOut_OfWhichAPartFails_IsBegunAgain_AndServesWhoIsConnected()
    {
        await using var service = await RunningService.StartAsync();
        using var log = new Access.KeptLog();
        var asked = 0;
        var clock = new ChangedTimers(due => due == AfterFailure ? TimeSpan.Zero : due);
        await using var outputs = new Outputs(
            new OutboundSettings { Nmea = new NmeaOutSettings { Port = 0 } }, service.Host.Store, service.Host.Feed, clock, log.CreateLogger("outbound"),
            _ => Interlocked.Increment(ref asked) == 1 ? throw new NotSupportedException("no station is known") : null);
        using var stopping = new CancellationTokenSource();
        var running = outputs.RunAsync(stopping.Token);
        using var reader = new TcpClient();
        await reader.ConnectAsync("127.0.0.1", outputs.Nmea!.Port);
        await Eventually.HoldsAsync(() => outputs.Nmea.Readers == 1);
        var report = new AisReport(PositionReport.Create(Traffic.Epoch, new Mmsi(Ship), new GeoPosition(51.5, 3.0), 10), null);

        outputs.Feed.Offer(report);
        await Eventually.HoldsAsync(() => log.Lines.Any(line => line.Contains("NMEA failed and is begun again", StringComparison.Ordinal)));
        outputs.Feed.Offer(report with { Dynamic = report.Dynamic with { Time = Traffic.Epoch + TimeSpan.FromMinutes(1) } });

        Assert.NotEqual(0, await reader.GetStream().ReadAsync(new byte[100]).AsTask().WaitAsync(RunningService.Patience));
        await stopping.CancelAsync();
        await running.WaitAsync(RunningService.Patience);
    }

    [Fact]
    public async Task Halves_OfWhichOneFails_AreAllOverBeforeItIsSaid()
    {
        var isOver = false;

        await Assert.ThrowsAsync<NotSupportedException>(() => Halves.RunAsync(
            CancellationToken.None,
            async ending =>
            {
                await Task.Delay(Timeout.Infinite, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await Task.Yield();
                isOver = true;
            },
            _ => Task.FromException(new NotSupportedException())).WaitAsync(RunningService.Patience));

        Assert.True(isOver);
    }
}
