using MaritimeWatch.Mqtt.Tests.Peer;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Connections;

/// <summary>What no honest server sends: each ends the connection with the reason code that the specification gives it, and words.</summary>
public sealed class HostileServerTests
{
    private const MqttVersion V5 = MqttVersion.V5;

    /// <summary>After CONNACK: what is sent, the code of DISCONNECT, and a part of the words.</summary>
    public static TheoryData<string, byte[], int, string> AfterConnAck { get; } = new()
    {
        { "remaining length of five bytes", Of(0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01), 0x81, "more than four bytes" },
        { "remaining length with a byte too many", Of(0xD0, 0x80, 0x00), 0x81, "more bytes than it needs" },
        { "the largest remaining length there is", Of(0x30, 0xFF, 0xFF, 0xFF, 0x7F), 0x95, "268435460 bytes" },
        { "reserved type 0", Of(0x00, 0x00), 0x81, "reserved type 0" },
        { "PUBLISH of QoS 3", Packet(0x36, Text("a"), U16(1), Props()), 0x81, "both bits" },
        { "PUBLISH of QoS 0 that is a repetition", Packet(0x38, Text("a"), Props()), 0x81, "marked as a repetition" },
        { "PUBACK with reserved bits", Packet(0x41, U16(1)), 0x81, "reserved bits" },
        { "PUBREL without its reserved bit", Packet(0x60, U16(1)), 0x81, "reserved bits" },
        { "SUBACK with reserved bits", Packet(0x92, U16(1), Props(), [0]), 0x81, "reserved bits" },
        { "PINGRESP with reserved bits", Of(0xD1, 0), 0x81, "reserved bits" },
        { "UNSUBACK with reserved bits", Packet(0xB1, U16(1), Props(), [0]), 0x81, "reserved bits" },
        { "AUTH with reserved bits", Packet(0xF1, [0x18]), 0x81, "reserved bits" },
        { "DISCONNECT with reserved bits", Of(0xE1, 0), 0x81, "reserved bits" },
        { "a second CONNACK with reserved bits", Of(0x21, 3, 0, 0, 0), 0x81, "reserved bits" },
        { "PINGRESP with a body", Of(0xD0, 1, 0), 0x81, "PINGRESP with a body" },
        { "PUBLISH with U+0000 in its topic", Packet(0x30, Text("a\0b"), Props()), 0x81, "UTF-8" },
        { "PUBLISH with half a surrogate pair in its topic", Packet(0x30, Blob([0x61, 0xED, 0xA0, 0x80]), Props()), 0x81, "UTF-8" },
        { "PUBLISH with an overlong form in its topic", Packet(0x30, Blob([0xC0, 0xAF]), Props()), 0x81, "UTF-8" },
        { "PUBLISH with the wildcard # in its topic", Publish(V5, "a/#", ""), 0x81, "wildcards" },
        { "PUBLISH with the wildcard + in its topic", Publish(V5, "+/a", ""), 0x81, "wildcards" },
        { "PUBLISH without topic and alias", Publish(V5, "", ""), 0x81, "without a topic" },
        { "PUBLISH that ends in its topic", Packet(0x30, U16(9), [0x61]), 0x81, "middle of a field" },
        { "PUBLISH of QoS 1 that ends before its identifier", Packet(0x32, Text("a"), [0]), 0x81, "middle of a field" },
        { "PUBLISH with the identifier 0", Publish(V5, "a", "", 1, 0), 0x81, "identifier 0" },
        { "PUBLISH with properties longer than itself", Packet(0x30, Text("a"), Var(200)), 0x81, "middle of a field" },
        { "PUBLISH with a property of CONNACK", Publish(V5, "a", "", 0, 0, false, false, [33, 0, 9]), 0x81, "property 33" },
        { "PUBLISH with an unknown property", Publish(V5, "a", "", 0, 0, false, false, [127]), 0x81, "property 127" },
        { "PUBLISH with a property twice", Publish(V5, "a", "", 0, 0, false, false, [1, 1], [1, 1]), 0x82, "twice" },
        { "PUBLISH with a payload format of 2", Publish(V5, "a", "", 0, 0, false, false, [1, 2]), 0x82, "0 or 1" },
        { "PUBLISH with wildcards in its response topic", Publish(V5, "a", "", 0, 0, false, false, [8], Text("b/#")), 0x82, "response topic" },
        { "PUBLISH with the subscription identifier 0", Publish(V5, "a", "", 0, 0, false, false, [11, 0]), 0x82, "subscription identifier 0" },
        { "PUBLISH with a subscription identifier of five bytes", Publish(V5, "a", "", 0, 0, false, false, [11, 0xFF, 0xFF, 0xFF, 0xFF, 1]), 0x81, "more than four bytes" },
        { "PUBLISH with the alias 0", Publish(V5, "a", "", 0, 0, false, false, [35, 0, 0]), 0x94, "alias 0" },
        { "PUBLISH with an alias above the limit", Publish(V5, "a", "", 0, 0, false, false, [35, 0, 101]), 0x94, "alias 101" },
        { "PUBLISH with an alias that stands for nothing", Publish(V5, "", "", 0, 0, false, false, [35, 0, 7]), 0x82, "stands for nothing" },
        { "PUBLISH with more user properties than anybody needs", Publish(V5, "a", "", 0, 0, false, false, [.. Enumerable.Repeat(Join([38], Text(""), Text("")), 1_001)]), 0x97, "user properties" },
        { "PUBLISH with bad UTF-8 in a user property", Publish(V5, "a", "", 0, 0, false, false, [38], Blob([0xFF]), Text("")), 0x81, "UTF-8" },
        { "PUBACK for nothing", Ack(4, 1), 0x82, "awaits none" },
        { "PUBCOMP for nothing", Ack(7, 1), 0x82, "awaits none" },
        { "PUBACK with the identifier 0", Ack(4, 0), 0x81, "identifier 0" },
        { "PUBACK with a code of another packet", Ack(4, 1, 0x8E), 0x82, "reason code 0x8E" },
        { "PUBACK with bytes too many", Packet(0x40, U16(1), [0], Props(), [7]), 0x81, "bytes too many" },
        { "SUBACK for nothing", SubAck(V5, 1, 0), 0x82, "awaits none" },
        { "SUBACK with a reserved code", SubAck(V5, 1, 3), 0x82, "code 0x03" },
        { "UNSUBACK for nothing", UnsubAck(V5, 1, 0), 0x82, "awaits none" },
        { "a second CONNACK", ConnAck(V5), 0x82, "CONNACK" },
        { "CONNECT", Packet(0x10, Text("MQTT"), [5, 2], U16(0), Props(), Text("")), 0x82, "CONNECT" },
        { "SUBSCRIBE", Packet(0x82, U16(1), Props(), Text("a"), [0]), 0x82, "SUBSCRIBE" },
        { "UNSUBSCRIBE", Packet(0xA2, U16(1), Props(), Text("a")), 0x82, "UNSUBSCRIBE" },
        { "PINGREQ", Of(0xC0, 0), 0x82, "PINGREQ" },
        { "AUTH", Packet(0xF0, [0x18], Props([21], Text("SCRAM"))), 0x82, "enhanced authentication" },
        { "DISCONNECT with a session expiry, which is the client's alone", Packet(0xE0, [0], Props([17], U32(9))), 0x81, "property 17" },
        { "DISCONNECT with a code of another packet", Packet(0xE0, [0x04]), 0x82, "0x04" },
        { "PUBREL before its PUBREC", Join(Publish(V5, "keep", "", 2, 5), Ack(6, 5)), 0x82, "before its PUBREC" },
        { "PUBLISH with an identifier in use", Join(Publish(V5, "keep", "", 1, 5), Publish(V5, "keep", "", 1, 5)), 0x82, "in use" },
    };

