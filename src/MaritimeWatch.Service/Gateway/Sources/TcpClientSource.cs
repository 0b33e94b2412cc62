using System.Net.Sockets;
using System.Text;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>NMEA 0183 over TCP, we connect.</summary>
internal sealed class TcpClientSource(TcpClientOptions options) : IReportSource
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp);

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        var where = options.Host.Contains(':', StringComparison.Ordinal) ? $"[{options.Host}]:{options.Port}" : $"{options.Host}:{options.Port}";
        try
        {
            await ConnectAsync(where, session.Clock, cancellation);
            session.Connected($"connected to {where}");
            if (options.Greeting is { } greeting)
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(greeting + "\r\n"), SocketFlags.None, cancellation);
            }

            await session.ReadNmeaAsync($"{where}", (buffer, stopping) => socket.ReceiveAsync(buffer, SocketFlags.None, stopping), cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw FailureWords.Of(failure, where);
        }

        throw new SourceFailedException($"{where} has ended the connection");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ConnectAsync(string where, TimeProvider clock, CancellationToken cancellation)
    {
        // Found out by the operating system within about two minutes, where the other side's machine is gone and nobody says so.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        using var patience = new CancellationTokenSource(options.ConnectTimeout, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, ending.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new SourceFailedException($"{where} does not answer within {options.ConnectTimeout.TotalSeconds:0.#} s");
        }
    }
}
