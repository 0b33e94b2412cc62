using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>NMEA 0183 over mutual TLS: a source of its own, and the port of the service.</summary>
public sealed class TcpServerTlsTests : IDisposable
{
    private const int Reports = 134;

    /// <summary>A moment as it is told to a person.</summary>
    private const string Time = "[0-9-]{10}T[0-9:]{8}Z";

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

        await SendAsync(await PortAsync(bed.Source), certificate);

        Assert.Equal(Reports, await bed.ReportsAsync(Reports));
        Assert.Equal(0, bed.Source.Counters.TurnedAway);
    }

    [Theory]
    [InlineData("none", "it has shown no certificate")]
    [InlineData("stranger", "its certificate is signed by no authority that is taken here")]
    [InlineData("server", "its certificate is not one for clients")]
    [InlineData("revoked", "its certificate is revoked")]
    [InlineData("clear", "TLS with it fails: Cannot determine the frame size or a corrupted frame was received")]
    [InlineData("wary", "TLS with it fails: error:0A000418:SSL routines::tlsv1 alert unknown ca")]
    [InlineData("brief", "it broke off before TLS was agreed on")]
    public async Task Sender_WithoutOne_IsTurnedAwayAndNamed_AndTheNextIsHeard(string kind, string words)
    {
        await using var bed = new SourceBed(Entry);
        var port = await PortAsync(bed.Source);
        using var certificate = kind switch { "stranger" => strangers.Client("feed-01"), "server" => authority.Server(), "revoked" => authority.Client("feed-01"), _ => null };
        if (kind == "revoked")
        {
            await RevokeAsync(certificate!);
        }

        await SendAsync(port, certificate, kind);
        await Eventually.HoldsAsync(() => bed.Source.Counters.TurnedAway == 1);

        Assert.Matches($"^{Regex.Escape($"listening on TCP 127.0.0.1:{port}, TLS; 127.0.0.1 was turned away at ")}{Time}: {Regex.Escape(words)}; nothing received yet$", bed.Source.Health.Reason);
        Assert.Equal((0, 0L), (bed.Intake.Accepted, bed.Source.Reconnects));
        using var known = authority.Client("feed-02");
        await SendAsync(port, known);
        Assert.Equal(Reports, await bed.ReportsAsync(Reports));
    }

    [Fact]
    public async Task Sender_WhoseCertificateIsRevokedWhileItIsConnected_IsCutOffAndNamed_AndTheNextIsHeard()
    {
        await using var timed = new TimedSource(Entry, Instant.FromUtc(2026, 3, 1));
        using var certificate = authority.Client("feed-01");
        var port = await PortAsync(timed.Source);
        await using var stream = await ConnectAsync(port, certificate);
        await stream.WriteAsync(Traffic.ShipAtAnchorOnTheCable(219_000_606));
        await Eventually.HoldsAsync(() => timed.Received == Reports);
        timed.Clock.Advance(TrafficTls.RecheckInterval);
        Assert.Equal((1, 0L), (timed.Source.Counters.Open, timed.Source.Counters.TurnedAway));

        await RevokeAsync(certificate);
        await timed.PassUntilAsync(() => timed.Source.Counters.TurnedAway == 1);

        Assert.Matches($"^{Regex.Escape($"listening on TCP 127.0.0.1:{port}, TLS; 127.0.0.1 was cut off at ")}{Time}: its certificate is revoked", timed.Source.Health.Reason);
        await ReadToItsEndAsync(stream);
        await Eventually.HoldsAsync(() => timed.Source.Counters.Open == 0);
        using var known = authority.Client("feed-02");
        await SendAsync(port, known);
        await Eventually.HoldsAsync(() => timed.Received == 2 * Reports);
        Assert.Equal(1, timed.Source.Counters.TurnedAway);
    }

    /// <summary>At its last second it is taken, and after it no more: <see cref="TestAuthority"/> signs until 2049.</summary>
    [Fact]
    public async Task Sender_WhoseCertificateExpiresWhileItIsConnected_IsCutOffAndNamed()
    {
        await using var timed = new TimedSource(Entry, Instant.FromUtc(2048, 12, 31, 23, 59, 30));
        using var certificate = authority.Client("feed-01");
        await using var stream = await ConnectAsync(await PortAsync(timed.Source), certificate);
        await stream.WriteAsync(Traffic.ShipAtAnchorOnTheCable(219_000_606));
        await Eventually.HoldsAsync(() => timed.Received == Reports);

        timed.Clock.Advance(TimeSpan.FromSeconds(30));
        await stream.WriteAsync(Traffic.ShipAtAnchorOnTheCable(219_000_607));
        await Eventually.HoldsAsync(() => timed.Received == 2 * Reports);
        Assert.Equal((1, 0L), (timed.Source.Counters.Open, timed.Source.Counters.TurnedAway));
        await timed.PassUntilAsync(() => timed.Source.Counters.TurnedAway == 1);

        Assert.Matches($"; 127.0.0.1 was cut off at {Time}: its certificate has expired", timed.Source.Health.Reason);
        await ReadToItsEndAsync(stream);
    }

    [Theory]
    [InlineData("revoked", "revoked: line 1 is no SHA-256 thumbprint of 64 hexadecimal digits")]
    [InlineData("ca.pem", "ca.pem holds no certificate")]
    [InlineData("server.key", "server.key cannot be used: the content is damaged or of another kind")]
    public async Task File_ThatCanNoLongerBeRead_IsToldOnce_UntilItIsMended(string file, string words)
    {
        await using var timed = new TimedSource(Entry, Instant.FromUtc(2026, 3, 1));
        using var certificate = authority.Client("feed-01");
        var port = await PortAsync(timed.Source);
        var good = await File.ReadAllTextAsync(PathOf(file));

        await File.WriteAllTextAsync(PathOf(file), "nothing of the kind");
        await timed.PassUntilAsync(() => timed.Source.Health.Reason.Contains($"{words}; what was read before stays in force", StringComparison.Ordinal));
        timed.Clock.Advance(TrafficTls.RecheckInterval);
        await SendAsync(port, certificate);
        await Eventually.HoldsAsync(() => timed.Received == Reports);
        Assert.StartsWith($"listening on TCP 127.0.0.1:{port}, TLS; {folder.FullName}", timed.Source.Health.Reason, StringComparison.Ordinal);

        await File.WriteAllTextAsync(PathOf(file), good);
        await timed.PassUntilAsync(() => !timed.Source.Health.Reason.Contains(words, StringComparison.Ordinal));
        timed.Clock.Advance(TrafficTls.RecheckInterval);

        Assert.StartsWith($"listening on TCP 127.0.0.1:{port}, TLS", timed.Source.Health.Reason, StringComparison.Ordinal);
        Assert.Single(timed.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains($"source partner: {folder.FullName}", StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal));
        await Eventually.HoldsAsync(() => timed.Log.Lines.Any(line => line.Contains("source partner: what was wrong is mended", StringComparison.Ordinal)));
        Assert.Single(timed.Log.Lines, line => line.Contains("is mended", StringComparison.Ordinal));
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
                    Identities = [new CertificateIdentity { Subject = "CN=feed-01", Name = "feed-01", SourceId = "ostend" }, new CertificateIdentity { Subject = "CN=watch-officer", Name = "wo", Role = Role.Operator }],
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

    private Task RevokeAsync(X509Certificate2 certificate) => File.WriteAllTextAsync(PathOf("revoked"), certificate.GetCertHashString(HashAlgorithmName.SHA256) + "\n");

    private static async Task<int> PortAsync(SourceRuntime source)
    {
        await Eventually.HoldsAsync(() => source.Health.Reason.StartsWith("listening on TCP ", StringComparison.Ordinal));
        return IPEndPoint.Parse(source.Health.Reason["listening on TCP ".Length..].Split(',', ';')[0]).Port;
    }

    /// <summary>A connection as a sender makes it, for as long as the stream is open.</summary>
    private static async Task<SslStream> ConnectAsync(int port, X509Certificate2? certificate)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = new SslStream(new NetworkStream(client, ownsSocket: true));
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = certificate is null ? null : [certificate],
#pragma warning disable CA5359 // whose certificate the server has is no matter of these tests
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            });
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends traffic, as far as the other side lets it.</summary>
    /// <param name="port">Where.</param>
    /// <param name="certificate">What it shows.</param>
    /// <param name="kind">With <c>clear</c> it speaks no TLS, with <c>brief</c> it says nothing and goes, with <c>wary</c> it takes no certificate of ours.</param>
    private static async Task SendAsync(int port, X509Certificate2? certificate, string kind = "")
    {
        try
        {
            if (kind is "clear" or "brief" or "wary")
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                if (kind != "brief")
                {
                    await client.GetStream().WriteAsync(kind == "clear" ? Traffic.ShipAtAnchorOnTheCable(219_000_606) : await GreetingAsync());
                    await client.GetStream().ReadAsync(new byte[10]).AsTask().WaitAsync(RunningService.Patience);
                }

                if (kind == "wary")
                {
                    // RFC 5246, 7.2: an alert (21) of TLS 1.2, two bytes, fatal (2), unknown_ca (48).
                    await client.GetStream().WriteAsync(new byte[] { 21, 3, 3, 0, 2, 2, 48 });
                    await client.GetStream().CopyToAsync(Stream.Null).WaitAsync(RunningService.Patience);
                }

                return;
            }

            await using var stream = await ConnectAsync(port, certificate);
            await stream.WriteAsync(Traffic.ShipAtAnchorOnTheCable(219_000_606));
            await stream.ShutdownAsync();
            await ReadToItsEndAsync(stream);
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // As it should be for most of them.
        }
    }

    /// <summary>What a client says first.</summary>
    private static async Task<byte[]> GreetingAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var server = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
