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

    /// <summary>The same at once, up to a number of them.</summary>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public List<PositionReport> Track(Mmsi mmsi, long first, long end, int limit, CancellationToken cancellation)
    {
        var found = new List<PositionReport>();
        blocks?.AddTrack(mmsi, first, end, limit, found, cancellation);
        var inBlocks = found.Count;
        foreach (var row in rows.Track(mmsi, first, end).Take(limit))
        {
            cancellation.ThrowIfCancellationRequested();
            if (inBlocks > 0 && PositionOrder.Compare(row, found[inBlocks - 1]) <= 0)
            {
                // Rows are younger than blocks but for what came late or twice: then they are put together one by one.
                return [.. Track(mmsi, first, end).Take(limit)];
            }

            if (found.Count >= limit)
            {
                break;
            }

            found.Add(row);
        }

        return found.Count > limit ? found.GetRange(0, limit) : found;
    }

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
            var inBlocks = blocks?.Watch(wanted, boxes, first, end, new Mmsi(behind?.Mmsi ?? 0), cancellation).Where(position => behind?.IsBefore(position) ?? true);
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

    /// <summary>The newest hour that may hold a position, up to <paramref name="last"/>; of blocks the first of their watch. One search in each file.</summary>
    public long? HourBefore(long last) =>
        Either(rows.HourBefore(last), blocks?.WatchBefore(BlockKey.WatchOfHour(last)) is { } watch ? watch * BlockKey.WatchHours : null, Math.Max);

    /// <summary>The next hour from <paramref name="least"/> on that may hold a position: a hole of years costs one look.</summary>
    public long? NextHour(long least)
    {
        long? inBlocks = blocks?.NextWatch(BlockKey.WatchOfHour(least)) is { } watch ? Math.Max(least, watch * BlockKey.WatchHours) : null;
        return Either(rows.NextHour(least), inBlocks, Math.Min);
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
    public ICollection<PositionReport> NewestWithin(TimeSpan window, CancellationToken cancellation) =>
        NewestTime() is { } newest ? Ends(SpanEnd.Newest, null, newest - (long)window.TotalSeconds, newest + 1, default, cancellation) : [];

    /// <summary>The newest or the oldest position of each vessel in a span. Of each it decodes one piece of a block, or one row.</summary>
    /// <param name="which">Which of the two.</param>
    /// <param name="boxes">Only positions in any of these count; null for everywhere.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="from">From this vessel on.</param>
    /// <param name="cancellation">Ends the search at any time.</param>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public ICollection<PositionReport> Ends(SpanEnd which, RawBoxes? boxes, long first, long end, Mmsi from, CancellationToken cancellation)
    {
        var found = new Dictionary<uint, PositionReport>();
        if (first >= end)
        {
            return found.Values;
        }

        rows.AddEnds(which, boxes, found, first, end, from, cancellation);
        var inRows = new HashSet<uint>(found.Keys);
        var (oldest, newest) = (BlockKey.WatchOf(first), BlockKey.WatchOf(end - 1));
        var watches = which == SpanEnd.Newest ? blocks?.WatchesBackwards(newest, oldest) : blocks?.Watches(oldest, newest);
        foreach (var watch in watches ?? [])
        {
            // Who was found in a watch nearer to that end is done with. Whoever is known from rows may all the same be here as well, from an import.
            bool IsWanted(Mmsi mmsi) => !found.TryGetValue(mmsi.Value, out var known) || (inRows.Contains(mmsi.Value) && IsFarther(which, BlockKey.WatchOf(known.Time.UnixSeconds), watch));
            foreach (var held in blocks!.Ends(which, boxes, watch, first, end, from, IsWanted, cancellation))
            {
                if (!found.TryGetValue(held.Mmsi.Value, out var known) || (which == SpanEnd.Newest ? PositionOrder.Compare(held, known) > 0 : PositionOrder.Compare(held, known) < 0))
                {
                    found[held.Mmsi.Value] = held;
                }

                inRows.Remove(held.Mmsi.Value);
            }
        }

        return found.Values;
    }

    /// <summary>The event time of the newest position; null where there is none.</summary>
    public long? NewestTime() => Either(rows.NewestTime(), blocks?.NewestTime(), Math.Max);

    /// <summary>The newest watch that holds anything, up to <paramref name="last"/>; null where there is none. One search in each file.</summary>
    public long? WatchBefore(long last) => Either(rows.WatchBefore(last), blocks?.WatchBefore(last), Math.Max);

    /// <summary>Of what the two files say, the one to choose; what only one of them knows, else.</summary>
    private static long? Either(long? row, long? block, Func<long, long, long> choose) => row is { } one && block is { } other ? choose(one, other) : row ?? block;

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

    /// <summary>Whether the watch of what is known is that of the blocks, or one farther from the end that is asked for.</summary>
    private static bool IsFarther(SpanEnd which, long known, long watch) => which == SpanEnd.Newest ? known <= watch : known >= watch;

    private long? NextWatch(long least) => Either(rows.NextWatch(least), blocks?.NextWatch(least), Math.Min);
}
