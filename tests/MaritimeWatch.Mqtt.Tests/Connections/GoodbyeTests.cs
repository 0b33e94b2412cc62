using System.Text;
using MaritimeWatch.Mqtt.Tests.Peer;
using MaritimeWatch.Tests;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Connections;

/// <summary>How connections end, and how they fail to begin.</summary>
public sealed class GoodbyeTests
{
    [Theory]
    [InlineData(MqttVersion.V311, false, new byte[] { 0xE0, 0 })]
    [InlineData(MqttVersion.V5, false, new byte[] { 0xE0, 0 })]
    [InlineData(MqttVersion.V5, true, new byte[] { 0xE0, 1, 4 })]
    public async Task Disconnect_SendsWhatWasWritten_ThenGoodbye_ThenNothing(MqttVersion version, bool withWill, byte[] goodbye)
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(version));
        await client.PublishAsync("t", Encoding.UTF8.GetBytes("last"));
        var leaving = client.DisconnectAsync(withWill);
        await Assert.ThrowsAsync<MqttException>(async () => await client.PublishAsync("t", default));
        Assert.True((await peer.ExpectAsync(3)).PayloadIs("last"));
        var packet = await peer.ExpectAsync(14);
        Assert.Equal(goodbye, Packet(packet.First, packet.Body));
        Assert.Null(await peer.ReadAsync());
        peer.Dispose();
        await Soon.In(leaving);
        Assert.Equal(MqttFailureKind.Stopped, (await client.Completion).Kind);
        Assert.Equal(MqttFailureKind.NotConnected, (await Assert.ThrowsAsync<MqttException>(() => client.SubscribeAsync([MqttSubscription.To("a", MqttQos.AtMostOnce)]))).Failure.Kind);
    }

    [Fact]
    public async Task Disconnect_Of311WithItsWill_LeavesWithoutAGoodbye()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V311));
        var leaving = client.DisconnectAsync(withWill: true);
        Assert.Null(await peer.ReadAsync());
        peer.Dispose();
        await Soon.In(leaving);
    }

    [Theory]
    [InlineData(0x00, MqttFailureKind.ServerDisconnected, "no reason given")]
    [InlineData(0x80, MqttFailureKind.ServerDisconnected, "without a reason")]
    [InlineData(0x81, MqttFailureKind.ServerDisconnected, "could not be read")]
    [InlineData(0x82, MqttFailureKind.ServerDisconnected, "not allowed at that point")]
    [InlineData(0x83, MqttFailureKind.ServerDisconnected, "not acceptable")]
    [InlineData(0x87, MqttFailureKind.ServerDisconnected, "not allowed")]
    [InlineData(0x89, MqttFailureKind.ServerDisconnected, "busy")]
    [InlineData(0x8B, MqttFailureKind.ServerDisconnected, "shutting down")]
    [InlineData(0x8D, MqttFailureKind.ServerDisconnected, "keepalive")]
    [InlineData(0x8E, MqttFailureKind.TakenOver, "same client identifier")]
    [InlineData(0x8F, MqttFailureKind.ServerDisconnected, "topic filter")]
    [InlineData(0x90, MqttFailureKind.ServerDisconnected, "topic name")]
    [InlineData(0x93, MqttFailureKind.ServerDisconnected, "unacknowledged")]
    [InlineData(0x94, MqttFailureKind.ServerDisconnected, "alias")]
    [InlineData(0x95, MqttFailureKind.ServerDisconnected, "too large")]
    [InlineData(0x96, MqttFailureKind.ServerDisconnected, "too fast")]
    [InlineData(0x97, MqttFailureKind.ServerDisconnected, "limit of the broker")]
    [InlineData(0x98, MqttFailureKind.ServerDisconnected, "administrator")]
    [InlineData(0x99, MqttFailureKind.ServerDisconnected, "payload")]
    [InlineData(0x9A, MqttFailureKind.ServerDisconnected, "retained")]
    [InlineData(0x9B, MqttFailureKind.ServerDisconnected, "quality of service")]
    [InlineData(0x9C, MqttFailureKind.ServerDisconnected, "another broker")]
    [InlineData(0x9D, MqttFailureKind.ServerDisconnected, "moved")]
    [InlineData(0x9E, MqttFailureKind.ServerDisconnected, "shared")]
    [InlineData(0x9F, MqttFailureKind.ServerDisconnected, "too fast")]
    [InlineData(0xA0, MqttFailureKind.ServerDisconnected, "as long as is allowed")]
    [InlineData(0xA1, MqttFailureKind.ServerDisconnected, "subscription identifiers")]
    [InlineData(0xA2, MqttFailureKind.ServerDisconnected, "wildcards")]
    public async Task Server_ThatSaysGoodbye_IsUnderstood_AndNotAnswered(int code, MqttFailureKind kind, string words)
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5));
        await peer.SendAsync(Packet(0xE0, [(byte)code], Props([31], Text("because"), [28], Text("b2"), [38], Text("k"), Text("v"))));
        Assert.Null(await peer.ReadAsync());
        peer.Dispose();
        var failure = await Soon.In(client.Completion);
        Assert.Equal((kind, (MqttReasonCode)code, "b2"), (failure.Kind, failure.ReasonCode!.Value, failure.ServerReference));
        Assert.Contains(words, failure.Words, StringComparison.Ordinal);
        Assert.Contains("\"because\"", failure.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatClosesWithoutAWord_IsConnectionLost()
    {
        using var broker = new ScriptedBroker();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5));
        peer.Dispose();
        Assert.Equal(MqttFailureKind.ConnectionLost, (await Soon.In(client.Completion)).Kind);
        (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5));
        peer.Reset();
        Assert.Equal(MqttFailureKind.ConnectionLost, (await Soon.In(client.Completion)).Kind);
    }

    [Fact]
    public async Task Server_ThatAcceptsAndNeverAnswers_IsToldByTheTimeLimit()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var connecting = MqttConnection.ConnectAsync(broker.Options(MqttVersion.V5), new MqttSession(), (_, _) => ValueTask.CompletedTask, time);
        using var peer = await broker.AcceptAsync();
        await peer.ExpectAsync(1);
        await Soon.UntilAsync(() => time.NextDue == TimeSpan.FromSeconds(10), "the time limit");
        time.Advance(TimeSpan.FromSeconds(10));
        var failure = (await Assert.ThrowsAsync<MqttException>(() => Soon.In(connecting))).Failure;
        Assert.Equal(MqttFailureKind.NoAnswer, failure.Kind);
        Assert.Contains("accepted the connection and did not answer CONNECT within 10 s", failure.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatNeverFinishesItsTls_IsToldByTheTimeLimit()
    {
        using var broker = new ScriptedBroker();
        var time = new ManualTime();
        var connecting = MqttConnection.ConnectAsync(broker.Options(MqttVersion.V5) with { Transport = MqttTransport.Tls }, new MqttSession(), (_, _) => ValueTask.CompletedTask, time);
        using var peer = await broker.AcceptAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        var failure = (await Assert.ThrowsAsync<MqttException>(() => Soon.In(connecting))).Failure;
        Assert.Equal(MqttFailureKind.ConnectTimeout, failure.Kind);
        Assert.Contains("was not made within 10 s", failure.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tls", MqttFailureKind.TlsFailed)]
    [InlineData("ws", MqttFailureKind.WebSocketRefused)]
    public async Task Server_ThatSpeaksSomethingElse_HasAReasonOfItsOwn(string transport, MqttFailureKind kind)
    {
        using var broker = new ScriptedBroker();
        var options = broker.Options(MqttVersion.V5) with { Transport = transport == "tls" ? MqttTransport.Tls : MqttTransport.WebSocket };
        var connecting = MqttConnection.ConnectAsync(options, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        using var peer = await broker.AcceptAsync();
        await peer.SendAsync("SSH-2.0-OpenSSH_9.2\r\n\r\n"u8.ToArray());
        Assert.Equal(kind, (await Assert.ThrowsAsync<MqttException>(() => Soon.In(connecting))).Failure.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connection_ThatBreaksWhileTlsIsAgreed_IsNoRefusal(bool isReset)
    {
        using var broker = new ScriptedBroker();
        var connecting = MqttConnection.ConnectAsync(broker.Options(MqttVersion.V5) with { Transport = MqttTransport.Tls }, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        using var peer = await broker.AcceptAsync();
        await peer.ReadSomeAsync();
        if (isReset)
        {
            peer.Reset();
        }
        else
        {
            peer.Dispose();
        }

        var failure = (await Assert.ThrowsAsync<MqttException>(() => Soon.In(connecting))).Failure;
        Assert.Equal(MqttFailureKind.ConnectionLost, failure.Kind);
        Assert.Contains("broke while TLS was being agreed", failure.Words, StringComparison.Ordinal);
    }

    /// <summary>A defect of our own is not told as one of the network, and does not leave a connection that is open and dead.</summary>
    [Fact]
    public async Task Client_ThatFailsByItself_SaysSo_AndEnds()
    {
        var options = new MqttOptions { Host = "h", Port = 1 };
        foreach (var fault in new Exception[] { new InvalidOperationException("a mistake"), new IndexOutOfRangeException("a mistake") })
        {
            var stream = new FaultyStream(fault);
            var life = new Wire.ConnectionLife(
                new Transport.BrokerLink(stream, null), new Wire.PacketIntake(stream, options.Version, options.MaximumPacketBytes), options, new MqttSession(), new MqttServer { SessionPresent = false, KeepAlive = TimeSpan.Zero },
                (_, _) => ValueTask.CompletedTask, TimeProvider.System);
            var failure = await Soon.In(life.Completion);
            Assert.Equal((MqttFailureKind.ClientFailed, true), (failure.Kind, failure.Words.Contains($"{fault.GetType().Name}: a mistake", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Server_ThatIsNotThere_HasAReasonOfItsOwn()
    {
        var nobody = new MqttOptions { Host = "127.0.0.1", Port = FreePort.Take() };
        var refused = (await Assert.ThrowsAsync<MqttException>(() => Soon.In(ConnectAsync(nobody)))).Failure;
        Assert.Equal((MqttFailureKind.ConnectionRefused, true), (refused.Kind, refused.Words.Contains("nothing listens there", StringComparison.Ordinal)));
        // ".invalid" never has an address (RFC 2606).
        var unknown = (await Assert.ThrowsAsync<MqttException>(() => Soon.In(ConnectAsync(nobody with { Host = "broker.invalid" })))).Failure;
        Assert.Equal((MqttFailureKind.NameNotFound, true), (unknown.Kind, unknown.Words.Contains("broker.invalid", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Options_OutOfRange_AreAMistakeOfTheCaller() =>
        await Assert.ThrowsAsync<ArgumentException>(() => ConnectAsync(new MqttOptions { Host = "", Port = 1 }));

    /// <summary>Fails when it is read.</summary>
    private sealed class FaultyStream(Exception fault) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException<int>(fault);
    }

    private static Task<MqttConnection> ConnectAsync(MqttOptions options) => MqttConnection.ConnectAsync(options, new MqttSession(), (_, _) => ValueTask.CompletedTask);
}
