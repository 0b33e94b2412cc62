using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>A real mosquitto in trouble: killed, stopped, with limits of its own.</summary>
public sealed class TroubleTests
{
    private static readonly MqttBackoff Soonest = new() { Shortest = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(200), StableAfter = TimeSpan.Zero };

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task Broker_KilledInTheMidstOfFlows_LosesNothingThatWasAcknowledged(MqttVersion version)
    {
        const int Messages = 600;
        await using var broker = await Mosquitto.StartAsync();
        using var stopping = new CancellationTokenSource();
        var options = broker.Options with { Version = version, CleanStart = false, SessionExpiry = TimeSpan.FromHours(1), Backoff = Soonest };
        var received = new ConcurrentDictionary<string, int>();
        var subscribed = new TaskCompletionSource();
        var consumer = new MqttClient(
            options with { ClientId = "consumer" }, [MqttSubscription.To("flow/#", MqttQos.AtLeastOnce)],
            (message, _) =>
            {
                received.AddOrUpdate(Encoding.UTF8.GetString(message.Payload.Span), 1, (_, count) => count + 1);
                message.Acknowledge();
                return ValueTask.CompletedTask;
            },
            change => _ = change.State == MqttState.Subscribed && subscribed.TrySetResult());
        var states = new ConcurrentQueue<MqttStateChange>();
        var publisher = new MqttClient(options with { ClientId = "publisher" }, [], (_, _) => ValueTask.CompletedTask, states.Enqueue);
        Task[] running = [consumer.RunAsync(stopping.Token), publisher.RunAsync(stopping.Token)];
        await Soon.In(subscribed.Task);
        var taken = 0;
        async Task PublishAsync(int number)
        {
            Assert.True((await publisher.PublishAsync($"flow/{number}", Encoding.UTF8.GetBytes($"{number}"), MqttQos.AtLeastOnce)).Taken);
            Interlocked.Increment(ref taken);
        }

        List<Task> publishing = [];
        for (var kill = 0; kill < 3; kill++)
        {
            var before = Volatile.Read(ref taken);
            publishing.AddRange(Enumerable.Range(Messages * kill, Messages).Select(PublishAsync));
            await Soon.UntilAsync(() => Volatile.Read(ref taken) > before + 20, "some messages");
            await broker.KillAsync();
            publishing.AddRange(Enumerable.Range(Messages * (3 + kill), Messages).Select(PublishAsync));
            await broker.RestartAsync();
        }

        await Soon.In(Task.WhenAll(publishing));
        // mosquitto saves its queue only now and then, so what it had taken and not yet passed on may die with it: the publisher's side is what this client answers for.
        await Soon.UntilAsync(() => received.Count >= Messages, "messages after the kills");
        var last = $"{Messages * 6}";
        await Soon.In(publisher.PublishAsync("flow/x", Encoding.UTF8.GetBytes(last), MqttQos.AtLeastOnce));
        await Soon.UntilAsync(() => received.ContainsKey(last), "the last message");
        await stopping.CancelAsync();
        await Soon.In(Task.WhenAll(running));

        // End to end, by the broker's own log: it got every message; what it let go of because it was acknowledged had come; and of its last life, what it sent had come.
        var log = broker.Log;
        Assert.Empty(Enumerable.Range(0, Messages * 6).Select(number => $"{number}").Except(Topics(log, "Received PUBLISH from publisher")));
        Assert.Empty(Acknowledged(log).Except(received.Keys));
        Assert.Empty(Topics(log[log.LastIndexOf(" running", StringComparison.Ordinal)..], "Sending PUBLISH to consumer").Except([.. received.Keys, "x"]));
        Assert.Equal(3, states.Count(change => change is { State: MqttState.Waiting, Failure.Kind: MqttFailureKind.ConnectionLost }));
        Assert.Equal(4, states.Count(change => change.State == MqttState.Connected));
    }

    /// <summary>The last level of the topics of the packets that a broker's log tells of.</summary>
    private static HashSet<string> Topics(string log, string what) => [.. Regex.Matches(log, what + @" \([^']*'flow/([^']*)'").Select(match => match.Groups[1].Value)];

