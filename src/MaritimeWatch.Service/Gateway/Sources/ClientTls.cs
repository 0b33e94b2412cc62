using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>TLS on a connection that we open: which server is believed, and who we say we are. The files are read at each connection: a new certificate counts from the next one on.</summary>
internal sealed record ClientTls
{
    /// <summary>The name that the server's certificate must bear.</summary>
    public required string ServerName { get; init; }

    /// <summary>A PEM file of the authorities to trust in place of the machine's own; null for those.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A PEM file of our own certificate, with what leads to its authority; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file of its private key; null where it stands in the certificate's file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Speaks TLS over a connection, which belongs to the stream returned and is disposed of where there is none.</summary>
    /// <param name="connection">To the server.</param>
    /// <param name="where">The server, as it is named to people.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SourceFailedException">A file cannot be used, or one of the two is not content with the other's certificate.</exception>
    public async Task<SslStream> OpenAsync(Stream connection, string where, CancellationToken cancellation)
    {
        string? objection = null;
        var stream = new SslStream(connection, leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(Options(found => objection = found), cancellation);
            return stream;
        }
        catch (Exception failure)
        {
            await stream.DisposeAsync();
            throw (failure, objection) switch
            {
                (_, { } why) => Refusal(where, why, failure),
                (IOException { InnerException: null }, _) => new SourceFailedException($"TLS with {where} fails: it ends the connection instead of answering; it may speak no TLS on that port, or want a certificate of ours", SourceOutlook.TryAgain, failure),
                _ => failure,
            };
        }
    }

    /// <summary>What a connection is made with.</summary>
    /// <param name="objects">Told what is wrong with the server's certificate, in words for a person; null where nothing is.</param>
    /// <exception cref="SourceFailedException">A file cannot be used.</exception>
    public SslClientAuthenticationOptions Options(Action<string?> objects) => new()
    {
        TargetHost = ServerName,
        ClientCertificateContext = OwnCertificate(),
        CertificateChainPolicy = AuthorityFile is { } file ? Trusting(file) : null,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            var objection = Objection(certificate, chain, errors);
            objects(objection);
            return objection is null;
        },
    };

    /// <summary>Why there is no connection, where the server's certificate is objected to.</summary>
    public static SourceFailedException Refusal(string where, string objection, Exception cause) => new($"TLS with {where} fails: {objection}", SourceOutlook.Refused, cause);

    /// <summary>How a chain of certificates is built that ends at one of these authorities.</summary>
    private static X509ChainPolicy Trusting(string authorityFile)
    {
        // An authority of one's own seldom publishes revocation lists, and a receiver's network seldom reaches them.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SourceFailedException($"the authorities in {authorityFile} cannot be read: {failure.Message.TrimEnd('.')}", SourceOutlook.Refused, failure);
        }

        policy.ExtraStore.AddRange(policy.CustomTrustStore);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new SourceFailedException($"{authorityFile} holds no certificate", SourceOutlook.Refused);
    }

    private SslStreamCertificateContext? OwnCertificate()
    {
        if (CertificateFile is null)
        {
            return null;
        }

        try
        {
            var own = X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(CertificateFile);
            return SslStreamCertificateContext.Create(own, chain, offline: true);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SourceFailedException($"our certificate in {CertificateFile} cannot be used: {failure.Message.TrimEnd('.')}", SourceOutlook.Refused, failure);
        }
    }

    private string? Objection(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "the server shows no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the server's certificate ({certificate?.Subject}) is not for {ServerName}";
        }

        var status = chain?.ChainStatus.FirstOrDefault(element => element.Status != X509ChainStatusFlags.NoError);
        return status?.Status switch
        {
            X509ChainStatusFlags.NotTimeValid => $"the server's certificate ({certificate?.Subject}) has expired or is not valid yet",
            X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => $"the server's certificate ({certificate?.Subject}) is from an authority that is not trusted",
            _ => $"the server's certificate ({certificate?.Subject}) is not valid: {status?.StatusInformation.TrimEnd('.')}",
        };
    }
}
