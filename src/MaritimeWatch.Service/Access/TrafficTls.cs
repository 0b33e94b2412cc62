using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace MaritimeWatch.Service.Access;

/// <summary>Mutual TLS on a port that takes NMEA 0183, which has no credentials of its own: who has no certificate of ours is not heard.</summary>
/// <param name="tls">The service's certificate, and the authorities whose certificates are taken.</param>
/// <param name="refuses">Why the owner of a certificate of theirs may not send all the same, or null.</param>
/// <param name="problem">Looks at the files and says why the newest state of one of them is not in force, or null; null where others tell that.</param>
internal sealed class TrafficTls(ServerTls tls, Func<X509Certificate2, string?> refuses, Func<string?>? problem = null)
{
    /// <summary>How soon an open connection ends whose certificate is revoked or has expired, and how soon a file that cannot be read is told: as soon as a stream of the API ends.</summary>
    public static readonly TimeSpan RecheckInterval = TimeSpan.FromSeconds(5);

    /// <summary>A caller that says nothing holds a place for so long. Design value.</summary>
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Why the newest state of a file is not in force, for a person, or null; looks at the files.</summary>
    public string? Problem => problem?.Invoke();

    /// <summary>Makes a connection that was accepted a secure one.</summary>
    /// <param name="connection">The connection; closed with the stream.</param>
    /// <param name="clock">The service's time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The stream and the certificate that was shown, both to be disposed of; or null for both and the reason why the caller is not heard: then the connection is closed.</returns>
    public async Task<(Stream? Stream, X509Certificate2? Shown, string? Refusal)> AcceptAsync(Socket connection, TimeProvider clock, CancellationToken cancellation)
    {
        var stream = new SslStream(new NetworkStream(connection, ownsSocket: true));
        using var patience = new CancellationTokenSource(HandshakeTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        X509Certificate2? shown = null;
        string? refusal = null;
        try
        {
            var options = tls.Options(isCertificateRequired: true);
            var takes = options.RemoteCertificateValidationCallback!;
            options.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
            {
                var isTaken = takes(sender, certificate, chain, errors);
                refusal = isTaken ? null : certificate is null ? "it has shown no certificate" : RefusalOf(chain);
                return isTaken;
            };
            await stream.AuthenticateAsServerAsync(options, either.Token);
            shown = X509CertificateLoader.LoadCertificate(stream.RemoteCertificate!.Export(X509ContentType.Cert));
            refusal = Refuses(shown, clock);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            refusal = $"it has not spoken TLS within {HandshakeTimeout.TotalSeconds:0} s";
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            // What was found wrong with its certificate; else it is something else that failed, our own certificate in its eyes perhaps.
            refusal ??= failure is AuthenticationException ? $"TLS with it fails: {Innermost(failure).Message.TrimEnd('.')}" : "it broke off before TLS was agreed on";
        }

        if (refusal is null)
        {
            return (stream, shown, null);
        }

        shown?.Dispose();
        await stream.DisposeAsync();
        return (null, null, refusal);
    }

    /// <summary>Why the owner of a certificate that one of the authorities has signed may not send at present, or null; a connection may outlast the right to it.</summary>
    /// <param name="shown">The certificate.</param>
    /// <param name="clock">The service's time.</param>
    public string? Refuses(X509Certificate2 shown, TimeProvider clock) =>
        clock.GetUtcNow() > shown.NotAfter.ToUniversalTime() ? "its certificate has expired" : refuses(shown);

    /// <summary>What is wrong with a certificate that was shown: who signed it before anything else, for the rest is only what it says of itself.</summary>
    private static string RefusalOf(X509Chain? chain)
    {
        var wrong = X509ChainStatusFlags.NoError;
        foreach (var status in chain?.ChainStatus ?? [])
        {
            wrong |= status.Status;
        }

        return (wrong & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0 ? "its certificate is signed by no authority that is taken here"
            : wrong == X509ChainStatusFlags.NotTimeValid ? "its certificate has expired, or is not valid yet"
            : wrong == X509ChainStatusFlags.NotValidForUsage ? "its certificate is not one for clients"
            : $"its certificate is not taken here: {wrong}";
    }

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
