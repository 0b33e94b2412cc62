using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace MaritimeWatch.Service.Access;

/// <summary>Mutual TLS on a port that takes NMEA 0183, which has no credentials of its own: who has no certificate of ours is not heard.</summary>
/// <param name="tls">The service's certificate, and the authorities whose certificates are taken.</param>
/// <param name="refuses">Why the owner of a certificate of theirs may not send all the same, or null.</param>
internal sealed class TrafficTls(ServerTls tls, Func<X509Certificate2, string?> refuses)
{
    /// <summary>A caller that says nothing holds a place for so long. Design value.</summary>
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Makes a connection that was accepted a secure one.</summary>
    /// <param name="connection">The connection; closed with the stream.</param>
    /// <param name="clock">The service's time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The stream; or null and the reason why the caller is not heard: then the connection is closed.</returns>
    public async Task<(Stream? Stream, string? Refusal)> AcceptAsync(Socket connection, TimeProvider clock, CancellationToken cancellation)
    {
        var stream = new SslStream(new NetworkStream(connection, ownsSocket: true));
        using var patience = new CancellationTokenSource(HandshakeTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        string? refusal;
        try
        {
            await stream.AuthenticateAsServerAsync(tls.Options(isCertificateRequired: true), either.Token);
            using var shown = stream.RemoteCertificate is { } certificate ? X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert)) : null;
            refusal = shown is null ? "it has shown no certificate" : refuses(shown);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            refusal = $"it has not spoken TLS within {HandshakeTimeout.TotalSeconds:0} s";
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            refusal = failure is AuthenticationException ? "it has no certificate that is taken here" : "it speaks no TLS, or broke off";
        }

        if (refusal is null)
        {
            return (stream, null);
        }

        await stream.DisposeAsync();
        return (null, refusal);
    }
}
