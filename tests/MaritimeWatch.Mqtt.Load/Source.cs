using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MaritimeWatch.Mqtt.Load;

/// <summary>
/// Sends one client as many messages as it takes, from memory, and never waits for it but where its socket does: what a client can do by itself, with no broker to wait for.
/// It speaks just enough of MQTT 3.1.1 for that.
/// </summary>
internal sealed class Source : IDisposable
{
    private const int MessagesToAPiece = 256;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public Source() => listener.Start();

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Serves one client.</summary>
    public async Task ServeAsync(string topic, byte[] payload, int qos, int count)
    {
        using var client = await listener.AcceptTcpClientAsync();
        client.NoDelay = true;
        var stream = client.GetStream();
        await ReadPacketAsync(stream);
        await stream.WriteAsync(new byte[] { 0x20, 2, 0, 0 });
        var subscribe = await ReadPacketAsync(stream);
        await stream.WriteAsync(new byte[] { 0x90, 3, subscribe[0], subscribe[1], (byte)qos });
        var discarding = DiscardAsync(stream);
        try
        {
            ushort id = 0;
            for (var left = count; left > 0; left -= MessagesToAPiece)
            {
                await stream.WriteAsync(Piece(topic, payload, qos, Math.Min(left, MessagesToAPiece), ref id));
            }
        }
        catch (IOException)
        {
            // It has left with what it wanted.
        }

        await discarding;
    }

    public void Dispose() => listener.Dispose();

    private static byte[] Piece(string topic, byte[] payload, int qos, int count, ref ushort id)
    {
        var name = Encoding.UTF8.GetBytes(topic);
        var body = 2 + name.Length + (qos > 0 ? 2 : 0) + payload.Length;
        using var piece = new MemoryStream();
        for (var i = 0; i < count; i++)
        {
            id = id == ushort.MaxValue ? (ushort)1 : (ushort)(id + 1);
            piece.WriteByte((byte)(0x30 | (qos << 1)));
            piece.WriteByte((byte)((body & 0x7F) | (body > 127 ? 0x80 : 0)));
            if (body > 127)
            {
                piece.WriteByte((byte)(body >> 7));
            }

            piece.WriteByte((byte)(name.Length >> 8));
            piece.WriteByte((byte)name.Length);
            piece.Write(name);
            if (qos > 0)
            {
                piece.WriteByte((byte)(id >> 8));
                piece.WriteByte((byte)id);
            }

            piece.Write(payload);
        }

        return piece.ToArray();
    }

    private static async Task<byte[]> ReadPacketAsync(NetworkStream stream)
    {
        var header = new byte[2];
        await stream.ReadExactlyAsync(header);
        var body = new byte[header[1]];
        await stream.ReadExactlyAsync(body);
        return body;
    }

    private static async Task DiscardAsync(NetworkStream stream)
    {
        var buffer = new byte[65_536];
        try
        {
            while (await stream.ReadAsync(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Gone without a word.
        }
    }
}
