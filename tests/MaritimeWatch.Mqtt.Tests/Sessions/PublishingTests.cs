using System.Text;
using MaritimeWatch.Mqtt.Tests.Peer;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Sessions;

/// <summary>Messages from the client, packet by packet (sections 3.3 and 4.3 to 4.6).</summary>
public sealed class PublishingTests
{
    private static readonly byte[] Hello = Encoding.UTF8.GetBytes("hello");

    public static TheoryData<MqttVersion> Versions { get; } = [MqttVersion.V311, MqttVersion.V5];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Publish_OfEachQos_HasTheBytesOfTheSpecification(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(version));
        await client.PublishAsync("a/b", Hello, retain: true);
        Assert.Equal(Publish(version, "a/b", "hello", retain: true), Whole(await peer.ExpectAsync(3)));

        var once = client.PublishAsync("a/b", Hello, MqttQos.AtLeastOnce);
        var sent = await peer.ExpectAsync(3);
        Assert.NotEqual(0, sent.PublishId);
        Assert.Equal(Publish(version, "a/b", "hello", 1, sent.PublishId), Whole(sent));
        await peer.SendAsync(Ack(4, sent.PublishId));
        Assert.True((await Soon.In(once)).Taken);

        var exactly = client.PublishAsync("a/b", Hello, MqttQos.ExactlyOnce, retain: true);
        sent = await peer.ExpectAsync(3);
        Assert.Equal(Publish(version, "a/b", "hello", 2, sent.PublishId, retain: true), Whole(sent));
        await peer.SendAsync(Ack(5, sent.PublishId));
        Assert.Equal(Ack(6, sent.PublishId), Whole(await peer.ExpectAsync(6)));
        Assert.False(exactly.IsCompleted);
        await peer.SendAsync(Ack(7, sent.PublishId));
        Assert.True((await Soon.In(exactly)).Taken);
        await ByeAsync(client, peer);
    }

    [Fact]
    public async Task Publish_WithProperties_HasThemInTheirOrder()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5));
        await client.PublishAsync("a", Hello, properties: new MqttMessageProperties
        {
            PayloadIsText = true, Expiry = TimeSpan.FromSeconds(5), ContentType = "c", ResponseTopic = "r", CorrelationData = new byte[] { 9 }, UserProperties = [new("x", "1"), new("w", "2")],
            // That of a message that is passed on: it is the broker's to send.
            SubscriptionIdentifiers = [7],
        });
        Assert.Equal(
            Publish(MqttVersion.V5, "a", "hello", 0, 0, false, false, [1, 1], [2], U32(5), [3], Text("c"), [8], Text("r"), [9], Blob([9]), [38], Text("x"), Text("1"), [38], Text("w"), Text("2")),
            Whole(await peer.ExpectAsync(3)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await client.PublishAsync("a", Hello, properties: new MqttMessageProperties { ResponseTopic = "r/#" }));
        await Assert.ThrowsAsync<ArgumentException>(async () => await client.PublishAsync("a", Hello, properties: new MqttMessageProperties { ContentType = "\0" }));
        await ByeAsync(client, peer);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Session_ThatGoesOn_SendsAgainWhatWasNotTaken_InOrder_AndMarked(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var options = broker.Options(version) with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1) };
        var session = new MqttSession();
        var (client, peer, _) = await broker.ConnectAsync(options, session);
        Task<MqttPublishResult>[] publishing =
        [
            client.PublishAsync("t", "0"u8.ToArray(), MqttQos.AtLeastOnce), client.PublishAsync("t", "1"u8.ToArray(), MqttQos.ExactlyOnce),
            client.PublishAsync("t", "2"u8.ToArray(), MqttQos.ExactlyOnce), client.PublishAsync("t", "3"u8.ToArray(), MqttQos.AtLeastOnce),
        ];
        int[] ids = [await IdAsync(peer, "0"), await IdAsync(peer, "1"), await IdAsync(peer, "2"), await IdAsync(peer, "3")];
        Assert.Equal(4, ids.Distinct().Count());
        await peer.SendAsync(Ack(5, ids[2]));
        await peer.ExpectAsync(6);
        peer.Reset();
        await Soon.In(client.Completion);

        (client, peer, var connect) = await broker.ConnectAsync(options, session, answer: ConnAck(version, sessionPresent: true));
        Assert.Equal(0, connect.Body[7] & 2);
        Assert.Equal(Ack(6, ids[2]), Whole(await peer.ExpectAsync(6)));
        foreach (var i in new[] { 0, 1, 3 })
        {
            var again = await peer.ExpectAsync(3);
            Assert.Equal((true, ids[i], true), (again.Dup, again.PublishId, again.PayloadIs($"{i}")));
        }

        await peer.SendAsync(Ack(4, ids[0]), Ack(5, ids[1]), Ack(7, ids[2]), Ack(4, ids[3]));
        Assert.Equal(ids[1], (await peer.ExpectAsync(6)).Id);
        await peer.SendAsync(Ack(7, ids[1]));
        Assert.All(await Soon.In(Task.WhenAll(publishing)), result => Assert.True(result.Taken));
        await ByeAsync(client, peer);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task PubRels_LeaveInTheOrderOfThePubRecs(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var options = broker.Options(version) with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1) };
        var session = new MqttSession();
        var (client, peer, _) = await broker.ConnectAsync(options, session);
        var publishing = Enumerable.Range(0, 3).Select(i => client.PublishAsync("t", Encoding.UTF8.GetBytes($"{i}"), MqttQos.ExactlyOnce)).ToList();
        int[] ids = [await IdAsync(peer, "0"), await IdAsync(peer, "1"), await IdAsync(peer, "2")];
        List<int> order = [ids[2], ids[0], ids[1]];
        foreach (var id in order)
        {
            await peer.SendAsync(Ack(5, id));
        }

        Assert.Equal(order, [(await peer.ExpectAsync(6)).Id, (await peer.ExpectAsync(6)).Id, (await peer.ExpectAsync(6)).Id]);
        peer.Reset();
        await Soon.In(client.Completion);
        (client, peer, _) = await broker.ConnectAsync(options, session, answer: ConnAck(version, sessionPresent: true));
        Assert.Equal(order, [(await peer.ExpectAsync(6)).Id, (await peer.ExpectAsync(6)).Id, (await peer.ExpectAsync(6)).Id]);
        await peer.SendAsync([.. order.Select(id => Ack(7, id))]);
        await Soon.In(Task.WhenAll(publishing));
        await ByeAsync(client, peer);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Session_ThatTheBrokerForgot_SendsQos1Anew_AndNeverQos2Twice(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var options = broker.Options(version) with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1) };
        var session = new MqttSession();
        var (client, peer, _) = await broker.ConnectAsync(options, session);
        var once = client.PublishAsync("t", "once"u8.ToArray(), MqttQos.AtLeastOnce);
        var exactly = client.PublishAsync("t", "exactly"u8.ToArray(), MqttQos.ExactlyOnce);
        await IdAsync(peer, "once");
        await IdAsync(peer, "exactly");
        peer.Reset();
        await Soon.In(client.Completion);

        (client, peer, _) = await broker.ConnectAsync(options, session, answer: ConnAck(version, sessionPresent: false));
        var again = await peer.ExpectAsync(3);
        Assert.Equal((false, true), (again.Dup, again.PayloadIs("once")));
        await peer.SendAsync(Ack(4, again.PublishId));
        Assert.True((await Soon.In(once)).Taken);
        Assert.Equal(MqttFailureKind.SessionLost, (await Assert.ThrowsAsync<MqttException>(() => Soon.In(exactly))).Failure.Kind);
        await ByeAsync(client, peer);
    }

    [Fact]
    public async Task Broker_WithAReceiveMaximum_NeverHasMoreToAnswer()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5), answer: ConnAck(MqttVersion.V5, false, 0, [33], U16(2)));
        var publishing = Enumerable.Range(0, 6).Select(i => client.PublishAsync("t", Encoding.UTF8.GetBytes($"{i}"), i % 2 == 0 ? MqttQos.AtLeastOnce : MqttQos.ExactlyOnce)).ToList();
        var zero = await IdAsync(peer, "0");
        var one = await IdAsync(peer, "1");
        // Messages of QoS 0 are not held up by it.
        await client.PublishAsync("t", "free"u8.ToArray());
        Assert.True((await peer.ExpectAsync(3)).PayloadIs("free"));
        await peer.SendAsync(Ack(5, one));
        // PUBREC frees no place, PUBCOMP does: PUBREL is the only thing that comes.
        await peer.ExpectAsync(6);
        await peer.SendAsync(Ack(4, zero));
        var two = await IdAsync(peer, "2");
        await peer.SendAsync(Ack(7, one));
        var three = await IdAsync(peer, "3");
        // A PUBREC that refuses ends the flow there.
        await peer.SendAsync(Ack(5, three, 0x97));
        var four = await IdAsync(peer, "4");
        await peer.SendAsync(Ack(4, two, 0x10), Ack(4, four, 0x87));
        var five = await IdAsync(peer, "5");
        await peer.SendAsync(Ack(5, five));
        await peer.ExpectAsync(6);
        await peer.SendAsync(Ack(7, five, 0x92));
        var results = await Soon.In(Task.WhenAll(publishing));
        Assert.Equal([0x00, 0x00, 0x10, 0x97, 0x87, 0x00], results.Select(result => (int)result.Code));
        Assert.Equal([true, true, true, false, false, true], results.Select(result => result.Taken));
        Assert.Equal("a limit of the broker is reached", results[3].Words);
        await ByeAsync(client, peer);
    }

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task PubRec_OfAForgottenMessage_IsAnsweredAllTheSame(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(version));
        await peer.SendAsync(Ack(5, 9));
        Assert.Equal(version == MqttVersion.V5 ? Ack(6, 9, 0x92) : Ack(6, 9), Whole(await peer.ExpectAsync(6)));
        await ByeAsync(client, peer);
    }

    [Fact]
    public async Task PubAck_ForAMessageOfQos2_IsAProtocolError()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5));
        _ = client.PublishAsync("t", Hello, MqttQos.ExactlyOnce);
        await peer.SendAsync(Ack(4, (await peer.ExpectAsync(3)).PublishId));
        await peer.ExpectDisconnectAsync(0x82);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task Broker_ThatSaysWhatItDoesNotDo_IsNotAskedForIt()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5), answer: ConnAck(MqttVersion.V5, false, 0, [36, 1], [37, 0], [39], U32(100), [40, 0], [41, 0], [42, 0]));
        Assert.Equal(MqttReasonCode.QosNotSupported, await RefusedAsync(client.PublishAsync("t", Hello, MqttQos.ExactlyOnce)));
        Assert.Equal(MqttReasonCode.RetainNotSupported, await RefusedAsync(client.PublishAsync("t", Hello, MqttQos.AtMostOnce, retain: true)));
        Assert.Equal(MqttReasonCode.RetainNotSupported, await RefusedAsync(client.PublishAsync("t", Hello, MqttQos.AtLeastOnce, retain: true)));
        var fits = 100 - (Publish(MqttVersion.V5, "t", "", 1, 1).Length);
        Assert.Equal(MqttReasonCode.PacketTooLarge, await RefusedAsync(client.PublishAsync("t", new byte[fits + 1], MqttQos.AtLeastOnce)));
        Assert.Equal(MqttReasonCode.PacketTooLarge, await RefusedAsync(client.PublishAsync("t", new byte[fits + 3], MqttQos.AtMostOnce)));
        var subscribed = await client.SubscribeAsync(
            [MqttSubscription.To("a/#", MqttQos.AtLeastOnce), MqttSubscription.To("$share/g/a", MqttQos.AtLeastOnce), MqttSubscription.To("a", MqttQos.AtLeastOnce) with { Identifier = 1 }]);
        Assert.Equal([0xA2, 0x9E, 0xA1], subscribed.Select(result => (int)result.Code));
        // Nothing of all that was sent: the next packet is the one that fits exactly.
        var publishing = client.PublishAsync("t", new byte[fits], MqttQos.AtLeastOnce);
        var sent = await peer.ExpectAsync(3);
        Assert.Equal(100, Whole(sent).Length);
        await peer.SendAsync(Ack(4, sent.PublishId));
        await Soon.In(publishing);
        await ByeAsync(client, peer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/#")]
    [InlineData("a/+/b")]
    [InlineData("a\0b")]
    [InlineData("half a pair")]
    public async Task Publish_ToWhatIsNoTopic_IsRefused(string topic)
    {
        // Half a surrogate pair does not survive the way through an attribute.
        topic = topic == "half a pair" ? "\ud800" : topic;
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5));
        await Assert.ThrowsAsync<ArgumentException>(async () => await client.PublishAsync(topic, Hello));
        await Assert.ThrowsAsync<ArgumentException>(() => client.PublishAsync(topic, Hello, MqttQos.AtLeastOnce));
        await ByeAsync(client, peer);
    }

    [Fact]
    public async Task Broker_ThatDoesNotRead_HoldsThePublisherUp()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5));
        var payload = new byte[100_000];
        var published = 0;
        var publishing = Task.Run(async () =>
        {
            for (; published < 1_000; published++)
            {
                await client.PublishAsync("t", payload);
            }
        });
        // 100 MB never fit into the sockets; what is held back is a packet or two.
        await Soon.UntilAsync(() => published > 3, "some messages");
        var before = -1;
        await Soon.UntilAsync(() => before == (before = Volatile.Read(ref published)), "a publisher that waits");
        Assert.False(publishing.IsCompleted);
        for (var i = 0; i < 1_000; i++)
        {
            await peer.ExpectAsync(3);
        }

        await Soon.In(publishing);
        await ByeAsync(client, peer);
    }

    private static byte[] Whole(SentPacket packet) => Packet(packet.First, packet.Body);

    private static async Task<MqttReasonCode?> RefusedAsync(Task publishing) =>
        (await Assert.ThrowsAsync<MqttException>(() => Soon.In(publishing))).Failure is { Kind: MqttFailureKind.RequestRefused } failure ? failure.ReasonCode : null;

    private static async Task<int> IdAsync(PeerConnection peer, string payload)
    {
        var packet = await peer.ExpectAsync(3);
        Assert.True(packet.PayloadIs(payload), payload);
        Assert.False(packet.Dup);
        return packet.PublishId;
    }

    private static async Task ByeAsync(MqttConnection client, PeerConnection peer)
    {
        var leaving = client.DisconnectAsync();
        await peer.ExpectDisconnectAsync(0);
        peer.Dispose();
        await Soon.In(leaving);
    }
}
