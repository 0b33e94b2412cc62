using System.Net.Sockets;

namespace MaritimeWatch.Simulator.Playback;

/// <summary>Lines over a TCP connection, which is made again when it breaks.</summary>
/// <param name="host">Name or address.</param>
/// <param name="port">Port.</param>
/// <param name="clock">Waits between two attempts.</param>
/// <param name="notice">Told in a sentence when the connection fails and when it is back.</param>
public sealed class TcpLineSink(string host, int port, TimeProvider clock, Action<string>? notice = null) : ILineSink
{
    private const int MostAttempts = 10;
    private const int FlushBytes = 1 << 14;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);
    private readonly MemoryStream kept = new();
    private TcpClient? client;

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> sentences, CancellationToken cancellation)
    {
        kept.Write(sentences.Span);
        if (kept.Length >= FlushBytes)
        {
            await FlushAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="PlaybackException">Nobody answered ten times in a row.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        while (kept.Length > 0)
        {
            client ??= await ConnectAsync(cancellation);
            try
            {
                await client.GetStream().WriteAsync(kept.GetBuffer().AsMemory(0, (int)kept.Length), cancellation);
                kept.SetLength(0);
            }
            catch (IOException broken)
            {
                // What was kept goes out again on the new connection: a report twice is harmless, a report less is not.
                notice?.Invoke($"the connection to {host}:{port} broke: {broken.Message}");
                client.Dispose();
                client = null;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client?.Dispose();
        kept.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<TcpClient> ConnectAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var next = new TcpClient { NoDelay = true };
            try
            {
                await next.ConnectAsync(host, port, cancellation);
                if (attempt > 1)
                {
                    notice?.Invoke($"connected to {host}:{port}");
                }

                return next;
            }
            catch (SocketException failure)
            {
                next.Dispose();
                if (attempt == MostAttempts)
                {
                    throw new PlaybackException($"cannot connect to {host}:{port}: {failure.Message}");
                }

                if (attempt == 1)
                {
                    notice?.Invoke($"cannot connect to {host}:{port} ({failure.Message}); trying again");
                }

                await Task.Delay(BetweenAttempts, clock, cancellation);
            }
        }
    }
}
