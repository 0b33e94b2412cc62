using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using DomainSeverity = MaritimeWatch.Domain.Alerts.Severity;

namespace MaritimeWatch.Service.Tests.Desk;

public sealed class ListAlertsTests
{
    [Fact]
    public async Task ListAlerts_InPages_GivesEachAlertOnceTheNewestFirst_AlsoWhileMoreComes()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync([.. Enumerable.Range(0, 25).Select(number => DeskService.Alert($"a{number:00}"))]);

        var first = await desk.ListAsync(pageSize: 10);
        await desk.PublishAsync(DeskService.Alert("late"), DeskService.Alert("a03", 2));
        var second = await desk.ListAsync(pageSize: 10, pageToken: first.NextPageToken);
        var third = await desk.ListAsync(pageSize: 10, pageToken: second.NextPageToken);

        Assert.Equal((10, 10, 5, ""), (first.Alerts.Count, second.Alerts.Count, third.Alerts.Count, third.NextPageToken));
        Assert.Equal((25L, 27L), (first.HighWaterSequence, second.HighWaterSequence));
        Assert.Equal(
            Enumerable.Range(0, 25).Reverse().Select(number => $"a{number:00}"), first.Alerts.Concat(second.Alerts).Concat(third.Alerts).Select(alert => alert.AlertId));
        Assert.Equal(2, third.Alerts.Single(alert => alert.AlertId == "a03").UpdateCount);
    }

    [Theory]
    [InlineData(0, 100, true)]
    [InlineData(1, 1, true)]
    [InlineData(101, 101, false)]
    [InlineData(1_000, 101, false)]
    [InlineData(int.MaxValue, 101, false)]
    public async Task ListAlerts_PageSize_IsKeptToWithinItsLimits(int asked, int given, bool hasMore)
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync([.. Enumerable.Range(0, 101).Select(number => DeskService.Alert($"a{number}"))]);

        var page = await desk.ListAsync(pageSize: asked);

        Assert.Equal((given, hasMore), (page.Alerts.Count, page.NextPageToken.Length > 0));
    }

    [Fact]
    public async Task ListAlerts_OfLargeAlerts_GivesFewerThanAskedForAndAllInTheEnd()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync([.. Enumerable.Range(0, 4).Select(number => DeskService.Alert($"a{number}") with { Headline = new string('x', 1_200_000) })]);

        var first = await desk.ListAsync();
        var second = await desk.ListAsync(pageToken: first.NextPageToken);

        Assert.Equal((2, 2, ""), (first.Alerts.Count, second.Alerts.Count, second.NextPageToken));
    }

    [Fact]
    public async Task ListAlerts_WithATokenOfAnotherQuestionOrNone_IsRefused()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"), DeskService.Alert("b"));
        var token = (await desk.ListAsync("severity = SEVERITY_WARNING", pageSize: 1)).NextPageToken;

        Assert.Single((await desk.ListAsync("severity = SEVERITY_WARNING", 1, token)).Alerts);
        foreach (var (filter, size, text) in new[]
        {
            ("severity = SEVERITY_ALARM", 1, token), ("severity = SEVERITY_WARNING", 2, token), ("severity = SEVERITY_WARNING", 1, token[..^1]),
            ("severity = SEVERITY_WARNING", 1, "2"), ("severity = SEVERITY_WARNING", 1, "é"), ("severity = SEVERITY_WARNING", 1, new string('A', token.Length)),
        })
        {
            var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => desk.ListAsync(filter, size, text));
            Assert.Equal(StatusCode.InvalidArgument, refused.Code);
            Assert.StartsWith("page_token is none of this list", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<GrpcStatusException>(() => desk.ListAsync(pageSize: -1))).Code);
    }

    [Fact]
    public async Task ListAlerts_WithAFilter_GivesWhatMeetsAllItsTerms()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync(DeskService.Alert("a"), DeskService.Alert("b", severity: DomainSeverity.Alarm), DeskService.Alert("c", severity: DomainSeverity.Critical));
        await desk.AcknowledgeAsync("c");

        Assert.Equal(["b"], await Ids("severity >= SEVERITY_ALARM AND operator_state = OPERATOR_STATE_UNACKNOWLEDGED"));
        Assert.Equal(["c", "b", "a"], await Ids("mmsi = 219000606 AND since >= \"2024-11-17T00:00:00Z\" AND assignee = \"\""));
        Assert.Empty(await Ids("event_time < 2024-11-17T00:01:00Z"));
        var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => desk.ListAsync("severity ~ 3"));
        Assert.Equal((StatusCode.InvalidArgument, "filter, column 10: =, !=, <, <=, > or >= is expected"), (refused.Code, refused.Message));

        async Task<IEnumerable<string>> Ids(string filter) => (await desk.ListAsync(filter)).Alerts.Select(alert => alert.AlertId);
    }

    [Fact]
    public async Task GetAlert_WithMoreHistoryThanOneAnswerHolds_LeavesOutTheOldestAndSaysHowMany()
    {
        await using var desk = await DeskService.StartAsync();
        await desk.PublishAsync([.. Enumerable.Range(1, 4).Select(revision => DeskService.Alert("a", revision) with { Headline = new string('x', 1_000_000) })]);

        var answer = await desk.CallAsync<GetAlertRequest, GetAlertResponse>("GetAlert", new GetAlertRequest { AlertId = "a" });

        Assert.Equal([3, 4], answer.Events.Select(alert => alert.Revision));
        Assert.Equal((2, 4), (answer.LeftOutCount, answer.Alert.UpdateCount));
    }
}
