using System.Net;
using System.Net.Sockets;

namespace MaritimeWatch.Mqtt.Tests.Peer;

/// <summary>A server that does exactly what a test says, however wrong.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public ScriptedBroker() => listener.Start();

    /// <summary>Options for it; no keepalive, so that no PINGREQ comes between.</summary>
    public MqttOptions Options(MqttVersion version) => new()
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Version = version, ClientId = "tested", KeepAlive = TimeSpan.Zero,
        Backoff = new MqttBackoff { Shortest = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMilliseconds(2) },
    };

    public async Task<PeerConnection> AcceptAsync() => new(await Soon.In(listener.AcceptSocketAsync()));

    /// <summary>Accepts, reads CONNECT and answers it.</summary>
    public async Task<(PeerConnection Peer, SentPacket Connect)> AcceptAsync(byte[] answer)
    {
        var peer = await AcceptAsync();
        var connect = await peer.ExpectAsync(1);
        await peer.SendAsync(answer);
        return (peer, connect);
    }

    /// <summary>A connection that is accepted, and both its ends.</summary>
    public async Task<(MqttConnection Client, PeerConnection Peer, SentPacket Connect)> ConnectAsync(
        MqttOptions options, MqttSession? session = null, MqttMessageHandler? handler = null, TimeProvider? time = null, byte[]? answer = null)
    {
        var accepting = AcceptAsync(answer ?? Bytes.ConnAck(options.Version));
        var connecting = MqttConnection.ConnectAsync(options, session ?? new MqttSession(), handler ?? ((_, _) => ValueTask.CompletedTask), time);
        var (peer, connect) = await accepting;
        return (await Soon.In(connecting), peer, connect);
    }

    public void Dispose() => listener.Dispose();
}
