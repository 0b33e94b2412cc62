using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>Reads an area in pages, so that no more than one of them is in memory.</summary>
public static class TrackPages
{
    /// <summary>The positions of all vessels inside any of several boxes, page after page, in the order of <see cref="TrackPlace"/>; none of the pages is empty.</summary>
    /// <remarks>Each page is as the store was when it was read.</remarks>
    /// <param name="tracks">The store.</param>
    /// <param name="boxes">Where.</param>
    /// <param name="from">First event time, inclusive.</param>
    /// <param name="to">Just after the last event time.</param>
    /// <param name="size">Positions in a page, at least 1.</param>
    /// <param name="cancellation">Ends the reading at any time.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static IEnumerable<IReadOnlyList<PositionReport>> ReadPages(this ITrackStore tracks, IReadOnlyList<GeoBox> boxes, Instant from, Instant to, int size, CancellationToken cancellation)
    {
        TrackPlace? after = null;
        IReadOnlyList<PositionReport> page;
        do
        {
            page = tracks.ReadArea(boxes, from, to, after, size, cancellation);
            if (page.Count > 0)
            {
                after = TrackPlace.Of(page[^1]);
                yield return page;
            }
        }
        while (page.Count == size);
    }
}
