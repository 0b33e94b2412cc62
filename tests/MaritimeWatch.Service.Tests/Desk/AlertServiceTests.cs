using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Storage;
using DomainState = MaritimeWatch.Domain.Alerts.AlertState;

namespace MaritimeWatch.Service.Tests.Desk;

/// <summary>What operators do, over gRPC.</summary>
public sealed class AlertServiceTests
{
    [Fact]
    public async Task AcknowledgeAlert_OfARaisedAlert_IsOnTheFeedOfEverybodyWithActorAndCause()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"));
        var watching = desk.WatchAsync(count: 2);

        var alert = await desk.AcknowledgeAsync("a", comment: "called her");

        Assert.Equal(["1 a1", "2 a Acknowledged ann"], await watching);
        Assert.Equal((OperatorState.Acknowledged, "ann", Severity.Warning, 2), (alert.OperatorStatus.State, alert.OperatorStatus.AcknowledgedBy, alert.OperatorStatus.Priority, alert.UpdateCount));
        Assert.Equal(alert, await desk.GetAsync("a"));
        var history = await desk.CallAsync<GetAlertRequest, GetAlertResponse>("GetAlert", new GetAlertRequest { AlertId = "a" });
        Assert.Equal((alert.LatestEvent, 0), (Assert.Single(history.Events), history.LeftOutCount));
        Assert.Equal(("ann", "called her", OperatorAction.Acknowledged, alert.OperatorStatus), Of(Assert.Single(history.Transitions)));

