using System.Net.Security;
using System.Net.Sockets;

namespace MaritimeWatch.Mqtt.Transport;

/// <summary>The bytes to and from a broker, and a way to end them so that the last word arrives.</summary>
/// <param name="stream">The bytes.</param>
/// <param name="socket">What carries them; null for a stream that is carried by none.</param>
internal sealed class BrokerLink(Stream stream, Socket? socket) : IAsyncDisposable
{
    /// <summary>The bytes.</summary>
    public Stream Stream => stream;

    /// <summary>Says that nothing more will come. Closing at once instead would reset the connection where unread bytes wait, and the broker would never see the reason.</summary>
    public async Task FinishSendingAsync()
    {
        switch (stream)
        {
            case SslStream tls:
                await tls.ShutdownAsync().ConfigureAwait(false);
                break;
            case WebSocketBytes web:
                await web.CloseOutputAsync().ConfigureAwait(false);
                return;
            default:
                break;
        }

        socket?.Shutdown(SocketShutdown.Send);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync().ConfigureAwait(false);
        socket?.Dispose();
    }
}
