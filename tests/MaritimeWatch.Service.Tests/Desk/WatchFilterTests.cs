using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Tests.Hosting;
using DomainSeverity = MaritimeWatch.Domain.Alerts.Severity;
using DomainState = MaritimeWatch.Domain.Alerts.AlertState;

namespace MaritimeWatch.Service.Tests.Desk;

public sealed class WatchFilterTests
{
    [Theory]
    [InlineData("minimum", "2 b1|3 c1|5 b2|7 c Acknowledged ann")]
    [InlineData("kind", "1 a1|4 a2|6 a Acknowledged ann")]
    [InlineData("asset", "2 b1|5 b2")]
    [InlineData("mmsi", "3 c1|7 c Acknowledged ann")]
    [InlineData("area", "3 c1|7 c Acknowledged ann")]
    [InlineData("nothing", "1 a1|2 b1|3 c1|4 a2|5 b2|6 a Acknowledged ann|7 c Acknowledged ann")]
    public async Task WatchAlerts_WithAFilter_FollowsWhatOnceCameIntoItToItsEnd(string name, string expected)
    {
        await using var desk = await DeskService.StartAsync();
        var a = DeskService.Alert("a");
        var b = DeskService.Alert("b", severity: DomainSeverity.Alarm) with
        {
            Kind = Domain.Alerts.AlertKind.Drifting, Asset = new Domain.Alerts.AssetReference("nemo-link", "Nemo Link", Domain.Assets.AssetCategory.PowerCable, null),
        };
        var c = DeskService.Alert("c", severity: DomainSeverity.Critical) with
        {
            Kind = Domain.Alerts.AlertKind.Drifting, Vessel = new Domain.Alerts.VesselIdentity(new Mmsi(211_000_009), null, null, null, null, null), Position = new Domain.GeoPosition(-10, 179.9),
        };
        await desk.PublishAsync(a, b, c, DeskService.Alert("a", 2), b with { Revision = 2, Severity = DomainSeverity.Notice, State = DomainState.Lowered, Asset = null });
        await desk.AcknowledgeAsync("a");
        await desk.AcknowledgeAsync("c");
        var filter = name switch
        {
            "minimum" => new AlertFilter { MinimumSeverity = Severity.Alarm },
            "kind" => new AlertFilter { Kinds = { AlertKind.Loitering } },
            "asset" => new AlertFilter { AssetIds = { "nemo-link", "other" } },
            "mmsi" => new AlertFilter { Mmsis = { 211_000_009 } },
            "area" => new AlertFilter { Area = new AreaFilter { South = -11, North = -10, West = 179, East = -179 } },
            _ => null,
        };
        var all = expected.Split('|');

        Assert.Equal(all, await desk.WatchAsync(all.Length, filter: filter));

        // Resumed anywhere it goes on as the first stream would have, though it does not begin with what came into the filter.
        for (var after = 1; after < 7; after++)
        {
            var rest = all.Where(line => int.Parse(line.Split(' ')[0], null) > after).ToList();
            if (rest.Count > 0)
            {
                Assert.Equal(rest, await desk.WatchAsync(rest.Count, after, filter));
            }
        }
    }

    [Fact]
    public async Task WatchAlerts_LeavingEverythingOut_StillBeatsAndTellsWhereToResume()
    {
        await using var desk = await DeskService.StartAsync();
        using var patience = new CancellationTokenSource(RunningService.Patience);
        var request = new WatchAlertsRequest { Filter = new AlertFilter { MinimumSeverity = Severity.Critical }, HeartbeatInterval = new Duration { Seconds = 1 } };
        await using var stream = desk.Service.Client.StreamAsync(RunningService.WatchAlerts, request, cancellation: patience.Token).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(new Heartbeat { OldestSequence = 1 }, stream.Current.Heartbeat);

        await desk.PublishAsync(DeskService.Alert("a"), DeskService.Alert("b"));
        while (stream.Current.Heartbeat.ResumeSequence < 2)
        {
            Assert.True(await stream.MoveNextAsync());
        }

        Assert.Equal(new Heartbeat { HighWaterSequence = 2, OldestSequence = 1, ResumeSequence = 2 }, stream.Current.Heartbeat);
    }

    private static readonly (string Problem, AlertFilter Filter)[] BadFilters =
    [
        ("filter.minimum_severity", new AlertFilter { MinimumSeverity = (Severity)9 }),
        ("filter.kinds", new AlertFilter { Kinds = { AlertKind.Unspecified } }),
        ("filter.mmsis", new AlertFilter { Mmsis = { 1_000_000_000 } }),
        ("a list of the filter", new AlertFilter { Mmsis = { Enumerable.Range(0, 1_001).Select(mmsi => (uint)mmsi) } }),
        ("filter.area", new AlertFilter { Area = new AreaFilter { South = 1, North = 0, East = 1 } }),
        ("filter.area", new AlertFilter { Area = new AreaFilter { North = 90.1, East = 1 } }),
        ("filter.area", new AlertFilter { Area = new AreaFilter { North = 1, West = -180.1 } }),
        ("filter.area", new AlertFilter { Area = new AreaFilter { North = double.NaN } }),
    ];

    [Fact]
    public async Task WatchAlerts_WithAFilterOutOfRange_IsRefusedByName()
    {
        await using var desk = await DeskService.StartAsync();
        foreach (var (problem, filter) in BadFilters)
        {
            var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => desk.WatchAsync(1, filter: filter));
            Assert.Equal(StatusCode.InvalidArgument, refused.Code);
            Assert.StartsWith(problem, refused.Message, StringComparison.Ordinal);
        }
    }
}
