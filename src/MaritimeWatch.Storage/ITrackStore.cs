using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>Where positions and static data are kept: SQLite embedded, a time-series database, or memory.</summary>
public interface ITrackStore
{
    /// <summary>How far <see cref="ReadRecentPositions"/> reaches back from the newest position, in event time.</summary>
    static readonly TimeSpan RecentWindow = TimeSpan.FromHours(48);

    /// <summary>Most spells that <see cref="ReadStaticHistory"/> gives.</summary>
    const int MostSpells = 10_000;

    /// <summary>Whether the queue has room for a report at this moment.</summary>
    bool HasRoom { get; }

    /// <summary>Hands a report over for storing; its position and its static part, whichever it has. Thread-safe, never waits.</summary>
    /// <param name="report">The report.</param>
    /// <param name="tally">Is told what becomes of it, where it is taken; null where nobody asks.</param>
    /// <param name="reserve">The part of the queue to leave free for what matters more, 0 to 1.</param>
    /// <returns>False when the queue is full up to the reserve and the report was shed: the caller counts it.</returns>
    bool TryAppend(in AisReport report, AppendTally? tally = null, double reserve = 0);

    /// <summary>
    /// Stores reports whose sender waits: completes when they are durable. Waits for room, so it sheds nothing; while the disk refuses it fails at
    /// once. Where the disk failed in the very commit it is not known whether they were stored: stored again, they are duplicates.
    /// </summary>
    /// <param name="reports">Up to 1,000 of them, unchanged until it completes.</param>
    /// <param name="isStored">As long as <paramref name="reports"/>; told of each whether it was new.</param>
    /// <param name="cancellation">Stops waiting for room; what was taken over is stored all the same.</param>
    /// <exception cref="StoreException">The store cannot be written at present.</exception>
    Task<StoredReports> StoreAsync(ReadOnlyMemory<AisReport> reports, Memory<bool> isStored, CancellationToken cancellation);

    /// <summary>As <see cref="StoreAsync(ReadOnlyMemory{AisReport}, Memory{bool}, CancellationToken)"/>, and tells which reports the store has given up: they are neither stored nor duplicates. The embedded store takes whatever it is given.</summary>
    /// <param name="reports">As above.</param>
    /// <param name="isStored">As above.</param>
    /// <param name="isGivenUp">As long; all false. True where a report is not stored and never will be: a time that the store cannot hold, a vessel beyond a limit of its server.</param>
    /// <param name="cancellation">As above.</param>
    /// <exception cref="StoreException">As above.</exception>
    Task<StoredReports> StoreAsync(ReadOnlyMemory<AisReport> reports, Memory<bool> isStored, Memory<bool> isGivenUp, CancellationToken cancellation) =>
        StoreAsync(reports, isStored, cancellation);

    /// <summary>Completes when everything handed over before is durable.</summary>
    /// <exception cref="StoreException">The store stopped before that.</exception>
    Task FlushAsync();

    /// <summary>The positions of a vessel from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), oldest first.</summary>
    /// <param name="mmsi">Who.</param>
    /// <param name="from">First event time.</param>
    /// <param name="to">Just after the last event time.</param>
    /// <param name="limit">Most positions returned, at least 1; the oldest are kept, so that the next page starts after the last.</param>
    /// <param name="cancellation">Ends the reading at any time.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    IReadOnlyList<PositionReport> GetTrack(Mmsi mmsi, Instant from, Instant to, int limit, CancellationToken cancellation = default);

    /// <summary>Static data as last known, or null for a vessel never heard of.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    StoredVessel? GetVessel(Mmsi mmsi);

    /// <summary>The positions of a vessel from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), thinned evenly where there are more than asked for.</summary>
    /// <remarks>Reads the span twice and keeps no more than the answer in memory.</remarks>
    /// <param name="mmsi">Who.</param>
    /// <param name="from">First event time.</param>
    /// <param name="to">Just after the last event time.</param>
    /// <param name="most">Most positions returned, at least 1.</param>
    /// <param name="cancellation">Ends the reading at any time.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    ThinnedTrack GetThinnedTrack(Mmsi mmsi, Instant from, Instant to, int most, CancellationToken cancellation = default);

    /// <summary>The positions of all vessels inside a box from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), in the order of <see cref="TrackPlace"/>.</summary>
    /// <remarks>Takes time in proportion to all that is stored in the span until the limit is reached.</remarks>
    /// <param name="box">Where.</param>
    /// <param name="from">First event time.</param>
    /// <param name="to">Just after the last event time.</param>
    /// <param name="after">Only what stands behind this place; null for all.</param>
    /// <param name="limit">Most positions returned, at least 1: fewer mean that there are no more.</param>
    /// <param name="cancellation">Ends the search at any time.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    IReadOnlyList<PositionReport> ReadArea(GeoBox box, Instant from, Instant to, TrackPlace? after, int limit, CancellationToken cancellation) =>
        ReadArea([box], from, to, after, limit, cancellation);