#pragma warning disable CA5398 // the alert of TLS 1.3 is encrypted
        var greeting = stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = SslProtocols.Tls12 });
#pragma warning restore CA5398
        var said = new byte[4_096];
        var count = await server.GetStream().ReadAsync(said);
        server.Close();
        await Assert.ThrowsAnyAsync<IOException>(() => greeting);
        return said[..count];
    }

    private static async Task ReadToItsEndAsync(SslStream stream)
    {
        try
        {
            await stream.ReadAsync(new byte[10]).AsTask().WaitAsync(RunningService.Patience);
        }
        catch (IOException)
        {
            // Cut off.
        }
    }

    /// <summary>The source on a clock of the test's, and what it logs.</summary>
    private sealed class TimedSource : IAsyncDisposable
    {
        private readonly CancellationTokenSource stopping = new();
        private readonly ILoggerFactory loggers;
        private readonly Task running;

        public TimedSource(string entry, Instant start)
        {
            Clock = new ManualClock(start);
            (Log, loggers) = KeptLog.Create();
            var configured = Configured.Sources($"[{entry}]").Single();
            var parts = new GatewayParts(new ReportIntake(100_000), EventTimeSource.TagBlock, null, Clock, loggers.CreateLogger("sources")) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };
            Source = new SourceRuntime(configured.Settings, parts, configured.Options.Open);
            running = Source.RunAsync(stopping.Token);
        }

        public ManualClock Clock { get; }

        public KeptLog Log { get; }

        public SourceRuntime Source { get; }

        public long Received => Source.Balance.Sums(Source.Counters.Stages()).Total.Received;

        /// <summary>Lets time pass until something has come about.</summary>
        public Task PassUntilAsync(Func<bool> holds) => Eventually.HoldsAsync(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return holds();
        });

        public async ValueTask DisposeAsync()
        {
            await stopping.CancelAsync();
            await running;
            stopping.Dispose();
            loggers.Dispose();
        }
    }
}
