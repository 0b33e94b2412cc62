using System.Net;
using System.Net.Sockets;

namespace MaritimeWatch.Mqtt.Transport;

/// <summary>Opens the stream of bytes to a broker; each way to fail has its own words.</summary>
internal static class Dialler
{
    /// <summary>Opens it.</summary>
    /// <exception cref="MqttException">It cannot be opened.</exception>
    public static async Task<BrokerLink> OpenAsync(MqttOptions options, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var step = $"a connection to {options.Host}:{options.Port}";
        Stream? stream = null;
        try
        {
            var socket = await ConnectAsync(options, either.Token).ConfigureAwait(false);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (options.Transport is MqttTransport.Tls or MqttTransport.WebSocketTls)
            {
                step = $"TLS with {options.Host}:{options.Port}";
                stream = await TlsOpening.OpenAsync(stream, options, either.Token).ConfigureAwait(false);
            }

            if (options.Transport is MqttTransport.WebSocket or MqttTransport.WebSocketTls)
            {
                step = $"the WebSocket {options.Address}";
                stream = await WebSocketOpening.OpenAsync(stream, options, either.Token).ConfigureAwait(false);
            }

            return new BrokerLink(stream, socket);
        }
        catch (Exception failure)
        {
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            cancellation.ThrowIfCancellationRequested();
            if (failure is MqttException)
            {
                throw;
            }

            if (limit.IsCancellationRequested)
            {
                throw new MqttException(new MqttFailure(MqttFailureKind.ConnectTimeout, $"{step} was not made within {options.ConnectTimeout.TotalSeconds:0.###} s"), failure);
            }

            throw new MqttException(new MqttFailure(MqttFailureKind.ConnectionLost, $"{step} was cut off: {failure.Message}"), failure);
        }
    }

    private static async Task<Socket> ConnectAsync(MqttOptions options, CancellationToken cancellation)
    {
        var addresses = await ResolveAsync(options.Host, cancellation).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, options.Port, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new MqttException(FailureOf(failure, options), failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        try
        {
            var found = await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
            return found.Length > 0 ? found : throw new MqttException(new MqttFailure(MqttFailureKind.NameNotFound, $"the name {host} has no address"));
        }
        catch (SocketException failure)
        {
            throw new MqttException(new MqttFailure(MqttFailureKind.NameNotFound, $"the name {host} was not found: {failure.Message}"), failure);
        }
    }

    private static MqttFailure FailureOf(SocketException failure, MqttOptions options) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => new MqttFailure(MqttFailureKind.ConnectionRefused, $"{options.Host} refuses connections to port {options.Port}: nothing listens there"),
        SocketError.TimedOut => new MqttFailure(MqttFailureKind.ConnectTimeout, $"{options.Host}:{options.Port} does not answer"),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown or SocketError.AddressNotAvailable =>
            new MqttFailure(MqttFailureKind.Unreachable, $"there is no way to {options.Host}:{options.Port}: {failure.Message}"),
        _ => new MqttFailure(MqttFailureKind.Unreachable, $"no connection to {options.Host}:{options.Port}: {failure.Message}"),
    };
}
