using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>NMEA 0183 over mutual TLS: a source of its own, and the port of the service.</summary>
public sealed class TcpServerTlsTests : IDisposable
{
    private const int Reports = 134;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-mtls-");
    private readonly TestAuthority authority = new("feeds");
    private readonly TestAuthority strangers = new("strangers");

    public TcpServerTlsTests()
    {
        using var server = authority.Server();
        File.WriteAllText(PathOf("server.pem"), server.ExportCertificatePem());
        File.WriteAllText(PathOf("server.key"), server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(PathOf("ca.pem"), authority.Pem);
        File.WriteAllText(PathOf("revoked"), "# none yet\n");
    }

    public void Dispose()
    {
        authority.Dispose();
        strangers.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Sender_WithACertificateOfTheAuthority_IsHeard()
    {
        await using var bed = new SourceBed(Entry);
        using var certificate = authority.Client("feed-01");

        await SendAsync(await PortAsync(bed), certificate);

        Assert.Equal(Reports, await bed.ReportsAsync(Reports));
        Assert.Equal(0, bed.Source.Counters.TurnedAway);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("stranger")]
    [InlineData("revoked")]
    [InlineData("clear")]
    public async Task Sender_WithoutOne_IsTurnedAwayAndNamed_AndTheNextIsHeard(string kind)
    {
        await using var bed = new SourceBed(Entry);
        var port = await PortAsync(bed);
        using var certificate = kind switch { "stranger" => strangers.Client("feed-01"), "revoked" => authority.Client("feed-01"), _ => null };
        if (kind == "revoked")
        {
            await File.WriteAllTextAsync(PathOf("revoked"), certificate!.GetCertHashString(HashAlgorithmName.SHA256) + "\n");
        }

        await SendAsync(port, certificate, isClear: kind == "clear");
        await Eventually.HoldsAsync(() => bed.Source.Counters.TurnedAway == 1);

        Assert.Matches($"^listening on TCP 127.0.0.1:{port}, TLS; 127.0.0.1 was turned away at .*Z: it", bed.Source.Health.Reason.Replace("its certificate is revoked", "it", StringComparison.Ordinal));
        Assert.Equal((0, 0L), (bed.Intake.Accepted, bed.Source.Reconnects));
        using var known = authority.Client("feed-02");
        await SendAsync(port, known);
        Assert.Equal(Reports, await bed.ReportsAsync(Reports));
    }

    [Theory]
    [InlineData("feed-01", Reports)]
    [InlineData("watch-officer", 0)]
    [InlineData("nobody", 0)]
    public async Task Port_OfTheService_HearsWhoMayHandTrafficIn(string name, int expected)
    {
        await using var service = await RunningService.StartAsync(settings => settings with
        {
            Ingest = settings.Ingest with { TcpTls = true },
            Access = new AccessSettings
            {
                Tls = new TlsSettings { Certificate = PathOf("server.pem"), Key = PathOf("server.key") },
                ClientCertificates = new ClientCertificateSettings
                {
                    Authorities = PathOf("ca.pem"),
                    Identities = [new CertificateIdentity { Subject = "CN=feed-01", Name = "feed-01", SourceId = "ostend" }, new CertificateIdentity { Subject = "CN=watch-officer", Name = "wo", Role = Service.Access.Role.Operator }],
                },
            },
        });
        using var certificate = authority.Client(name);

        await SendAsync(service.Host.TcpPort, certificate);

        var source = service.Host.Gateway.Tcp!;
        await Eventually.HoldsAsync(() => expected > 0 ? source.Balance.Sums(source.Counters.Stages()).Total.Stored == expected : source.Counters.TurnedAway == 1);
        Assert.Equal(expected, source.Balance.Sums(source.Counters.Stages()).Total.Received);
    }

    [Fact]
    public async Task Source_WithAFileThatIsDamaged_SaysWhich()
    {
        File.WriteAllText(PathOf("ca.pem"), "nothing");
        await using var bed = new SourceBed(Entry);

        await bed.StateAsync(SourceState.Refused, $"{PathOf("ca.pem")} holds no certificate");
    }

    [Theory]
    [InlineData("\"CertificateFile\": \"a\"")]
    [InlineData("\"CertificateFile\": \"a\", \"KeyFile\": \"b\"")]
    [InlineData("\"AuthorityFile\": \"c\"")]
    [InlineData("\"RevokedFile\": \"d\"")]
    public void Options_ThatDoNotGoTogether_SayWhatIsMissing(string options) =>
        Assert.Contains("CertificateFile, KeyFile and AuthorityFile must be given together", Assert.Single(Configured.Problems($$"""[{ "Id": "a", "Kind": "nmea-tcp-server", {{options}} }]""")), StringComparison.Ordinal);

    [Fact]
    public void Settings_OfAPortWithTlsWithoutCertificates_SayWhatIsMissing() =>
        Assert.Contains("Ingest:TcpTls needs Access:Tls:Certificate", string.Join("; ", new ServiceSettings { Ingest = new IngestSettings { TcpTls = true } }.Validate()), StringComparison.Ordinal);

    private string Entry => $$"""
        { "Id": "partner", "Kind": "nmea-tcp-server", "Port": 0, "CertificateFile": "{{PathOf("server.pem")}}", "KeyFile": "{{PathOf("server.key")}}", "AuthorityFile": "{{PathOf("ca.pem")}}", "RevokedFile": "{{PathOf("revoked")}}" }
        """;

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private static async Task<int> PortAsync(SourceBed bed)
    {
        await bed.StateAsync(SourceState.Connecting, "listening on TCP ");
        return IPEndPoint.Parse(bed.Source.Health.Reason["listening on TCP ".Length..].Split(',', ';')[0]).Port;
    }

    /// <summary>Sends traffic, as far as the other side lets it.</summary>
    private static async Task SendAsync(int port, X509Certificate2? certificate, bool isClear = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        try
        {
            if (isClear)
            {
                await client.GetStream().WriteAsync(Traffic.ShipAtAnchorOnTheCable(219_000_606));
                await client.GetStream().ReadAsync(new byte[10]).AsTask().WaitAsync(RunningService.Patience);
                return;
            }

            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = certificate is null ? null : [certificate],
#pragma warning disable CA5359 // whose certificate the server has is no matter of these tests
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            });
            await stream.WriteAsync(Traffic.ShipAtAnchorOnTheCable(219_000_606));
            await stream.ShutdownAsync();
            await stream.ReadAsync(new byte[10]).AsTask().WaitAsync(RunningService.Patience);
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // As it should be for most of them.
        }
    }
}
