using MaritimeWatch.Contracts;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Hosting;

/// <summary>What a start finds in the store, and how the analyser comes to be as it was; what cannot be read is said, and keeps nobody from the rest.</summary>
internal sealed class Restart
{
    /// <summary>Of an episode that has lasted longer, the last week is enough to know it again. Design value.</summary>
    private static readonly TimeSpan LongestEpisodeReplayed = TimeSpan.FromDays(7);

    private readonly ServiceSettings settings;
    private readonly SqliteStore store;
    private readonly ServiceTroubles troubles;
    private readonly TimeProvider clock;

    /// <summary>Event time of the newest stored position; null where there is none, or none can be read: alerts are served all the same.</summary>
    private readonly Instant? newestPosition;

    /// <summary>Reads what the store held when the service was started.</summary>
    public Restart(ServiceSettings settings, SqliteStore store, ServiceTroubles troubles, TimeProvider clock)
    {
        (this.settings, this.store, this.troubles, this.clock) = (settings, store, troubles, clock);
        OpenAlerts = ReadOpenAlerts();
        newestPosition = ReadNewestPosition();
    }

    /// <summary>The alerts that were open, as far as they can be read.</summary>
    public IReadOnlyList<AlertEvent> OpenAlerts { get; }

    private Instant Now => new(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Event time of the newest stored position, but not later than the clock of a live service.</summary>
    public Instant AdoptFrom()
    {
        var newest = newestPosition ?? Instant.MinValue;
        return settings.Ingest.EventTime == EventTimeSource.Receipt ? Instant.Min(newest, Now + LiveBounds.Newest) : newest;
    }

    /// <summary>Runs the last stored hours through the analyser again.</summary>
    /// <returns>How many reports those were; 0 where they cannot be read.</returns>
    public async Task<long> ReplayAsync(AnalysisLoop analysis, CancellationToken cancellation)
    {
        if (newestPosition is not { } newest)
        {
            return 0;
        }

        // Positions stamped by a clock that was ahead would make everything that comes now too late.
        var until = Instant.MaxValue;
        if (settings.Ingest.EventTime == EventTimeSource.Receipt && Now + LiveBounds.Newest < newest)
        {
            until = Now + LiveBounds.Newest;
            troubles.Future(newest);
            newest = until;
        }

        try
        {
            // What the log says of itself holds unless a clock was ahead; then, and in a store of an older version, it is complete as far as its newest event.
            var publishedUpTo = store.Alerts.PublishedUpTo() is { } known && known <= until ? known : store.Alerts.NewestEventTime(until) + TimeSpan.FromMilliseconds(1);
            return await analysis.ReplayAsync(newest - settings.Store.ReplayWindow, EarlierParts(newest), until, publishedUpTo ?? Instant.MinValue, cancellation);
        }
        catch (StoreException failure)
        {
            // What cannot be read is missing from the analysis; what comes in is analysed all the same.
            troubles.Damage(failure);
            analysis.GiveUpReplay();
            return 0;
        }
    }

    /// <summary>What began before the window must be seen from its beginning to be known again: vessels with open alerts are replayed from before the first of them.</summary>
    private Dictionary<Mmsi, Instant> EarlierParts(Instant newest)
    {
        var oldest = newest - LongestEpisodeReplayed;
        return OpenAlerts
            .Where(alert => alert.Vessel is not null)
            .GroupBy(alert => alert.Vessel!.Mmsi, alert => alert.Since)
            .ToDictionary(vessel => vessel.Key, vessel => Instant.Max(vessel.Min() - settings.Store.ReplayWindow, oldest));
    }

    private List<AlertEvent> ReadOpenAlerts()
    {
        try
        {
            return [.. store.Alerts.OpenAlerts().Select(stored => AlertEventMapping.ToDomain(Contracts.V1.AlertEvent.Parser.ParseFrom(stored.Payload)))];
        }
        catch (StoreException failure)
        {
            troubles.Damage(failure);
        }
        catch (Google.Protobuf.InvalidProtocolBufferException failure)
        {
            troubles.Damage(new StoreException(StoreFault.Damaged, store.Path, failure));
        }

        return [];
    }

    private Instant? ReadNewestPosition()
    {
        try
        {
            return store.Tracks.NewestPositionTime();
        }
        catch (StoreException failure)
        {
            troubles.Damage(failure);
            return null;
        }
    }
}
