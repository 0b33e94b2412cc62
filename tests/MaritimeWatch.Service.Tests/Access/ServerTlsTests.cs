using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Access;

public sealed class ServerTlsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-tls-");
    private readonly TestAuthority authority = new("test authority");

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Options_AreTls12And13AndFetchNothingFromOutside()
    {
        var options = Tls().Options();

        // The platform's client refuses older versions by itself, so asking for one would prove nothing of ours.
        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, options.EnabledSslProtocols);
        Assert.True(options.ClientCertificateRequired);
        Assert.Equal((X509ChainTrustMode.CustomRootTrust, X509RevocationMode.NoCheck, true), (
            options.CertificateChainPolicy!.TrustMode, options.CertificateChainPolicy.RevocationMode, options.CertificateChainPolicy.DisableCertificateDownloads));
    }

    [Fact]
    public void Options_WhileTheKeyIsReplacedButNotYetTheCertificate_KeepTheOldPair()
    {
        var tls = Tls();
        var before = tls.Options().ServerCertificateContext;

        using var next = authority.Server("next");
        File.WriteAllText(PathOf("key"), next.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n");
        Assert.Same(before, tls.Options().ServerCertificateContext);
        Assert.Contains("cannot be used", tls.Problem, StringComparison.Ordinal);

        File.WriteAllText(PathOf("crt"), next.ExportCertificatePem() + "\n");
        Assert.Equal("CN=next", tls.Options().ServerCertificateContext!.TargetCertificate.Subject);
        Assert.Null(tls.Problem);
    }

    [Theory]
    [InlineData("crt")]
    [InlineData("key")]
    [InlineData("ca")]
    public void Start_WithAFileThatIsDamaged_IsRefusedByItsName(string kind)
    {
        Tls();
        File.WriteAllText(PathOf(kind), "nothing");

        Assert.Contains(PathOf(kind), Assert.Throws<InvalidDataException>(() => Read()).Message, StringComparison.Ordinal);
    }

    private ServerTls Tls()
    {
        using var certificate = authority.Server();
        File.WriteAllText(PathOf("crt"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf("key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(PathOf("ca"), authority.Pem);
        return Read();
    }

    private ServerTls Read() => new(
        new TlsSettings { Certificate = PathOf("crt"), Key = PathOf("key") }, new ClientCertificateSettings { Authorities = PathOf("ca") }, NullLogger.Instance,
        new CredentialRecord(new AuditTrail(TimeProvider.System, NullLogger.Instance)));

    private string PathOf(string kind) => Path.Combine(folder.FullName, $"server.{kind}");
}