    /// <summary>Instead of CONNACK, under MQTT 5.0.</summary>
    public static TheoryData<string, byte[], int, string> InsteadOfConnAck { get; } = new()
    {
        { "PUBLISH", Publish(V5, "a", ""), 0x82, "answered CONNECT with PUBLISH" },
        { "AUTH", Packet(0xF0, [0x18], Props([21], Text("SCRAM"))), 0x82, "enhanced authentication" },
        { "DISCONNECT", Of(0xE0, 0), 0x82, "answered CONNECT with DISCONNECT" },
        { "reserved flags", Packet(0x20, [2, 0], Props()), 0x81, "reserved bits" },
        { "an unknown code", ConnAck(V5, false, 0x42), 0x81, "code 66" },
        { "a session, after a clean start", ConnAck(V5, true), 0x82, "clean start" },
        { "a session, and a refusal", ConnAck(V5, true, 0x87), 0x82, "session is present" },
        { "a receive maximum of 0", ConnAck(V5, false, 0, [33, 0, 0]), 0x82, "0 as ReceiveMaximum" },
        { "a maximum packet size of 0", ConnAck(V5, false, 0, [39, 0, 0, 0, 0]), 0x82, "0 as MaximumPacketSize" },
        { "a maximum QoS of 2", ConnAck(V5, false, 0, [36, 2]), 0x82, "0 or 1" },
        { "a property twice", ConnAck(V5, false, 0, [37, 1], [37, 1]), 0x82, "twice" },
        { "no properties at all", Of(0x20, 2, 0, 0), 0x81, "middle of a field" },
        { "a remaining length without end", Of(0x20, 0xFF, 0xFF, 0xFF, 0xFF), 0x81, "four bytes" },
    };

