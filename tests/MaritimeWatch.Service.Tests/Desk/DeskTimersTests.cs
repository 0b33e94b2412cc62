using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Tests.Hosting;
using DomainSeverity = MaritimeWatch.Domain.Alerts.Severity;

namespace MaritimeWatch.Service.Tests.Desk;

public sealed class DeskTimersTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock clock = new(Traffic.Epoch);

    [Fact]
    public async Task Time_OverUnacknowledgedAlerts_EscalatesTheWarningAloneAndOnce()
    {
        await using var desk = await DeskService.StartAsync(clock: clock);
        await desk.PublishAsync(DeskService.Alert("notice", severity: DomainSeverity.Notice), DeskService.Alert("warning"), DeskService.Alert("alarm", severity: DomainSeverity.Alarm));

        clock.Advance(TimeSpan.FromMinutes(10));
        await desk.ReachAsync(4);
        clock.Advance(TimeSpan.FromMinutes(30));
        await desk.AcknowledgeAsync("warning");

        Assert.Equal(["4 warning Escalated system", "5 warning Acknowledged ann"], await desk.WatchAsync(2, after: 3));
        Assert.Equal((Severity.Alarm, Severity.Warning), ((await desk.GetAsync("warning")).OperatorStatus.Priority, (await desk.GetAsync("warning")).LatestEvent.Severity));
    }

    [Fact]
    public async Task Time_AfterAnAcknowledgement_ArmsTheAlertAgainAndNamesWhose()
    {
        await using var desk = await DeskService.StartAsync(clock: clock);
        await desk.PublishAsync(DeskService.Alert("a"));
        await desk.AcknowledgeAsync("a");

        clock.Advance(TimeSpan.FromHours(1));
        await desk.ReachAsync(3);

        var history = await desk.CallAsync<GetAlertRequest, GetAlertResponse>("GetAlert", new GetAlertRequest { AlertId = "a" });
        var rearmed = history.Transitions[1];
        Assert.Equal((OperatorAction.Rearmed, "system", "the acknowledgement by ann timed out"), (rearmed.Action, rearmed.Actor, rearmed.Cause));
        Assert.Equal((OperatorState.Unacknowledged, ""), (rearmed.Status.State, rearmed.Status.AcknowledgedBy));
        Assert.Equal((Traffic.Epoch + TimeSpan.FromHours(1)).ToDateTime(), rearmed.Time.ToDateTime());
    }

    [Fact]
    public async Task Time_OverAShelvedWarning_BringsItBackBeforeItEscalates()
    {
        await using var desk = await DeskService.StartAsync(clock: clock);
        await desk.PublishAsync(DeskService.Alert("a"));
        await desk.CallAsync<ShelveAlertRequest, ShelveAlertResponse>(
            "ShelveAlert", new ShelveAlertRequest { AlertId = "a", Reason = "survey", Duration = Duration.FromTimeSpan(TimeSpan.FromHours(8)) });

        clock.Advance(TimeSpan.FromHours(8));
        await desk.ReachAsync(3);
        clock.Advance(TimeSpan.FromMinutes(10));
        await desk.ReachAsync(4);

        Assert.Equal(["2 a Shelved ann", "3 a Unshelved system", "4 a Escalated system"], await desk.WatchAsync(3, after: 1));
        Assert.Null((await desk.GetAsync("a")).OperatorStatus.ShelvedUntil);
    }

    [Fact]
    public async Task Restart_AfterTimeHasPassed_DoesAtItsStartWhatBecameDue()
    {
        await using var desk = await DeskService.StartAsync(clock: clock);
        await desk.PublishAsync(DeskService.Alert("escalates"), DeskService.Alert("sounds-again"), DeskService.Alert("later"));
        await desk.AcknowledgeAsync("sounds-again");
        clock.Advance(TimeSpan.FromMinutes(9));
        await desk.CallAsync<ShelveAlertRequest, ShelveAlertResponse>(
            "ShelveAlert", new ShelveAlertRequest { AlertId = "later", Reason = "survey", Duration = Duration.FromTimeSpan(TimeSpan.FromHours(2)) });

        await desk.Service.RestartAsync(meanwhile: () => clock.Advance(TimeSpan.FromHours(1)));
        await desk.ReachAsync(7);
        clock.Advance(Second);
        await desk.AcknowledgeAsync("later");

        // Both have counted from the same moment; the log's order of appearance decides.
        Assert.Equal(["6 escalates Escalated system", "7 sounds-again Rearmed system", "8 later Acknowledged ann"], await desk.WatchAsync(3, after: 5));
    }

    [Fact]
    public async Task Settings_OfTheTimes_AreKeptTo()
    {
        await using var desk = await DeskService.StartAsync(settings => settings with { Desk = new() { EscalateAfter = TimeSpan.FromMinutes(2), AcknowledgeTimeout = TimeSpan.FromMinutes(5) } }, clock);
        await desk.PublishAsync(DeskService.Alert("a"), DeskService.Alert("b"));
        await desk.AcknowledgeAsync("b");

        clock.Advance(TimeSpan.FromMinutes(2));
        await desk.ReachAsync(4);
        clock.Advance(TimeSpan.FromMinutes(3));
        await desk.ReachAsync(5);

        Assert.Equal(["4 a Escalated system", "5 b Rearmed system"], await desk.WatchAsync(2, after: 3));
    }
}
