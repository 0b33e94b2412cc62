using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.AlarmRate;

/// <summary>The time that the feed has.</summary>
/// <remarks>
/// Alert events carry event time, transitions the service's clock. On a live feed both are the same UTC, and each is taken as it is. Played traffic is of
/// another day than the clock, and may run at any speed: there what was done about an alert stands at the event time of what was logged last before it.
/// </remarks>
internal sealed class FeedTime(AlertFeed feed, SqliteAlertLog log, EventTimeSource source, TimeProvider clock)
{
    /// <summary>Whether the traffic is played.</summary>
    public bool IsPlayed => source != EventTimeSource.Receipt;

    /// <summary>The present of the feed: how far traffic is analysed, else the newest alert event, else the service's clock.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Instant Present => feed.EventTime ?? (IsPlayed ? log.NewestEventTime() : null) ?? new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