    [Theory]
    [MemberData(nameof(AfterConnAck))]
    public async Task Packet_ThatMayNotCome_EndsTheConnectionWithItsReason(string what, byte[] bytes, int code, string words)
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(V5));
        await peer.SendAsync(bytes);
        await peer.ExpectDisconnectAsync(code);
        peer.Dispose();

        var failure = await Soon.In(client.Completion);
        Assert.Equal(code == 0x95 ? MqttFailureKind.PacketTooLarge : MqttFailureKind.ProtocolError, failure.Kind);
        Assert.Equal((MqttReasonCode)code, failure.ReasonCode);
        Assert.True(failure.Words.Contains(words, StringComparison.Ordinal), $"{what}: {failure.Words}");
    }

    [Theory]
    [MemberData(nameof(InsteadOfConnAck))]
    public async Task Answer_ThatIsNoConnAck_IsRefusedWithItsReason(string what, byte[] bytes, int code, string words)
    {
        using var broker = new ScriptedBroker();
        var accepting = broker.AcceptAsync(bytes);
        var connecting = MqttConnection.ConnectAsync(broker.Options(V5), new MqttSession(), (_, _) => ValueTask.CompletedTask);
        var (peer, _) = await accepting;
        await peer.ExpectDisconnectAsync(code);
        peer.Dispose();

        var failure = (await Assert.ThrowsAsync<MqttException>(() => Soon.In(connecting))).Failure;
        Assert.Equal(MqttFailureKind.ProtocolError, failure.Kind);
        Assert.True(failure.Words.Contains(words, StringComparison.Ordinal), $"{what}: {failure.Words}");
    }

    [Theory]
    [InlineData("AUTH", new byte[] { 0xF0, 0 }, "type 15")]
    [InlineData("DISCONNECT", new byte[] { 0xE0, 0 }, "DISCONNECT")]
    [InlineData("SUBACK of code 3", new byte[] { 0x90, 3, 0, 1, 3 }, "code 0x03")]
    [InlineData("PUBACK with a code", new byte[] { 0x40, 3, 0, 1, 0 }, "bytes too many")]
    [InlineData("UNSUBACK with a code", new byte[] { 0xB0, 3, 0, 1, 0 }, "bytes too many")]
    [InlineData("PUBLISH of QoS 3", new byte[] { 0x36, 5, 0, 1, 0x61, 0, 1 }, "both bits")]
    [InlineData("PUBLISH without a topic", new byte[] { 0x30, 2, 0, 0 }, "without a topic")]
    [InlineData("PUBLISH to what is no UTF-8", new byte[] { 0x30, 4, 0, 2, 0xC3, 0x28 }, "UTF-8")]
    [InlineData("PUBLISH to half a surrogate pair", new byte[] { 0x30, 5, 0, 3, 0xED, 0xA0, 0x80 }, "UTF-8")]
    [InlineData("PUBLISH to U+0000", new byte[] { 0x30, 3, 0, 1, 0 }, "U+0000")]
    [InlineData("PUBACK with flags", new byte[] { 0x42, 2, 0, 1 }, "reserved bits")]
    [InlineData("PUBREL without its flags", new byte[] { 0x60, 2, 0, 1 }, "reserved bits")]
    [InlineData("SUBACK with flags", new byte[] { 0x91, 3, 0, 1, 0 }, "reserved bits")]
    [InlineData("PINGRESP with flags", new byte[] { 0xD1, 0 }, "reserved bits")]
    public async Task Packet_ThatMayNotComeUnder311_EndsTheConnectionWithoutAGoodbye(string what, byte[] bytes, string words)
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V311));
        await peer.SendAsync(bytes);
        // A DISCONNECT of 3.1.1 says that all is well, and would throw the will away.
        Assert.Null(await peer.ReadAsync());
        peer.Dispose();
        var failure = await Soon.In(client.Completion);
        Assert.Equal(MqttFailureKind.ProtocolError, failure.Kind);
        Assert.True(failure.Words.Contains(words, StringComparison.Ordinal), $"{what}: {failure.Words}");
    }

    [Fact]
    public async Task Packet_OfTheMaximumSize_IsTaken_AndOneByteMoreIsNot()
    {
        using var broker = new ScriptedBroker();
        var inbox = new Inbox();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(V5) with { MaximumPacketBytes = 200_000 }, handler: inbox.Handler);
        var overhead = Publish(V5, "a", new string('x', 199_000)).Length - 199_000;
        await peer.SendAsync(Publish(V5, "a", new string('x', 200_000 - overhead)));
        Assert.Equal(200_000 - overhead, (await inbox.NextAsync()).Text.Length);
        await peer.SendAsync(Publish(V5, "a", new string('x', 200_001 - overhead))[..50]);
        await peer.ExpectDisconnectAsync(0x95);
        peer.Dispose();
        Assert.Equal(MqttFailureKind.PacketTooLarge, (await Soon.In(client.Completion)).Kind);
    }

    [Fact]
    public async Task Packets_CutAnywhere_AreTheSameMessages()
    {
        using var broker = new ScriptedBroker();
        var inbox = new Inbox();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(V5), handler: inbox.Handler);
        var bytes = Join([.. Enumerable.Range(0, 50).Select(i => Publish(V5, $"t/{i % 7}", new string((char)('a' + (i % 26)), i * i), i % 3, i + 1))]);
        var random = new Random(7);
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(random.Next(1, 400), bytes.Length - at);
            await peer.SendAsync(bytes[at..(at + length)]);
            at += length;
        }

        for (var i = 0; i < 50; i++)
        {
            var message = await inbox.NextAsync();
            Assert.Equal((i * i, $"t/{i % 7}", (MqttQos)(i % 3)), (message.Text.Length, message.Topic, message.Message.Qos));
        }

        peer.Dispose();
        Assert.Equal(MqttFailureKind.ConnectionLost, (await Soon.In(client.Completion)).Kind);
    }
}
