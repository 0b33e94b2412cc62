using System.Text;
using MaritimeWatch.Mqtt.Tests.Peer;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Connections;

/// <summary>CONNECT as it arrives, byte by byte, beside section 3.1 of both specifications.</summary>
public sealed class ConnectPacketTests
{
    [Fact]
    public async Task Connect_Of311_WithEverything_HasTheFieldsInTheirOrder()
    {
        var body = await BodyAsync(options => options with
        {
            Version = MqttVersion.V311, ClientId = "watch", UserName = "u", Password = "p", KeepAlive = TimeSpan.FromSeconds(300), CleanStart = false,
            Will = new MqttWill("gone", Encoding.UTF8.GetBytes("yes")) { Qos = MqttQos.ExactlyOnce, Retain = true },
        });
        Assert.Equal(Join(Text("MQTT"), [4, 0b1111_0100], U16(300), Text("watch"), Text("gone"), Text("yes"), Text("u"), Text("p")), body);
    }

    [Fact]
    public async Task Connect_Of311_WithNothing_HasTheClientIdentifierAlone() =>
        Assert.Equal(Join(Text("MQTT"), [4, 0b0000_0010], U16(30), Text("")), await BodyAsync(options => options with { Version = MqttVersion.V311, ClientId = "" }));

    [Fact]
    public async Task Connect_Of5_WithEverything_HasTheFieldsInTheirOrder()
    {
        var body = await BodyAsync(options => options with
        {
            ClientId = "wÆtch\uFEFF", UserName = "u", Password = "p", SessionExpiry = TimeSpan.FromSeconds(3_600), ReceiveMaximum = 7, MaximumPacketBytes = 65_536, TopicAliasMaximum = 3,
            CleanStart = false, UserProperties = [new("k", "1"), new("k", "2")],
            Will = new MqttWill("gone", new byte[] { 1, 2 })
            {
                Qos = MqttQos.AtLeastOnce, Delay = TimeSpan.FromSeconds(5), Properties = new MqttMessageProperties
                {
                    PayloadIsText = true, Expiry = TimeSpan.FromSeconds(9), ContentType = "t", ResponseTopic = "r", CorrelationData = new byte[] { 8 }, UserProperties = [new("a", "b")],
                },
            },
        });
        Assert.Equal(
            Join(
                Text("MQTT"), [5, 0b1100_1100], U16(30),
                Props([17], U32(3_600), [33], U16(7), [39], U32(65_536), [34], U16(3), [38], Text("k"), Text("1"), [38], Text("k"), Text("2")),
                Text("wÆtch\uFEFF"),
                Props([24], U32(5), [1, 1], [2], U32(9), [3], Text("t"), [8], Text("r"), [9], Blob([8]), [38], Text("a"), Text("b")),
                Text("gone"), Blob([1, 2]), Text("u"), Text("p")),
            body);
    }

    [Fact]
    public async Task Connect_Of5_WithAPasswordAlone_SaysSo() =>
        Assert.Equal(0b0100_0010, (await BodyAsync(options => options with { Password = "p" }))[7]);

    [Fact]
    public async Task Connect_WithASessionForEver_SaysTheLargestNumber() =>
        Assert.Equal(Join([17], U32(uint.MaxValue)), (await BodyAsync(options => options with { SessionExpiry = Timeout.InfiniteTimeSpan }))[11..16]);

