using System.Net;
using System.Net.Sockets;

namespace MaritimeWatch.Load.Live;

/// <summary>NMEA in datagrams, as many messages in each as fit an Ethernet frame.</summary>
internal sealed class UdpFeed : ILiveFeed
{
    private const int FrameBytes = 1_400;

    private readonly int port = FreePort.Take();
    private readonly Socket socket = new(SocketType.Dgram, ProtocolType.Udp);

    public string Id => "datagrams";

    public bool LosesNothing => false;

    public object Source => new { Id, Kind = "nmea-udp", Port = port, MessagesPerSecond = 100_000 };

    public Task ReadyAsync(ServiceProcess service, CancellationToken cancellation) => socket.ConnectAsync(IPAddress.Loopback, port, cancellation).AsTask();

    public async Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancellation)
    {
        for (var first = 0; first < messages.Count;)
        {
            var (count, bytes) = (1, messages[first].Length);
            while (first + count < messages.Count && bytes + messages[first + count].Length <= FrameBytes)
            {
                bytes += messages[first + count++].Length;
            }

            await socket.SendAsync(Joined.Of([.. messages.Skip(first).Take(count)]), SocketFlags.None, cancellation);
            first += count;
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
