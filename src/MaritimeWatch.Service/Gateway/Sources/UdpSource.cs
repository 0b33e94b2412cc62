using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Ais;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>NMEA 0183 over UDP: a datagram is one or more whole sentences; each sending endpoint is a stream of its own.</summary>
/// <param name="options">Where, and who may send.</param>
/// <param name="receive">Receives a datagram; for tests of sockets that fail.</param>
internal sealed class UdpSource(UdpOptions options, Func<Socket, Memory<byte>, SocketAddress, CancellationToken, ValueTask<int>>? receive = null) : IReportSource
{
    private const int LargestDatagramBytes = 65_535;
    private const int SocketBufferBytes = 4 << 20;

    /// <summary>An answer to something else comes alone; so many failures in a row are the socket's. A second, with the pauses between them.</summary>
    private const int MostFailures = 7;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

    private readonly SenderList allowed = new(options.AllowedSenders);
    private readonly Dictionary<SocketAddress, Sender> senders = [];
    private readonly ReportBatch reports = [];
    private Socket? socket;
    private int failures;

    /// <summary>Where it listens, once bound.</summary>
    public int Port => ((IPEndPoint)socket!.LocalEndPoint!).Port;

    /// <summary>Binds the port ahead of time.</summary>
    /// <exception cref="Commands.CommandFailedException">The port is in use.</exception>
    public void Bind()
    {
        // Several programs of a machine may listen to one group.
        socket = SocketBinding.Bind(options.Address, options.Port, SocketType.Dgram, "NMEA 0183 in", isShared: options.Group is not null);
        socket.ReceiveBufferSize = SocketBufferBytes;
    }

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        Open();
        session.Connected($"listening on UDP {socket!.LocalEndPoint}{(options.Group is null ? "" : $", group {options.Group}")}");
        var buffer = new byte[LargestDatagramBytes];
        var from = new SocketAddress(socket.AddressFamily);
        try
        {
            while (true)
            {
                var length = await ReceiveAsync(session, buffer, from, cancellation);
                if (length >= 0)
                {
                    Read(session, buffer.AsSpan(0, length), from);
                }
            }
        }
        finally
        {
            foreach (var sender in senders.Values)
            {
                session.CloseNmea(sender.Stream);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        socket?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Open()
    {
        try
        {
            if (socket is null)
            {
                Bind();
            }

            if (options.Group is { } name)
            {
                Join(IPAddress.Parse(name));
            }
        }
        catch (Commands.CommandFailedException failure)
        {
            throw new SourceFailedException(failure.Message, SourceOutlook.TryAgain, failure);
        }
        catch (SocketException failure)
        {
            throw new SourceFailedException($"the group {options.Group} cannot be joined{(options.Interface is { } name ? $" on {name}" : "")}: {failure.Message}", SourceOutlook.TryAgain, failure);
        }
    }

    private void Join(IPAddress group)
    {
        if (group.AddressFamily == AddressFamily.InterNetworkV6)
        {
            socket!.SetSocketOption(
                SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new IPv6MulticastOption(group, options.Interface is { } number ? long.Parse(number, CultureInfo.InvariantCulture) : 0));
        }
        else
        {
            socket!.SetSocketOption(
                SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(group, options.Interface is { } address ? IPAddress.Parse(address) : IPAddress.Any));
        }
    }

    /// <summary>The length of the next datagram; -1 for a failure that may pass.</summary>
    private async ValueTask<int> ReceiveAsync(SourceSession session, byte[] buffer, SocketAddress from, CancellationToken cancellation)
    {
        try
        {
            var length = await (receive is null ? socket!.ReceiveFromAsync(buffer, SocketFlags.None, from, cancellation) : receive(socket!, buffer, from, cancellation));
            failures = 0;
            return length;
        }
        catch (SocketException failure)
        {
            if (++failures >= MostFailures)
            {
                throw FailureWords.Of(failure, $"UDP {socket!.LocalEndPoint}");
            }

            await Task.Delay(FirstPause * Math.Pow(2, failures - 1), session.Clock, cancellation);
            return -1;
        }
    }

    private void Read(SourceSession session, ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        session.ReceivedBytes(datagram.Length);
        if (StreamOf(session, from) is not { } stream)
        {
            return;
        }

        stream.Read(ref datagram, isEnd: true, session.Now, reports);
        session.Offer(reports);
    }

    /// <summary>The sender's stream, so that a sentence's parts are never put together from two senders; null where it may not send.</summary>
    private NmeaStream? StreamOf(SourceSession session, SocketAddress from)
    {
        if (senders.TryGetValue(from, out var known))
        {
            known.LastHeard = session.Clock.GetTimestamp();
            return known.Stream;
        }

        var endpoint = (IPEndPoint)((IPEndPoint)socket!.LocalEndPoint!).Create(from);
        if (!allowed.Admits(endpoint.Address))
        {
            session.TurnAway();
            return null;
        }

        if (senders.Count >= options.MaxSenders)
        {
            var silent = senders.MinBy(sender => sender.Value.LastHeard);
            senders.Remove(silent.Key);
            session.CloseNmea(silent.Value.Stream);
        }

        // The key is a copy: the address object is written over by the next datagram.
        var key = new SocketAddress(from.Family, from.Size);
        from.Buffer.Span[..from.Size].CopyTo(key.Buffer.Span);
        var sender = new Sender(session.OpenNmea($"{endpoint}")) { LastHeard = session.Clock.GetTimestamp() };
        senders.Add(key, sender);
        return sender.Stream;
    }

    private sealed class Sender(NmeaStream stream)
    {
        public NmeaStream Stream => stream;

        public long LastHeard { get; set; }
    }
}
