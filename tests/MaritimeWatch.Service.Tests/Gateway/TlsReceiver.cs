using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>A receiver on a port of its own that speaks TLS, sends the same to everybody whose handshake is to its liking, and keeps the connection open.</summary>
internal sealed class TlsReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task serving;

    /// <param name="certificate">Its own.</param>
    /// <param name="clients">Who must have signed the client's certificate, or null where none is asked for.</param>
    /// <param name="traffic">What it sends.</param>
    public TlsReceiver(X509Certificate2 certificate, X509Certificate2? clients, byte[] traffic)
    {
        listener.Start();
        var options = new SslServerAuthenticationOptions { ServerCertificate = certificate };
        if (clients is not null)
        {
            options.ClientCertificateRequired = true;
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { clients } };
        }

        serving = ServeAsync(options, traffic);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await serving;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task ServeAsync(SslServerAuthenticationOptions options, byte[] traffic)
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(stopping.Token);
                await using var stream = new SslStream(connection.GetStream());
                try
                {
                    await stream.AuthenticateAsServerAsync(options, stopping.Token);
                    await stream.WriteAsync(traffic, stopping.Token);
                    while (await stream.ReadAsync(new byte[1_024], stopping.Token) > 0)
                    {
                    }
                }
                catch (Exception failure) when (failure is IOException or AuthenticationException)
                {
                    // The next one may please it more.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
