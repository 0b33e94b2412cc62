using System.Threading.Channels;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Hosting;

public sealed class AlertDeliveryTests
{
    [Fact]
    public async Task HandOverAsync_AfterTheLogHasFailed_IsRefusedInsteadOfWaitingForRoom()
    {
        var folder = Directory.CreateTempSubdirectory("maritimewatch-delivery-");
        var store = SqliteStore.Open(Path.Combine(folder.FullName, "test.db"));
        var feed = new AlertFeed(store.Alerts, new FeedSettings());
        var delivery = new AlertDelivery(store.Alerts, feed, new AlertContinuity([], Instant.MinValue), TimeProvider.System);
        store.Dispose();

        var running = delivery.RunAsync();
        await delivery.HandOverAsync([Alert()], Instant.MinValue, CancellationToken.None);
        await Assert.ThrowsAsync<StoreException>(() => running.WaitAsync(RunningService.Patience));

        await Assert.ThrowsAsync<ChannelClosedException>(() => delivery.HandOverAsync([Alert()], Instant.MinValue, CancellationToken.None).AsTask());
        Assert.Equal(0, feed.HighWater);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task RunAsync_WithManyEventsOfOneHandOver_CommitsThemTogether_AndSaysHowFarTheLogIsComplete()
    {
        var folder = Directory.CreateTempSubdirectory("maritimewatch-delivery-");
        using (var store = SqliteStore.Open(Path.Combine(folder.FullName, "test.db")))
        {
            var feed = new AlertFeed(store.Alerts, new FeedSettings());
            var delivery = new AlertDelivery(store.Alerts, feed, new AlertContinuity([], Instant.MinValue), TimeProvider.System);
            var before = store.Counters.Commits;
            await delivery.HandOverAsync([.. Enumerable.Range(1, 450).Select(number => Alert($"alert-{number}"))], Traffic.Epoch, CancellationToken.None);
            await delivery.HandOverAsync([Alert("later")], Traffic.Epoch + TimeSpan.FromHours(1), CancellationToken.None);
            delivery.Complete();

            await delivery.RunAsync().WaitAsync(RunningService.Patience);

            Assert.Equal((451, before + 2), (feed.HighWater, store.Counters.Commits));
            Assert.Equal(451, delivery.Latency.Read().Count);
            Assert.Equal(Traffic.Epoch + TimeSpan.FromHours(1), store.Alerts.PublishedUpTo());

            // A clock that was ahead is put right by the next word.
            await store.Alerts.AppendAsync([], AlertDelivery.Encoding, Traffic.Epoch);
            Assert.Equal(Traffic.Epoch, store.Alerts.PublishedUpTo());
        }

        folder.Delete(recursive: true);
    }

    private static AlertEvent Alert(string id = "alert") => new()
    {
        Sequence = 0, AlertId = id, Revision = 1, State = AlertState.Raised, Kind = AlertKind.Loitering, Severity = Severity.Notice,
        Since = Traffic.Epoch, EventTime = Traffic.Epoch, Headline = "", RecommendedAction = "",
        Evidence = new Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };
}
