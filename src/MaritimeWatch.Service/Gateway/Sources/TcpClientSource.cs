using System.Net.Sockets;
using System.Text;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>NMEA 0183 over TCP, we connect.</summary>
internal sealed class TcpClientSource(TcpClientOptions options) : IReportSource
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
    private bool isSecured;
    private bool hasSent;

    /// <inheritdoc/>
    public async Task RunAsync(SourceSession session, CancellationToken cancellation)
    {
        var where = options.Host.Contains(':', StringComparison.Ordinal) ? $"[{options.Host}]:{options.Port}" : $"{options.Host}:{options.Port}";
        try
        {
            await using var stream = await OpenAsync(where, session.Clock, cancellation);
            session.Connected(options.Tls ? $"connected to {where} over TLS" : $"connected to {where}");
            if (options.Greeting is { } greeting)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(greeting + "\r\n"), cancellation);
            }

            await session.ReadNmeaAsync(where, ReceiveAsync, cancellation);

            async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken stopping)
            {
                var count = await stream.ReadAsync(buffer, stopping);
                hasSent |= count > 0;
                return count;
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw MayWantCertificate(FailureWords.Of(failure, where));
        }

        throw MayWantCertificate(new SourceFailedException($"{where} has ended the connection"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>With TLS 1.3 a server that does not like our certificate, or that there is none, tells so after the handshake, by ending the connection or with an alert.</summary>
    private SourceFailedException MayWantCertificate(SourceFailedException failure) => !isSecured || hasSent ? failure : new SourceFailedException(
        $"{failure.Message} before it has sent anything; it may {(options.CertificateFile is null ? "want a certificate of ours" : "not accept our certificate")}", failure.Outlook, failure);

    private async Task<Stream> OpenAsync(string where, TimeProvider clock, CancellationToken cancellation)
    {
        // Found out by the operating system within about two minutes, where the other side's machine is gone and nobody says so.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        using var patience = new CancellationTokenSource(options.ConnectTimeout, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var step = "does not answer";
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, ending.Token);
            var connection = new NetworkStream(socket, ownsSocket: false);
            step = "accepts and then says nothing of TLS";
            if (options.Security() is not { } security)
            {
                return connection;
            }

            var secured = await security.OpenAsync(connection, where, ending.Token);
            isSecured = true;
            return secured;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new SourceFailedException($"{where} {step} within {options.ConnectTimeout.TotalSeconds:0.#} s");
        }
    }
}
