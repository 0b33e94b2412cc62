using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MaritimeWatch.Mqtt.Transport;

/// <summary>TLS on top of a connection: who the broker is, and who we are.</summary>
internal static class TlsOpening
{
    /// <summary>Speaks TLS over <paramref name="inner"/>, which belongs to the stream returned, and is disposed of where there is none.</summary>
    public static async Task<Stream> OpenAsync(Stream inner, MqttOptions options, CancellationToken cancellation)
    {
        var tls = options.Tls;
        var name = tls.ServerName ?? options.Host;
        string? objection = null;
        var authenticating = false;
        var stream = new SslStream(inner, leaveInnerStreamOpen: false);
        X509Certificate2Collection? authorities = null;
        SslStreamCertificateContext? ours = null;
        try
        {
            authorities = ReadAuthorities(tls);
            ours = ReadOwn(tls);
            authenticating = true;
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = name,
                    ClientCertificateContext = ours,
                    CertificateChainPolicy = PolicyOf(authorities),
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    {
                        objection = errors == SslPolicyErrors.None ? null : Objection(errors, certificate, chain, name);
                        return objection is null || tls.AcceptsInvalidCertificates;
                    },
                },
                cancellation).ConfigureAwait(false);
            return stream;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or CryptographicException or UnauthorizedAccessException)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (objection is null && authenticating && failure is IOException && !IsVerdict(failure))
            {
                throw new MqttException(
                    new MqttFailure(MqttFailureKind.ConnectionLost, $"the connection to {options.Host}:{options.Port} broke while TLS was being agreed, as it does where the port speaks no TLS: {failure.Message.TrimEnd('.')}"), failure);
            }

            var why = objection ?? failure.InnerException?.Message ?? failure.Message;
            throw new MqttException(new MqttFailure(MqttFailureKind.TlsFailed, $"TLS with {options.Host}:{options.Port} failed: {why.TrimEnd('.')}"), failure);
        }
    }

    /// <summary>Whether TLS itself failed, by an alert of the broker or what it sent; else the connection under it ended, or was reset.</summary>
    public static bool IsVerdict(Exception failure) => failure is AuthenticationException || failure.InnerException is not (null or SocketException);

    private static X509Certificate2Collection? ReadAuthorities(MqttTls tls)
    {
        if (tls.AuthorityFile is null)
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(tls.AuthorityFile);
        return authorities.Count > 0 ? authorities : throw new CryptographicException($"{tls.AuthorityFile} holds no certificate");
    }

    private static SslStreamCertificateContext? ReadOwn(MqttTls tls)
    {
        if (tls.CertificateFile is null)
        {
            return null;
        }

        var own = tls.KeyPassword is null
            ? X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile)
            : X509Certificate2.CreateFromEncryptedPemFile(tls.CertificateFile, tls.KeyPassword, tls.KeyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(tls.CertificateFile);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    private static X509ChainPolicy? PolicyOf(X509Certificate2Collection? authorities)
    {
        if (authorities is null)
        {
            return null;
        }

        // An authority of one's own seldom publishes revocation lists, and a receiver's network seldom reaches them.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ExtraStore.AddRange(authorities);
        return policy;
    }

    private static string Objection(SslPolicyErrors errors, X509Certificate? certificate, X509Chain? chain, string name)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "the broker shows no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the broker's certificate ({certificate?.Subject}) is not for {name}";
        }

        var status = chain?.ChainStatus.FirstOrDefault(element => element.Status != X509ChainStatusFlags.NoError);
        return status?.Status switch
        {
            X509ChainStatusFlags.NotTimeValid => $"the broker's certificate ({certificate?.Subject}) has expired or is not valid yet",
            X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => $"the broker's certificate ({certificate?.Subject}) is from an authority that is not trusted",
            _ => $"the broker's certificate ({certificate?.Subject}) is not valid: {status?.StatusInformation}",
        };
    }
}
