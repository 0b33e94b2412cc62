using System.Net.WebSockets;

namespace MaritimeWatch.Mqtt.Transport;

/// <summary>A WebSocket as a stream of bytes: packets may start and end anywhere in its binary frames [MQTT-6.0.0-2].</summary>
internal sealed class WebSocketBytes(WebSocket socket, IDisposable owner) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    /// <exception cref="MqttException">A frame of text came: the connection has to end [MQTT-6.0.0-1].</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            ValueWebSocketReceiveResult received;
            try
            {
                received = await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is WebSocketException or InvalidOperationException)
            {
                throw new IOException(failure.Message, failure);
            }

            switch (received.MessageType)
            {
                case WebSocketMessageType.Close:
                    return 0;
                case WebSocketMessageType.Text:
                    throw new MqttException(new MqttFailure(MqttFailureKind.ProtocolError, "the broker sent a WebSocket frame of text, where MQTT goes in binary frames"));
                default:
                    if (received.Count > 0)
                    {
                        return received.Count;
                    }

                    // An empty frame is no end.
                    continue;
            }
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await socket.SendAsync(buffer, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is WebSocketException or InvalidOperationException)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    /// <summary>Says goodbye.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    public async Task CloseOutputAsync()
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is WebSocketException or InvalidOperationException)
            {
                throw new IOException(failure.Message, failure);
            }
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
            owner.Dispose();
        }

        base.Dispose(disposing);
    }
}
