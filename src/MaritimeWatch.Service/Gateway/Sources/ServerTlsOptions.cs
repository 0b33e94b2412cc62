using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>Mutual TLS of a source that listens, by files of its own.</summary>
/// <param name="CertificateFile">Our certificate and those that lead to its root, PEM.</param>
/// <param name="KeyFile">Its key, PEM.</param>
/// <param name="AuthorityFile">The authorities whose certificates are taken, PEM.</param>
/// <param name="RevokedFile">Thumbprints that are taken no longer, or null.</param>
internal sealed record ServerTlsOptions(string CertificateFile, string KeyFile, string AuthorityFile, string? RevokedFile)
{
    /// <summary>Reads the files; they are read again when they change.</summary>
    /// <exception cref="SourceFailedException">One of them cannot be used.</exception>
    public TrafficTls Read()
    {
        try
        {
            var tls = new ServerTls(new TlsSettings { Certificate = CertificateFile, Key = KeyFile }, new ClientCertificateSettings { Authorities = AuthorityFile, Required = true }, NullLogger.Instance);
            var revoked = RevokedFile is { } file ? new WatchedFiles<HashSet<string>>([file], () => ClientCertificates.ReadRevoked(file), NullLogger.Instance) : null;
            return new TrafficTls(tls, shown => revoked?.Current.Contains(ClientCertificates.Thumbprint(shown)) == true ? "its certificate is revoked" : null, LookForProblem);

            string? LookForProblem()
            {
                // Asked for, they look whether they have changed; the source tells what is wrong, so no log does here.
                _ = (tls.Options(), revoked?.Current);
                return tls.Problem ?? revoked?.Problem;
            }
        }
        catch (InvalidDataException failure)
        {
            throw new SourceFailedException(failure.Message.TrimEnd('.'), SourceOutlook.Refused, failure);
        }
    }
}
