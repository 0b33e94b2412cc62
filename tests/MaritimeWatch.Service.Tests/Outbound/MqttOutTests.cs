using System.Collections.Concurrent;
using System.Text;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Mqtt;
using MaritimeWatch.Mqtt.Tests.Brokers;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Outbound;

/// <summary>Alerts and the merged feed to a real broker.</summary>
public sealed class MqttOutTests : IAsyncLifetime
{
    private const uint Ship = 219_000_606;
    private readonly ConcurrentDictionary<string, string> retained = new();
    private readonly ConcurrentQueue<string> feed = new();
    private readonly ConcurrentQueue<string> reports = new();
    private Mosquitto broker = null!;

    public async Task InitializeAsync() => broker = await Mosquitto.StartAsync();

    public async Task DisposeAsync() => await broker.DisposeAsync();

    [Fact]
    public async Task Alerts_AreRetainedWhileOpen_ToldOnceAndInOrder_AndGoneWhenClosed()
    {
        using var stopping = new CancellationTokenSource();
        var listening = ListenAsync(stopping.Token);
        await using var service = await RunningService.StartAsync(WithBroker);
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var alert = Assert.Single(await service.EventsAsync(0, 1));
        var topic = $"centre/alerts/{alert.AlertId}";

        await Eventually.HoldsAsync(() => retained.ContainsKey(topic) && retained.GetValueOrDefault("centre/status") == "online");
        Assert.Equal(alert, AlertEvent.Parser.ParseJson(retained[topic]));

        // Someone who acts is on the feed too; the end takes the retained message away.
        var highWater = service.Host.Feed.HighWater;
        await Eventually.HoldsAsync(() => feed.Count >= highWater);
        Assert.Equal(Enumerable.Range(1, (int)highWater).Select(number => (long)number), feed.Select(Sequence).Take((int)highWater));
        service.Host.Feed.Publish(await service.Host.Store.Alerts.AppendAsync(
            [Contracts.AlertEventMapping.ToDomain(alert) with { Revision = alert.Revision + 1, State = Domain.Alerts.AlertState.Closed }], MaritimeWatch.Service.Hosting.AlertDelivery.Encoding));
        await Eventually.HoldsAsync(() => retained.GetValueOrDefault(topic) == "");

        await service.Host.StopAsync();
        await service.Host.DisposeAsync();
        await Eventually.HoldsAsync(() => retained.GetValueOrDefault("centre/status") == "offline");
        await stopping.CancelAsync();
        await listening;
    }

    [Fact]
    public async Task Alerts_WhileTheBrokerIsAwayOrForgets_AreToldAfterwards_AndNoneTwiceAfterARestart()
    {
        await using var service = await RunningService.StartAsync(WithBroker);
        await Eventually.HoldsAsync(() => service.Host.Outputs.Mqtt!.IsConnected);
        await broker.KillAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var alert = Assert.Single(await service.EventsAsync(0, 1));
        await broker.RestartAsync();
        await Eventually.HoldsAsync(() => service.Host.Outputs.Mqtt!.Counters.Sent >= service.Host.Feed.HighWater + 1);

        // A broker that has lost everything hears of what is open again, and of no event that it has had.
        using var stopping = new CancellationTokenSource();
        var listening = ListenAsync(stopping.Token);
        await Eventually.HoldsAsync(() => retained.ContainsKey($"centre/alerts/{alert.AlertId}"));
        feed.Clear();
        await service.RestartAsync(change: WithBroker);
        var sent = service.Host.Outputs.Mqtt!.Counters;
        await Eventually.HoldsAsync(() => sent.Sent >= 2);
        Assert.Equal(alert, AlertEvent.Parser.ParseJson(retained[$"centre/alerts/{alert.AlertId}"]));
        Assert.Empty(feed);
        await stopping.CancelAsync();
        await listening;
    }