    [Theory]
    [InlineData(MqttVersion.V311, 4, MqttFailureKind.BadCredentials, "user name or password is wrong")]
    [InlineData(MqttVersion.V311, 5, MqttFailureKind.NotAuthorised, "not allowed")]
    [InlineData(MqttVersion.V311, 1, MqttFailureKind.Refused, "version of MQTT")]
    [InlineData(MqttVersion.V311, 2, MqttFailureKind.Refused, "client identifier")]
    [InlineData(MqttVersion.V311, 3, MqttFailureKind.Refused, "not available")]
    [InlineData(MqttVersion.V5, 0x80, MqttFailureKind.Refused, "without a reason")]
    [InlineData(MqttVersion.V5, 0x81, MqttFailureKind.Refused, "could not be read")]
    [InlineData(MqttVersion.V5, 0x82, MqttFailureKind.Refused, "not allowed at that point")]
    [InlineData(MqttVersion.V5, 0x83, MqttFailureKind.Refused, "not acceptable")]
    [InlineData(MqttVersion.V5, 0x84, MqttFailureKind.Refused, "version of MQTT")]
    [InlineData(MqttVersion.V5, 0x85, MqttFailureKind.Refused, "client identifier")]
    [InlineData(MqttVersion.V5, 0x86, MqttFailureKind.BadCredentials, "user name or password is wrong")]
    [InlineData(MqttVersion.V5, 0x87, MqttFailureKind.NotAuthorised, "not allowed")]
    [InlineData(MqttVersion.V5, 0x88, MqttFailureKind.Refused, "not available")]
    [InlineData(MqttVersion.V5, 0x89, MqttFailureKind.Refused, "busy")]
    [InlineData(MqttVersion.V5, 0x8A, MqttFailureKind.NotAuthorised, "banned")]
    [InlineData(MqttVersion.V5, 0x8C, MqttFailureKind.Refused, "authentication")]
    [InlineData(MqttVersion.V5, 0x90, MqttFailureKind.Refused, "topic name")]
    [InlineData(MqttVersion.V5, 0x95, MqttFailureKind.Refused, "too large")]
    [InlineData(MqttVersion.V5, 0x97, MqttFailureKind.Refused, "limit of the broker")]
    [InlineData(MqttVersion.V5, 0x99, MqttFailureKind.Refused, "payload")]
    [InlineData(MqttVersion.V5, 0x9A, MqttFailureKind.Refused, "retained messages")]
    [InlineData(MqttVersion.V5, 0x9B, MqttFailureKind.Refused, "quality of service")]
    [InlineData(MqttVersion.V5, 0x9C, MqttFailureKind.Refused, "another broker")]
    [InlineData(MqttVersion.V5, 0x9D, MqttFailureKind.Refused, "moved")]
    [InlineData(MqttVersion.V5, 0x9F, MqttFailureKind.Refused, "too fast")]
    public async Task ConnAck_ThatRefuses_IsAReasonAPersonUnderstands(MqttVersion version, int code, MqttFailureKind kind, string words)
    {
        using var broker = new ScriptedBroker();
        var accepting = broker.AcceptAsync(ConnAck(version, false, code));
        var failure = (await Assert.ThrowsAsync<MqttException>(() => MqttConnection.ConnectAsync(broker.Options(version), new MqttSession(), (_, _) => ValueTask.CompletedTask))).Failure;
        var (peer, _) = await accepting;
        // Nothing follows a refusal.
        Assert.Null(await peer.ReadAsync());
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(words, failure.Words, StringComparison.Ordinal);
        Assert.Equal(version == MqttVersion.V5 ? (MqttReasonCode)code : failure.ReasonCode, failure.ReasonCode);
        peer.Dispose();
    }

    [Fact]
    public async Task ConnAck_InTheFormOf311_ThatRefusesTheVersion_IsUnderstood()
    {
        using var broker = new ScriptedBroker();
        var accepting = broker.AcceptAsync(Of(0x20, 2, 0, 1));
        var failure = (await Assert.ThrowsAsync<MqttException>(() => MqttConnection.ConnectAsync(broker.Options(MqttVersion.V5), new MqttSession(), (_, _) => ValueTask.CompletedTask))).Failure;
        (await accepting).Peer.Dispose();
        Assert.Equal((MqttFailureKind.Refused, MqttReasonCode.UnsupportedProtocolVersion), (failure.Kind, failure.ReasonCode));
    }

    [Fact]
    public async Task ConnAck_WithWordsAndAnotherServer_TellsThem_WithoutControlCharacters()
    {
        using var broker = new ScriptedBroker();
        var accepting = broker.AcceptAsync(ConnAck(MqttVersion.V5, false, 0x9D, [31], Text("go\nthere"), [28], Text("other:1883")));
        var failure = (await Assert.ThrowsAsync<MqttException>(() => MqttConnection.ConnectAsync(broker.Options(MqttVersion.V5), new MqttSession(), (_, _) => ValueTask.CompletedTask))).Failure;
        (await accepting).Peer.Dispose();
        Assert.Contains("(\"go there\")", failure.Words, StringComparison.Ordinal);
        Assert.Equal("other:1883", failure.ServerReference);
    }

