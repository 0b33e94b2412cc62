using System.Text;

namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>Against a real RabbitMQ 3.10 with its MQTT plug-in, which speaks 3.1.1 and QoS 0 and 1.</summary>
public sealed class RabbitMqTests(RabbitMq rabbit) : IClassFixture<RabbitMq>
{
    [Theory]
    [InlineData(MqttTransport.Tcp, MqttQos.AtMostOnce)]
    [InlineData(MqttTransport.Tcp, MqttQos.AtLeastOnce)]
    [InlineData(MqttTransport.WebSocket, MqttQos.AtLeastOnce)]
    public async Task Publish_ThenReceive(MqttTransport transport, MqttQos qos)
    {
        var (options, topic) = rabbit.Fresh();
        options = transport == MqttTransport.Tcp ? options : options with { Transport = transport, Port = rabbit.WebSocketPort, Path = "/ws" };
        var inbox = new Inbox();
        await using var connection = await MqttConnection.ConnectAsync(options, new MqttSession(), inbox.Handler);
        // QoS 2 is granted as QoS 1.
        Assert.Equal([MqttQos.AtLeastOnce], (await connection.SubscribeAsync([MqttSubscription.To($"{topic}/#", MqttQos.ExactlyOnce)])).Select(result => result.Granted!.Value));
        for (var i = 0; i < 200; i++)
        {
            await Soon.In(connection.PublishAsync($"{topic}/{i % 3}", Encoding.UTF8.GetBytes($"{i}"), qos));
        }

        await Soon.In(connection.PublishAsync($"{topic}/large", new byte[200_000], qos));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), (await inbox.NextAsync(200)).OrderBy(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(200_000, (await inbox.NextAsync()).Text.Length);
    }

    [Fact]
    public async Task Session_ThatIsKept_BringsWhatCameMeanwhile_AndWhatWasNotAcknowledged()
    {
        var (options, topic) = rabbit.Fresh();
        options = options with { CleanStart = false };
        var held = new Inbox(acknowledges: false);
        var session = new MqttSession();
        var connection = await MqttConnection.ConnectAsync(options, session, held.Handler);
        await connection.SubscribeAsync([MqttSubscription.To(topic, MqttQos.AtLeastOnce)]);
        await using var publisher = await MqttConnection.ConnectAsync(options with { ClientId = options.ClientId + "p", CleanStart = true }, new MqttSession(), held.Handler);
        await Soon.In(publisher.PublishAsync(topic, "held"u8.ToArray(), MqttQos.AtLeastOnce));
        Assert.Equal("held", (await held.NextAsync()).Text);
        await connection.DisconnectAsync();
        await Soon.In(publisher.PublishAsync(topic, "meanwhile"u8.ToArray(), MqttQos.AtLeastOnce));

        var inbox = new Inbox();
        await using var again = await MqttConnection.ConnectAsync(options, session, inbox.Handler);
        Assert.True(again.Server.SessionPresent);
        Assert.Equal(["held", "meanwhile"], (await inbox.NextAsync(2)).Order());
    }

    [Fact]
    public async Task RetainedMessage_AndWill()
    {
        var (options, topic) = rabbit.Fresh();
        var inbox = new Inbox();
        await using var watcher = await MqttConnection.ConnectAsync(options, new MqttSession(), inbox.Handler);
        await watcher.SubscribeAsync([MqttSubscription.To($"{topic}/gone", MqttQos.AtLeastOnce)]);
        var mortal = await MqttConnection.ConnectAsync(
            options with { ClientId = options.ClientId + "m", Will = new MqttWill($"{topic}/gone", "will"u8.ToArray()) { Qos = MqttQos.AtLeastOnce } }, new MqttSession(), inbox.Handler);
        await Soon.In(mortal.PublishAsync($"{topic}/kept", "kept"u8.ToArray(), MqttQos.AtLeastOnce, retain: true));
        await mortal.DisconnectAsync(withWill: true);
        Assert.Equal("will", (await inbox.NextAsync()).Text);
        await watcher.SubscribeAsync([MqttSubscription.To($"{topic}/kept", MqttQos.AtLeastOnce)]);
        var kept = await inbox.NextAsync();
        Assert.Equal(("kept", true), (kept.Text, kept.Message.Retained));
    }

    [Fact]
    public async Task WrongPassword_AndAnotherVersion_HaveReasonsOfTheirOwn()
    {
        var (options, _) = rabbit.Fresh();
        Assert.Equal(MqttFailureKind.BadCredentials, (await FailureAsync(options with { Password = "wrong" })).Kind);
        // RabbitMQ 3.10 hangs up on a version it does not know, without the CONNACK that 3.1.1 has for it.
        var version = await FailureAsync(options with { Version = MqttVersion.V5 });
        Assert.Equal(MqttFailureKind.ConnectionLost, version.Kind);
        Assert.Contains("closed the connection instead of answering CONNECT; a broker of another version", version.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClientIdentifier_ThatIsTakenOver_EndsTheFirst()
    {
        var (options, _) = rabbit.Fresh();
        await using var first = await MqttConnection.ConnectAsync(options, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        await using var second = await MqttConnection.ConnectAsync(options, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        Assert.Equal(MqttFailureKind.ConnectionLost, (await Soon.In(first.Completion)).Kind);
        Assert.False(second.Completion.IsCompleted);
    }

    private static async Task<MqttFailure> FailureAsync(MqttOptions options) =>
        (await Assert.ThrowsAsync<MqttException>(() => MqttConnection.ConnectAsync(options, new MqttSession(), (_, _) => ValueTask.CompletedTask))).Failure;
}
