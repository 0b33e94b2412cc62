using System.Net;
using System.Net.WebSockets;

namespace MaritimeWatch.Mqtt.Transport;

/// <summary>The opening of a WebSocket that speaks MQTT (section 6).</summary>
internal static class WebSocketOpening
{
    private const string SubProtocol = "mqtt";

    /// <summary>Opens a WebSocket over <paramref name="inner"/>, over which TLS is already spoken where it is to be; it belongs to the stream returned.</summary>
    public static async Task<Stream> OpenAsync(Stream inner, MqttOptions options, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(SubProtocol);
        // MQTT has its own.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, _) => ValueTask.FromResult(inner),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        var invoker = new HttpMessageInvoker(handler);
        try
        {
            var host = options.Host.Contains(':', StringComparison.Ordinal) ? $"[{options.Host}]" : options.Host;
            socket.Options.CollectHttpResponseDetails = true;
            await socket.ConnectAsync(new Uri($"ws://{host}:{options.Port}{options.Path}"), invoker, cancellation).ConfigureAwait(false);
            return socket.SubProtocol == SubProtocol
                ? new WebSocketBytes(socket, invoker)
                : throw Refused(options, "it does not speak the sub-protocol mqtt");
        }
        catch (Exception failure)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            invoker.Dispose();
            await inner.DisposeAsync().ConfigureAwait(false);
            if (failure is WebSocketException && !cancellation.IsCancellationRequested)
            {
                throw Refused(options, status is 0 or HttpStatusCode.SwitchingProtocols ? Innermost(failure) : $"the answer was HTTP {(int)status}", failure);
            }

            throw;
        }
    }

    private static string Innermost(Exception failure) => failure.InnerException is null ? failure.Message : Innermost(failure.InnerException);

    private static MqttException Refused(MqttOptions options, string why, Exception? cause = null) =>
        new(new MqttFailure(MqttFailureKind.WebSocketRefused, $"{options.Address} opens no WebSocket for MQTT: {why.TrimEnd('.')}"), cause);
}