    [Fact]
    public async Task ConnAck_WithAllItsProperties_IsWhatTheServerSaid()
    {
        using var broker = new ScriptedBroker();
        var answer = ConnAck(
            MqttVersion.V5, false, 0, [17], U32(99), [33], U16(12), [36, 0], [37, 0], [39], U32(1_000), [18], Text("given"), [34], U16(5), [31], Text("hello"), [38], Text("a"), Text("b"),
            [40, 0], [41, 0], [42, 0], [19], U16(44), [26], Text("info"), [28], Text("ref"), [21], Text("m"), [22], Blob([1]));
        var session = new MqttSession();
        var (client, peer, _) = await broker.ConnectAsync(broker.Options(MqttVersion.V5) with { ClientId = "" }, session, answer: answer);
        var server = client.Server;
        Assert.Equal(
            ("given", TimeSpan.FromSeconds(99), 12, MqttQos.AtMostOnce, false, 1_000L, false, false, false, TimeSpan.FromSeconds(44)),
            (server.AssignedClientId, server.SessionExpiry!.Value, server.ReceiveMaximum, server.MaximumQos, server.RetainAvailable, server.MaximumPacketBytes, server.WildcardsAvailable,
                server.SubscriptionIdentifiersAvailable, server.SharedSubscriptionsAvailable, server.KeepAlive));
        Assert.Equal([new("a", "b")], server.UserProperties);
        Assert.Equal("given", session.AssignedClientId);
        peer.Dispose();
        await Soon.In(client.Completion);

        // The assigned identifier is the session's from then on.
        var (second, again, connect) = await broker.ConnectAsync(broker.Options(MqttVersion.V5) with { ClientId = "" }, session);
        Assert.Equal("given", connect.TextAt(connect.Body.Length - 7));
        again.Dispose();
        await Soon.In(second.Completion);
    }

