using System.Net;
using System.Net.WebSockets;
using MaritimeWatch.Mqtt.Tests.Brokers;
using MaritimeWatch.Tests;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Connections;

/// <summary>MQTT over WebSocket (section 6), against a server whose frames the test makes.</summary>
public sealed class WebSocketTests : IDisposable
{
    private readonly HttpListener http = new();
    private readonly int port = FreePort.Take();

    public WebSocketTests()
    {
        http.Prefixes.Add($"http://127.0.0.1:{port}/");
        http.Start();
    }

    private MqttOptions Options => new() { Host = "127.0.0.1", Port = port, Transport = MqttTransport.WebSocket, Path = "/here?x=1", Version = MqttVersion.V311, KeepAlive = TimeSpan.Zero };

    public void Dispose() => http.Close();

    [Fact]
    public async Task Client_OffersTheSubProtocol_SendsBinaryFrames_AndReadsPacketsAcrossFrames()
    {
        var inbox = new Inbox();
        var (client, socket) = await ConnectAsync(inbox);
        var bytes = Join(Publish(MqttVersion.V311, "a", new string('x', 1_000), 1, 1), Publish(MqttVersion.V311, "b", "y", 1, 2), Publish(MqttVersion.V311, "c", "z", 1, 3));
        // One frame with an end, two frames in the midst, one that is empty, one of two fragments, and one with all the rest.
        await socket.SendAsync(bytes.AsMemory(0, 1), WebSocketMessageType.Binary, true, default);
        await socket.SendAsync(bytes.AsMemory(1, 500), WebSocketMessageType.Binary, true, default);
        await socket.SendAsync(default(ReadOnlyMemory<byte>), WebSocketMessageType.Binary, true, default);
        await socket.SendAsync(bytes.AsMemory(501, 100), WebSocketMessageType.Binary, false, default);
        await socket.SendAsync(bytes.AsMemory(601, 100), WebSocketMessageType.Binary, true, default);
        await socket.SendAsync(bytes.AsMemory(701), WebSocketMessageType.Binary, true, default);
        Assert.Equal(["a", "b", "c"], [(await inbox.NextAsync()).Topic, (await inbox.NextAsync()).Topic, (await inbox.NextAsync()).Topic]);
        Assert.Equal(Join(Ack(4, 1), Ack(4, 2), Ack(4, 3)), await ReadAsync(socket, 12));
        var leaving = client.DisconnectAsync();
        Assert.Equal([0xE0, 0], await ReadAsync(socket, 2));
        var end = await socket.ReceiveAsync(new Memory<byte>(new byte[9]), default);
        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await Soon.In(leaving);
    }

    [Fact]
    public async Task Frame_OfText_EndsTheConnection()
    {
        var (client, socket) = await ConnectAsync(new Inbox());
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, default);
        var failure = await Soon.In(client.Completion);
        Assert.Equal((MqttFailureKind.ProtocolError, true), (failure.Kind, failure.Words.Contains("frame of text", StringComparison.Ordinal)));
        socket.Dispose();
    }

    [Fact]
    public async Task Server_ThatCloses_IsConnectionLost()
    {
        var (client, socket) = await ConnectAsync(new Inbox());
        await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, default);
        Assert.Equal(MqttFailureKind.ConnectionLost, (await Soon.In(client.Completion)).Kind);
        socket.Dispose();
    }

    /// <summary>A server that breaks the protocol and is gone when it is told so: the client says why, and comes back.</summary>
    [Fact]
    public async Task Server_ThatAnswersWronglyAndHangsUp_IsTriedAgain()
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<MqttFailure>();
        using var stopping = new CancellationTokenSource();
        var backoff = new MqttBackoff { Shortest = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMilliseconds(2) };
        var client = new MqttClient(Options with { Version = MqttVersion.V5, Backoff = backoff }, [], (_, _) => ValueTask.CompletedTask, change => (change.Failure is { } failure ? () => failures.Enqueue(failure) : (Action)(() => { }))());
        var running = client.RunAsync(stopping.Token);
        for (var i = 0; i < 20; i++)
        {
            var context = await Soon.In(http.GetContextAsync());
            var socket = (await context.AcceptWebSocketAsync("mqtt")).WebSocket;
            await socket.SendAsync(Of(0x20, 1), WebSocketMessageType.Binary, i % 2 == 0, default);
            await socket.SendAsync(Of(0xFF, 0x20, 0xFF, 0xFF, 0xFF, 0xFF), WebSocketMessageType.Binary, true, default);
            socket.Abort();
        }

        await Soon.UntilAsync(() => failures.Count >= 20, "twenty failures");
        Assert.False(running.IsCompleted);
        Assert.All(failures, failure => Assert.Contains(failure.Kind, new[] { MqttFailureKind.ProtocolError, MqttFailureKind.ConnectionLost, MqttFailureKind.WebSocketRefused }));
        await stopping.CancelAsync();
        await Soon.In(running);
    }

    [Fact]
    public async Task Server_ThatChoosesNoSubProtocol_IsRefused()
    {
        var connecting = MqttConnection.ConnectAsync(Options, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        var context = await Soon.In(http.GetContextAsync());
        using var socket = (await context.AcceptWebSocketAsync(null)).WebSocket;
        var failure = (await Assert.ThrowsAsync<MqttException>(() => Soon.In(connecting))).Failure;
        Assert.Equal((MqttFailureKind.WebSocketRefused, true), (failure.Kind, failure.Words.Contains("sub-protocol mqtt", StringComparison.Ordinal)));
    }

    private static async Task<byte[]> ReadAsync(WebSocket socket, int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var received = await Soon.In(socket.ReceiveAsync(bytes.AsMemory(at), default).AsTask());
            Assert.Equal(WebSocketMessageType.Binary, received.MessageType);
            at += received.Count;
        }

        return bytes;
    }

    private async Task<(MqttConnection Client, WebSocket Socket)> ConnectAsync(Inbox inbox)
    {
        var connecting = MqttConnection.ConnectAsync(Options with { ClientId = "w" }, new MqttSession(), inbox.Handler);
        var context = await Soon.In(http.GetContextAsync());
        Assert.Equal("mqtt", context.Request.Headers["Sec-WebSocket-Protocol"]);
        Assert.Equal("/here?x=1", context.Request.RawUrl);
        var socket = (await context.AcceptWebSocketAsync("mqtt")).WebSocket;
        Assert.Equal(0x10, (await ReadAsync(socket, 15))[0]);
        await socket.SendAsync(ConnAck(MqttVersion.V311), WebSocketMessageType.Binary, true, default);
        return (await Soon.In(connecting), socket);
    }
}
