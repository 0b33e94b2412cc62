using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>Where positions and static data are kept: SQLite embedded, a time-series database, or memory.</summary>
public interface ITrackStore
{
    /// <summary>Hands a report over for storing; its position and its static part, whichever it has. Thread-safe, never waits.</summary>
    /// <returns>False when the queue is full and the report was shed: the caller counts it.</returns>
    bool TryAppend(in AisReport report);

    /// <summary>
    /// Stores reports whose sender waits: completes when they are durable. Waits for room, so it sheds nothing; while the disk refuses it fails at
    /// once. Where the disk failed in the very commit it is not known whether they were stored: stored again, they are duplicates.
    /// </summary>
    /// <param name="reports">Up to 1,000 of them, unchanged until it completes.</param>
    /// <param name="isStored">As long as <paramref name="reports"/>; told of each whether it was new.</param>
    /// <param name="cancellation">Stops waiting for room; what was taken over is stored all the same.</param>
    /// <exception cref="StoreException">The store cannot be written at present.</exception>
    Task<StoredReports> StoreAsync(ReadOnlyMemory<AisReport> reports, Memory<bool> isStored, CancellationToken cancellation);

    /// <summary>Completes when everything handed over before is durable.</summary>
    /// <exception cref="StoreException">The store stopped before that.</exception>
    Task FlushAsync();

    /// <summary>The positions of a vessel from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), oldest first.</summary>
    /// <param name="mmsi">Who.</param>
    /// <param name="from">First event time.</param>
    /// <param name="to">Just after the last event time.</param>
    /// <param name="limit">Most positions returned, at least 1; the oldest are kept, so that the next page starts after the last.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    IReadOnlyList<PositionReport> GetTrack(Mmsi mmsi, Instant from, Instant to, int limit);

    /// <summary>Static data as last known, or null for a vessel never heard of.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    StoredVessel? GetVessel(Mmsi mmsi);

    /// <summary>Event time of the newest position, or null where there is none.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Instant? NewestPositionTime();

    /// <summary>
    /// Everything an analyser needs to be as it was: the static data of all vessels, stamped <paramref name="from"/> or earlier, then all positions from
    /// <paramref name="from"/> on in order of event time, then MMSI. Read in pieces, so it may be long.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    IEnumerable<AisReport> ReadFrom(Instant from);
}
