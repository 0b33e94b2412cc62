using MaritimeWatch.Mqtt.Tests.Peer;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Sessions;

/// <summary>Messages to the client, of QoS 1 and 2, packet by packet (sections 4.3 to 4.6).</summary>
public sealed class ReceivingTests
{
    public static TheoryData<MqttVersion> Versions { get; } = [MqttVersion.V311, MqttVersion.V5];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task PubAck_LeavesWhenTheConsumerIsDone_AndNotBefore(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var inbox = new Inbox(acknowledges: false);
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(version), handler: inbox.Handler);
        await peer.SendAsync(Publish(version, "a", "1", 1, 11));
        var message = await inbox.NextAsync();
        // The answer to SUBSCRIBE shows that nothing was said of the message until then.
        var subscribing = client.SubscribeAsync([MqttSubscription.To("x", MqttQos.AtMostOnce)]);
        var subscribe = await peer.ExpectAsync(8);
        await peer.SendAsync(SubAck(version, subscribe.Id, 0));
        await Soon.In(subscribing);

        message.Message.Acknowledge();
        message.Message.Acknowledge();
        Assert.Equal([0x40, .. U16(11)], Flat(await peer.ExpectAsync(4)));
        // Once it is acknowledged its identifier stands for a new message, whatever DUP says.
        await peer.SendAsync(Publish(version, "a", "2", 1, 11, dup: true));
        (await inbox.NextAsync()).Message.Acknowledge();
        Assert.Equal(11, (await peer.ExpectAsync(4)).Id);
        await ByeAsync(client, peer);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Acknowledgements_LeaveInTheOrderOfTheMessages(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var inbox = new Inbox(acknowledges: false);
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(version), handler: inbox.Handler);
        await peer.SendAsync(Publish(version, "a", "1", 1, 1), Publish(version, "a", "2", 2, 2), Publish(version, "a", "3", 1, 3), Publish(version, "a", "4", 2, 4));
        List<Received> messages = [await inbox.NextAsync(), await inbox.NextAsync(), await inbox.NextAsync(), await inbox.NextAsync()];
        foreach (var i in new[] { 3, 1, 2, 0 })
        {
            messages[i].Message.Acknowledge();
        }

