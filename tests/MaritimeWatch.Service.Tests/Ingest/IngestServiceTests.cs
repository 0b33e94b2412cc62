using System.Text;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Ingest;

/// <summary>Traffic pushed over gRPC: every report ends as one thing, and what is acknowledged is on the disk.</summary>
public sealed class IngestServiceTests
{
    private const uint Ship = 219_000_606;

    [Fact]
    public async Task PushReports_OfSentences_GivesTheAlertThatTcpGives()
    {
        await using var tcp = await RunningService.StartAsync();
        await using var pushed = await RunningService.StartAsync();
        var nmea = Traffic.ShipAtAnchorOnTheCable(Ship);

        await tcp.SendTcpAsync(nmea);
        var answer = await pushed.PushAsync(Push.Lines(nmea), batch: 7);

        Assert.Equal((await tcp.EventsAsync(0, 1))[0], (await pushed.EventsAsync(0, 1))[0]);

        // 61 + 61 + 11 positions; her static data in message 5 takes two sentences, and 211000009 is heard twice in the second 1800 + 15 of no row.
        answer.Totals.AddUp();
        Assert.Equal((135, 134, 0, 1, 0, 0), answer.Totals.Numbers());
        Assert.Equal(135, answer.AcknowledgedIndex);
    }

    [Fact]
    public async Task PushReports_Acknowledged_AreDurableAndPushedAgainAreDuplicates()
    {
        await using var service = await RunningService.StartAsync();
        PushedReport[] reports = [Push.Position(Ship), Push.Position(Ship, 10), Push.Position(Ship, 10), Push.Static(Ship, "ADA")];

        var first = await service.PushAsync(reports);
        var stored = service.Host.Store.Tracks.GetTrack(new Mmsi(Ship), Instant.MinValue, Instant.MaxValue, 100).Count;
        var again = await service.PushAsync(reports);

        Assert.Equal((4, 3, 1, 0, 0, 0), first.Totals.Numbers());
        Assert.Equal((4, 1, 3, 0, 0, 0), again.Totals.Numbers());
        Assert.Equal(2, stored);
        Assert.Equal("ADA", service.Host.Store.Tracks.GetVessel(new Mmsi(Ship))!.Static.Name);
    }

    [Fact]
    public async Task PushReports_OfStructuredReports_RaisesTheAlert()
    {
        await using var service = await RunningService.StartAsync();
        var reports = new List<PushedReport> { Push.Static(Ship, "SHIP 606") };
        for (var second = 0; second <= 2_100; second += 30)
        {
            reports.Add(Push.Position(Ship, second, 51.5, second % 60 == 0 ? 2.00002 : 1.99998));
            reports.Add(Push.Position(211_000_009, second, 55, 4));
        }

        await service.PushAsync(reports);
        var alert = (await service.EventsAsync(0, 1))[0];

        Assert.Equal((Ship, "SHIP 606", "test-cable"), (alert.Vessel.Mmsi, alert.Vessel.Name, alert.Asset.Id));
    }

    [Fact]
    public async Task PushReports_WithRubbishAmongThem_RejectsItByIndexAndReasonAndLosesNothingElse()
    {
        await using var service = await RunningService.StartAsync();
        PushedReport[] reports =
        [
            Push.Position(Ship),
            Push.Line("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*00"),
            Push.Line("$GPGGA,nonsense"),
            Push.Line(new string('x', 1_000_000)),
            Push.Line(""),
            new(),
            Push.Position(0),
            Push.Position(Ship, 20, change: position => position.SpeedOverGroundKnots = double.NaN),
            Push.Position(Ship, 20, latitude: 91),
            Push.Position(Ship, 20, change: position => position.Time = new() { Seconds = long.MaxValue }),
            Push.Position(Ship, 20, change: position => position.Time = null),
            Push.Lines(Traffic.ShipAtAnchorOnTheCable(Ship))[0],
            Push.Position(Ship, 30),
        ];

        var answer = await service.PushAsync(reports);

        answer.Totals.AddUp();
        Assert.Equal(2, answer.Totals.Stored);
        Assert.Equal(
            [
                (2, ReportDropReason.BadChecksum), (4, ReportDropReason.LineTooLong), (5, ReportDropReason.Malformed), (6, ReportDropReason.Malformed), (7, ReportDropReason.BadMmsi), (8, ReportDropReason.BadNumber),
                (9, ReportDropReason.NoPosition), (10, ReportDropReason.BadTimestamp), (11, ReportDropReason.NoTime), (0L, ReportDropReason.FragmentAbandoned),
            ],
            answer.FirstRejected.Select(rejected => (rejected.Index, rejected.Reason)));
        Assert.Contains("speed_over_ground_knots", answer.FirstRejected[5].Detail, StringComparison.Ordinal);
        Assert.Equal(13, answer.AcknowledgedIndex);
    }

