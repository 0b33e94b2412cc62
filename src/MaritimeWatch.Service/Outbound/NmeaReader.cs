using System.Net.Sockets;
using System.Threading.Channels;

namespace MaritimeWatch.Service.Outbound;

/// <summary>One who reads the merged feed.</summary>
internal sealed class NmeaReader(Socket connection, long mostBytes) : IAsyncDisposable
{
    private readonly Channel<byte[]> blocks = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource ending = new();
    private long waitingBytes;
    private bool isCut;

    /// <summary>Adds sentences to be sent.</summary>
    /// <returns>False once, when the reader is cut: it is too far behind.</returns>
    public bool TryAdd(byte[] block)
    {
        if (isCut)
        {
            return true;
        }

        // One block always has room: a reader that has taken everything is not behind.
        if (Volatile.Read(ref waitingBytes) is > 0 and var behind && behind + block.Length > mostBytes)
        {
            isCut = true;
            ending.Cancel();
            return false;
        }

        Interlocked.Add(ref waitingBytes, block.Length);
        blocks.Writer.TryWrite(block);
        return true;
    }

    /// <summary>Sends until the reader goes, or is cut.</summary>
    public async Task RunAsync()
    {
        var sending = SendAsync();
        var listening = ListenAsync();
        await Task.WhenAny(sending, listening);
        await ending.CancelAsync();
        await Task.WhenAll(sending, listening);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        connection.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            await foreach (var block in blocks.Reader.ReadAllAsync(ending.Token))
            {
                for (var sent = 0; sent < block.Length;)
                {
                    sent += await connection.SendAsync(block.AsMemory(sent), SocketFlags.None, ending.Token);
                }

                Interlocked.Add(ref waitingBytes, -block.Length);
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The reader went, or was cut.
        }
    }

    /// <summary>Chart plotters send sentences of their own: they are taken, so that they do not pile up, and not read. Who only stops sending still reads.</summary>
    private async Task ListenAsync()
    {
        var ignored = new byte[1_024];
        try
        {
            while (await connection.ReceiveAsync(ignored, SocketFlags.None, ending.Token) > 0)
            {
            }

            await Task.Delay(Timeout.Infinite, ending.Token);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // As above.
        }
    }
}
