using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MaritimeWatch.Service.Tests.Access;

/// <summary>A certificate authority made for one test, and what it signs; valid from 2020 to 2049.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly X509Certificate2 root;
    private byte serial;

    public TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root = request.CreateSelfSigned(From, To);
    }

    public string Pem => root.ExportCertificatePem();

    public X509Certificate2 Root => root;

    /// <summary>A server's certificate for localhost.</summary>
    public X509Certificate2 Server(string commonName = "server")
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        return Sign($"CN={commonName}", names.Build(), "1.3.6.1.5.5.7.3.1");
    }

    /// <summary>A caller's certificate, with a URI in its subjectAltName where one is given.</summary>
    public X509Certificate2 Client(string commonName, string? uri = null, string usage = "1.3.6.1.5.5.7.3.2")
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(uri ?? "urn:example:nobody"));
        return Sign($"CN={commonName}", names.Build(), usage);
    }

    public void Dispose() => root.Dispose();

    private X509Certificate2 Sign(string subject, X509Extension names, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var signed = request.Create(root, From, To, [1, ++serial]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