    /// <summary>Those that the consumer acknowledged: by their identifiers, from one sending to the next.</summary>
    private static List<string> Acknowledged(string log)
    {
        var sent = new Dictionary<string, string>();
        var acknowledged = new List<string>();
        foreach (Match line in Regex.Matches(log, @"Sending PUBLISH to consumer \(d\d, q\d, r\d, m(?<id>\d+), 'flow/(?<topic>[^']*)'|Received PUBACK from consumer \(Mid: (?<done>\d+)"))
        {
            if (line.Groups["id"].Success)
            {
                sent[line.Groups["id"].Value] = line.Groups["topic"].Value;
            }
            else if (sent.Remove(line.Groups["done"].Value, out var topic) && topic != "x")
            {
                acknowledged.Add(topic);
            }
        }

        Assert.NotEmpty(acknowledged);
        return acknowledged;
    }

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task Client_ThatIsCutOff_GetsWhatCameMeanwhile_AndQos2Once(MqttVersion version)
    {
        const int Messages = 500;
        await using var broker = await Mosquitto.StartAsync();
        var options = broker.Options with { Version = version, ClientId = "cut", CleanStart = false, SessionExpiry = TimeSpan.FromHours(1), ReceiveMaximum = 20 };
        var session = new MqttSession();
        var received = new ConcurrentDictionary<string, int>();
        await using var publisher = await MqttConnection.ConnectAsync(broker.Options with { Version = version, ClientId = "publisher" }, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        await using (var first = await MqttConnection.ConnectAsync(options, session, (_, _) => ValueTask.CompletedTask))
        {
            await first.SubscribeAsync([MqttSubscription.To("cut", MqttQos.ExactlyOnce)]);
        }

        await Soon.In(Task.WhenAll(Enumerable.Range(0, Messages).Select(i => publisher.PublishAsync("cut", Encoding.UTF8.GetBytes($"{i}"), MqttQos.ExactlyOnce))));
        var cuts = 0;
        var random = new Random(3);
        while (received.Count < Messages)
        {
            // The connection is given up in the midst of a flow: some are acknowledged, others held.
            var held = new ConcurrentQueue<MqttMessage>();
            var limit = random.Next(5, 40);
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var count = 0;
            var connection = await MqttConnection.ConnectAsync(options, session, (message, _) =>
            {
                received.AddOrUpdate(Encoding.UTF8.GetString(message.Payload.Span), 1, (_, times) => times + 1);
                held.Enqueue(message);
                if (++count == limit || received.Count == Messages)
                {
                    enough.TrySetResult();
                }
                else if (count % 3 == 0 && held.TryDequeue(out var done))
                {
                    done.Acknowledge();
                }

                return ValueTask.CompletedTask;
            });
            Assert.True(connection.Server.SessionPresent);
            await Task.WhenAny(enough.Task, Task.Delay(200));
            await connection.DisconnectAsync(withWill: true);
            while (held.TryDequeue(out var one))
            {
                one.Acknowledge();
            }

            cuts++;
            Assert.True(cuts < 500, $"{received.Count} of {Messages}");
        }

        Assert.True(cuts > 5);
        Assert.Equal(Messages, received.Count);
        Assert.All(received.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Broker_ThatStopsAnswering_IsFoundOutWithinTheKeepAlive()
    {
        await using var broker = await Mosquitto.StartAsync();
        var time = new ManualTime();
        await using var connection = await MqttConnection.ConnectAsync(broker.Options with { KeepAlive = TimeSpan.FromSeconds(20) }, new MqttSession(), (_, _) => ValueTask.CompletedTask, time);
        await Soon.UntilAsync(() => connection.IsReading, "reading");
        await broker.SignalAsync("STOP");
        try
        {
            time.Advance(TimeSpan.FromSeconds(20));
            Assert.False(connection.Completion.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(MqttFailureKind.KeepAliveTimeout, (await Soon.In(connection.Completion)).Kind);
        }
        finally
        {
            await broker.SignalAsync("CONT");
        }
    }

    [Fact]
    public async Task Broker_WithLimits_IsHeldToThem()
    {
        await using var broker = await Mosquitto.StartAsync("max_packet_size 1000\nmax_keepalive 15\nretain_available false\nmax_qos 1");
        await using var connection = await MqttConnection.ConnectAsync(broker.Options with { KeepAlive = TimeSpan.FromSeconds(600) }, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        Assert.Equal(TimeSpan.FromSeconds(15), connection.Server.KeepAlive);
        Assert.Equal(1_000, connection.Server.MaximumPacketBytes);
        Assert.Equal(MqttReasonCode.PacketTooLarge, (await Assert.ThrowsAsync<MqttException>(() => connection.PublishAsync("t", new byte[1_000], MqttQos.AtLeastOnce))).Failure.ReasonCode);
        Assert.True((await Soon.In(connection.PublishAsync("t", new byte[900], MqttQos.AtLeastOnce))).Taken);
    }

    [Theory]
    [InlineData(MqttVersion.V311, MqttFailureKind.PacketTooLarge)]
    [InlineData(MqttVersion.V5, null)]
    public async Task Message_LargerThanTheClientTakes_IsLeftOutByTheBroker_OrEndsTheConnection(MqttVersion version, MqttFailureKind? kind)
    {
        await using var broker = await Mosquitto.StartAsync();
        var inbox = new Inbox();
        await using var connection = await MqttConnection.ConnectAsync(broker.Options with { Version = version, MaximumPacketBytes = 2_000 }, new MqttSession(), inbox.Handler);
        await connection.SubscribeAsync([MqttSubscription.To("t", MqttQos.AtMostOnce)]);
        await using var publisher = await MqttConnection.ConnectAsync(broker.Options with { Version = version }, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        await Soon.In(publisher.PublishAsync("t", new byte[3_000], MqttQos.AtLeastOnce));
        if (kind is { } expected)
        {
            Assert.Equal(expected, (await Soon.In(connection.Completion)).Kind);
            return;
        }

        await Soon.In(publisher.PublishAsync("t", "small"u8.ToArray(), MqttQos.AtLeastOnce));
        Assert.Equal("small", (await inbox.NextAsync()).Text);
    }
}
