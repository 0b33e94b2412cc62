using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Client;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Service.Tests.Replays;

namespace MaritimeWatch.Service.Tests.Ingest;

/// <summary>Who may push and who may replay, by every kind of credential, end to end over TLS.</summary>
public sealed class IngestAccessTests
{
    private const uint Ship = 219_000_606;

    [Theory]
    [InlineData("token", false)]
    [InlineData("token", true)]
    [InlineData("jwt", false)]
    [InlineData("jwt", true)]
    [InlineData("certificate", false)]
    [InlineData("certificate", true)]
    public async Task PushReports_ByAHarness_TakesAnExercise(string kind, bool isExercise)
    {
        await using var service = await StartAsync(isExercise);
        using var client = Client(service, kind, "harness", Role.Harness);

        if (!isExercise)
        {
            var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => PushAsync(client));
            Assert.Equal((StatusCode.PermissionDenied, "OUT_OF_REACH"), (refused.Code, refused.ErrorInfo?.Reason));
            var stored = await Assert.ThrowsAsync<GrpcStatusException>(() => StartAsync(client, new ReplayPlan { StoredTracks = new StoredTracks(), From = WireTime.ToProto(Traffic.Epoch) }));
            Assert.Equal((StatusCode.PermissionDenied, "OUT_OF_REACH"), (stored.Code, stored.ErrorInfo?.Reason));
            Assert.DoesNotContain(service.Host.Sources, source => source.Name.StartsWith("push:", StringComparison.Ordinal));
            return;
        }

        Assert.Equal(1, (await PushAsync(client)).Totals.Stored);
        var name = service.Host.Sources.Single(source => source.Name.StartsWith("push:", StringComparison.Ordinal)).Name;
        Assert.StartsWith(kind switch { "token" => "push:api_token:", "jwt" => "push:jwt:", _ => "push:certificate:" }, name, StringComparison.Ordinal);
        Assert.NotEmpty((await StartAsync(client, new ReplayPlan { StoredTracks = new StoredTracks(), From = WireTime.ToProto(Traffic.Epoch) })).ReplayId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PushReports_ByAFeed_IsItsOwnSource(bool isExercise)
    {
        await using var service = await StartAsync(isExercise);
        using var feed = Client(service, "certificate", "feed", null);

        Assert.Equal(1, (await PushAsync(feed)).Totals.Stored);

        Assert.Contains(service.Host.Sources, source => source.Name == "push:feed-01");
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<GrpcStatusException>(() => StartAsync(feed, new ReplayPlan { Recording = "ship.nmea" }))).Code);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("jwt")]
    [InlineData("certificate")]
    public async Task StartReplay_OfARecording_ByAHarnessOnALiveService_IsItsOwnAlone(string kind)
    {
        await using var service = await StartAsync(isExercise: false);
        using var harness = Client(service, kind, "harness", Role.Harness);
        using var analyst = Client(service, kind, "analyst", Role.Analyst);
        using var admin = Client(service, kind, "admin", Role.Admin);

        var mine = await StartAsync(harness, new ReplayPlan { Recording = "ship.nmea" });
        var theirs = await ListAsync(analyst);
        var guessed = await Assert.ThrowsAsync<GrpcStatusException>(() => analyst.CallAsync(ReplayBed.Method<GetReplayRequest, GetReplayResponse>("GetReplay"), new GetReplayRequest { ReplayId = mine.ReplayId }));
        var stopped = await Assert.ThrowsAsync<GrpcStatusException>(() => analyst.CallAsync(ReplayBed.Method<StopReplayRequest, StopReplayResponse>("StopReplay"), new StopReplayRequest { ReplayId = mine.ReplayId }));
        var closed = await Assert.ThrowsAsync<GrpcStatusException>(() => ListAsync(admin));

        Assert.Equal(mine.ReplayId, Assert.Single(await ListAsync(harness)).ReplayId);
        Assert.Empty(theirs);
        Assert.Equal((StatusCode.NotFound, StatusCode.NotFound), (guessed.Code, stopped.Code));
        Assert.Equal((StatusCode.PermissionDenied, "SCOPE_MISSING"), (closed.Code, closed.ErrorInfo?.Reason));

        // Live tracks are the analyst's to read, so to replay too.
        Assert.NotEmpty((await StartAsync(analyst, new ReplayPlan { StoredTracks = new StoredTracks(), From = WireTime.ToProto(Traffic.Epoch) })).ReplayId);
    }

    private static Task<SecuredService> StartAsync(bool isExercise) => SecuredService.StartAsync(
            [.. new (string Name, Role? Role)[] { ("harness", Role.Harness), ("analyst", Role.Analyst), ("admin", Role.Admin), ("feed", null) }.Select(identity => new CertificateIdentity
            {
                San = $"uri:urn:example:{identity.Name}", Name = identity.Name, Role = identity.Role, SourceId = identity.Role is null ? "feed-01" : null,
            })],
            access => access with { Data = new ServedDataSettings { Exercise = isExercise } },
            settings =>
            {
                var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(settings.Store.Path)!, "recordings")).FullName;
                File.WriteAllBytes(Path.Combine(folder, "ship.nmea"), Traffic.ShipAtAnchorOnTheCable(Ship));
                return settings with { Replay = new ReplaySettings { Recordings = folder } };
            });

    private static GrpcClient Client(SecuredService service, string kind, string name, Role? role)
    {
        var certificate = kind == "certificate" ? service.Authority.Client(name, $"urn:example:{name}") : null;
        var metadata = kind switch
        {
            "token" => new GrpcMetadata { { "authorization", $"Bearer {service.Token(name, role!.Value)}" } },
            "jwt" => new GrpcMetadata { { "authorization", $"Bearer {service.Keys.Sign("ES256", Claims(service, name))}" } },
            _ => new GrpcMetadata(),
        };
        return new GrpcClient(service.Host.GrpcAddress, new GrpcClientOptions
        {
            Metadata = metadata,
            Tls = new System.Net.Security.SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => ((X509Certificate2)shown!).Issuer == service.Authority.Root.Subject,
                LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
            },
        });
    }

    private static System.Text.Json.Nodes.JsonObject Claims(SecuredService service, string name)
    {
        var claims = TestKeys.Claims(service.Clock.Now, [name]);
        claims["sub"] = name;
        return claims;
    }

    private static async Task<PushReportsResponse> PushAsync(GrpcClient client)
    {
        await using var call = client.Open(Push.Reports);
        await call.WriteAsync(new PushReportsRequest { Reports = { Push.Position(Ship) } });
        call.Complete();
        return await call.ReadOnlyAsync();
    }

    private static async Task<Contracts.V1.Replay> StartAsync(GrpcClient client, ReplayPlan plan) =>
        (await client.CallAsync(ReplayBed.Method<StartReplayRequest, StartReplayResponse>("StartReplay"), new StartReplayRequest { Plan = plan })).Replay;

    private static async Task<IEnumerable<Contracts.V1.Replay>> ListAsync(GrpcClient client) =>
        (await client.CallAsync(ReplayBed.Method<ListReplaysRequest, ListReplaysResponse>("ListReplays"), new ListReplaysRequest())).Replays;
}
