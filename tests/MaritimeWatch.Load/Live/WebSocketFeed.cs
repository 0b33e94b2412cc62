using System.Net;
using System.Net.WebSockets;

namespace MaritimeWatch.Load.Live;

/// <summary>NMEA as messages of a WebSocket, served for a source that connects.</summary>
internal sealed class WebSocketFeed : ILiveFeed
{
    private readonly int port = FreePort.Take();
    private readonly HttpListener listener = new();
    private WebSocket? socket;

    public string Id => "websocket";

    public bool LosesNothing => true;

    public object Source
    {
        get
        {
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            listener.Start();
            return new { Id, Kind = "websocket", Address = $"ws://127.0.0.1:{port}/ais", Payload = "Nmea", MessagesPerSecond = 100_000 };
        }
    }

    public async Task ReadyAsync(ServiceProcess service, CancellationToken cancellation) =>
        socket = (await (await listener.GetContextAsync().WaitAsync(cancellation)).AcceptWebSocketAsync(null)).WebSocket;

    public async Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancellation)
    {
        foreach (var message in messages)
        {
            await socket!.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
    }

    public ValueTask DisposeAsync()
    {
        socket?.Dispose();
        listener.Close();
        return ValueTask.CompletedTask;
    }
}
