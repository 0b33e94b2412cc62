using System.Text;

namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>Against a real mosquitto, in both versions of the protocol.</summary>
[Collection("mosquitto")]
public sealed class MosquittoTests(SharedMosquitto shared)
{
    public static TheoryData<MqttVersion, MqttQos> Ways { get; } = Combine();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Publish_ThenReceive_AtEachQualityOfService(MqttVersion version, MqttQos qos)
    {
        var (options, topic) = shared.Fresh(version);
        var inbox = new Inbox();
        await using var connection = await MqttConnection.ConnectAsync(options, new MqttSession(), inbox.Handler);
        var granted = Assert.Single(await connection.SubscribeAsync([MqttSubscription.To(topic + "/+", qos)]));
        Assert.Equal(qos, granted.Granted);

        for (var i = 0; i < 200; i++)
        {
            var result = await Soon.In(connection.PublishAsync($"{topic}/{i % 3}", Encoding.UTF8.GetBytes($"message {i}"), qos));
            Assert.True(result.Taken, result.Words);
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"message {i}"), await inbox.NextAsync(200));
    }

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task RetainedMessage_ComesToWhoComesLater_UntilItIsRemoved(MqttVersion version)
    {
        var (options, topic) = shared.Fresh(version);
        await using var connection = await ConnectAsync(options);
        await Soon.In(connection.PublishAsync(topic, "kept"u8.ToArray(), MqttQos.AtLeastOnce, retain: true));
        await Soon.In(connection.PublishAsync($"{topic}/2", "kept too"u8.ToArray(), MqttQos.AtLeastOnce, retain: true));
        var inbox = new Inbox();
        await using (var later = await ConnectAsync(options with { ClientId = options.ClientId + "b" }, inbox))
        {
            await later.SubscribeAsync([MqttSubscription.To($"{topic}/#", MqttQos.AtLeastOnce)]);
            List<Received> received = [await inbox.NextAsync(), await inbox.NextAsync()];
            Assert.Equal([(topic, "kept", true), ($"{topic}/2", "kept too", true)], received.Select(one => (one.Topic, one.Text, one.Message.Retained)).Order());
            // Who is there already gets it as a message like any other.
            await Soon.In(connection.PublishAsync(topic, "new"u8.ToArray(), MqttQos.AtLeastOnce, retain: true));
            Assert.False((await inbox.NextAsync()).Message.Retained);
        }

        await Soon.In(connection.PublishAsync(topic, default, MqttQos.AtLeastOnce, retain: true));
        var last = new Inbox();
        await using var latest = await ConnectAsync(options with { ClientId = options.ClientId + "c" }, last);
        await latest.SubscribeAsync([MqttSubscription.To($"{topic}/#", MqttQos.AtLeastOnce)]);
        Assert.Equal("kept too", (await last.NextAsync()).Text);
        Assert.Equal(1, last.Count);
    }

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task Will_IsPublished_WhenItsClientIsLost_AndNotWhenItSaysGoodbye(MqttVersion version)
    {
        var (options, topic) = shared.Fresh(version);
        var inbox = new Inbox();
        await using var watcher = await ConnectAsync(options, inbox);
        await watcher.SubscribeAsync([MqttSubscription.To($"{topic}/#", MqttQos.ExactlyOnce)]);
        var mortal = options with { ClientId = options.ClientId + "m", Will = new MqttWill($"{topic}/gone", "will"u8.ToArray()) { Qos = MqttQos.AtLeastOnce } };
        await (await ConnectAsync(mortal)).DisconnectAsync();
        await (await ConnectAsync(mortal)).DisconnectAsync(withWill: true);
        Assert.Equal(("will", MqttQos.AtLeastOnce), ((await inbox.NextAsync()) is { } one ? (one.Text, one.Message.Qos) : default));
        await Soon.In(watcher.PublishAsync($"{topic}/end", "end"u8.ToArray(), MqttQos.AtLeastOnce));
        Assert.Equal("end", (await inbox.NextAsync()).Text);
    }

    [Fact]
    public async Task ClientIdentifier_ThatIsTakenOver_EndsTheFirstWithItsReason()
    {
        var (options, _) = shared.Fresh(MqttVersion.V5);
        await using var first = await ConnectAsync(options);
        await using var second = await ConnectAsync(options);
        var failure = await Soon.In(first.Completion);
        // mosquitto 2.0.11 closes without a word; later ones say why. What they say is read in GoodbyeTests.
        Assert.Contains(failure.Kind, new[] { MqttFailureKind.ConnectionLost, MqttFailureKind.TakenOver });
        Assert.False(second.Completion.IsCompleted);
    }

    [Fact]
    public async Task ClientIdentifier_OfNone_IsAssigned()
    {
        await using var connection = await ConnectAsync(shared.Broker.Options);
        Assert.NotEmpty(connection.Server.AssignedClientId!);
    }

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task SharedSubscription_GivesEachMessageToOne(MqttVersion version)
    {
        var (options, topic) = shared.Fresh(version);
        Inbox[] inboxes = [new(), new()];
        await using var first = await ConnectAsync(options, inboxes[0]);
        await using var second = await ConnectAsync(options with { ClientId = options.ClientId + "b" }, inboxes[1]);
        foreach (var connection in new[] { first, second })
        {
            await connection.SubscribeAsync([MqttSubscription.To($"$share/group/{topic}", MqttQos.AtLeastOnce)]);
        }

        await using var publisher = await ConnectAsync(options with { ClientId = options.ClientId + "p" });
        for (var i = 0; i < 100; i++)
        {
            await Soon.In(publisher.PublishAsync(topic, Encoding.UTF8.GetBytes($"{i:00}"), MqttQos.AtLeastOnce));
        }

        await Soon.UntilAsync(() => inboxes.Sum(inbox => inbox.Count) == 100, "each message");
        List<string> all = [.. await inboxes[0].NextAsync(inboxes[0].Count), .. await inboxes[1].NextAsync(inboxes[1].Count)];
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i:00}"), all.Order());
        Assert.All(inboxes, inbox => Assert.NotEqual(0, inbox.Count));
    }

    [Fact]
    public async Task Message_WithProperties_ArrivesWithThem_AndTheIdentifiersOfItsSubscriptions()
    {
        var (options, topic) = shared.Fresh(MqttVersion.V5);
        var inbox = new Inbox();
        await using var connection = await ConnectAsync(options, inbox);
        await connection.SubscribeAsync([MqttSubscription.To(topic, MqttQos.AtLeastOnce) with { Identifier = 77, RetainAsPublished = true }]);
        var said = new MqttMessageProperties
        {
            PayloadIsText = true, Expiry = TimeSpan.FromMinutes(1), ContentType = "text/plain", ResponseTopic = "answers", CorrelationData = new byte[] { 4, 2 }, UserProperties = [new("k", "1"), new("k", "2")],
        };
        await Soon.In(connection.PublishAsync(topic, "x"u8.ToArray(), MqttQos.AtLeastOnce, properties: said));
        var heard = (await inbox.NextAsync()).Message.Properties!;
        Assert.Equal((true, "text/plain", "answers"), (heard.PayloadIsText, heard.ContentType, heard.ResponseTopic));
        Assert.InRange(heard.Expiry!.Value.TotalSeconds, 1, 60);
        Assert.Equal([4, 2], heard.CorrelationData!.Value.ToArray());
        Assert.Equal(said.UserProperties, heard.UserProperties);
        Assert.Equal([77], heard.SubscriptionIdentifiers);
    }

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task Unsubscribe_EndsTheMessages(MqttVersion version)
    {
        var (options, topic) = shared.Fresh(version);
        var inbox = new Inbox();
        await using var connection = await ConnectAsync(options, inbox);
        var (gone, kept) = (MqttSubscription.To($"{topic}/gone", MqttQos.AtLeastOnce), MqttSubscription.To($"{topic}/kept", MqttQos.AtLeastOnce));
        await connection.SubscribeAsync([gone, kept]);
        Assert.True(Assert.Single(await connection.UnsubscribeAsync([gone.Filter])).Done);
        Assert.Equal(version == MqttVersion.V5 ? MqttReasonCode.NoSubscriptionExisted : MqttReasonCode.Success, Assert.Single(await connection.UnsubscribeAsync([gone.Filter])).Code);
        await Soon.In(connection.PublishAsync($"{topic}/gone", "x"u8.ToArray(), MqttQos.AtLeastOnce));
        await Soon.In(connection.PublishAsync($"{topic}/kept", "end"u8.ToArray(), MqttQos.AtLeastOnce));
        Assert.Equal("end", (await inbox.NextAsync()).Text);
    }

    private static Task<MqttConnection> ConnectAsync(MqttOptions options, Inbox? inbox = null) => MqttConnection.ConnectAsync(options, new MqttSession(), (inbox ?? new Inbox()).Handler);

    private static TheoryData<MqttVersion, MqttQos> Combine()
    {
        var ways = new TheoryData<MqttVersion, MqttQos>();
        foreach (var version in Enum.GetValues<MqttVersion>())
        {
            foreach (var qos in Enum.GetValues<MqttQos>())
            {
                ways.Add(version, qos);
            }
        }

        return ways;
    }
}
