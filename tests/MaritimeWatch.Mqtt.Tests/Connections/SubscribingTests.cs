using MaritimeWatch.Mqtt.Tests.Peer;
using MaritimeWatch.Mqtt.Topics;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Connections;

/// <summary>SUBSCRIBE and UNSUBSCRIBE (sections 3.8 to 3.11).</summary>
public sealed class SubscribingTests
{
    [Fact]
    public async Task Subscribe_Of311_HasTheBytesOfTheSpecification_AndTellsRefusalsOneByOne()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V311));
        var subscribing = client.SubscribeAsync(
            [MqttSubscription.To("a/+", MqttQos.AtMostOnce), MqttSubscription.To("no", MqttQos.AtLeastOnce) with { NoLocal = true, RetainAsPublished = true }, MqttSubscription.To("c/#", MqttQos.ExactlyOnce)]);
        var packet = await peer.ExpectAsync(8);
        Assert.Equal(Packet(0x82, U16(packet.Id), Text("a/+"), [0], Text("no"), [1], Text("c/#"), [2]), Packet(packet.First, packet.Body));
        await peer.SendAsync(SubAck(MqttVersion.V311, packet.Id, 0, 0x80, 1));
        var results = await Soon.In(subscribing);
        Assert.Equal([true, false, true], results.Select(result => result.Done));
        Assert.Equal([MqttQos.AtMostOnce, null, MqttQos.AtLeastOnce], results.Select(result => result.Granted));
        Assert.Equal("the filter no was refused: refused, without a reason given", results[1].Words);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task Subscribe_Of5_HasItsOptions_AndAPacketForEachIdentifier()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5));
        var subscribing = client.SubscribeAsync(
        [
            MqttSubscription.To("a", MqttQos.ExactlyOnce) with { NoLocal = true, RetainAsPublished = true, RetainHandling = MqttRetainHandling.Never },
            MqttSubscription.To("b", MqttQos.AtMostOnce) with { Identifier = 300 },
            MqttSubscription.To("$share/g/c", MqttQos.AtLeastOnce) with { RetainHandling = MqttRetainHandling.IfNew },
        ]);
        var first = await peer.ExpectAsync(8);
        Assert.Equal(Packet(0x82, U16(first.Id), Props(), Text("a"), [0b0010_1110], Text("$share/g/c"), [0b0001_0001]), Packet(first.First, first.Body));
        await peer.SendAsync(SubAck(MqttVersion.V5, first.Id, 2, 0x9E));
        var second = await peer.ExpectAsync(8);
        Assert.Equal(Packet(0x82, U16(second.Id), Props([11], Var(300)), Text("b"), [0]), Packet(second.First, second.Body));
        await peer.SendAsync(Packet(0x90, U16(second.Id), Props([31], Text("not\tyours")), [0x87]));
        var results = await Soon.In(subscribing);
        Assert.Equal(["a", "b", "$share/g/c"], results.Select(result => result.Filter.Text));
        Assert.Equal([2, 0x87, 0x9E], results.Select(result => (int)result.Code));
        Assert.Equal("the filter b was refused: this is not allowed to this user (\"not yours\")", results[1].Words);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task Subscribe_ToManyFilters_IsSeveralPackets_WithIdentifiersOfTheirOwn(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(version));
        var subscribing = client.SubscribeAsync([.. Enumerable.Range(0, 250).Select(i => MqttSubscription.To($"t/{i}", MqttQos.AtLeastOnce))]);
        var ids = new HashSet<int>();
        foreach (var count in new[] { 100, 100, 50 })
        {
            var packet = await peer.ExpectAsync(8);
            Assert.NotEqual(0, packet.Id);
            ids.Add(packet.Id);
            await peer.SendAsync(SubAck(version, packet.Id, [.. Enumerable.Repeat((byte)1, count)]));
        }

        Assert.Equal(250, (await Soon.In(subscribing)).Count(result => result.Done));
        Assert.Equal(3, ids.Count);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task Unsubscribe_HasTheBytesOfTheSpecification_AndItsResults(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(version));
        var unsubscribing = client.UnsubscribeAsync([Filter("a/+"), Filter("b")]);
        var packet = await peer.ExpectAsync(10);
        Assert.Equal(Packet(0xA2, U16(packet.Id), version == MqttVersion.V5 ? Props() : [], Text("a/+"), Text("b")), Packet(packet.First, packet.Body));
        await peer.SendAsync(UnsubAck(version, packet.Id, 0, 0x11));
        var results = await Soon.In(unsubscribing);
        Assert.Equal(version == MqttVersion.V5 ? [0, 0x11] : [0, 0], results.Select(result => (int)result.Code));
        Assert.All(results, result => Assert.True(result.Done));
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task SubAck_WithTooFewCodes_IsAProtocolError()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5));
        var subscribing = client.SubscribeAsync([MqttSubscription.To("a", MqttQos.AtMostOnce), MqttSubscription.To("b", MqttQos.AtMostOnce)]);
        await peer.SendAsync(SubAck(MqttVersion.V5, (await peer.ExpectAsync(8)).Id, 0));
        await peer.ExpectDisconnectAsync(0x82);
        peer.Dispose();
        Assert.Contains("1 codes for 2 filters", (await Assert.ThrowsAsync<MqttException>(() => Soon.In(subscribing))).Message, StringComparison.Ordinal);
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task SubAck_ThatNeverComes_IsToldInTime()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5), time: time);
        var subscribing = client.SubscribeAsync([MqttSubscription.To("a", MqttQos.AtMostOnce)]);
        await peer.ExpectAsync(8);
        await Soon.UntilAsync(() => time.TimersSet == 1, "the time limit");
        time.Advance(TimeSpan.FromSeconds(10));
        var failure = (await Assert.ThrowsAsync<MqttException>(() => Soon.In(subscribing))).Failure;
        Assert.Equal((MqttFailureKind.RequestTimeout, true), (failure.Kind, failure.Words.Contains("SUBACK within 10 s", StringComparison.Ordinal)));
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    /// <summary>What the consumer needs for a message before the answer is not the broker's time: nothing is read meanwhile.</summary>
    [Fact]
    public async Task SubAck_BehindAConsumerThatIsSlow_IsInTime()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var (atWork, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5), time: time, handler: async (_, _) =>
        {
            atWork.SetResult();
            await goesOn.Task;
        });
        var subscribing = client.SubscribeAsync([MqttSubscription.To("a", MqttQos.AtMostOnce)]);
        var id = (await peer.ExpectAsync(8)).Id;
        await Soon.UntilAsync(() => time.TimersSet == 1 && client.IsReading, "the time limit");
        time.Advance(TimeSpan.FromSeconds(4));
        await peer.SendAsync(Publish(MqttVersion.V5, "a", "hard work"));
        await Soon.In(atWork.Task);
        for (var i = 0; i < 5; i++)
        {
            time.Advance(TimeSpan.FromSeconds(9));
            await Soon.UntilAsync(() => time.TimersSet == 1, "the time limit, set anew");
            Assert.False(subscribing.IsCompleted);
        }

        goesOn.SetResult();
        await Soon.UntilAsync(() => client.IsReading, "reading on");
        await peer.SendAsync(SubAck(MqttVersion.V5, id, 0));
        Assert.True((await Soon.In(subscribing))[0].Done);

        // Time in which it does read counts as ever.
        subscribing = client.SubscribeAsync([MqttSubscription.To("b", MqttQos.AtMostOnce)]);
        await peer.ExpectAsync(8);
        await Soon.UntilAsync(() => time.TimersSet == 1 && client.IsReading, "the time limit");
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(MqttFailureKind.RequestTimeout, (await Assert.ThrowsAsync<MqttException>(() => Soon.In(subscribing))).Failure.Kind);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    [Fact]
    public async Task Subscription_ThatIsNotInOrder_IsNotSent()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5));
        var fine = MqttSubscription.To("a", MqttQos.AtMostOnce);
        MqttSubscription[] wrong =
        [
            fine with { Qos = (MqttQos)3 }, fine with { RetainHandling = (MqttRetainHandling)3 }, fine with { Identifier = 0 }, fine with { Identifier = 268_435_456 },
            MqttSubscription.To("$share/g/a", MqttQos.AtMostOnce) with { NoLocal = true },
        ];
        foreach (var one in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.SubscribeAsync([fine, one]));
        }

        Assert.Throws<ArgumentException>(() => MqttSubscription.To("a/#/b", MqttQos.AtMostOnce));
        // Nor is a packet without a filter.
        Assert.Empty(await client.SubscribeAsync([]));
        Assert.Empty(await client.UnsubscribeAsync([]));
        var leaving = client.DisconnectAsync();
        await peer.ExpectDisconnectAsync(0);
        peer.Dispose();
        await Soon.In(leaving);
    }

    private static TopicFilter Filter(string text) => TopicFilter.TryParse(text, out var filter, out _) ? filter : throw new ArgumentException(text);
}
