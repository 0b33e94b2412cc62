using System.Net;
using System.Net.Sockets;

namespace MaritimeWatch.Load.Live;

/// <summary>NMEA over TCP: to the service's own port, or served for a source that connects.</summary>
internal sealed class TcpFeed(bool isServed) : ILiveFeed
{
    private readonly TcpListener? listener = isServed ? new TcpListener(IPAddress.Loopback, 0) : null;
    private Socket? socket;

    public string Id => isServed ? "served" : "nmea-tcp";

    public bool LosesNothing => true;

    public object? Source
    {
        get
        {
            if (listener is null)
            {
                return null;
            }

            listener.Start();
            return new { Id, Kind = "nmea-tcp-client", Host = "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, MessagesPerSecond = 100_000 };
        }
    }

    public async Task ReadyAsync(ServiceProcess service, CancellationToken cancellation)
    {
        if (listener is not null)
        {
            socket = await listener.AcceptSocketAsync(cancellation);
            return;
        }

        socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", service.NmeaPort, cancellation);
    }

    public async Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancellation)
    {
        var block = Joined.Of(messages);
        for (var sent = 0; sent < block.Length;)
        {
            sent += await socket!.SendAsync(block.AsMemory(sent), SocketFlags.None, cancellation);
        }
    }

    public ValueTask DisposeAsync()
    {
        socket?.Dispose();
        listener?.Dispose();
        return ValueTask.CompletedTask;
    }
}
