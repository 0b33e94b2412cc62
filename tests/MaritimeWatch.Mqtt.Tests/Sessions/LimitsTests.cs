using System.Text;
using MaritimeWatch.Mqtt.Tests.Peer;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Sessions;

/// <summary>Own messages at their limits: of the broker, of the session, of who waits.</summary>
public sealed class LimitsTests
{
    private const MqttVersion V5 = MqttVersion.V5;

    /// <summary>A PUBREL that is sent again takes a place of the new connection's receive maximum, since its PUBCOMP frees one [MQTT-3.3.4-9].</summary>
    [Fact]
    public async Task Broker_WithAReceiveMaximum_NeverHasMoreToAnswer_WhereASessionGoesOn()
    {
        using var broker = new ScriptedBroker();
        var options = broker.Options(V5) with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1) };
        var session = new MqttSession();
        var (client, peer, _) = await broker.ConnectAsync(options, session, answer: ConnAck(V5, false, 0, [33], U16(2)));
        var publishing = Enumerable.Range(0, 5).Select(i => client.PublishAsync("t", Encoding.UTF8.GetBytes($"{i}"), MqttQos.ExactlyOnce)).ToList();
        List<int> ids = [(await peer.ExpectAsync(3)).PublishId, (await peer.ExpectAsync(3)).PublishId];
        await peer.SendAsync(Ack(5, ids[0]), Ack(5, ids[1]));
        await peer.ExpectAsync(6);
        await peer.ExpectAsync(6);
        peer.Reset();
        await Soon.In(client.Completion);

        // Both places are taken by what was released: nothing new comes before a PUBCOMP.
        (client, peer, _) = await broker.ConnectAsync(options, session, answer: ConnAck(V5, sessionPresent: true, 0, [33], U16(2)));
        Assert.Equal(ids, [(await peer.ExpectAsync(6)).Id, (await peer.ExpectAsync(6)).Id]);
        var unfinished = new Queue<int>(ids);
        for (var next = 2; next < 5; next++)
        {
            await client.PublishAsync("t", "free"u8.ToArray());
            Assert.True((await peer.ExpectAsync(3)).PayloadIs("free"));
            await peer.SendAsync(Ack(7, unfinished.Dequeue()));
            var packet = await peer.ExpectAsync(3);
            Assert.True(packet.PayloadIs($"{next}"));
            await peer.SendAsync(Ack(5, packet.PublishId));
            await peer.ExpectAsync(6);
            unfinished.Enqueue(packet.PublishId);
        }

        await peer.SendAsync([.. unfinished.Select(id => Ack(7, id))]);
        Assert.All(await Soon.In(Task.WhenAll(publishing)), result => Assert.True(result.Taken));
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task Publishes_BeyondTheLimit_LeaveInTheOrderInWhichTheyWereGiven_AndThoseGivenUpNever()
    {
        const int Messages = 400;
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(V5) with { MaximumPendingPublishes = 3 });
        using var givingUp = new CancellationTokenSource();
        var publishing = Enumerable.Range(0, Messages)
            .Select(i => client.PublishAsync("t", Encoding.UTF8.GetBytes($"{i}"), MqttQos.AtLeastOnce, cancellation: i % 10 == 7 ? givingUp.Token : default)).ToList();
        await givingUp.CancelAsync();
        var left = Enumerable.Range(0, Messages).Where(i => i % 10 != 7).ToList();
        var waiting = new Queue<int>();
        foreach (var i in left)
        {
            if (waiting.Count == 3)
            {
                await peer.SendAsync(Ack(4, waiting.Dequeue()));
            }

            var packet = await peer.ExpectAsync(3);
            Assert.True(packet.PayloadIs($"{i}"), $"{i}");
            waiting.Enqueue(packet.PublishId);
        }

        await peer.SendAsync([.. waiting.Select(id => Ack(4, id))]);
        foreach (var i in left)
        {
            Assert.True((await Soon.In(publishing[i])).Taken);
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon.In(publishing[7]));
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task Publishes_ThatWait_FailWhenTheSessionIsGivenUp()
    {
        using var broker = new ScriptedBroker();
        var session = new MqttSession();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(V5) with { MaximumPendingPublishes = 1 }, session);
        var publishing = Enumerable.Range(0, 5).Select(_ => client.PublishAsync("t", default, MqttQos.AtLeastOnce)).ToList();
        session.Abandon(new MqttFailure(MqttFailureKind.Stopped, "over"));
        foreach (var one in publishing)
        {
            Assert.Equal(MqttFailureKind.Stopped, (await Assert.ThrowsAsync<MqttException>(() => Soon.In(one))).Failure.Kind);
        }

        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task PublishOfQos0_ToABrokerThatDoesNotRead_CanBeGivenUp()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(V5));
        using var givingUp = new CancellationTokenSource();
        var published = 0;
        var publishing = Task.Run(async () =>
        {
            while (true)
            {
                await client.PublishAsync("t", new byte[100_000], MqttQos.AtMostOnce, cancellation: givingUp.Token);
                Interlocked.Increment(ref published);
            }
        });
        var before = -1;
        await Soon.UntilAsync(() => before == (before = Volatile.Read(ref published)) && before > 3, "a publisher that waits");
        await givingUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon.In(publishing));
        peer.Reset();
        await Soon.In(client.Completion);
    }
}
