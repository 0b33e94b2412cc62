using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>An authority of a test's own, a broker's certificate and a client's, made anew each time.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("certificates-");
    private readonly X509Certificate2 authority;

    public Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(Authority, authority.ExportCertificatePem());
        Issue("broker", "localhost", -1, 10);
        Issue("expired", "localhost", -20, -10);
        Issue("client", "watch", -1, 10);
        using var stranger = new Stranger();
        File.WriteAllText(At("stranger.crt"), stranger.Pem);
    }

    public string Authority => At("ca.crt");

    /// <summary>An authority that has issued nothing.</summary>
    public string OtherAuthority => At("stranger.crt");

    public string At(string file) => Path.Combine(folder.FullName, file);

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private void Issue(string file, string name, int fromDays, int toDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var certificate = request.Create(authority, DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(At($"{file}.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(At($"{file}.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(At($"{file}.locked.key"), key.ExportEncryptedPkcs8PrivateKeyPem("open sesame", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1_000)));
    }

    private sealed class Stranger : IDisposable
    {
        private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public string Pem
        {
            get
            {
                var request = new CertificateRequest("CN=Another authority", key, HashAlgorithmName.SHA256);
                request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
                using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
                return certificate.ExportCertificatePem();
            }
        }

        public void Dispose() => key.Dispose();
    }
}
