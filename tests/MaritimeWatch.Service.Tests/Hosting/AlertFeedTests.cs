using System.Text;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Hosting;

public sealed class AlertFeedTests : IDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-feed-");
    private readonly SqliteStore store;
    private readonly AlertFeed feed;
    private int published;

    public AlertFeedTests()
    {
        store = SqliteStore.Open(Path.Combine(folder.FullName, "test.db"));
        feed = new AlertFeed(store.Alerts, new FeedSettings { MaxEventsBehind = 10, MaxSubscribers = 3 });
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task NextAsync_WhileEventsArePublished_GivesEachOnceInOrderFromAnyStart()
    {
        await PublishAsync(3_000);
        using var subscription = feed.Subscribe(7)!;
        var writing = Task.Run(async () =>
        {
            for (var batch = 0; batch < 20; batch++)
            {
                // Fewer than the bound at a time, so that a reader that keeps up is never cut.
                await PublishAsync(5);
            }
        });

        var seen = new List<long>();
        while (seen.Count < 3_093)
        {
            seen.AddRange((await NextAsync(subscription)).Select(entry => entry.Sequence));
        }

        await writing;
        Assert.Equal(Enumerable.Range(8, 3_093).Select(number => (long)number), seen);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public async Task Publish_ToALiveSubscriberThatDoesNotRead_CutsItBeyondTheBound(int behind, bool isCut)
    {
        await PublishAsync(1);
        using var subscription = feed.Subscribe(0)!;
        Assert.Single(await NextAsync(subscription));
        Assert.Empty(await subscription.NextAsync(TimeSpan.Zero, TimeProvider.System, CancellationToken.None));

        await PublishAsync(behind);

        Assert.Equal(isCut, subscription.Cut.IsCompleted);
        Assert.Equal(isCut ? 1 : 0, feed.Cut);
    }

    [Fact]
    public async Task Publish_WhileASubscriberReadsThePast_NeverCutsIt()
    {
        await PublishAsync(500);
        using var subscription = feed.Subscribe(0)!;
        Assert.NotEmpty(await NextAsync(subscription));

        await PublishAsync(100);

        Assert.False(subscription.Cut.IsCompleted);
    }

    [Fact]
    public async Task NextAsync_AnsweredWithEvents_LeavesNoTimerBehind()
    {
        using var subscription = feed.Subscribe(0)!;
        var clock = new TimerCountingClock();

        for (var number = 0; number < 5; number++)
        {
            var next = subscription.NextAsync(Never, clock, CancellationToken.None);
            await PublishAsync(1);
            Assert.Single(await next.WaitAsync(RunningService.Patience));
        }

        Assert.Equal((5, 0), (clock.Created, clock.Running));
    }

    [Fact]
    public void Subscribe_BeyondTheMostSubscribers_IsRefusedUntilOneLeaves()
    {
        var subscriptions = Enumerable.Range(0, 3).Select(_ => feed.Subscribe(0)!).ToList();

        Assert.Null(feed.Subscribe(0));
        subscriptions[1].Dispose();

        Assert.NotNull(feed.Subscribe(0));
    }

    [Fact]
    public async Task Publish_ByTwoWritersTheLaterFirst_GivesEachOnceInOrder()
    {
        var first = await store.Alerts.AppendAsync([Alert("a"), Alert("b")], Plain);
        var second = await store.Alerts.AppendAsync([Alert("c")], Plain);
        using var subscription = feed.Subscribe(0)!;

        feed.Publish(second);
        feed.Publish(first);

        Assert.Equal(["1", "2", "3"], (await NextAsync(subscription)).Select(entry => Encoding.ASCII.GetString(entry.Payload)));
        Assert.Equal(3, feed.HighWater);
    }

    [Fact]
    public async Task CatchUp_OnWhatNobodyPublished_PublishesItWithItsTransitions()
    {
        await store.Alerts.AppendAsync([Alert("a")], Plain);
        await store.Desk.DecideAsync(new DeskRequest("a", "ann") { Command = new DeskCommand(DeskVerb.Acknowledge) }, Plain);
        await store.Alerts.AppendAsync([Alert("a") with { Revision = 2, State = AlertState.Closed }], Plain);
        using var subscription = feed.Subscribe(0)!;

        feed.CatchUp();

        Assert.Equal(
            [("1", false), ("2 Acknowledged", true), ("3", false), ("4 Closed", true)],
            (await NextAsync(subscription)).Select(entry => (Encoding.ASCII.GetString(entry.Payload), entry.IsTransition)));
    }

    [Fact]
    public async Task NextAsync_AroundTheOldestEventInMemory_GoesOnWithoutAGap()
    {
        // 2,048 are kept in memory: what a subscriber at 4 wants next is in the log alone, what one at 5 wants is the oldest kept.
        await PublishAsync(2_053);
        using var inTheLog = feed.Subscribe(4)!;
        using var inMemory = feed.Subscribe(5)!;

        Assert.Equal(Enumerable.Range(5, 2_049).Select(number => (long)number), await AllAsync(inTheLog, 2_049));
        Assert.Equal(Enumerable.Range(6, 2_048).Select(number => (long)number), await AllAsync(inMemory, 2_048));

        static async Task<List<long>> AllAsync(AlertSubscription subscription, int count)
        {
            var sequences = new List<long>();
            while (sequences.Count < count)
            {
                sequences.AddRange((await NextAsync(subscription)).Select(entry => entry.Sequence));
            }

            return sequences;
        }
    }

    [Fact]
    public async Task NextAsync_AfterRestartOfTheFeed_ReadsFromTheLog()
    {
        await PublishAsync(5);
        var restarted = new AlertFeed(store.Alerts, new FeedSettings());

        using var subscription = restarted.Subscribe(2)!;

        Assert.Equal(["3", "4", "5"], (await NextAsync(subscription)).Select(entry => Encoding.ASCII.GetString(entry.Payload)));
    }

    private static readonly AlertEncoding Plain = new(
        alert => Encoding.ASCII.GetBytes(alert.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        transition => Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{transition.Sequence} {transition.Action}")));

    private static async Task<IReadOnlyList<FeedEntry>> NextAsync(AlertSubscription subscription) =>
        await subscription.NextAsync(Never, TimeProvider.System, CancellationToken.None).WaitAsync(RunningService.Patience);

    private async Task PublishAsync(int count)
    {
        var events = Enumerable.Range(0, count).Select(_ => Alert($"alert-{++published}")).ToList();
        feed.Publish(await store.Alerts.AppendAsync(events, Plain));
    }

    private static AlertEvent Alert(string id) => new()
    {
        Sequence = 0, AlertId = id, Revision = 1, State = AlertState.Raised, Kind = AlertKind.Loitering, Severity = Severity.Notice,
        Since = Traffic.Epoch, EventTime = Traffic.Epoch, Headline = "", RecommendedAction = "",
        Evidence = new Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };
}