    [Fact]
    public async Task PushReports_TenThousandBadOnes_AreCountedAndAHundredListed()
    {
        await using var service = await RunningService.StartAsync();

        var answer = await service.PushAsync([.. Enumerable.Range(0, 10_000).Select(number => Push.Line($"rubbish {number}"))], batch: 10_000);

        answer.Totals.AddUp();
        Assert.Equal((10_000, 0), (answer.Totals.Received, answer.Totals.Stored));
        Assert.InRange(answer.FirstRejected.Count, 0, 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task PushReports_ABatchOutOfBounds_IsInvalid(int reports)
    {
        await using var service = await RunningService.StartAsync();
        await using var call = service.Client.Open(Push.Reports);

        await call.WriteAsync(new PushReportsRequest { Reports = { Enumerable.Repeat(Push.Line("x"), reports) } });

        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<GrpcStatusException>(call.ReadOnlyAsync)).Code);
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(5, 5)]
    [InlineData(5, -1)]
    [InlineData(5, long.MaxValue)]
    public async Task PushReports_AnIndexThatGoesBack_IsInvalid(long first, long second)
    {
        await using var service = await RunningService.StartAsync();
        await using var call = service.Client.Open(Push.Reports);

        await call.WriteAsync(new PushReportsRequest { FirstIndex = first, Reports = { Push.Position(Ship) } });
        await call.WriteAsync(new PushReportsRequest { FirstIndex = second, Reports = { Push.Position(Ship, 1) } });

        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<GrpcStatusException>(call.ReadOnlyAsync)).Code);
    }

    [Fact]
    public async Task PushReports_WithoutAnyReport_IsAcknowledgedAsNothing()
    {
        await using var service = await RunningService.StartAsync();

        Assert.Equal((0, 0, 0, 0, 0, 0), (await service.PushAsync([])).Totals.Numbers());
    }

    [Fact]
    public async Task StreamReports_AcknowledgesEachBatchWhenItIsDurable()
    {
        await using var service = await RunningService.StartAsync();
        await using var call = service.Client.Open(Push.Stream);

        await call.WriteAsync(new StreamReportsRequest { FirstIndex = 1_000, Reports = { Push.Position(Ship), Push.Line("rubbish*00"), Push.Position(Ship, 10) } });
        var first = (await call.ReadAsync())!;
        var stored = service.Host.Store.Tracks.GetTrack(new Mmsi(Ship), Instant.MinValue, Instant.MaxValue, 100).Count;
        await call.WriteAsync(new StreamReportsRequest { Reports = { Push.Position(Ship, 10) } });
        var second = (await call.ReadAsync())!;
        call.Complete();

        Assert.Equal((1_002, 2), (first.AcknowledgedIndex, stored));
        Assert.Equal((1_003, 2, 1), (second.AcknowledgedIndex, second.Totals.Stored, second.Totals.Duplicates));
        Assert.Null(await call.ReadAsync());
    }

    [Fact]
    public async Task StreamReports_WithAMessageHalfThere_IsAcknowledgedBeforeIt()
    {
        await using var service = await RunningService.StartAsync();
        var lines = Push.Lines(Traffic.ShipAtAnchorOnTheCable(Ship));
        await using var call = service.Client.Open(Push.Stream);

        // Her message 5 is the first two lines.
        await call.WriteAsync(new StreamReportsRequest { Reports = { Push.Position(Ship), lines[0] } });
        var half = (await call.ReadAsync())!;
        await call.WriteAsync(new StreamReportsRequest { Reports = { lines[1] } });
        var whole = (await call.ReadAsync())!;
        await call.WriteAsync(new StreamReportsRequest { Reports = { lines[0] } });
        await call.ReadAsync();
        call.Complete();
        var atEnd = (await call.ReadAsync())!;

        Assert.Equal((1, 1), (half.AcknowledgedIndex, half.Totals.Parts));
        Assert.Equal((3, 2), (whole.AcknowledgedIndex, whole.Totals.Stored));
        Assert.Equal((4, ReportDropReason.FragmentAbandoned), (atEnd.AcknowledgedIndex, Assert.Single(atEnd.Rejected).Reason));
        atEnd.Totals.AddUp();
    }

    [Fact]
    public async Task PushReports_OnALiveService_KeepsTheLiveBounds()
    {
        var clock = new ManualClock(Traffic.Epoch);
        await using var service = await RunningService.StartAsync(settings => settings with { Ingest = settings.Ingest with { EventTime = EventTimeSource.Receipt } }, clock: clock);

        // ais.md section 8: ten minutes back, five seconds ahead.
        var answer = await service.PushAsync(
            [Push.Position(Ship, -600), Push.Position(Ship, -601), Push.Position(Ship, 5), Push.Position(Ship, 6), Push.Position(Ship, change: position => position.Time = null)]);

        Assert.Equal(3, answer.Totals.Stored);
        Assert.Equal([(2, ReportDropReason.TooOld), (4, ReportDropReason.FromTheFuture)], answer.FirstRejected.Select(rejected => (rejected.Index, rejected.Reason)));
    }

    [Fact]
    public async Task PushReports_FarFromTheFuture_IsRejectedByTheStreamsClock()
    {
        await using var service = await RunningService.StartAsync();

        var answer = await service.PushAsync([Push.Position(Ship), Push.Position(Ship, 200_000)]);

        Assert.Equal((1, 1), (answer.Totals.Stored, answer.Totals.Rejected));
        Assert.Equal((2, ReportDropReason.FromTheFuture), (answer.FirstRejected[0].Index, answer.FirstRejected[0].Reason));
    }

    [Fact]
    public async Task PushReports_WhileTheDiskRefuses_IsUnavailableWithRetryAndNothingAcknowledged()
    {
        await using var service = await RunningService.StartAsync();
        service.Host.Store.MaxDatabaseBytes = 1 << 20;
        var reports = Enumerable.Range(0, 60_000).Select(second => Push.Position(Ship, second, 51 + (second * 0.00001))).ToList();

        var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => service.PushAsync(reports, 5_000));
        service.Host.Store.MaxDatabaseBytes = 64 << 20;
        await Eventually.HoldsAsync(() => service.Host.Store.Fault == StoreFault.None);
        var answer = await service.PushAsync(reports, 5_000);

        Assert.Equal((StatusCode.Unavailable, "STORE_UNAVAILABLE"), (refused.Code, refused.ErrorInfo?.Reason));
        Assert.Equal(5, refused.RetryInfo?.RetryDelay.Seconds);
        answer.Totals.AddUp();
        Assert.Equal(60_000, answer.Totals.Stored + answer.Totals.Duplicates);
        Assert.Equal(60_000, service.Host.Store.Tracks.GetTrack(new Mmsi(Ship), Instant.MinValue, Instant.MaxValue, 100_000).Count);
    }

    [Fact]
    public async Task PushReports_OnMoreStreamsThanASourceMayHave_IsRefusedWithRetry()
    {
        await using var service = await RunningService.StartAsync(settings => settings with { Ingest = settings.Ingest with { Push = new PushSettings { StreamsPerSource = 1 } } });
        await using var open = service.Client.Open(Push.Stream);
        await open.WriteAsync(new StreamReportsRequest { Reports = { Push.Position(Ship) } });
        await open.ReadAsync();

        var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => service.PushAsync([Push.Position(Ship)]));
        open.Complete();
        Assert.Null(await open.ReadAsync());

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_STREAMS"), (refused.Code, refused.ErrorInfo?.Reason));
        Assert.Equal(1, (await service.PushAsync([Push.Position(Ship)])).Totals.Received);
    }

    [Fact]
    public async Task PushReports_CancelledMidStream_LeavesTheServiceAsItWas()
    {
        await using var service = await RunningService.StartAsync();
        using var giveUp = new CancellationTokenSource();
        var call = service.Client.Open(Push.Stream, cancellation: giveUp.Token);
        await call.WriteAsync(new StreamReportsRequest { Reports = { Push.Position(Ship) } });
        await call.ReadAsync();
        await giveUp.CancelAsync();
        await call.DisposeAsync();

        await Eventually.HoldsAsync(() => Source(service).Counters.Open == 0);

        Assert.Equal((1, 1), ((await service.PushAsync([Push.Position(Ship)])).Totals.Duplicates, 1));
    }

    [Fact]
    public async Task PushReports_WithADeadlineThatPasses_IsDeadlineExceeded()
    {
        await using var service = await RunningService.StartAsync();
        await using var call = service.Client.Open(Push.Reports, timeout: TimeSpan.FromMilliseconds(200));

        // It may pass before the request is away.
        var ended = await Assert.ThrowsAsync<GrpcStatusException>(async () =>
        {
            await call.WriteAsync(new PushReportsRequest { Reports = { Push.Position(Ship) } });
            await call.ReadOnlyAsync();
        });

        Assert.Equal(StatusCode.DeadlineExceeded, ended.Code);
    }

    [Fact]
    public async Task Stop_WithCallsThatPush_EndsThemAsUnavailable()
    {
        await using var service = await RunningService.StartAsync();
        await using var stream = service.Client.Open(Push.Stream);
        await using var push = service.Client.Open(Push.Reports);
        await stream.WriteAsync(new StreamReportsRequest { Reports = { Push.Position(Ship) } });
        await stream.ReadAsync();
        await push.WriteAsync(new PushReportsRequest { Reports = { Push.Position(Ship) } });
        await Eventually.HoldsAsync(() => Source(service).Counters.Open == 2);

        await service.Host.StopAsync();

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcStatusException>(() => stream.ReadAsync())).Code);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcStatusException>(push.ReadOnlyAsync)).Code);
    }

    [Fact]
    public async Task Source_OfWhoPushes_IsCountedLikeTheOthers()
    {
        await using var service = await RunningService.StartAsync();

        await service.PushAsync([Push.Position(Ship), Push.Line("!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*00"), Push.Position(0)]);
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(new Uri(service.Host.HttpAddress, "/metrics"));

        var source = Source(service);
        Assert.Equal(("push:local", 1L), (source.Name, source.Counters.Connections));
        Assert.Equal(1, source.Counters.Stages().Single(stage => stage.Stage == "Parse").DroppedFor(DropReason.BadChecksum));
        Assert.Equal(1, source.Counters.Stages().Single(stage => stage.Stage == "Decode").DroppedFor(DropReason.BadMmsi));
        Assert.Contains("maritimewatch_stage_dropped_total{source=\"push:local\",stage=\"Decode\",reason=\"bad MMSI\"} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_AfterAPushThatWasNotAcknowledged_StoresAndAnalysesWhatIsPushedAgainOnce()
    {
        await using var service = await RunningService.StartAsync();
        var lines = Push.Lines(Traffic.ShipAtAnchorOnTheCable(Ship));
        await service.PushAsync(lines);
        var before = await service.EventsAsync(0, 1);
        var highWater = service.Host.Feed.HighWater;

        await service.RestartAsync();
        var again = await service.PushAsync(lines);

        Assert.Equal(133, again.Totals.Duplicates);
        Assert.Equal(highWater, service.Host.Feed.HighWater);
        Assert.Equal(before, await service.EventsAsync(0, 1));
    }

    private static MaritimeWatch.Service.Gateway.SourceRuntime Source(RunningService service) => service.Host.Sources.Single(source => source.Name.StartsWith("push:", StringComparison.Ordinal));
}
