using System.Collections.Concurrent;
using System.Text;
using MaritimeWatch.Mqtt;
using MaritimeWatch.Mqtt.Tests.Brokers;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Simulator.Playback;

namespace MaritimeWatch.Service.Tests.Commands;

/// <summary><c>play --to mqtt://…</c> over a mosquitto of the test's own.</summary>
public sealed class MqttLineSinkTests
{
    [Fact]
    public async Task Play_ToABroker_SendsEveryLineInOrder()
    {
        await using var broker = await Mosquitto.StartAsync();
        var received = new ConcurrentQueue<string>();
        await using var listener = await MqttConnection.ConnectAsync(broker.Options, new MqttSession(), (message, _) =>
        {
            received.Enqueue(Encoding.ASCII.GetString(message.Payload.Span));
            return ValueTask.CompletedTask;
        });
        await listener.SubscribeAsync([MqttSubscription.To("traffic/north", MqttQos.AtMostOnce)]);
        var traffic = Traffic.ShipAtAnchorOnTheCable(219_000_606);
        using var recording = new MemoryStream(traffic);

        await using (var sink = MqttLineSink.Open($"mqtt://127.0.0.1:{broker.Port}/traffic/north", Assert.Fail))
        {
            await new RecordingPlayer(sink, double.PositiveInfinity, TimeProvider.System).PlayAsync(new RecordingReader(recording).Lines(), CancellationToken.None);
        }

        // 133 positions, and the static data in two sentences.
        await Eventually.HoldsAsync(() => received.Count == 135);
        Assert.Equal(Encoding.ASCII.GetString(traffic).ReplaceLineEndings("\n").TrimEnd(), string.Join("\n", received).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Play_ToABrokerThatIsKilled_LosesNothing()
    {
        await using var broker = await Mosquitto.StartAsync();
        var entry = $$""" "Kind": "mqtt", "Address": "mqtt://127.0.0.1:{{broker.Port}}", "Topics": ["ais/nmea"], "Payload": "Nmea", "Qos": 1, "ClientId": "centre-1", "SessionExpiry": "00:10:00" """;
        await using var feed = await Gateway.Feeds.FeedService.StartAsync(entry);
        await feed.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));
        await using var sink = MqttLineSink.Open($"mqtt://127.0.0.1:{broker.Port}", _ => { });
        var lines = Encoding.ASCII.GetString(Traffic.ShipAtAnchorOnTheCable(219_000_606)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await SendAsync(lines[..60]);

        // A session that the broker had not saved yet dies with it, and with that what is published until its client is back.
        await sink.FlushAsync(CancellationToken.None).AsTask().WaitAsync(RunningService.Patience);
        await feed.UntilAsync(_ => feed.Source.Balance.Sums([]).Positions.Received >= 50);
        await broker.HasSavedAsync("ais/nmea");
        await broker.KillAsync();
        var sending = SendAsync(lines[60..]);
        await broker.RestartAsync();
        await sending.WaitAsync(RunningService.Patience);
        await sink.FlushAsync(CancellationToken.None).AsTask().WaitAsync(RunningService.Patience);
        await feed.UntilAsync(_ => feed.Source.Balance.Sums([]).Positions.Stored == 133);

        async Task SendAsync(string[] some)
        {
            foreach (var line in some)
            {
                await sink.SendAsync(Encoding.ASCII.GetBytes(line + "\n"), CancellationToken.None);
            }
        }
    }

    [Theory]
    [InlineData("mqtt://host/a/+/b", "the topic 'a/+/b' has a wildcard")]
    [InlineData("mqtt://host:70000/ais", "the broker's address is not of the form")]
    [InlineData("mqttx://host/ais", "a broker's address starts with mqtt://")]
    public void Open_OfWhatIsNoAddress_SaysSo(string address, string expected)
    {
        var failure = Assert.Throws<CommandFailedException>(() => MqttLineSink.Open(address, _ => { }));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }
}
