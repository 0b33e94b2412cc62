using System.Collections.Concurrent;
using MaritimeWatch.Mqtt.Tests.Peer;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Clients;

/// <summary>The client that connects again and again, and tells each change of its state once.</summary>
public sealed class ClientTests
{
    private const MqttVersion V5 = MqttVersion.V5;

    [Fact]
    public async Task Client_WhoseConnectionIsLost_ConnectsAndSubscribesAgain_AndTellsEachChangeOnce()
    {
        using var broker = new ScriptedBroker();
        var states = new ConcurrentQueue<MqttStateChange>();
        var inbox = new Inbox();
        using var stopping = new CancellationTokenSource();
        var client = new MqttClient(broker.Options(V5), [MqttSubscription.To("a", MqttQos.AtLeastOnce), MqttSubscription.To("no", MqttQos.AtMostOnce)], inbox.Handler, states.Enqueue);
        var running = client.RunAsync(stopping.Token);
        for (var i = 0; i < 3; i++)
        {
            var (peer, _) = await broker.AcceptAsync(ConnAck(V5));
            await peer.SendAsync(SubAck(V5, (await peer.ExpectAsync(8)).Id, 1, 0x87), Publish(V5, "a", $"{i}"));
            Assert.Equal($"{i}", (await inbox.NextAsync()).Text);
            if (i < 2)
            {
                peer.Reset();
            }
            else
            {
                await Soon.UntilAsync(() => states.Last().State == MqttState.Subscribed, "subscribed");
                Assert.True(client.IsConnected);
                await stopping.CancelAsync();
                await peer.ExpectDisconnectAsync(0);
                peer.Dispose();
            }
        }

        await Soon.In(running);
        Assert.Equal(
            [
                MqttState.Connecting, MqttState.Connected, MqttState.Subscribed, MqttState.Waiting, MqttState.Connecting, MqttState.Connected, MqttState.Subscribed, MqttState.Waiting,
                MqttState.Connecting, MqttState.Connected, MqttState.Subscribed, MqttState.Stopped,
            ],
            states.Select(change => change.State));
        Assert.All(states.Where(change => change.State == MqttState.Waiting), change => Assert.Equal(MqttFailureKind.ConnectionLost, change.Failure!.Kind));
        Assert.All(states.Where(change => change.State == MqttState.Subscribed), change => Assert.Equal([true, false], change.Subscriptions.Select(result => result.Done)));
        Assert.False(client.IsConnected);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.RunAsync(default));
        Assert.Equal(MqttFailureKind.Stopped, (await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync("a", default, MqttQos.AtLeastOnce))).Failure.Kind);
    }

    [Fact]
    public async Task Client_WhoseBrokerKeptTheSession_DoesNotSubscribeAgain()
    {
        using var broker = new ScriptedBroker();
        var states = new ConcurrentQueue<MqttStateChange>();
        using var stopping = new CancellationTokenSource();
        var client = new MqttClient(broker.Options(V5) with { SessionExpiry = TimeSpan.FromHours(1) }, [MqttSubscription.To("a", MqttQos.AtLeastOnce)], new Inbox().Handler, states.Enqueue);
        var running = client.RunAsync(stopping.Token);
        var (peer, connect) = await broker.AcceptAsync(ConnAck(V5));
        // The first connection starts clean, as the options say; the next ones do not, or a lost connection would lose messages.
        Assert.Equal(2, connect.Body[7] & 2);
        await peer.SendAsync(SubAck(V5, (await peer.ExpectAsync(8)).Id, 1));
        await Soon.UntilAsync(() => states.Any(change => change.State == MqttState.Subscribed), "subscribed");
        peer.Reset();
        (peer, connect) = await broker.AcceptAsync(ConnAck(V5, sessionPresent: true));
        Assert.Equal(0, connect.Body[7] & 2);
        await Soon.UntilAsync(() => states.Count(change => change.State == MqttState.Subscribed) == 2, "subscribed");
        Assert.Empty(states.Last().Subscriptions);
        peer.Reset();
        // A broker that has forgotten is asked again.
        (peer, _) = await broker.AcceptAsync(ConnAck(V5));
        await peer.ExpectAsync(8);
        peer.Reset();
        await stopping.CancelAsync();
        await Soon.In(running);
    }

    [Fact]
    public async Task Client_BeforeItsFirstConnection_KeepsWhatIsPublished_AndSendsItThen()
    {
        using var broker = new ScriptedBroker();
        using var stopping = new CancellationTokenSource();
        var client = new MqttClient(broker.Options(V5) with { MaximumPendingPublishes = 2 }, [], new Inbox().Handler);
        Task<MqttPublishResult>[] publishing = [.. Enumerable.Range(0, 3).Select(i => client.PublishAsync("t", new[] { (byte)('0' + i) }, MqttQos.AtLeastOnce, retain: true))];
        Assert.Equal(MqttFailureKind.NotConnected, (await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync("t", default, MqttQos.AtMostOnce))).Failure.Kind);
        var running = client.RunAsync(stopping.Token);
        var (peer, _) = await broker.AcceptAsync(ConnAck(V5));
        for (var i = 0; i < 3; i++)
        {
            var packet = await peer.ExpectAsync(3);
            Assert.True(packet.PayloadIs($"{i}"));
            if (i > 0)
            {
                await peer.SendAsync(Ack(4, packet.PublishId - 1), Ack(4, packet.PublishId));
                continue;
            }

            var second = await peer.ExpectAsync(3);
            Assert.True(second.PayloadIs("1"));
            await peer.SendAsync(Ack(4, packet.PublishId), Ack(4, second.PublishId));
            var third = await peer.ExpectAsync(3);
            Assert.True(third.PayloadIs("2"));
            await peer.SendAsync(Ack(4, third.PublishId));
            break;
        }

        Assert.All(await Soon.In(Task.WhenAll(publishing)), result => Assert.True(result.Taken));
        await stopping.CancelAsync();
        await peer.ExpectDisconnectAsync(0);
        peer.Dispose();
        await Soon.In(running);
    }

    [Fact]
    public async Task Client_WhoseHandlerFails_EndsWithWhatItThrew()
    {
        using var broker = new ScriptedBroker();
        var client = new MqttClient(broker.Options(V5), [], async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidDataException("no good");
        });
        var running = client.RunAsync(default);
        var (peer, _) = await broker.AcceptAsync(ConnAck(V5));
        await peer.SendAsync(Publish(V5, "a", ""));
        await peer.ExpectDisconnectAsync(0x83);
        peer.Dispose();
        Assert.Equal("no good", (await Assert.ThrowsAsync<InvalidDataException>(() => Soon.In(running))).Message);
    }

    [Fact]
    public async Task Client_ThatIsRefused_WaitsLongerEachTime_BetweenItsBounds_AndStopsWhileItWaits()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var states = new ConcurrentQueue<MqttStateChange>();
        using var stopping = new CancellationTokenSource();
        var options = broker.Options(V5) with { Backoff = new MqttBackoff { Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(10) } };
        var client = new MqttClient(options, [], new Inbox().Handler, states.Enqueue, time, new Random(5));
        var running = client.RunAsync(stopping.Token);
        for (var i = 1; i <= 8; i++)
        {
            var (peer, _) = await broker.AcceptAsync(ConnAck(V5, false, 0x86));
            await Soon.UntilAsync(() => states.Count(change => change.State == MqttState.Waiting) == i && time.NextDue == states.Last().RetryAfter, "the wait");
            peer.Dispose();
            if (i < 8)
            {
                time.Advance(states.Last().RetryAfter!.Value);
            }
        }

        await stopping.CancelAsync();
        await Soon.In(running);
        var waits = states.Where(change => change.State == MqttState.Waiting).ToList();
        var drawn = new Random(5);
        double[] bounds = [2, 4, 8, 10, 10, 10, 10, 10];
        Assert.Equal(bounds.Select(bound => TimeSpan.FromMilliseconds(Math.Floor(1_000 + (drawn.NextDouble() * ((bound * 1_000) - 1_000))))), waits.Select(change => change.RetryAfter!.Value));
        Assert.All(waits, change => Assert.Equal((MqttFailureKind.BadCredentials, true), (change.Failure!.Kind, change.Failure.Words.Contains("user name or password is wrong", StringComparison.Ordinal))));
        Assert.Equal(MqttState.Stopped, states.Last().State);
    }

    [Fact]
    public async Task Client_OfAConnectionThatLasted_BeginsItsWaitsAnew_AndOfOneThatDidNot_GoesOn()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var states = new ConcurrentQueue<MqttStateChange>();
        using var stopping = new CancellationTokenSource();
        var options = broker.Options(V5) with { Backoff = new MqttBackoff { Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(64), StableAfter = TimeSpan.FromSeconds(30) } };
        // A generator that always draws the bound itself.
        var client = new MqttClient(options, [], new Inbox().Handler, states.Enqueue, time, new Most());
        var running = client.RunAsync(stopping.Token);
        var lasting = new[] { 0.0, 0, 29.9, 30, 0 };
        for (var i = 1; i <= lasting.Length; i++)
        {
            var (peer, _) = await broker.AcceptAsync(ConnAck(V5));
            await Soon.UntilAsync(() => states.Count(change => change.State == MqttState.Subscribed) == i, "connected");
            time.Advance(TimeSpan.FromSeconds(lasting[i - 1]));
            peer.Reset();
            await Soon.UntilAsync(() => states.Count(change => change.State == MqttState.Waiting) == i && time.NextDue == states.Last().RetryAfter, "the wait");
            if (i < lasting.Length)
            {
                time.Advance(states.Last().RetryAfter!.Value);
            }
        }

        await stopping.CancelAsync();
        await Soon.In(running);
        Assert.Equal([2, 4, 8, 2, 4], states.Where(change => change.State == MqttState.Waiting).Select(change => change.RetryAfter!.Value.TotalSeconds));
    }

    private sealed class Most : Random
    {
        public override double NextDouble() => 1;
    }
}
