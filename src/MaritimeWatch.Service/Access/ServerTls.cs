using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Configuration;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Access;

/// <summary>TLS on an endpoint: the certificate and the authorities of the moment for each new connection.</summary>
internal sealed class ServerTls
{
    private readonly WatchedFiles<SslStreamCertificateContext> certificate;
    private readonly WatchedFiles<X509Certificate2Collection>? authorities;
    private readonly bool isCertificateRequired;

    /// <exception cref="InvalidDataException">A file cannot be used; the message says which and why.</exception>
    public ServerTls(TlsSettings tls, ClientCertificateSettings clients, ILogger log, CredentialRecord? audit = null)
    {
        certificate = new([tls.Certificate!, tls.Key!], () => ReadCertificate(tls.Certificate!, tls.Key!), log, audit?.Certificates(tls.Certificate!));
        authorities = clients.Authorities is { } file ? new([file], () => ReadAuthorities(file), log, audit?.Certificates(file)) : null;
        this.isCertificateRequired = clients.Required;
    }

    public string? Problem => certificate.Problem ?? authorities?.Problem;

    /// <summary>Serves an endpoint over TLS.</summary>
    public void Secure(ListenOptions endpoint) => endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Options()) });

    private static SslStreamCertificateContext ReadCertificate(string certificateFile, string keyFile)
    {
        using var pem = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificateFile);

        // Offline: the service fetches nothing from anywhere.
        return SslStreamCertificateContext.Create(X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null), chain, offline: true);
    }

    private static X509Certificate2Collection ReadAuthorities(string file)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(file);
        return roots.Count > 0 ? roots : throw new InvalidDataException($"{file} holds no certificate");
    }

    /// <summary>What the next connection is made with.</summary>
    /// <param name="isCertificateRequired">Whether one without a certificate is refused here, whatever the settings say: where no token can stand in for it.</param>
    internal SslServerAuthenticationOptions Options(bool isCertificateRequired = false)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate.Current,

            // Named, because what the platform would choose can be widened from outside the program.
#pragma warning disable CA5398
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
        };
        if (authorities is not null)
        {
            options.ClientCertificateRequired = true;
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities.Current);
            options.RemoteCertificateValidationCallback = (_, _, _, errors) =>
                errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateNotAvailable && !isCertificateRequired && !this.isCertificateRequired);
        }

        return options;
    }
}