    /// <summary>A broker that was restored from an old database, or missed the end of alerts, shows them as open: they are found at each connection. What our log does not know as ended stays.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Alerts_ThatTheBrokerHoldsAndTheLogKnowsAsEnded_AreTakenAway_AndNothingElse(int version)
    {
        const string Foreign = "centre/alerts/drag-at-anchor-219000606-nemo-link-20241117T000000Z";
        string[] others = [Foreign, "centre/alerts/cable-crossing-1-other-20241117T000000Z", "centre/alerts/note", "elsewhere/alerts/drag-at-anchor-219000606-nemo-link-20241117T000000Z"];
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var open = Assert.Single(await service.EventsAsync(0, 1));

        // What a topic cannot hold, and what a pattern would take for more than itself.
        var ended = Contracts.AlertEventMapping.ToDomain(open) with { AlertId = "drag-at-anchor-1-a/b_[c]*-20241118T000000Z", State = Domain.Alerts.AlertState.Closed };
        await service.Host.Store.Alerts.AppendAsync([ended], MaritimeWatch.Service.Hosting.AlertDelivery.Encoding);
        const string Ghost = "centre/alerts/drag-at-anchor-1-a_b_[c]*-20241118T000000Z";
        await RetainAsync([Ghost, $"centre/alerts/{open.AlertId}", .. others]);
        using var log = new Access.KeptLog();
        var settings = WithBroker(service.Settled).Outbound.Mqtt! with { Version = version };
        var outbound = new MaritimeWatch.Service.Outbound.MqttOut(settings, service.Host.Store, service.Host.Feed, TimeProvider.System, log.CreateLogger("outbound"));
        using var stopping = new CancellationTokenSource();
        var running = outbound.RunAsync(stopping.Token);
        await Eventually.HoldsAsync(async () => !await HoldsAsync(Ghost));
        await Eventually.HoldsAsync(() => Strangers() == 1);

        // The next connection finds those that came meanwhile, and leaves what is open.
        await RetainAsync([Ghost]);
        await using (await MqttConnection.ConnectAsync(broker.Options with { ClientId = settings.ClientId }, new MqttSession(), (_, _) => ValueTask.CompletedTask))
        {
            await Eventually.HoldsAsync(() => log.Lines.Any(line => line.Contains("no connection to the broker", StringComparison.Ordinal)));
        }

        await Eventually.HoldsAsync(async () => !await HoldsAsync(Ghost));
        await Eventually.HoldsAsync(() => Strangers() == 2);
        foreach (var topic in others.Append($"centre/alerts/{open.AlertId}"))
        {
            Assert.True(await HoldsAsync(topic), topic);
        }

        await stopping.CancelAsync();
        await running.WaitAsync(RunningService.Patience);

        int Strangers() => log.Lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("holds 2 alerts of which", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Broker_UsedForTheFirstTime_GetsWhatIsOpenAndWhatComes_AndNotTheHistory()
    {
        using var stopping = new CancellationTokenSource();
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var alert = Assert.Single(await service.EventsAsync(0, 1));
        var listening = ListenAsync(stopping.Token);
        await service.RestartAsync(change: WithBroker);
        var before = service.Host.Feed.HighWater;
        Assert.True(before > 0);

        await Eventually.HoldsAsync(() => retained.ContainsKey($"centre/alerts/{alert.AlertId}"));
        service.Host.Feed.Publish(await service.Host.Store.Alerts.AppendAsync(
            [Contracts.AlertEventMapping.ToDomain(alert) with { Revision = alert.Revision + 1, State = Domain.Alerts.AlertState.Closed }], MaritimeWatch.Service.Hosting.AlertDelivery.Encoding));
        await Eventually.HoldsAsync(() => !feed.IsEmpty);

        Assert.True(Sequence(feed.First()) > before);
        await stopping.CancelAsync();
        await listening;
    }

    [Fact]
    public async Task Broker_ThatHangsUpAgainAndAgain_IsComplainedOfOnce()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        using var log = new Access.KeptLog();
        await using var service = await RunningService.StartAsync();
        var settings = new MqttOutSettings { Server = $"mqtt://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}" };
        var outbound = new MaritimeWatch.Service.Outbound.MqttOut(settings, service.Host.Store, service.Host.Feed, TimeProvider.System, log.CreateLogger("outbound"));
        using var stopping = new CancellationTokenSource();
        var running = outbound.RunAsync(stopping.Token);
        for (var attempts = 0; attempts < 4; attempts++)
        {
            using var caller = await listener.AcceptSocketAsync().WaitAsync(RunningService.Patience);
        }

        await stopping.CancelAsync();
        await running.WaitAsync(RunningService.Patience);
        Assert.Single(log.Lines, line => line.Contains("no connection to the broker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_AsAisCatcherWritesThem_AreReadAgainAsTheSame()
    {
        using var stopping = new CancellationTokenSource();
        var listening = ListenAsync(stopping.Token);
        await using var service = await RunningService.StartAsync(WithBroker);
        await Eventually.HoldsAsync(() => service.Host.Outputs.Mqtt!.IsConnected && retained.ContainsKey("centre/status"));
        var report = new AisReport(
            PositionReport.Create(Traffic.Epoch, new Mmsi(Ship), new Domain.GeoPosition(51.5, 3.0), 10.1, 181.5, 183, status: NavigationalStatus.AtAnchor, stationClass: StationClass.ClassA), null);

        service.Host.Outputs.Feed.Offer(report);
        await Eventually.HoldsAsync(() => !reports.IsEmpty);

        Assert.True(reports.TryPeek(out var json));
        using var document = System.Text.Json.JsonDocument.Parse(json);
        var members = document.RootElement;
        Assert.Equal(("AIS", Ship, 1, 51.5, 3.0), (
            members.GetProperty("class").GetString(), members.GetProperty("mmsi").GetUInt32(), members.GetProperty("type").GetInt32(), members.GetProperty("lat").GetDouble(), members.GetProperty("lon").GetDouble()));
        Assert.Equal((10.1, 181.5, 183, 1), (
            members.GetProperty("speed").GetDouble(), members.GetProperty("course").GetDouble(), members.GetProperty("heading").GetInt32(), members.GetProperty("status").GetInt32()));
        var reader = new Ais.Live.LiveReportReader(Ais.Live.LivePayload.AisCatcher, new Ais.StaticReportInterning());
        var read = new List<Ais.HeardReport>();
        reader.Read("centre/ais"u8, Encoding.UTF8.GetBytes(json), null, read);
        Assert.Equal((report.Dynamic, true), (Assert.Single(read).Report.Dynamic, read[0].IsForwarded));
        await stopping.CancelAsync();
        await listening;
    }

    private static long Sequence(string message)
    {
        using var document = System.Text.Json.JsonDocument.Parse(message);
        return long.Parse(document.RootElement.EnumerateObject().Single().Value.GetProperty("sequence").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private ServiceSettings WithBroker(ServiceSettings settings) =>
        settings with { Outbound = new OutboundSettings { Mqtt = new MqttOutSettings { Server = $"mqtt://127.0.0.1:{broker.Port}", Topic = "centre", Reports = true } } };

    private async Task RetainAsync(string[] topics)
    {
        await using var sender = await MqttConnection.ConnectAsync(broker.Options, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        foreach (var topic in topics)
        {
            await sender.PublishAsync(topic, "old"u8.ToArray(), MqttQos.AtLeastOnce, retain: true).WaitAsync(RunningService.Patience);
        }
    }

    /// <summary>Whether the broker has a retained message for a topic: it comes before the one that is published afterwards.</summary>
    private async Task<bool> HoldsAsync(string topic)
    {
        var first = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var asking = await MqttConnection.ConnectAsync(broker.Options, new MqttSession(), (message, _) =>
        {
            if (message.Retained || message.Topic != topic)
            {
                first.TrySetResult(message.Topic == topic);
            }

            message.Acknowledge();
            return ValueTask.CompletedTask;
        });
        await asking.SubscribeAsync([MqttSubscription.To(topic, MqttQos.AtLeastOnce), MqttSubscription.To("asked", MqttQos.AtLeastOnce)]);
        await asking.PublishAsync("asked", default, MqttQos.AtLeastOnce).WaitAsync(RunningService.Patience);
        return await first.Task.WaitAsync(RunningService.Patience);
    }

    private Task ListenAsync(CancellationToken stopping, string filter = "centre/#")
    {
        var client = new MqttClient(broker.Options with { ClientId = "listener" }, [MqttSubscription.To(filter, MqttQos.AtLeastOnce)], (message, _) =>
        {
            var text = Encoding.UTF8.GetString(message.Payload.Span);
            switch (message.Topic)
            {
                case "centre/feed":
                    feed.Enqueue(text);
                    break;
                case "centre/ais":
                    reports.Enqueue(text);
                    break;
                default:
                    retained[message.Topic] = text;
                    break;
            }

            message.Acknowledge();
            return ValueTask.CompletedTask;
        });
        return client.RunAsync(stopping);
    }
}
