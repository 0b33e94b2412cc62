using System.Globalization;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Replays;
using MaritimeWatch.Service.Tests.Desk;

namespace MaritimeWatch.Service.Tests.Replays;

/// <summary>The events of one replay in memory.</summary>
public sealed class ReplayFeedTests
{
    [Fact]
    public void ReadAfter_BeyondTheNewest_GivesNothingUntilTheEnd()
    {
        var feed = new ReplayFeed(1 << 20);
        feed.Publish([Alert(1), Alert(2)]);

        var (none, isEnd, changed) = feed.ReadAfter(2);
        feed.End();

        Assert.Equal((0, false, true), (none.Count, isEnd, changed.IsCompleted));
        Assert.True(feed.ReadAfter(2).IsEnd);
        Assert.False(feed.ReadAfter(1).IsEnd);
        Assert.Equal([1, 2], feed.ReadAfter(0).Events.Select(entry => entry.Sequence));
        Assert.Empty(feed.ReadAfter(long.MaxValue - 1).Events);
    }

    [Fact]
    public void Publish_BeyondItsSize_LetsTheOldestGoAndNeverTheNewest()
    {
        var feed = new ReplayFeed(500);

        feed.Publish([.. Enumerable.Range(1, 100).Select(Alert)]);

        Assert.Equal(100, feed.HighWater);
        Assert.InRange(feed.Oldest, 90, 100);
        Assert.Equal(feed.Oldest, feed.ReadAfter(0).Events[0].Sequence);
        Assert.Equal(100, feed.ReadAfter(99).Events.Single().Sequence);

        var tiny = new ReplayFeed(1);
        tiny.Publish([Alert(1), Alert(2)]);
        Assert.Equal(2, Assert.Single(tiny.ReadAfter(0).Events).Sequence);
    }

    private static AlertEvent Alert(int sequence) => DeskService.Alert(sequence.ToString(CultureInfo.InvariantCulture)) with { Sequence = sequence };
}
