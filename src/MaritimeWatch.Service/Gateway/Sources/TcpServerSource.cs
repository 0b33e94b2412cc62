using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>NMEA 0183 over TCP: senders connect and send; each connection is a stream of its own.</summary>
/// <param name="options">Where, and who may send.</param>
/// <param name="tls">Mutual TLS, or null for NMEA in the clear.</param>
internal sealed class TcpServerSource(TcpServerOptions options, TrafficTls? tls = null) : IReportSource
{
    private readonly SemaphoreSlim places = new(options.MaxConnections);
    private readonly SenderList allowed = new(options.AllowedSenders);
    private Socket? listener;

    private string Listening => $"listening on TCP {listener!.LocalEndPoint}{(tls is null ? "" : ", TLS")}";

    /// <summary>Where it listens, once bound.</summary>
    public int Port => ((IPEndPoint)listener!.LocalEndPoint!).Port;

    /// <summary>Binds the port ahead of time.</summary>
    /// <exception cref="Commands.CommandFailedException">The port is in use.</exception>
    public void Bind()
    {
        listener = SocketBinding.Bind(options.Address, options.Port, SocketType.Stream, "NMEA 0183 in");
        listener.Listen();
    }

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        if (listener is null)
        {
            try
            {
                Bind();
            }
            catch (Commands.CommandFailedException failure)
            {
                throw new SourceFailedException(failure.Message, SourceOutlook.TryAgain, failure);
            }
        }

        session.Connected(Listening);
        var connections = new HashSet<Task>();
        try
        {
            while (true)
            {
                // With all places taken, further senders wait in the operating system's queue.
                await places.WaitAsync(cancellation);
                var connection = await AcceptAsync(session, cancellation);
                connections.RemoveWhere(done => done.IsCompleted);
                connections.Add(ServeAsync(connection, session, cancellation));
            }
        }
        finally
        {
            await Task.WhenAll(connections);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        listener?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Socket> AcceptAsync(SourceSession session, CancellationToken cancellation)
    {
        while (true)
        {
            var connection = await SocketBinding.AcceptAsync(listener!, session.Clock, cancellation);
            try
            {
                if (allowed.Admits(((IPEndPoint)connection.RemoteEndPoint!).Address))
                {
                    // One that vanished without a word gives its place back.
                    connection.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                    connection.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
                    connection.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
                    connection.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
                    return connection;
                }

                session.TurnAway();
            }
            catch (SocketException)
            {
                // It has gone already.
            }

            connection.Dispose();
        }
    }

    private async Task ServeAsync(Socket connection, SourceSession session, CancellationToken cancellation)
    {
        try
        {
            var peer = (IPEndPoint)connection.RemoteEndPoint!;
            if (tls is null)
            {
                await session.ReadNmeaAsync($"{peer}", (buffer, stopping) => connection.ReceiveAsync(buffer, SocketFlags.None, stopping), cancellation);
                return;
            }

            var (stream, refusal) = await tls.AcceptAsync(connection, session.Clock, cancellation);
            if (stream is null)
            {
                session.TurnAway($"{Listening}; {peer.Address} was turned away at {session.Now.WholeSecond}: {refusal}");
                return;
            }

            await using (stream)
            {
                await session.ReadNmeaAsync($"{peer}", stream.ReadAsync, cancellation);
            }
        }
        catch (Exception ended) when (ended is SocketException or IOException or OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            // The sender broke off, or the service stops: what arrived is read, the rest never came.
        }
        finally
        {
            connection.Dispose();
            places.Release();
        }
    }
}
