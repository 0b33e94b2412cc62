using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;

namespace MaritimeWatch.Storage.Positions;

/// <summary>Everything that is stored of one moment: rows and blocks, each position once. Times are Unix seconds, from the first inclusive to the end exclusive.</summary>
/// <remarks>What is about to move from rows to blocks, and what an import brought that had been received as well, lies in both.</remarks>
/// <param name="rows">The last hours.</param>
/// <param name="blocks">What is older; null where there is none.</param>
internal sealed class PositionReader(RowReader rows, BlockReader? blocks)
{
    /// <summary>A vessel's positions, oldest first: whoever has enough stops reading.</summary>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public IEnumerable<PositionReport> Track(Mmsi mmsi, long first, long end) =>
        blocks is null ? rows.Track(mmsi, first, end) : Merged(blocks.Track(mmsi, first, end), rows.Track(mmsi, first, end));

    /// <summary>The positions of all vessels inside some boxes, in the order of <see cref="TrackPlace"/>: whoever has enough stops reading.</summary>
    /// <param name="boxes">Where; null for everywhere.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="after">Only what stands behind this place; null for all.</param>
    /// <param name="cancellation">Ends the search at any time.</param>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public IEnumerable<PositionReport> Area(RawBoxes? boxes, long first, long end, TrackPlace? after, CancellationToken cancellation)
    {
        var last = BlockKey.WatchOf(end);
        var begin = Math.Max(BlockKey.WatchOf(first), after is { } place ? BlockKey.WatchOf(place.UnixSeconds) : long.MinValue);
        for (var watch = NextWatch(begin); watch is { } wanted && wanted <= last; watch = NextWatch(wanted + 1))
        {
            cancellation.ThrowIfCancellationRequested();
            var behind = after is { } at && BlockKey.WatchOf(at.UnixSeconds) == wanted ? after : null;
            var inRows = rows.Watch(wanted, boxes, first, end, behind);
            var inBlocks = blocks?.Watch(wanted, boxes, first, end, new Mmsi(behind?.Mmsi ?? 0), cancellation).Where(position => behind is null || IsBehind(position, behind.Value));
            foreach (var position in inBlocks is null ? inRows : Merged(inBlocks, inRows))
            {
                yield return position;
            }
        }
    }

    /// <summary>Everything of an hour from a time on, in order of vessel, time, latitude, longitude.</summary>
    /// <param name="hour">Hours since 1970.</param>
    /// <param name="first">First second.</param>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public IEnumerable<PositionReport> Hour(long hour, long first)
    {
        var inRows = rows.Hour(hour, first);
        var (begin, end) = (Math.Max(first, hour * SqliteTrackWriter.SecondsPerHour), (hour + 1) * SqliteTrackWriter.SecondsPerHour);
        var inBlocks = blocks?.Watch(BlockKey.WatchOf(begin), null, begin, end, default, CancellationToken.None);
        return inBlocks is null ? inRows : Merged(inBlocks, inRows);
    }

    /// <summary>The next hour from <paramref name="least"/> on that may hold a position: a hole of years costs one look.</summary>
    public long? NextHour(long least)
    {
        const int hoursInWatch = BlockKey.WatchSeconds / SqliteTrackWriter.SecondsPerHour;
        long? inBlocks = blocks?.NextWatch((long)Math.Floor(least / (double)hoursInWatch)) is { } watch ? Math.Max(least, watch * hoursInWatch) : null;
        return (rows.NextHour(least), inBlocks) switch
        {
            ({ } row, { } block) => Math.Min(row, block),
            var (row, block) => row ?? block,
        };
    }

    /// <summary>The newest position of a vessel; null where there is none. In rows one search for each hour with anybody in it, in blocks for each watch, from the newest back.</summary>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public PositionReport? Last(Mmsi mmsi)
    {
        var inRows = rows.Last(mmsi);
        var oldest = inRows is { } known ? BlockKey.WatchOf(known.Time.UnixSeconds) : BlockKey.FirstWatch;
        for (var watch = blocks?.WatchBefore(BlockKey.LastWatch); watch is { } found && found >= oldest; watch = blocks!.WatchBefore(found - 1))
        {
            if (blocks!.InWatch(found, mmsi) is { Count: > 0 } held)
            {
                return inRows is { } row && PositionOrder.Compare(row, held[^1]) >= 0 ? row : held[^1];
            }
        }

        return inRows;
    }

    /// <summary>The newest position of each vessel in the window before the newest position of all.</summary>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public List<PositionReport> NewestWithin(TimeSpan window, CancellationToken cancellation)
    {
        var found = new Dictionary<uint, PositionReport>();
        if (NewestTime() is not { } newest)
        {
            return [];
        }

        var oldest = newest - (long)window.TotalSeconds;
        rows.AddNewest(found, SqliteTrackWriter.HourOf(oldest), cancellation);
        var inRows = new HashSet<uint>(found.Keys);
        for (var watch = blocks?.WatchBefore(BlockKey.LastWatch); watch is { } wanted && wanted >= BlockKey.WatchOf(oldest); watch = blocks!.WatchBefore(wanted - 1))
        {
            // Whoever is known from rows is older here, but for what an import brought; and who was found in a later watch is done with.
            foreach (var mmsi in blocks!.Vessels(wanted).Where(mmsi => !found.TryGetValue(mmsi.Value, out var known) || (inRows.Contains(mmsi.Value) && BlockKey.WatchOf(known.Time.UnixSeconds) <= wanted)))
            {
                cancellation.ThrowIfCancellationRequested();
                var held = blocks.InWatch(wanted, mmsi)[^1];
                if (!found.TryGetValue(mmsi.Value, out var known) || PositionOrder.Compare(held, known) > 0)
                {
                    found[mmsi.Value] = held;
                }

                inRows.Remove(mmsi.Value);
            }
        }

        return [.. found.Values];
    }

    /// <summary>The event time of the newest position; null where there is none.</summary>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public long? NewestTime() => (rows.NewestTime(), blocks?.NewestTime()) switch
    {
        ({ } row, { } block) => Math.Max(row, block),
        var (row, block) => row ?? block,
    };

    private static bool IsBehind(in PositionReport position, in TrackPlace place) =>
        (position.Mmsi.Value, position.Time.UnixSeconds, position.RawLatitude, position.RawLongitude).CompareTo((place.Mmsi, place.UnixSeconds, place.RawLatitude, place.RawLongitude)) > 0;

    private static int CompareByVessel(in PositionReport one, in PositionReport other) =>
        one.Mmsi.Value.CompareTo(other.Mmsi.Value) is var byVessel and not 0 ? byVessel : PositionOrder.Compare(one, other);

    private static IEnumerable<PositionReport> Merged(IEnumerable<PositionReport> sealedOnes, IEnumerable<PositionReport> rowed)
    {
        using var one = sealedOnes.GetEnumerator();
        using var other = rowed.GetEnumerator();
        var (hasOne, hasOther) = (one.MoveNext(), other.MoveNext());
        while (hasOne || hasOther)
        {
            var compared = !hasOne ? 1 : !hasOther ? -1 : CompareByVessel(one.Current, other.Current);
            yield return compared <= 0 ? one.Current : other.Current;
            (hasOne, hasOther) = (compared <= 0 ? one.MoveNext() : hasOne, compared >= 0 ? other.MoveNext() : hasOther);
        }
    }

    private long? NextWatch(long least) => (rows.NextWatch(least), blocks?.NextWatch(least)) switch
    {
        ({ } row, { } block) => Math.Min(row, block),
        var (row, block) => row ?? block,
    };
}
