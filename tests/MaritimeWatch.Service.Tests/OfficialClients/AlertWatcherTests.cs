using System.Globalization;
using MaritimeWatch.Contracts;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Tests.Desk;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.OfficialClients;

/// <summary>Our own client; that it follows a feed exactly is in <see cref="OfficialClientsTests"/>.</summary>
public sealed class AlertWatcherTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task RunAsync_Once_GivesEverythingThereIsAndEndsWithoutWaitingForAQuietFeed(int after)
    {
        // One that beats so seldom that a watcher that waits for the second heartbeat loses patience, and says so.
        await using var service = await RunningService.StartAsync(settings => settings with { Feed = settings.Feed with { HeartbeatInterval = TimeSpan.FromMinutes(1) } });
        var notices = new StringWriter();
        using var watcher = new AlertWatcher(service.Host.GrpcAddress, notices);
        var logged = await service.Host.Store.Alerts.AppendAsync([.. Enumerable.Range(1, 10).Select(Alert)], AlertDelivery.Encoding);
        service.Host.Feed.Publish(logged);

        var given = new List<string>();
        await watcher.RunAsync(after, goOn: false, alert => given.Add(AlertEventJson.ToJson(alert)), CancellationToken.None).WaitAsync(RunningService.Patience);

        Assert.Equal(logged.Skip(after).Select(entry => AlertEventJson.ToJson(entry.Event)), given);
        Assert.Empty(notices.ToString());
    }

    [Fact]
    public async Task RunAsync_OnceOnAFeedThatEndsWithATransition_EndsAsWell()
    {
        await using var desk = await DeskService.StartAsync(settings => settings with { Feed = settings.Feed with { HeartbeatInterval = TimeSpan.FromMinutes(1) } });
        await desk.PublishAsync(DeskService.Alert("a"));
        await desk.AcknowledgeAsync("a");
        using var watcher = new AlertWatcher(desk.Service.Host.GrpcAddress, TextWriter.Null);

        var given = 0;
        await watcher.RunAsync(0, goOn: false, _ => given++, CancellationToken.None).WaitAsync(RunningService.Patience);

        Assert.Equal(1, given);
    }

    private static AlertEvent Alert(int number) => new()
    {
        Sequence = 0, AlertId = string.Create(CultureInfo.InvariantCulture, $"alert-{number}"), Revision = 1, State = AlertState.Raised, Kind = AlertKind.Loitering,
        Severity = Severity.Notice, Since = Traffic.Epoch, EventTime = Traffic.Epoch, Headline = "", RecommendedAction = "",
        Evidence = new Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };
}