    [Fact]
    public async Task ConnAck_WithoutAnIdentifier_WhereNoneWasGiven_IsRefused()
    {
        using var broker = new ScriptedBroker();
        var accepting = broker.AcceptAsync(ConnAck(MqttVersion.V5));
        var connecting = MqttConnection.ConnectAsync(broker.Options(MqttVersion.V5) with { ClientId = "" }, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        var (peer, _) = await accepting;
        await peer.ExpectDisconnectAsync(0x82);
        await Assert.ThrowsAsync<MqttException>(() => connecting);
        peer.Dispose();
    }

    [Theory]
    [InlineData("broker.example", "starts with mqtt://")]
    [InlineData("mqtt://", "scheme://host:port")]
    [InlineData("mqtt://h/topic", "no path")]
    [InlineData("wss://h/#f", "after #")]
    [InlineData("mqtt://h:70000", "scheme://host:port")]
    public void Address_ThatIsNone_IsRefusedInWords(string address, string words)
    {
        Assert.False(MqttOptions.TryParse(address, out _, out var problem));
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mqtt://h", MqttTransport.Tcp, "h", 1883, "mqtt://h:1883")]
    [InlineData("MQTTS://h", MqttTransport.Tls, "h", 8883, "mqtts://h:8883")]
    [InlineData("ws://h/x?y=1", MqttTransport.WebSocket, "h", 80, "ws://h:80/x")]
    [InlineData("wss://h:9443", MqttTransport.WebSocketTls, "h", 9443, "wss://h:9443/mqtt")]
    [InlineData("mqtt://[::1]:7", MqttTransport.Tcp, "::1", 7, "mqtt://[::1]:7")]
    public void Address_OfEachScheme_IsReadAndWritten(string address, MqttTransport transport, string host, int port, string written)
    {
        Assert.True(MqttOptions.TryParse(address, out var options, out _));
        Assert.Equal((transport, host, port, written), (options.Transport, options.Host, options.Port, options.Address));
        Assert.Null(options.Problem());
    }

    [Fact]
    public void Address_WithCredentials_GivesThem_AndNeverShowsThem()
    {
        Assert.True(MqttOptions.TryParse("mqtt://anna:s%40cret@h", out var options, out _));
        Assert.Equal(("anna", "s@cret"), (options.UserName, options.Password));
        Assert.DoesNotContain("cret", options.ToString() + options.Address, StringComparison.Ordinal);
    }

    /// <summary>What the flags do not announce is not there: nothing follows the client identifier but what was given.</summary>
    [Theory]
    [InlineData(null, null, 0b0000_0010, new string[0])]
    [InlineData("u", null, 0b1000_0010, new[] { "u" })]
    [InlineData(null, "p", 0b0100_0010, new[] { "p" })]
    [InlineData("u", "p", 0b1100_0010, new[] { "u", "p" })]
    public async Task Connect_Of5_HasUserNameAndPassword_ExactlyWhereItsFlagsSaySo(string? user, string? password, int flags, string[] behind)
    {
        var body = await BodyAsync(options => options with { UserName = user, Password = password });
        var fixedPart = Join(Text("MQTT"), [5, (byte)flags], U16(30));
        Assert.Equal(fixedPart, body[..10]);
        Assert.Equal(Join(Text("tested"), Join([.. behind.Select(Text)])), body[(11 + body[10])..]);
    }

    /// <summary>A clean start on our side too: what an earlier connection of the session left is neither sent nor waited for [MQTT-3.1.2-4].</summary>
    [Fact]
    public async Task Connect_WithACleanStart_GoesOnWithNothing()
    {
        using var broker = new ScriptedBroker();
        var session = new MqttSession();
        var options = broker.Options(MqttVersion.V5);
        var (client, peer, connect) = await broker.ConnectAsync(options, session);
        Assert.Equal(2, connect.Body[7] & 2);
        var exactly = client.PublishAsync("t", "under way"u8.ToArray(), MqttQos.ExactlyOnce);
        var id = (await peer.ExpectAsync(3)).PublishId;
        await peer.SendAsync(Ack(5, id), Publish(MqttVersion.V5, "a", "old", 2, 7));
        await peer.ExpectAsync(6);
        peer.Reset();
        await Soon.In(client.Completion);

        var inbox = new Inbox();
        (client, peer, connect) = await broker.ConnectAsync(options, session, inbox.Handler);
        Assert.Equal(2, connect.Body[7] & 2);
        Assert.Equal(MqttFailureKind.SessionLost, (await Assert.ThrowsAsync<MqttException>(() => Soon.In(exactly))).Failure.Kind);
        // The identifier of a message of the old session is free again; the next packet is no PUBREL of the old.
        await peer.SendAsync(Publish(MqttVersion.V5, "a", "new", 2, 7));
        Assert.Equal("new", (await inbox.NextAsync()).Text);
        Assert.Equal(7, (await peer.ExpectAsync(5)).Id);
        peer.Dispose();
        await Soon.In(client.Completion);
    }

    /// <summary>A session that the broker kept, and we have none of: with a clean start asked for, in both versions, the connection ends [MQTT-3.2.2-4].</summary>
    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V5)]
    public async Task ConnAck_WithASessionThatIsNotOurs_EndsTheConnection(MqttVersion version)
    {
        using var broker = new ScriptedBroker();
        var accepting = broker.AcceptAsync(ConnAck(version, sessionPresent: true));
        var connecting = MqttConnection.ConnectAsync(broker.Options(version), new MqttSession(), (_, _) => ValueTask.CompletedTask);
        var (peer, connect) = await accepting;
        Assert.Equal(2, connect.Body[7] & 2);
        if (version == MqttVersion.V5)
        {
            await peer.ExpectDisconnectAsync(0x82);
        }
        else
        {
            Assert.Null(await peer.ReadAsync());
        }

        Assert.Equal(MqttFailureKind.ProtocolError, (await Assert.ThrowsAsync<MqttException>(() => Soon.In(connecting))).Failure.Kind);
        peer.Dispose();
    }

