using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MaritimeWatch.Service.Tests.Outbound;

/// <summary>A broker of MQTT 3.1.1 that hangs up on who subscribes, until it is told to let them.</summary>
internal sealed class HangingUpBroker : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Task serving;
    private int asked;

    public HangingUpBroker()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How often somebody subscribed.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>Whether a subscription is answered.</summary>
    public bool LetsSubscribe { get; set; }

    /// <summary>The topics to which something was published that was acknowledged.</summary>
    public ConcurrentQueue<string> Published { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        await serving;
        ending.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptTcpClientAsync(ending.Token);
                try
                {
                    await ServeAsync(caller.GetStream());
                }
                catch (IOException)
                {
                    // The caller went.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    /// <summary>One caller, until it goes or is hung up on. OASIS MQTT 3.1.1, chapter 3.</summary>
    private async Task ServeAsync(NetworkStream stream)
    {
        while (true)
        {
            var (type, flags, body) = await ReadAsync(stream);
            switch (type)
            {
                case 1:
                    await stream.WriteAsync(new byte[] { 0x20, 2, 0, 0 }, ending.Token);
                    break;
                case 3 when (flags & 0b110) != 0:
                    var length = BinaryPrimitives.ReadUInt16BigEndian(body);
                    await stream.WriteAsync(new byte[] { 0x40, 2, body[2 + length], body[3 + length] }, ending.Token);
                    Published.Enqueue(Encoding.UTF8.GetString(body, 2, length));
                    break;
                case 8:
                    Interlocked.Increment(ref asked);
                    if (!LetsSubscribe)
                    {
                        return;
                    }

                    await stream.WriteAsync(new byte[] { 0x90, 3, body[0], body[1], 1 }, ending.Token);
                    break;
                case 12:
                    await stream.WriteAsync(new byte[] { 0xD0, 0 }, ending.Token);
                    break;
                case 14:
                    return;
            }
        }
    }

    private async Task<(int Type, int Flags, byte[] Body)> ReadAsync(NetworkStream stream)
    {
        var some = new byte[1];
        await stream.ReadExactlyAsync(some, ending.Token);
        var first = some[0];
        var (length, shift) = (0, 0);
        do
        {
            await stream.ReadExactlyAsync(some, ending.Token);
            length |= (some[0] & 0x7F) << shift;
            shift += 7;
        }
        while (some[0] > 0x7F);

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, ending.Token);
        return (first >> 4, first & 0xF, body);
    }
}
