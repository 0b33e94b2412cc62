using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary><c>nmea-tcp-client</c> over TLS, against a receiver that speaks it.</summary>
public sealed class TcpClientTlsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mw-tls-");
    private readonly TestAuthority authority = new("partner");
    private readonly TestAuthority stranger = new("stranger");
    private readonly X509Certificate2 server;

    public TcpClientTlsTests()
    {
        server = authority.Server();
        File.WriteAllText(Path.Combine(folder.FullName, "partner.pem"), authority.Pem);
        File.WriteAllText(Path.Combine(folder.FullName, "stranger.pem"), stranger.Pem);
    }

    [Fact]
    public async Task Source_WhoseAuthorityIsTrusted_BringsWhatItSends()
    {
        await using var receiver = new TlsReceiver(server, clients: null, Traffic.ShipAtAnchorOnTheCable(219_000_606));
        await using var bed = new SourceBed(Entry(receiver.Port, "partner.pem"));

        Assert.True(await bed.ReportsAsync(10) >= 10);
        Assert.Equal($"connected to 127.0.0.1:{receiver.Port} over TLS", bed.Source.Health.Reason);
    }

    [Fact]
    public async Task Source_ThatShowsACertificate_IsLetInWhereOneIsWanted()
    {
        Write(authority.Client("gateway"), "gateway.pem", "gateway.key");
        await using var receiver = new TlsReceiver(server, authority.Root, Traffic.ShipAtAnchorOnTheCable(219_000_606));
        await using var bed = new SourceBed(Entry(receiver.Port, "partner.pem", $$""", "CertificateFile": "{{In("gateway.pem")}}", "KeyFile": "{{In("gateway.key")}}" """));

        Assert.True(await bed.ReportsAsync(10) >= 10);
    }

    [Theory]
    [InlineData("stranger.pem", "", "the server's certificate (CN=server) is from an authority that is not trusted")]
    [InlineData("partner.pem", """, "ServerName": "ais.example" """, "the server's certificate (CN=server) is not for ais.example")]
    [InlineData("none.pem", "", "none.pem cannot be read")]
    public async Task Source_ThatCannotBelieveTheServer_IsRefusedAndSaysWhy(string authorities, string more, string reason)
    {
        await using var receiver = new TlsReceiver(server, clients: null, Traffic.ShipAtAnchorOnTheCable(219_000_606));
        await using var bed = new SourceBed(Entry(receiver.Port, authorities, more));

        await bed.StateAsync(SourceState.Refused, reason);
        Assert.False(bed.Intake.TryRead(out _));
    }

    [Fact]
    public async Task Source_ThatShowsNoCertificateWhereOneIsWanted_SaysWhatMayBeMissing()
    {
        await using var receiver = new TlsReceiver(server, authority.Root, Traffic.ShipAtAnchorOnTheCable(219_000_606));
        await using var bed = new SourceBed(Entry(receiver.Port, "partner.pem"));

        await bed.StateAsync(SourceState.Connecting, "before it has sent anything; it may want a certificate of ours");
    }

    [Fact]
    public async Task Source_WhoseServerSpeaksNoTls_SaysSo()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var port = ((IPEndPoint)plain.LocalEndpoint).Port;
        await using var bed = new SourceBed(Entry(port, "partner.pem"));

        using var connection = await plain.AcceptSocketAsync();
        await connection.SendAsync("!AIVDM,1,1,,A,13aEOK?P00PD2wVMdLDRhgvL289?,0*26\r\n"u8.ToArray());

        await bed.StateAsync(SourceState.Refused, $"TLS with 127.0.0.1:{port} fails");
    }

    [Fact]
    public async Task Source_WhoseServerAcceptsAndNeverAnswers_GivesUpAfterItsTime()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var port = ((IPEndPoint)mute.LocalEndpoint).Port;
        await using var bed = new SourceBed(Entry(port, "partner.pem"));

        await bed.StateAsync(SourceState.Connecting, $"127.0.0.1:{port} accepts and then says nothing of TLS within 1 s");
    }

    public void Dispose()
    {
        server.Dispose();
        authority.Dispose();
        stranger.Dispose();
        folder.Delete(recursive: true);
    }

    private void Write(X509Certificate2 certificate, string file, string key)
    {
        using (certificate)
        using (var secret = certificate.GetECDsaPrivateKey()!)
        {
            File.WriteAllText(In(file), certificate.ExportCertificatePem());
            File.WriteAllText(In(key), secret.ExportPkcs8PrivateKeyPem());
        }
    }

    private string In(string file) => Path.Combine(folder.FullName, file);

    private string Entry(int port, string authorities, string more = "") =>
        $$"""{ "Id": "ostend", "Kind": "nmea-tcp-client", "Host": "127.0.0.1", "Port": {{port}}, "Tls": true, "AuthorityFile": "{{In(authorities)}}", "ConnectTimeout": "00:00:01", "MaxRetryDelay": "00:00:01"{{more}} }""";
}
