using System.Net.Sockets;

namespace MaritimeWatch.Simulator.Playback;

/// <summary>Lines as UDP datagrams, one line each, as NMEA over UDP is usually sent.</summary>
public sealed class UdpLineSink : ILineSink
{
    private readonly UdpClient client = new();

    /// <summary>Datagrams to a host and port.</summary>
    public UdpLineSink(string host, int port) => client.Connect(host, port);

    /// <summary>Datagrams that nobody was there to receive, as far as the network said so.</summary>
    public long Refused { get; private set; }

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> sentences, CancellationToken cancellation)
    {
        while (!sentences.IsEmpty)
        {
            var end = sentences.Span.IndexOf((byte)'\n') is var at and >= 0 ? at + 1 : sentences.Length;
            try
            {
                await client.SendAsync(sentences[..end], cancellation);
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
            {
                // An ICMP answer to an earlier datagram. UDP has no receiver to wait for: count it and go on.
                Refused++;
            }

            sentences = sentences[end..];
        }
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
