using MaritimeWatch.Mqtt.Tests.Peer;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Connections;

/// <summary>PINGREQ and PINGRESP (sections 3.1.2.10, 3.12 and 3.13), by a clock that the test moves.</summary>
public sealed class KeepAliveTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task Silence_BringsAPingWithinTheKeepAlive_AndAnAnswerKeepsTheConnection(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var (client, peer, _) = await ConnectAsync(broker, broker.Options(version) with { KeepAlive = 20 * Second }, time);
        for (var i = 0; i < 5; i++)
        {
            time.Advance(20 * Second);
            Assert.Equal([0xC0], new[] { (await peer.ExpectAsync(12)).First });
            await peer.SendAsync(PingResp);
            // Another packet after it shows that the answer was read.
            await RoundTripAsync(client, peer, version);
        }

        Assert.False(client.Completion.IsCompleted);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task Ping_ThatIsNotAnswered_EndsTheConnectionAtTheLimit_AndNotBefore()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var (client, peer, _) = await ConnectAsync(broker, broker.Options(MqttVersion.V5) with { KeepAlive = 20 * Second, PingTimeout = 5 * Second }, time);
        time.Advance(15 * Second);
        await peer.ExpectAsync(12);
        time.Advance(4.9 * Second);
        await RoundTripAsync(client, peer, MqttVersion.V5, answers: false);
        Assert.False(client.Completion.IsCompleted);
        time.Advance(0.2 * Second);
        await peer.ExpectDisconnectAsync(0x8D);
        peer.Dispose();
        var failure = await Soon.In(client.Completion);
        Assert.Equal(MqttFailureKind.KeepAliveTimeout, failure.Kind);
        Assert.Contains("nothing came within 5 s after PINGREQ", failure.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatWantsAnotherKeepAlive_GetsIt()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var (client, peer, _) = await ConnectAsync(broker, broker.Options(MqttVersion.V5) with { KeepAlive = 600 * Second }, time, ConnAck(MqttVersion.V5, false, 0, [19], U16(10)));
        Assert.Equal(10 * Second, client.Server.KeepAlive);
        time.Advance(10 * Second);
        await peer.ExpectAsync(12);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task Publisher_ThatIsNeverSilent_FindsADeadBrokerAllTheSame()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var (client, peer, _) = await ConnectAsync(broker, broker.Options(MqttVersion.V5) with { KeepAlive = 20 * Second, PingTimeout = 5 * Second }, time);
        for (var i = 0; i < 15; i++)
        {
            await client.PublishAsync("t", default);
            await peer.ExpectAsync(3);
            time.Advance(Second);
        }

        await peer.ExpectAsync(12);
        for (var i = 0; i < 5; i++)
        {
            Assert.False(client.Completion.IsCompleted);
            await client.PublishAsync("t", default);
            await peer.ExpectAsync(3);
            time.Advance(Second);
        }

        await peer.ExpectDisconnectAsync(0x8D);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    /// <summary>A client that only receives hears all the time, and has to be heard all the same: the broker counts what comes from it.</summary>
    [Fact]
    public async Task Receiver_ThatIsNeverSilent_PingsWithinTheKeepAliveAllTheSame()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var inbox = new Inbox();
        var connected = await broker.ConnectAsync(broker.Options(MqttVersion.V5) with { KeepAlive = 20 * Second, PingTimeout = 5 * Second }, handler: inbox.Handler, time: time);
        var (client, peer) = (connected.Client, connected.Peer);
        await Soon.UntilAsync(() => client.IsReading, "reading");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 15; i++)
            {
                time.Advance(Second);
                await peer.SendAsync(Publish(MqttVersion.V5, "t", $"{i}"));
                await inbox.NextAsync();
                await Soon.UntilAsync(() => client.IsReading, "reading on");
            }

            // Three quarters of the keepalive since the last packet that was sent.
            await peer.ExpectAsync(12);
            await peer.SendAsync(PingResp);
        }

        Assert.False(client.Completion.IsCompleted);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task Server_ThatWantsNoKeepAlive_IsStillFoundOutWhenItIsDead()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var (client, peer, _) = await ConnectAsync(broker, broker.Options(MqttVersion.V5) with { KeepAlive = 20 * Second, PingTimeout = 5 * Second }, time, ConnAck(MqttVersion.V5, false, 0, [19], U16(0)));
        Assert.Equal(TimeSpan.Zero, client.Server.KeepAlive);
        time.Advance(20 * Second);
        await peer.ExpectAsync(12);
        time.Advance(5 * Second);
        await peer.ExpectDisconnectAsync(0x8D);
        peer.Dispose();
        Assert.Equal(MqttFailureKind.KeepAliveTimeout, (await Soon.In(client.Completion)).Kind);
    }

    [Fact]
    public async Task KeepAliveOfZero_NeverAsks()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var (client, peer, connect) = await broker.ConnectAsync(broker.Options(MqttVersion.V311), time: time);
        Assert.Equal(U16(0), connect.Body[8..10]);
        time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, time.TimersSet);
        var leaving = client.DisconnectAsync();
        await peer.ExpectDisconnectAsync(0);
        peer.Dispose();
        await Soon.In(leaving);
    }

    private static async Task RoundTripAsync(MqttConnection client, PeerConnection peer, MqttVersion version, bool answers = true)
    {
        var asking = client.UnsubscribeAsync([MqttSubscription.To("x", MqttQos.AtMostOnce).Filter]);
        var packet = await peer.ExpectAsync(10);
        if (answers)
        {
            await peer.SendAsync(UnsubAck(version, packet.Id, 0));
            await Soon.In(asking);
            await Soon.UntilAsync(() => client.IsReading, "reading on");
        }
    }

    /// <summary>A connection whose client listens: what it hears afterwards, it hears by the clock as it then stands.</summary>
    private static async Task<(MqttConnection Client, PeerConnection Peer, SentPacket Connect)> ConnectAsync(ScriptedBroker broker, MqttOptions options, ManualTime time, byte[]? answer = null)
    {
        var connected = await broker.ConnectAsync(options, time: time, answer: answer);
        await Soon.UntilAsync(() => connected.Client.IsReading, "reading");
        return connected;
    }
}