        static (string, string, OperatorAction, OperatorStatus) Of(AlertTransition transition) => (transition.Actor, transition.Cause, transition.Action, transition.Status);
    }

    [Fact]
    public async Task AllCalls_OfOneWatch_AreTransitionsInOneNumberingWithTheEvents()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"), DeskService.Alert("b"));
        await desk.AcknowledgeAsync("a");
        await desk.CallAsync<AssignAlertRequest, AssignAlertResponse>("AssignAlert", new AssignAlertRequest { AlertId = "a", Assignee = "bob" });
        await desk.CallAsync<CommentOnAlertRequest, CommentOnAlertResponse>("CommentOnAlert", new CommentOnAlertRequest { AlertId = "b", Comment = "no answer" }, "bob");
        await desk.CallAsync<ShelveAlertRequest, ShelveAlertResponse>(
            "ShelveAlert", new ShelveAlertRequest { AlertId = "b", Reason = "survey", Duration = Duration.FromTimeSpan(TimeSpan.FromHours(8)) });
        await desk.CallAsync<ShelveAlertRequest, ShelveAlertResponse>("ShelveAlert", new ShelveAlertRequest { AlertId = "b" });
        await desk.PublishAsync(DeskService.Alert("a", 2, DomainState.Closed));
        var closed = await desk.CallAsync<CloseAlertRequest, CloseAlertResponse>("CloseAlert", new CloseAlertRequest { AlertId = "a", Disposition = Disposition.True });

        Assert.Equal(
            [
                "1 a1", "2 b1", "3 a Acknowledged ann", "4 a Assigned ann", "5 b Commented bob", "6 b Shelved ann", "7 b Unshelved ann", "8 a2", "9 a Closed system", "10 a Closed ann",
            ],
            await desk.WatchAsync(10));
        Assert.Equal(["7 b Unshelved ann", "8 a2", "9 a Closed system", "10 a Closed ann"], await desk.WatchAsync(4, after: 6));
        Assert.Equal((Disposition.True, "bob", 6), (closed.Alert.OperatorStatus.Disposition, closed.Alert.OperatorStatus.Assignee, closed.Alert.UpdateCount));
    }

    [Fact]
    public async Task AcknowledgeAlert_ByTwoAtOnce_LetsExactlyOneWinAndNamesHimToTheOther()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"));
        var etag = (await desk.GetAsync("a")).OperatorStatus.Etag;

        var outcomes = await Task.WhenAll(TryAsync("ann"), TryAsync("bob"));

        var winner = Assert.Single(outcomes, outcome => outcome.Code == StatusCode.Ok);
        var loser = Assert.Single(outcomes, outcome => outcome.Code == StatusCode.Aborted);
        Assert.StartsWith($"{winner.Who} was faster: alert 'a' is acknowledged", loser.Message, StringComparison.Ordinal);
        Assert.Equal(2, desk.Service.Host.Feed.HighWater);

        async Task<(string Who, StatusCode Code, string Message)> TryAsync(string who)
        {
            try
            {
                await desk.AcknowledgeAsync("a", who, etag: etag);
                return (who, StatusCode.Ok, "");
            }
            catch (GrpcStatusException refused)
            {
                return (who, refused.Code, refused.Message);
            }
        }
    }

    [Fact]
    public async Task AcknowledgeAlert_WithTheSameRequestIdAgain_GivesTheSameAnswerAlsoAfterMoreAndARestart()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"));

        var first = await desk.AcknowledgeAsync("a", requestId: "7f3c");
        await desk.PublishAsync(DeskService.Alert("a", 2, DomainState.Closed));
        var second = await desk.AcknowledgeAsync("a", requestId: "7f3c");
        await desk.Service.RestartAsync();
        var third = await desk.AcknowledgeAsync("a", requestId: "7f3c");

        Assert.Equal(first, second);
        Assert.Equal(first, third);
        Assert.Equal(4, desk.Service.Host.Feed.HighWater);
        Assert.Equal(
            (StatusCode.InvalidArgument, "request_id '7f3c' was used for another request"),
            await desk.RefusedAsync<CommentOnAlertRequest, CommentOnAlertResponse>("CommentOnAlert", new CommentOnAlertRequest { AlertId = "a", Comment = "x", RequestId = "7f3c" }));
    }

    [Fact]
    public async Task Calls_ThatDoNotFitHowTheAlertStands_AreRefusedWithTheReason()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"));
        await desk.AcknowledgeAsync("a");

        Assert.Equal((StatusCode.FailedPrecondition, "alert 'a' is acknowledged already, by ann"), await Acknowledge("a", "bob"));
        Assert.Equal((StatusCode.NotFound, "there is no alert 'z'"), await Acknowledge("z", "bob"));
        Assert.Equal(StatusCode.InvalidArgument, (await Acknowledge("a", "system")).Code);
        Assert.Equal(StatusCode.NotFound, (await desk.RefusedAsync<GetAlertRequest, GetAlertResponse>("GetAlert", new GetAlertRequest { AlertId = "z" })).Code);
        Assert.Equal(2, desk.Service.Host.Feed.HighWater);

        Task<(StatusCode Code, string Message)> Acknowledge(string id, string who) =>
            desk.RefusedAsync<AcknowledgeAlertRequest, AcknowledgeAlertResponse>("AcknowledgeAlert", new AcknowledgeAlertRequest { AlertId = id }, who);
    }

    private static readonly (string Problem, ShelveAlertRequest Request)[] BadShelving =
    [
        ("reason has 0 characters", new ShelveAlertRequest { Duration = new Duration { Seconds = 60 } }),
        ("reason has 501 characters", new ShelveAlertRequest { Duration = new Duration { Seconds = 60 }, Reason = new string('x', 501) }),
        ("duration is 28800 s and 1 ns", new ShelveAlertRequest { Duration = new Duration { Seconds = 28_800, Nanos = 1 }, Reason = "x" }),
        ("duration is -1 s", new ShelveAlertRequest { Duration = new Duration { Seconds = -1 }, Reason = "x" }),
        ("duration is 0 s and 999999999 ns", new ShelveAlertRequest { Duration = new Duration { Nanos = 999_999_999 }, Reason = "x" }),
        ("duration is 9223372036854775807 s", new ShelveAlertRequest { Duration = new Duration { Seconds = long.MaxValue }, Reason = "x" }),
        ("request_id has 65 characters", new ShelveAlertRequest { RequestId = new string('x', 65) }),
    ];

    [Fact]
    public async Task Calls_WithFieldsOutOfTheirRange_AreRefusedByName()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"));

        foreach (var (problem, request) in BadShelving)
        {
            request.AlertId = "a";
            var (code, message) = await desk.RefusedAsync<ShelveAlertRequest, ShelveAlertResponse>("ShelveAlert", request);
            Assert.Equal(StatusCode.InvalidArgument, code);
            Assert.StartsWith(problem, message, StringComparison.Ordinal);
        }

        foreach (var number in new[] { 0, 6, -1 })
        {
            var close = new CloseAlertRequest { AlertId = "a", Disposition = (Disposition)number };
            Assert.Equal(StatusCode.InvalidArgument, (await desk.RefusedAsync<CloseAlertRequest, CloseAlertResponse>("CloseAlert", close)).Code);
        }

        var comment = new CommentOnAlertRequest { AlertId = "a", Comment = new string('x', 2_001) };
        Assert.Equal(StatusCode.InvalidArgument, (await desk.RefusedAsync<CommentOnAlertRequest, CommentOnAlertResponse>("CommentOnAlert", comment)).Code);
        Assert.Equal(1, desk.Service.Host.Feed.HighWater);
    }

    [Fact]
    public async Task AcknowledgeAlert_WhileTheDiskIsFull_EndsAsUnavailableAndCanBeRepeated()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"));
        desk.Service.Host.Store.MaxDatabaseBytes = 1 << 20;
        var waiting = desk.PublishAsync(DeskService.Alert("b") with { Headline = new string('x', 2 << 20) });
        await Eventually.HoldsAsync(() => desk.Service.Host.Store.Fault == StoreFault.Full);

        var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => desk.AcknowledgeAsync("a", requestId: "1"));
        desk.Service.Host.Store.MaxDatabaseBytes = 64 << 20;
        await waiting;
        var alert = await desk.AcknowledgeAsync("a", requestId: "1");

        Assert.Equal(StatusCode.Unavailable, refused.Code);
        Assert.Contains("is full", refused.Message, StringComparison.Ordinal);
        Assert.Equal(OperatorState.Acknowledged, alert.OperatorStatus.State);
        Assert.Equal(["1 a1", "2 b1", "3 a Acknowledged ann"], await desk.WatchAsync(3));
    }

    [Fact]
    public async Task Restart_AfterTransitions_ResumesTheFeedAndTheStatuses()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"), DeskService.Alert("b"));
        await desk.AcknowledgeAsync("a");
        var before = await desk.GetAsync("a");

        await desk.Service.RestartAsync();
        await desk.AcknowledgeAsync("b", "bob");

        Assert.Equal(before, await desk.GetAsync("a"));
        Assert.Equal(["2 b1", "3 a Acknowledged ann", "4 b Acknowledged bob"], await desk.WatchAsync(3, after: 1));
    }
}