    /// <summary>The positions of all vessels inside any of several boxes, each once, as of one box: for what is long and narrow, such as the waters along a cable.</summary>
    /// <param name="boxes">Where; up to some thousands. None of them: nothing.</param>
    /// <param name="from">First event time, inclusive.</param>
    /// <param name="to">Just after the last event time.</param>
    /// <param name="after">Only what stands behind this place; null for all.</param>
    /// <param name="limit">Most positions returned, at least 1: fewer mean that there are no more.</param>
    /// <param name="cancellation">Ends the search at any time.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    IReadOnlyList<PositionReport> ReadArea(IReadOnlyList<GeoBox> boxes, Instant from, Instant to, TrackPlace? after, int limit, CancellationToken cancellation);

    /// <summary>What a vessel said of herself, and from when to when, the oldest first; empty for a vessel that never did.</summary>
    /// <remarks>Two hulls that share a number give a spell for each time that one speaks after the other. At most <see cref="MostSpells"/>, the newest.</remarks>
    /// <param name="mmsi">Who.</param>
    /// <param name="cancellation">Ends the reading at any time.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    IReadOnlyList<StaticSpell> ReadStaticHistory(Mmsi mmsi, CancellationToken cancellation = default);

    /// <summary>Static data as last known of the vessels with an MMSI from <paramref name="first"/> on, in order of MMSI.</summary>
    /// <param name="first">The lowest MMSI wanted.</param>
    /// <param name="limit">Most vessels returned, at least 1.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    IReadOnlyList<StoredVessel> ReadVessels(Mmsi first, int limit);

    /// <summary>The newest position of a vessel, or null where none is stored.</summary>
    /// <remarks>Where she was not heard in the <see cref="RecentWindow"/>: one search for each hour with positions of anybody, from the newest back.</remarks>
    /// <param name="mmsi">Who.</param>
    /// <param name="cancellation">Ends the search at any time.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    PositionReport? LastPosition(Mmsi mmsi, CancellationToken cancellation = default);

    /// <summary>The newest position of each vessel that was heard in the last <see cref="RecentWindow"/> of traffic, in order of MMSI.</summary>
    /// <remarks>Kept in memory; the first call reads the window from the store, which takes seconds where that is large.</remarks>
    /// <param name="first">The lowest MMSI wanted.</param>
    /// <param name="limit">Most positions returned, at least 1.</param>
    /// <param name="cancellation">Ends the reading at any time.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    IReadOnlyList<PositionReport> ReadRecentPositions(Mmsi first, int limit, CancellationToken cancellation = default);

    /// <summary>The newest position of each vessel in a span of up to <see cref="RecentWindow"/>, in order of MMSI; without boxes, the picture at its end.</summary>
    /// <param name="boxes">Only positions in any of these count; null for everywhere.</param>
    /// <param name="from">First event time, inclusive.</param>
    /// <param name="to">Just after the last event time.</param>
    /// <param name="first">The lowest MMSI wanted.</param>
    /// <param name="cancellation">Ends the search at any time.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    IReadOnlyList<PositionReport> ReadNewest(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first, CancellationToken cancellation);

    /// <summary>The oldest position of each vessel in a span of up to <see cref="RecentWindow"/>, in order of MMSI.</summary>
    /// <param name="boxes">Only positions in any of these count; null for everywhere.</param>
    /// <param name="from">First event time, inclusive.</param>
    /// <param name="to">Just after the last event time.</param>
    /// <param name="first">The lowest MMSI wanted.</param>
    /// <param name="cancellation">Ends the search at any time.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    IReadOnlyList<PositionReport> ReadOldest(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first, CancellationToken cancellation);

    /// <summary>Event time of the newest position, or null where there is none.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Instant? NewestPositionTime();

    /// <summary>
    /// Everything an analyser needs to be as it was: what was known of each vessel, stamped with the beginning, then positions and what vessels said of
    /// themselves, in order of event time. Read in pieces, so it may be long.
    /// </summary>
    /// <param name="from">The beginning.</param>
    /// <param name="earlier">Vessels whose own part begins earlier; null for none.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    IEnumerable<AisReport> ReadFrom(Instant from, IReadOnlyDictionary<Mmsi, Instant>? earlier = null);
}
