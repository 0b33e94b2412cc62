using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>NMEA 0183 over TCP: senders connect and send; each connection is a stream of its own.</summary>
/// <param name="options">Where, and who may send.</param>
/// <param name="tls">Mutual TLS, or null for NMEA in the clear.</param>
internal sealed class TcpServerSource(TcpServerOptions options, TrafficTls? tls = null) : IReportSource
{
    private readonly SemaphoreSlim places = new(options.MaxConnections);
    private readonly SenderList allowed = new(options.AllowedSenders);
    private readonly Lock saying = new();
    private Socket? listener;
    private string? problem;
    private string? turnedAway;

    /// <summary>What is to be said of it: where it listens, which file cannot be read, and who was turned away last.</summary>
    private string Words => string.Join("; ", new[] { $"listening on TCP {listener!.LocalEndPoint}{(tls is null ? "" : ", TLS")}", problem, turnedAway }.Where(said => said is not null));

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

        session.Connected(Words);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = tls is null ? Task.CompletedTask : WatchFilesAsync(tls, session, ending.Token);
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
            await ending.CancelAsync();
            await Task.WhenAll([watching, .. connections]);
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

            var (stream, shown, refusal) = await tls.AcceptAsync(connection, session.Clock, cancellation);
            if (stream is null || shown is null)
            {
                TurnAway(session, $"{peer.Address} was turned away at {session.Now.WholeSecond}: {refusal}");
                return;
            }

            using (shown)
            {
                await using (stream)
                {
                    await ReadWhileTakenAsync(tls, stream, shown, peer, session, cancellation);
                }
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

    /// <summary>Reads a connection for as long as its certificate is taken: it may stand for months.</summary>
    private async Task ReadWhileTakenAsync(TrafficTls secure, Stream stream, X509Certificate2 shown, IPEndPoint peer, SourceSession session, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = EndOnceRefusedAsync();
        try
        {
            await session.ReadNmeaAsync($"{peer}", stream.ReadAsync, ending.Token);
        }
        finally
        {
            await ending.CancelAsync();
            await watching;
        }

        async Task EndOnceRefusedAsync()
        {
            while (await HasPassedAsync(session, ending.Token))
            {
                if (secure.Refuses(shown, session.Clock) is { } refusal)
                {
                    TurnAway(session, $"{peer.Address} was cut off at {session.Now.WholeSecond}: {refusal}");
                    await ending.CancelAsync();
                }
            }
        }
    }

    /// <summary>Tells once when a file can no longer be read, and once when it can again.</summary>
    private async Task WatchFilesAsync(TrafficTls secure, SourceSession session, CancellationToken cancellation)
    {
        while (await HasPassedAsync(session, cancellation))
        {
            var found = secure.Problem is { } wrong ? $"{wrong}; what was read before stays in force" : null;
            lock (saying)
            {
                if (found != problem)
                {
                    problem = found;
                    session.Remark(Words, problem);
                }
            }
        }
    }

    private void TurnAway(SourceSession session, string words)
    {
        lock (saying)
        {
            turnedAway = words;
            session.TurnAway(Words);
        }
    }

    /// <summary>Waits until it is time to look again; false where there is no need to any more.</summary>
    private static async Task<bool> HasPassedAsync(SourceSession session, CancellationToken cancellation)
    {
        await Task.Delay(TrafficTls.RecheckInterval, session.Clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellation.IsCancellationRequested;
    }
}
