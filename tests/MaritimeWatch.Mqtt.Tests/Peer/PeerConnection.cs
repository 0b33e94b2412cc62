using System.Net.Sockets;

namespace MaritimeWatch.Mqtt.Tests.Peer;

/// <summary>The server's end of one connection, driven byte by byte.</summary>
internal sealed class PeerConnection(Socket socket) : IDisposable
{
    private readonly NetworkStream stream = new(socket, ownsSocket: true);

    public Task SendAsync(params byte[][] packets) => stream.WriteAsync(Bytes.Join(packets)).AsTask();

    /// <summary>The client's next packet; null where it has closed the connection.</summary>
    public async Task<SentPacket?> ReadAsync()
    {
        var one = new byte[1];
        if (await Soon.In(stream.ReadAsync(one).AsTask()) == 0)
        {
            return null;
        }

        var first = one[0];
        var (length, shift) = (0, 0);
        do
        {
            await Soon.In(stream.ReadExactlyAsync(one).AsTask());
            length |= (one[0] & 0x7F) << shift;
            shift += 7;
        }
        while ((one[0] & 0x80) != 0);

        var body = new byte[length];
        await Soon.In(stream.ReadExactlyAsync(body).AsTask());
        return new SentPacket(first, body);
    }

    /// <summary>Reads what comes first, whatever it is.</summary>
    public async Task ReadSomeAsync() => Assert.NotEqual(0, await Soon.In(stream.ReadAsync(new byte[10_000]).AsTask()));

    /// <summary>The next packet, which has to be of this type.</summary>
    public async Task<SentPacket> ExpectAsync(int type)
    {
        var packet = await ReadAsync();
        Assert.NotNull(packet);
        Assert.Equal(type, packet.Type);
        return packet;
    }

    /// <summary>The client says goodbye with this reason code, and closes.</summary>
    public async Task ExpectDisconnectAsync(int code)
    {
        var packet = await ExpectAsync(14);
        Assert.Equal(code, packet.Body.Length == 0 ? 0 : packet.Body[0]);
        Assert.Null(await ReadAsync());
    }

    /// <summary>Ends the connection with a reset, as a killed process may.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => stream.Dispose();
}
