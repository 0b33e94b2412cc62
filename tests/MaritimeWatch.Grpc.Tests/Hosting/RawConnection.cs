using System.Buffers.Binary;
using System.Net.Sockets;

namespace MaritimeWatch.Grpc.Tests.Hosting;

/// <summary>An HTTP/2 connection spoken frame by frame, to send what no client library would and to see what none shows.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private const int MostBytes = (1 << 14) - 1; // Of a frame, until the server allows more.

    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    private NetworkStream? _stream;

    private RawConnection()
    {
    }

    /// <summary>Connects and says the settings: no dynamic header table, windows that never close.</summary>
    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._tcp.ConnectAsync(address.Host, address.Port, connection._patience.Token);
        connection._stream = connection._tcp.GetStream();
        await connection.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await connection.SendAsync(new RawFrame(RawFrame.Settings, 0, 0, [0, 1, 0, 0, 0, 0, 0, 4, 0x7f, 0xff, 0xff, 0xff]));
        await connection.SendAsync(new RawFrame(RawFrame.WindowUpdate, 0, 0, [0x7f, 0, 0, 0]));
        return connection;
    }

    public Task SendAsync(RawFrame frame) => SendAsync(frame.Bytes());

    public async Task SendAsync(byte[] bytes) => await _stream!.WriteAsync(bytes, _patience.Token);

    /// <summary>Opens a stream with a request of headers and a body. Where the server closes the connection meanwhile, reading says so.</summary>
    public async Task SendRequestAsync(int stream, IEnumerable<(string Name, byte[] Value)> headers, byte[] body)
    {
        const byte continuation = 9;
        var block = RawHeaders.Encode(headers);
        try
        {
            for (var at = 0; at == 0 || at < block.Length; at += MostBytes)
            {
                var piece = block[at..Math.Min(block.Length, at + MostBytes)];
                await SendAsync(new RawFrame(at == 0 ? RawFrame.Headers : continuation, at + piece.Length == block.Length ? RawFrame.EndHeaders : (byte)0, stream, piece));
            }

            for (var at = 0; at < body.Length; at += MostBytes)
            {
                await SendAsync(new RawFrame(RawFrame.Data, 0, stream, body[at..Math.Min(body.Length, at + MostBytes)]));
            }

            await SendAsync(new RawFrame(RawFrame.Data, RawFrame.EndStream, stream, []));
        }
        catch (IOException)
        {
        }
    }

    /// <summary>The next frame; null where the server has closed the connection.</summary>
    public async Task<RawFrame?> ReadAsync()
    {
        try
        {
            var prefix = new byte[RawFrame.PrefixBytes];
            await _stream!.ReadExactlyAsync(prefix, _patience.Token);
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix) >>> 8];
            await _stream!.ReadExactlyAsync(payload, _patience.Token);
            return new RawFrame(prefix[3], prefix[4], BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(5)), payload);
        }
        catch (Exception closed) when (closed is EndOfStreamException or IOException)
        {
            return null;
        }
    }

    /// <summary>The next frame of a type, whatever comes before it; null where the connection is closed first.</summary>
    public async Task<RawFrame?> ReadAsync(byte type)
    {
        while (await ReadAsync() is { } frame)
        {
            if (frame.Type == type)
            {
                return frame;
            }
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        _patience.Dispose();
        return ValueTask.CompletedTask;
    }
}
