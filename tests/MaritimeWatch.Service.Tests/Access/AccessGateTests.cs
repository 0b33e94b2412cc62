using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Access;

/// <summary>The gate of a running service, beside the table: change without a restart, too much, who is taken for whom.</summary>
public sealed class AccessGateTests
{
    private const string Watch = "/maritimewatch.v1.AlertService/WatchAlerts";
    private const string GetTrack = "/maritimewatch.v1.TrackService/GetTrack";
    private const string WhoAmI = "GET /api/v1/access";

    [Fact]
    public async Task Serve_OnLoopbackWithNothingConfigured_IsOpenAndSaysSo()
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };

        Assert.Equal("ready\naccess: OPEN, nobody is asked who they are\ntls: off, loopback only\n", await http.GetStringAsync(new Uri("/readyz/detail", UriKind.Relative)));
        Assert.Contains("\"name\":\"local\"", await http.GetStringAsync(new Uri("/api/v1/access", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_ToAGrpcCaller_IsTrailersOnlyWithReasonAndNothingElse()
    {
        await using var service = await SecuredService.StartAsync();

        using var response = await service.CallAsync(GetTrack, []);

        Assert.Equal((HttpStatusCode.OK, "application/grpc"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal("16", response.Headers.GetValues("grpc-status").Single());
        Assert.Contains("'authorization: Bearer'", response.Headers.GetValues("grpc-message").Single(), StringComparison.Ordinal);
        Assert.Contains("CREDENTIALS_MISSING", Details(response), StringComparison.Ordinal);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Refusal_ToAnHttpCaller_IsAProblemWithTheSameReason()
    {
        await using var service = await SecuredService.StartAsync();

        using var response = await service.CallAsync("GET /metrics", [$"Bearer {service.Token("v", Role.Viewer)}"]);

        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal((403, "SCOPE_MISSING"), (problem.RootElement.GetProperty("status").GetInt32(), problem.RootElement.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task AMethodThatNobodyServes_IsToldOnlyToTheKnown()
    {
        await using var service = await SecuredService.StartAsync();
        const string unknown = "/maritimewatch.v1.AlertService/DropAllAlerts";

        Assert.Equal("UNAUTHENTICATED", await service.OutcomeAsync(unknown, []));
        Assert.Equal("UNAUTHENTICATED", await service.OutcomeAsync("GET /nothing", []));
        using var response = await service.CallAsync(unknown, [$"Bearer {service.Token("v", Role.Viewer)}"]);
        Assert.Equal("12", response.Headers.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task CallerHeaders_FromOutside_AreTakenAway()
    {
        await using var service = await SecuredService.StartAsync();
        var forged = new Dictionary<string, string> { [Caller.Header] = Convert.ToBase64String("{\"name\":\"root\",\"credential\":\"open\"}"u8), ["X-MaritimeWatch-Role"] = "admin" };

        using var without = await service.CallAsync(GetTrack, [], headers: forged);
        using var with = await service.CallAsync(WhoAmI, [$"Bearer {service.Token("ada", Role.Viewer)}"], headers: forged);

        Assert.Equal("16", without.Headers.GetValues("grpc-status").Single());
        using var who = JsonDocument.Parse(await with.Content.ReadAsStringAsync());
        Assert.Equal("ada", who.RootElement.GetProperty("name").GetString());
        Assert.Equal(["alerts_read", "tracks_read"], who.RootElement.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
    }

    [Fact]
    public void Caller_ThroughTheHeaderToAHandler_IsTheSame()
    {
        var caller = new Caller
        {
            Name = "Ada Lovelace", Credential = CredentialKind.Jwt, CredentialId = "https://id.example", Roles = [Role.Operator], Grants = [Grant.ShiftLead], Sectors = ["north"], Clearance = Tlp.AmberStrict,
        };
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();

        caller.Attach(http, isGrpc: true);

        var read = Caller.Read(Convert.FromBase64String(http.Request.Headers[Caller.Header].ToString()));
        Assert.Equal(JsonSerializer.Serialize(caller, AccessWords.Json), JsonSerializer.Serialize(read, AccessWords.Json));
        Assert.Same(caller, Caller.Of(http));
        Assert.True(read.Has(Scope.AlertsShelve));
        Assert.Equal("unknown", Caller.Read(null).Name);
    }

    [Fact]
    public async Task Requests_BeyondTheQuota_AreToldWhenToTryAgain()
    {
        await using var service = await SecuredService.StartAsync(change: access => access with { RequestsPerSecond = 3 });
        string[] ada = [$"Bearer {service.Token("ada", Role.Viewer)}"];
        for (var number = 0; number < 3; number++)
        {
            Assert.Equal("allowed", await service.OutcomeAsync(GetTrack, ada));
        }

        using var grpc = await service.CallAsync(GetTrack, ada);
        using var http = await service.CallAsync(WhoAmI, ada);

        Assert.Equal("8", grpc.Headers.GetValues("grpc-status").Single());
        Assert.Contains("google.rpc.RetryInfo", Details(grpc), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (http.StatusCode, http.Headers.GetValues("retry-after").Single()));
        Assert.Equal("allowed", await service.OutcomeAsync(GetTrack, [$"Bearer {service.Token("eve", Role.Viewer)}"]));
        service.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal("allowed", await service.OutcomeAsync(GetTrack, ada));
    }

    [Fact]
    public async Task Streams_BeyondTheQuota_AreRefusedUntilOneEnds()
    {
        await using var service = await SecuredService.StartAsync(change: access => access with { Streams = 2, RequestsPerSecond = 100_000 });
        string[] ada = [$"Bearer {service.Token("ada", Role.Viewer)}"];
        using var one = await service.CallAsync(Watch, ada);
        var two = await service.CallAsync("GET /api/v1/alerts/stream", ada);

        Assert.Equal("RESOURCE_EXHAUSTED", await service.OutcomeAsync(Watch, ada));
        Assert.Equal("allowed", await service.OutcomeAsync(GetTrack, ada));

        two.Dispose();
        await Eventually.HoldsAsync(async () => await service.OutcomeAsync(Watch, ada) == "allowed");
    }

    [Fact]
    public async Task BadTokens_FromOneAddress_LockItOutButNotItsCertificates()
    {
        await using var service = await SecuredService.StartAsync([new CertificateIdentity { Subject = "CN=console", Name = "console", Role = Role.Viewer }], access => access with { BadTokens = 3 });
        string[] good = [$"Bearer {service.Token("ada", Role.Viewer)}"];
        string[] expired = [$"Bearer {service.Token("old", Role.Viewer, change: token => token with { Expires = SetClock.Epoch })}"];
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal("UNAUTHENTICATED", await service.OutcomeAsync(GetTrack, expired));
        }

        for (var number = 0; number < 3; number++)
        {
            Assert.Equal("UNAUTHENTICATED", await service.OutcomeAsync(GetTrack, ["Bearer guess"]));
        }

        Assert.Equal("RESOURCE_EXHAUSTED", await service.OutcomeAsync(GetTrack, good));
        Assert.Equal("allowed", await service.OutcomeAsync(GetTrack, [], service.Authority.Client("console")));
        Assert.Single(service.Log.Lines, line => line.Contains("is locked out", StringComparison.Ordinal));
        service.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal("allowed", await service.OutcomeAsync(GetTrack, good));
    }

    [Fact]
    public async Task AStream_WhoseTokenIsRevoked_IsCut()
    {
        await using var service = await SecuredService.StartAsync();
        var token = service.Token("ada", Role.Viewer);
        using var mine = await service.CallAsync(Watch, [$"Bearer {token}"]);
        using var others = await service.CallAsync(Watch, [$"Bearer {service.Token("eve", Role.Viewer)}"]);
        Assert.Equal(0, service.Host.Gate.Recheck());

        TokenFile.Change(service.TokenPath, file => file with { Tokens = [.. file.Tokens.Select(kept => kept.Name == "ada" ? kept with { Revoked = SetClock.Epoch } : kept)] });

        Assert.Equal(1, service.Host.Gate.Recheck());
        await Assert.ThrowsAnyAsync<Exception>(() => mine.Content.ReadAsByteArrayAsync().WaitAsync(RunningService.Patience));
        Assert.Equal("UNAUTHENTICATED", await service.OutcomeAsync(Watch, [$"Bearer {token}"]));
        Assert.Equal(0, service.Host.Gate.Recheck());
    }

    [Fact]
    public async Task ACertificate_RevokedWhileItsConnectionStands_IsRefusedOnItsNextRequest()
    {
        await using var service = await SecuredService.StartAsync([new CertificateIdentity { Subject = "CN=console", Name = "console", Role = Role.Viewer }]);
        using var certificate = service.Authority.Client("console");
        Assert.Equal("allowed", await service.OutcomeAsync(GetTrack, [], certificate));

        File.AppendAllText(service.RevokedPath, ClientCertificates.Thumbprint(certificate));

        Assert.Equal("UNAUTHENTICATED", await service.OutcomeAsync(GetTrack, [], certificate));
    }

    [Fact]
    public async Task ServerCertificate_Replaced_IsShownToTheNextConnection()
    {
        await using var service = await SecuredService.StartAsync();
        var shown = new List<string>();

        await SeeAsync();
        service.ShowServerCertificate("another server");
        await SeeAsync();

        Assert.Equal(["CN=server", "CN=another server"], shown);

        async Task SeeAsync()
        {
            using var client = service.NewClient(null, certificate => shown.Add(certificate.Subject));
            Assert.Equal("ok\n", await client.GetStringAsync(new Uri(service.Host.HttpAddress, "/healthz")));
        }
    }

    [Fact]
    public async Task Connection_WithoutTheCertificateThatIsRequired_OrOfAnotherAuthority_IsNotMade()
    {
        await using var service = await SecuredService.StartAsync(
            [new CertificateIdentity { Subject = "CN=console", Name = "console", Role = Role.Viewer }],
            access => access with { ClientCertificates = access.ClientCertificates with { Required = true } });
        using var stranger = new TestAuthority("test authority");

        Assert.Equal("allowed", await service.OutcomeAsync(GetTrack, [], service.Authority.Client("console")));
        await Assert.ThrowsAsync<HttpRequestException>(() => service.OutcomeAsync("GET /healthz", []));
        await Assert.ThrowsAsync<HttpRequestException>(() => service.OutcomeAsync("GET /healthz", [], stranger.Client("console")));

        // A server's certificate, signed by the same authority, is no caller's.
        await Assert.ThrowsAsync<HttpRequestException>(() => service.OutcomeAsync("GET /healthz", [], service.Authority.Client("console", usage: "1.3.6.1.5.5.7.3.1")));
    }

    [Fact]
    public async Task PlainHttp_ToAServiceWithTls_IsNotAnswered()
    {
        await using var service = await SecuredService.StartAsync();
        using var client = new HttpClient();

        Assert.Equal("https", service.Host.HttpAddress.Scheme);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new UriBuilder(service.Host.HttpAddress) { Scheme = "http", Path = "/healthz" }.Uri));
    }

    private static string Details(HttpResponseMessage response)
    {
        var text = response.Headers.GetValues("grpc-status-details-bin").Single();
        return Encoding.Latin1.GetString(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')));
    }
}