    [Fact]
    public void Secrets_StandInNoText()
    {
        var options = new MqttOptions { Host = "h", Port = 1, Password = "s3cret", Tls = new MqttTls { CertificateFile = "own.pem", KeyPassword = "k3y" } };
        Assert.DoesNotContain("s3cret", $"{options}", StringComparison.Ordinal);
        Assert.DoesNotContain("k3y", $"{options} {options.Tls}", StringComparison.Ordinal);
        Assert.Contains("own.pem", $"{options.Tls}", StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OutOfRange_AreNamed()
    {
        var fine = new MqttOptions { Host = "h", Port = 1883 };
        Assert.Null(fine.Problem());
        (MqttOptions Options, string Words)[] wrong =
        [
            (fine with { Host = "" }, "host"), (fine with { Port = 0 }, "port"), (fine with { Port = 65_536 }, "port"), (fine with { Version = (MqttVersion)3 }, "version"), (fine with { Path = "x" }, "path"),
            (fine with { ClientId = "a\0" }, "U+0000"), (fine with { ClientId = "\ud800" }, "surrogate"), (fine with { ClientId = new string('x', 65_536) }, "65,535"), (fine with { UserName = "\0" }, "user name"),
            (fine with { Version = MqttVersion.V311, Password = "p" }, "user name"), (fine with { Password = new string('x', 65_536) }, "password"),
            (fine with { SessionExpiry = TimeSpan.FromSeconds(-2) }, "expiry"), (fine with { SessionExpiry = TimeSpan.FromSeconds(4_294_967_295) }, "expiry"),
            (fine with { Version = MqttVersion.V311, CleanStart = false }, "client identifier"), (fine with { ReceiveMaximum = 0 }, "receive"), (fine with { ReceiveMaximum = 65_536 }, "receive"),
            (fine with { MaximumPacketBytes = 15 }, "packet size"), (fine with { MaximumPacketBytes = 268_435_461 }, "packet size"), (fine with { TopicAliasMaximum = -1 }, "alias"), (fine with { TopicAliasMaximum = 65_536 }, "alias"),
            (fine with { KeepAlive = TimeSpan.FromSeconds(65_536) }, "keepalive"), (fine with { AnswerTimeout = TimeSpan.Zero }, "time limit"), (fine with { MaximumPendingPublishes = 0 }, "pending"),
            (fine with { MaximumPendingPublishes = 60_001 }, "pending"), (fine with { Backoff = new MqttBackoff { Shortest = TimeSpan.Zero } }, "shortest"),
            (fine with { Backoff = new MqttBackoff { Longest = TimeSpan.Zero } }, "longest"), (fine with { UserProperties = [new("a", "\0")] }, "U+0000"),
            (fine with { Will = new MqttWill("a/#", default) }, "wildcard"), (fine with { Will = new MqttWill("a", new byte[65_536]) }, "payload"), (fine with { Will = new MqttWill("a", default) { Qos = (MqttQos)3 } }, "quality"),
            (fine with { Will = new MqttWill("a", default) { Delay = TimeSpan.FromSeconds(-1) } }, "delay"),
        ];
        Assert.All(wrong, one => Assert.Contains(one.Words, one.Options.Problem() ?? "in order", StringComparison.Ordinal));
    }

    private static async Task<byte[]> BodyAsync(Func<MqttOptions, MqttOptions> change)
    {
        using var broker = new ScriptedBroker();
        var options = change(broker.Options(MqttVersion.V5) with { KeepAlive = TimeSpan.FromSeconds(30) });
        var answer = options is { Version: MqttVersion.V5, ClientId: "" } ? ConnAck(options.Version, false, 0, [18], Text("x")) : ConnAck(options.Version);
        var (client, peer, connect) = await broker.ConnectAsync(options, answer: answer);
        Assert.Equal(0x10, connect.First);
        var leaving = client.DisconnectAsync();
        peer.Dispose();
        await Soon.In(leaving);
        return connect.Body;
    }
}