        Assert.Equal([(4, 1), (5, 2), (4, 3), (5, 4)], [await AckAsync(peer), await AckAsync(peer), await AckAsync(peer), await AckAsync(peer)]);
        await peer.SendAsync(Ack(6, 2), Ack(6, 4));
        Assert.Equal([(7, 2), (7, 4)], [await AckAsync(peer), await AckAsync(peer)]);
        await ByeAsync(client, peer);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task MessageOfQos2_ThatTheBrokerRepeats_ComesOnce_WithinAConnectionAndAcrossOnes(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var options = broker.Options(version) with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1) };
        var session = new MqttSession();
        var inbox = new Inbox(acknowledges: false);
        var (client, peer, _) = await broker.ConnectAsync(options, session, inbox.Handler);
        await peer.SendAsync(Publish(version, "a", "held", 2, 7), Publish(version, "a", "done", 2, 8));
        var (held, done) = (await inbox.NextAsync(), await inbox.NextAsync());
        // A repetition of what the consumer holds is not answered twice.
        await peer.SendAsync(Publish(version, "a", "held", 2, 7, dup: true));
        peer.Reset();
        await Soon.In(client.Completion);
        done.Message.Acknowledge();

        (client, peer, _) = await broker.ConnectAsync(options, session, inbox.Handler, answer: ConnAck(version, sessionPresent: true));
        await peer.SendAsync(Publish(version, "a", "held", 2, 7, dup: true), Publish(version, "a", "done", 2, 8, dup: true), Publish(version, "a", "new", 2, 9));
        Assert.Equal("new", (await inbox.NextAsync()).Text);
        held.Message.Acknowledge();
        Assert.Equal([(5, 7), (5, 8)], [await AckAsync(peer), await AckAsync(peer)]);
        // PUBREC may be lost too: the message comes again and is answered again, at once.
        await peer.SendAsync(Publish(version, "a", "held", 2, 7, dup: true));
        Assert.Equal((5, 7), await AckAsync(peer));
        await peer.SendAsync(Ack(6, 7), Ack(6, 8));
        Assert.Equal([(7, 7), (7, 8)], [await AckAsync(peer), await AckAsync(peer)]);
        // After PUBREL the identifier is free for another message.
        await peer.SendAsync(Publish(version, "a", "other", 2, 7));
        Assert.Equal("other", (await inbox.NextAsync()).Text);
        Assert.Equal(4, inbox.Count);
        await ByeAsync(client, peer);
    }

    [Theory]
    [InlineData(MqttVersion.V311, 0)]
    [InlineData(MqttVersion.V5, 0x92)]
    public async Task PubRel_OfAForgottenMessage_IsAnsweredAllTheSame(MqttVersion version, int code)
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(version));
        await peer.SendAsync(Ack(6, 99));
        var answer = await peer.ExpectAsync(7);
        Assert.Equal(version == MqttVersion.V5 ? [.. U16(99), (byte)code] : U16(99), answer.Body);
        await ByeAsync(client, peer);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Session_ThatTheBrokerForgot_IsForgottenHereToo(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var options = broker.Options(version) with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1) };
        var session = new MqttSession();
        var inbox = new Inbox(acknowledges: false);
        var (client, peer, _) = await broker.ConnectAsync(options, session, inbox.Handler);
        await peer.SendAsync(Publish(version, "a", "old 2", 2, 7), Publish(version, "a", "old 1", 1, 8));
        var (two, one) = (await inbox.NextAsync(), await inbox.NextAsync());
        peer.Reset();
        await Soon.In(client.Completion);

        (client, peer, _) = await broker.ConnectAsync(options, session, inbox.Handler, answer: ConnAck(version, sessionPresent: false));
        await peer.SendAsync(Publish(version, "a", "new 2", 2, 7), Publish(version, "a", "new 1", 1, 8));
        Assert.Equal(["new 2", "new 1"], await inbox.NextAsync(2));
        // Acknowledgements of the old session's messages are not taken for those of the new.
        two.Message.Acknowledge();
        one.Message.Acknowledge();
        var leaving = client.DisconnectAsync();
        await peer.ExpectAsync(14);
        peer.Dispose();
        await Soon.In(leaving);
    }

    /// <summary>mosquitto 2.0.11 fills its window anew at each PUBACK, whatever else is unacknowledged: it gets its answers one by one, and what it sent beyond stays in the sockets.</summary>
    [Fact]
    public async Task Broker_ThatExceedsTheReceiveMaximum_IsReadNoFurther()
    {
        using var broker = new ScriptedBroker();
        var inbox = new Inbox(acknowledges: false);
        var (client, peer, connect) = await broker.ConnectAsync(broker.Options(MqttVersion.V5) with { ReceiveMaximum = 2, TopicAliasMaximum = 0 }, handler: inbox.Handler);
        Assert.Equal(Props([33], U16(2), [39], U32(1 << 20)), connect.Body[10..19]);

        var flood = peer.SendAsync([.. Enumerable.Range(1, 15_000).Select(id => Publish(MqttVersion.V5, "a", new string('x', 4_000), (id % 2) + 1, id))]);
        List<Received> messages = [await inbox.NextAsync(), await inbox.NextAsync(), await inbox.NextAsync()];

        // 60 MB are more than the sockets take. One beyond the maximum had to be read to know of it.
        Assert.Equal(3, inbox.Count);
        Assert.False(flood.IsCompleted);
        await AnswerAllAsync(inbox, peer, messages, id => id % 2 == 0 ? 4 : 5);
        await Soon.In(flood);
        await ByeAsync(client, peer);
    }

    [Fact]
    public async Task Client_Of311_StopsReading_WhenAsManyAreUnacknowledgedAsItWants()
    {
        using var broker = new ScriptedBroker();
        var inbox = new Inbox(acknowledges: false);
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V311) with { ReceiveMaximum = 3 }, handler: inbox.Handler);
        var flood = peer.SendAsync([.. Enumerable.Range(1, 15_000).Select(id => Publish(MqttVersion.V311, "a", new string('x', 4_000), 1, id))]);
        List<Received> messages = [await inbox.NextAsync(), await inbox.NextAsync(), await inbox.NextAsync()];
        // 60 MB are more than the sockets take: the broker's side is held up, and not this side's memory.
        Assert.Equal(3, inbox.Count);
        Assert.False(flood.IsCompleted);
        await AnswerAllAsync(inbox, peer, messages, _ => 4);
        await Soon.In(flood);
        await ByeAsync(client, peer);
    }

    [Fact]
    public async Task Consumer_ThatIsSlow_HoldsTheBrokerUp_AndIsNotTakenForASilentBroker()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var first = new TaskCompletionSource();
        var work = new TaskCompletionSource();
        var count = 0;
        var options = broker.Options(MqttVersion.V5) with { KeepAlive = TimeSpan.FromSeconds(20) };
        var (client, peer, _) = await broker.ConnectAsync(options, time: time, handler: async (_, _) =>
        {
            if (Interlocked.Increment(ref count) == 1)
            {
                first.SetResult();
                await work.Task;
            }
        });
        var flood = peer.SendAsync([.. Enumerable.Repeat(Publish(MqttVersion.V5, "a", new string('x', 10_000)), 3_000)]);
        await Soon.In(first.Task);

        // The broker counts what it hears of us: it is pinged all the while.
        for (var minute = 0; minute < 10; minute++)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await peer.ExpectAsync(12);
        }

        Assert.Equal(1, count);
        Assert.False(flood.IsCompleted);
        Assert.False(client.Completion.IsCompleted);
        work.SetResult();
        await Soon.In(flood);
        await Soon.UntilAsync(() => Volatile.Read(ref count) == 3_000, "all messages");
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    /// <summary>The connection ends while the consumer has to wait, so it breaks off: repeated, the message is new to it.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task MessageOfQos2_WhoseConsumerBrokeOff_ComesAgain(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var options = broker.Options(version) with { CleanStart = false, SessionExpiry = version == MqttVersion.V5 ? TimeSpan.FromHours(1) : TimeSpan.Zero };
        var session = new MqttSession();
        var begun = new TaskCompletionSource();
        var (client, peer, _) = await broker.ConnectAsync(options, session: session, handler: async (_, ending) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ending);
        });
        await peer.SendAsync(Publish(version, "a", "1", 2, 7));
        await Soon.In(begun.Task);
        var closing = client.DisposeAsync().AsTask();
        peer.Dispose();
        await Soon.In(closing);

        var inbox = new Inbox(acknowledges: false);
        (client, peer, _) = await broker.ConnectAsync(options, session, inbox.Handler, answer: ConnAck(version, true, 0));
        await peer.SendAsync(Publish(version, "a", "1", 2, 7, dup: true));
        (await inbox.NextAsync()).Message.Acknowledge();
        Assert.Equal((5, 7), await AckAsync(peer));
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task Handler_ThatFails_EndsTheConnection()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5), handler: (_, _) => throw new InvalidOperationException("no room"));
        await peer.SendAsync(Publish(MqttVersion.V5, "a", "1", 1, 1));
        await peer.ExpectDisconnectAsync(0x83);
        peer.Dispose();
        var failure = await Soon.In(client.Completion);
        Assert.Equal((MqttFailureKind.ConsumerFailed, true), (failure.Kind, failure.Words.Contains("no room", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TopicAliases_StandForWhatTheyWereGivenFor()
    {
        using var broker = new ScriptedBroker();
        var inbox = new Inbox();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5), handler: inbox.Handler);
        byte[] One(string topic, int alias) => Publish(MqttVersion.V5, topic, "", 0, 0, false, false, [35], U16(alias));
        await peer.SendAsync(One("a/b", 1), One("c", 100), One("", 1), One("d", 1), One("", 1), One("", 100));
        List<string> topics = [];
        for (var i = 0; i < 6; i++)
        {
            var received = await inbox.NextAsync();
            topics.Add(received.Topic);
            Assert.Null(received.Message.Properties);
        }

        Assert.Equal(["a/b", "c", "a/b", "d", "d", "c"], topics);
        await ByeAsync(client, peer);
    }

    [Fact]
    public async Task TopicAliases_OfOneConnection_MeanNothingOnTheNext()
    {
        using var broker = new ScriptedBroker();
        var session = new MqttSession();
        var inbox = new Inbox();
        var options = broker.Options(MqttVersion.V5) with { SessionExpiry = TimeSpan.FromHours(1) };
        var (client, peer, _) = await broker.ConnectAsync(options, session, inbox.Handler);
        await peer.SendAsync(Publish(MqttVersion.V5, "a", "1", 0, 0, false, false, [35], U16(1)));
        await inbox.NextAsync();
        peer.Reset();
        await Soon.In(client.Completion);
        (client, peer, _) = await broker.ConnectAsync(options, session, inbox.Handler, answer: ConnAck(MqttVersion.V5, sessionPresent: true));
        await peer.SendAsync(Publish(MqttVersion.V5, "", "2", 0, 0, false, false, [35], U16(1)));
        await peer.ExpectDisconnectAsync(0x82);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Topic_WithAByteOrderMark_KeepsIt(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var inbox = new Inbox();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(version), handler: inbox.Handler);
        await peer.SendAsync(Publish(version, "\uFEFFa\uFEFF", "p"));
        Assert.Equal("\uFEFFa\uFEFF", (await inbox.NextAsync()).Message.Topic);
        await ByeAsync(client, peer);
    }

    [Fact]
    public async Task Message_WithEverythingItCanSay_SaysItToTheConsumer()
    {
        using var broker = new ScriptedBroker();
        var inbox = new Inbox();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5), handler: inbox.Handler);
        await peer.SendAsync(Publish(
            MqttVersion.V5, "a\uFEFF", "p", 1, 1, dup: true, retain: true, [1, 1], [2], U32(77), [3], Text("text/plain"), [8], Text("back"), [9], Blob([1, 2]), [11], Var(268_435_455), [11, 5],
            [38], Text("n"), Text("1"), [38], Text("m"), Text("2"), [38], Text("n"), Text("3")));
        var message = (await inbox.NextAsync()).Message;
        var said = message.Properties!;
        Assert.Equal(("a\uFEFF", MqttQos.AtLeastOnce, true, true), (message.Topic, message.Qos, message.Duplicate, message.Retained));
        Assert.Equal((true, TimeSpan.FromSeconds(77), "text/plain", "back"), (said.PayloadIsText, said.Expiry!.Value, said.ContentType, said.ResponseTopic));
        Assert.Equal([1, 2], said.CorrelationData!.Value.ToArray());
        Assert.Equal([268_435_455, 5], said.SubscriptionIdentifiers);
        Assert.Equal([new("n", "1"), new("m", "2"), new("n", "3")], said.UserProperties);
        await peer.ExpectAsync(4);
        await ByeAsync(client, peer);
    }

    private static byte[] Flat(SentPacket packet) => [packet.First, .. packet.Body];

    private static async Task<(int Type, int Id)> AckAsync(PeerConnection peer)
    {
        var packet = await peer.ReadAsync();
        Assert.NotNull(packet);
        return (packet.Type, packet.Id);
    }

    private static async Task ByeAsync(MqttConnection client, PeerConnection peer)
    {
        var leaving = client.DisconnectAsync();
        await peer.ExpectDisconnectAsync(0);
        peer.Dispose();
        await Soon.In(leaving);
    }

    /// <summary>Acknowledges fifteen thousand messages one by one: with each answer one more is read, and no other.</summary>
    private static async Task AnswerAllAsync(Inbox inbox, PeerConnection peer, List<Received> messages, Func<int, int> answer)
    {
        for (var i = 0; i < 15_000; i++)
        {
            messages[0].Message.Acknowledge();
            messages.RemoveAt(0);
            Assert.Equal(i + 1, (await peer.ExpectAsync(answer(i + 1))).Id);
            if (i < 14_997)
            {
                messages.Add(await inbox.NextAsync());
                Assert.True(inbox.Count <= i + 4);
            }
        }
    }
}
