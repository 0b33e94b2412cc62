using System.Net;
using System.Net.Sockets;
using System.Text;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Health.V1;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>The straight line end to end: NMEA 0183 in on a socket, alerts out over gRPC.</summary>
public sealed class ServiceHostTests
{
    private const uint Ship = 219_000_606;

    [Fact]
    public async Task ShipAtAnchorOnACable_OverTcp_IsAnAlertOverGrpc()
    {
        await using var service = await RunningService.StartAsync();

        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var alert = (await service.EventsAsync(after: 0, count: 1))[0];

        Assert.Equal((1, 1, AlertState.Raised), (alert.Sequence, alert.Revision, alert.State));
        Assert.Equal((Ship, "SHIP 606", "test-cable"), (alert.Vessel.Mmsi, alert.Vessel.Name, alert.Asset.Id));
        Assert.InRange(alert.DistanceMetres, 0, 20);
        Assert.Contains("Test Cable", alert.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_WithoutASource_ServesUntilItIsStopped()
    {
        await using var service = await RunningService.StartAsync(settings => settings with { Ingest = settings.Ingest with { TcpPort = -1, UdpPort = -1 } });

        // What an ended part would have ended by now: the answer comes after it.
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(service.Host.HttpAddress, "readyz"))).StatusCode);
        Assert.False(service.Host.Ended.IsCompleted);

