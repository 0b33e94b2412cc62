using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>The authorities that a source trusts in place of the machine's own, for partners with an authority of their own.</summary>
internal sealed class PinnedAuthorities
{
    private readonly X509Certificate2Collection authorities = [];

    private PinnedAuthorities()
    {
    }

    /// <summary>Reads a PEM file.</summary>
    /// <exception cref="SourceFailedException">It cannot be read, or holds no certificate.</exception>
    public static PinnedAuthorities Read(string file)
    {
        var read = new PinnedAuthorities();
        try
        {
            read.authorities.ImportFromPemFile(file);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SourceFailedException($"the authorities in {file} cannot be read: {failure.Message.TrimEnd('.')}", SourceOutlook.Refused, failure);
        }

        return read.authorities.Count > 0 ? read : throw new SourceFailedException($"{file} holds no certificate", SourceOutlook.Refused);
    }

    /// <summary>How a chain of certificates is built that ends at one of them.</summary>
    public X509ChainPolicy Policy()
    {
        // An authority of one's own seldom publishes revocation lists, and a receiver's network seldom reaches them.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ExtraStore.AddRange(authorities);
        return policy;
    }
}