        await service.Host.StopAsync();
        await service.Host.Ended.WaitAsync(RunningService.Patience);
    }

    [Fact]
    public async Task SameTraffic_OverUdp_GivesTheSameFirstAlertAsOverTcp()
    {
        await using var tcp = await RunningService.StartAsync();
        await using var udp = await RunningService.StartAsync();

        await tcp.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await udp.SendUdpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));

        Assert.Equal((await tcp.EventsAsync(0, 1))[0], (await udp.EventsAsync(0, 1))[0]);
    }

    [Fact]
    public async Task Rubbish_BeforeAndAmongTheTraffic_IsCountedAndHarmless()
    {
        await using var service = await RunningService.StartAsync();
        var rubbish = Encoding.Latin1.GetBytes("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*00\r\n$GPGGA,nonsense\r\n\0\u00ff\u0001binary\r\n" + new string('x', 10_000) + "\r\n!AIVDM,2,1,7,A,5");

        await service.SendTcpAsync([.. rubbish, .. "\r\n"u8, .. Traffic.ShipAtAnchorOnTheCable(Ship)]);

        Assert.Single(await service.EventsAsync(0, 1));
        var stages = service.Host.Sources.Single(source => source.Name == "nmea-tcp").Counters.Stages();
        Assert.Equal(1, stages.Single(stage => stage.Stage == "Frame").DroppedFor(DropReason.LineTooLong));
        
        // One wrong checksum, and one missing from the sentence that breaks off.
        Assert.Equal(2, stages.Single(stage => stage.Stage == "Parse").DroppedFor(DropReason.BadChecksum));
    }

    [Fact]
    public async Task WatchAlerts_ResumedAfterASequence_ContinuesWithTheNextWithoutGapOrRepeat()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship + 1, fromMinute: 35));
        var whole = await service.EventsAsync(0, 2);

        var resumed = await service.EventsAsync(1, 1);

        Assert.Equal([1, 2], whole.Select(alert => alert.Sequence));
        Assert.Equal(whole[1], resumed[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public async Task WatchAlerts_BeyondTheNewestEvent_IsOutOfRange(long after)
    {
        await using var service = await RunningService.StartAsync();

        var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => service.EventsAsync(after, 1));

        Assert.Equal(StatusCode.OutOfRange, refused.Code);
    }

    [Fact]
    public async Task WatchAlerts_OnAQuietFeed_BeginsWithAHeartbeatThatTellsItsBounds()
    {
        await using var service = await RunningService.StartAsync();
        using var patience = new CancellationTokenSource(RunningService.Patience);

        await using var stream = service.Client.StreamAsync(RunningService.WatchAlerts, new WatchAlertsRequest(), cancellation: patience.Token).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        Assert.Equal(new Heartbeat { HighWaterSequence = 0, OldestSequence = 1 }, stream.Current.Heartbeat);
    }

    [Fact]
    public async Task Restart_OnTheSameStore_ContinuesTheSequenceAndRepeatsNothing()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await service.EventsAsync(0, 1);
        await service.Host.Store.Tracks.FlushAsync();
        await WaitForAsync(service, reports: 2 * 61 + 11 + 1);
        var before = service.Host.Feed.HighWater;
        var openBefore = service.Host.Store.Alerts.OpenAlerts().Count;

        await service.RestartAsync();
        var known = await service.EventsAsync(0, (int)before);
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship + 1, fromMinute: 35));
        var next = await service.EventsAsync(before, 1);

        Assert.True(service.Host.Replayed > 100);
        Assert.Equal(Enumerable.Range(1, (int)before).Select(number => (long)number), known.Select(alert => alert.Sequence));
        Assert.Equal(before + 1, next[0].Sequence);
        Assert.Equal(1, openBefore);
        var ids = (await service.EventsAsync(0, (int)service.Host.Feed.HighWater)).Where(alert => alert.State == AlertState.Raised && alert.Vessel.Mmsi == Ship);
        Assert.Equal(ids.Select(alert => alert.AlertId).Distinct(), ids.Select(alert => alert.AlertId));
    }

    [Fact]
    public async Task GetTrack_OfAShipThatWasHeard_GivesHerPositionsThinnedToWhatWasAskedFor()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await service.EventsAsync(0, 1);
        await WaitForAsync(service, reports: 2 * 61 + 11 + 1);

        var whole = await service.Client.CallAsync(RunningService.GetTrack, new GetTrackRequest { Mmsi = Ship });
        var part = await service.Client.CallAsync(
            RunningService.GetTrack,
            new GetTrackRequest { Mmsi = Ship, MaxPoints = 2, From = WireTime.ToProto(Traffic.Epoch + TimeSpan.FromMinutes(1)), To = WireTime.ToProto(Traffic.Epoch + TimeSpan.FromMinutes(3)) });
        var nobody = await Assert.ThrowsAsync<GrpcStatusException>(() => service.Client.CallAsync(RunningService.GetTrack, new GetTrackRequest { Mmsi = 1 }));

        Assert.Equal((61, 61), (whole.Points.Count, whole.StoredPointCount));
        Assert.Equal(5, part.StoredPointCount);
        Assert.Equal([60, 180], part.Points.Select(point => (int)(WireTime.ToDomain(point.Time) - Traffic.Epoch).TotalSeconds));
        Assert.Equal(StatusCode.NotFound, nobody.Code);
    }

    [Fact]
    public async Task Start_WithAPortInUse_NamesThePortAndLeavesNothingOpen()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var nmea = await Assert.ThrowsAsync<CommandFailedException>(() => RunningService.StartAsync(settings => settings with { Ingest = settings.Ingest with { TcpPort = port } }));
        var grpc = await Assert.ThrowsAsync<CommandFailedException>(() => RunningService.StartAsync(settings => settings with { Grpc = settings.Grpc with { Port = port } }));

        Assert.Equal(ExitCode.Failed, nmea.ExitCode);
        Assert.Equal($"TCP port {port} on 127.0.0.1 for NMEA 0183 in is in use by another program; stop that one or configure another port", nmea.Message);
        Assert.Contains($"gRPC 127.0.0.1:{port}", grpc.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FullDisk_StopsIngestServingWhileReadsGoOn_AndEverythingIsDeliveredWhenSpaceReturns()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var before = await service.EventsAsync(0, 1);
        Assert.True(await HealthAsync(service, "ingest"));

        // Not one more page: the next new alert finds no room.
        service.Host.Store.MaxDatabaseBytes = 1 << 20;
        var filling = service.Host.Store.Alerts.AppendAsync([FillerAlert()], MaritimeWatch.Service.Hosting.AlertDelivery.Encoding);
        await Eventually.HoldsAsync(() => service.Host.Store.Fault == StoreFault.Full);
        await Eventually.HoldsAsync(async () => !await HealthAsync(service, "ingest"));

        Assert.Contains("is full", service.Host.Health.NotReadyBecause, StringComparison.Ordinal);
        Assert.True(await HealthAsync(service, "alerts"));
        Assert.Equal(before, await service.EventsAsync(0, 1));

        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship + 1, fromMinute: 35));
        service.Host.Store.MaxDatabaseBytes = 64 << 20;
        await filling;
        var after = await UntilRaisedAsync(service, Ship + 1, after: before[^1].Sequence);

        Assert.True(await HealthAsync(service, "ingest"));
        Assert.Null(service.Host.Health.NotReadyBecause);
        Assert.Equal(AlertState.Raised, after.State);
    }

    [Fact]
    public async Task Stop_WithASubscriber_EndsItsStreamAsUnavailable()
    {
        await using var service = await RunningService.StartAsync();
        await using var stream = service.Client.StreamAsync(RunningService.WatchAlerts, new WatchAlertsRequest()).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        var next = stream.MoveNextAsync().AsTask();
        await service.Host.StopAsync();

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcStatusException>(() => next)).Code);
    }

    private static Domain.Alerts.AlertEvent FillerAlert() => new()
    {
        Sequence = 0, AlertId = "filler", Revision = 1, State = Domain.Alerts.AlertState.Raised, Kind = Domain.Alerts.AlertKind.FeedHealth, Severity = Domain.Alerts.Severity.Notice,
        Since = Traffic.Epoch, EventTime = Traffic.Epoch, Headline = new string('x', 2 << 20), RecommendedAction = "",
        Evidence = new Domain.Alerts.Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };

    /// <summary>The first event of a ship after a sequence that was read before her traffic was sent: read later, it could be beyond the very event waited for.</summary>
    private static async Task<AlertEvent> UntilRaisedAsync(RunningService service, uint mmsi, long after)
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);

        await foreach (var response in service.Client.StreamAsync(RunningService.WatchAlerts, new WatchAlertsRequest { AfterSequence = after }, cancellation: patience.Token))
        {
            if (response.Event is { } alert && alert.Vessel?.Mmsi == mmsi)
            {
                return alert;
            }
        }

        throw new InvalidOperationException("the stream ended");
    }

    private static async Task<bool> HealthAsync(RunningService service, string name)
    {
        var check = new GrpcMethod<HealthCheckRequest, HealthCheckResponse>(HealthReflection.Descriptor.Services[0], "Check");
        var answer = await service.Client.CallAsync(check, new HealthCheckRequest { Service = name });
        return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
    }

    /// <summary>Until the analyser has taken so many reports and the store holds them.</summary>
    private static async Task WaitForAsync(RunningService service, int reports)
    {
        await Eventually.HoldsAsync(() => service.Host.Analyser.Counters.Single(stage => stage.Stage == "Stamp").In >= reports);
        await service.Host.Store.Tracks.FlushAsync();
    }
}
