using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Positions;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>Reads positions out of blocks. Times are Unix seconds, from the first inclusive to the end exclusive.</summary>
/// <param name="reader">A connection to the file of blocks.</param>
internal sealed class BlockReader(SqliteConnection reader)
{
    private readonly List<PositionReport> decoded = [];

    /// <summary>The oldest watch that holds anything, from <paramref name="first"/> on; null where there is none. One search.</summary>
    public long? NextWatch(long first) => Watch("SELECT id FROM block WHERE id >= $1 ORDER BY id LIMIT 1", new BlockKey(Clamped(first), default, 0).Id);

    /// <summary>The newest watch that holds anything, up to <paramref name="last"/>; null where there is none. One search.</summary>
    public long? WatchBefore(long last) => Watch("SELECT id FROM block WHERE id < $1 ORDER BY id DESC LIMIT 1", new BlockKey(Clamped(last) + 1, default, 0).Id);

    /// <summary>The event time of the newest position; null where there is none.</summary>
    public long? NewestTime()
    {
        if (WatchBefore(BlockKey.LastWatch) is not { } watch)
        {
            return null;
        }

        using var newest = reader.Lend("SELECT max(until) FROM block WHERE id >= $1", numbers: 1);
        newest.Set(0, new BlockKey(watch, default, 0).Id);
        return newest.ExecuteScalar() as long?;
    }

    /// <summary>The watches that hold anything, oldest first; one search each.</summary>
    /// <param name="first">From this one on.</param>
    /// <param name="last">Up to this one.</param>
    public IEnumerable<long> Watches(long first, long last)
    {
        for (var watch = NextWatch(first); watch is { } found && found <= last; watch = NextWatch(found + 1))
        {
            yield return found;
        }
    }

    /// <summary>The watches that hold anything, newest first; one search each.</summary>
    /// <param name="last">From this one back.</param>
    /// <param name="first">Back to this one.</param>
    public IEnumerable<long> WatchesBackwards(long last, long first)
    {
        for (var watch = WatchBefore(last); watch is { } found && found >= first; watch = WatchBefore(found - 1))
        {
            yield return found;
        }
    }

    /// <summary>All that a vessel sent in a watch, oldest first; good until the next reading.</summary>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public IReadOnlyList<PositionReport> InWatch(long watch, Mmsi mmsi)
    {
        using var find = OfVessel(long.MinValue, long.MaxValue);
        decoded.Clear();
        Fill(find, new BlockKey(watch, mmsi, 0), long.MinValue, long.MaxValue, decoded);
        return decoded;
    }

    /// <summary>A vessel's positions, oldest first, watch after watch: whoever has enough stops reading.</summary>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public IEnumerable<PositionReport> Track(Mmsi mmsi, long first, long end)
    {
        using var find = OfVessel(first, end);
        foreach (var watch in Watches(BlockKey.WatchOf(first), BlockKey.WatchOf(end)))
        {
            decoded.Clear();
            Fill(find, new BlockKey(watch, mmsi, 0), first, end, decoded);
            foreach (var position in decoded)
            {
                yield return position;
            }
        }
    }

    /// <summary>Adds a vessel's positions, oldest first: what <see cref="Track"/> gives one by one, several times as fast where all of it is wanted.</summary>
    /// <param name="mmsi">Whose.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="limit">Reads no further watch where it holds so many.</param>
    /// <param name="positions">Gets them.</param>
    /// <param name="cancellation">Ends it between two watches.</param>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public void AddTrack(Mmsi mmsi, long first, long end, int limit, List<PositionReport> positions, CancellationToken cancellation)
    {
        using var find = OfVessel(first, end);
        foreach (var watch in Watches(BlockKey.WatchOf(first), BlockKey.WatchOf(end)).TakeWhile(_ => positions.Count < limit))
        {
            cancellation.ThrowIfCancellationRequested();
            Fill(find, new BlockKey(watch, mmsi, 0), first, end, positions);
        }
    }

    /// <summary>What a watch holds in some boxes, in order of vessel, time, latitude, longitude: whoever has enough stops reading.</summary>
    /// <param name="watch">Which.</param>
    /// <param name="boxes">Where; null for everywhere.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="from">From this vessel on.</param>
    /// <param name="cancellation">Ends the search between two blocks.</param>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public IEnumerable<PositionReport> Watch(long watch, RawBoxes? boxes, long first, long end, Mmsi from, CancellationToken cancellation)
    {
        var least = new BlockKey(watch, from, 0).Id;
        var (begin, stop) = (Math.Max(first, watch * BlockKey.WatchSeconds), Math.Min(end, (watch + 1) * BlockKey.WatchSeconds));
        using var find = reader.Lend("SELECT payload FROM block WHERE id = $1", numbers: 1);
        foreach (var id in boxes is null ? InTime(least, new BlockKey(watch + 1, default, 0).Id, begin, stop) : Places(boxes, begin, stop, least))
        {
            cancellation.ThrowIfCancellationRequested();
            find.Set(0, id);
            decoded.Clear();
            Decode((byte[])find.ExecuteScalar()!, BlockKey.Of(id), first, end, decoded);
            foreach (var position in decoded)
            {
                if (boxes is null || boxes.Contains(position.RawLatitude, position.RawLongitude))
                {
                    yield return position;
                }
            }
        }
    }

    /// <summary>The newest or the oldest position of each vessel of a watch.</summary>
    /// <param name="which">Which of the two.</param>
    /// <param name="boxes">Only positions in any of these count; null for everywhere.</param>
    /// <param name="watch">The watch.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="from">From this vessel on.</param>
    /// <param name="isWanted">Whether a vessel is asked for.</param>
    /// <param name="cancellation">Ends the search between two blocks.</param>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public IEnumerable<PositionReport> Ends(SpanEnd which, RawBoxes? boxes, long watch, long first, long end, Mmsi from, Func<Mmsi, bool> isWanted, CancellationToken cancellation)
    {
        // Parts of a vessel follow each other in time: what she has in the first that is read is what is asked for.
        Mmsi? done = null;
        foreach (var (key, payload) in Payloads(which, boxes, watch, first, end, from, mmsi => mmsi != done && isWanted(mmsi)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Guarded(key, () => PositionBlock.End(payload, key.Mmsi, which, first, end, boxes)) is { } found)
            {
                done = key.Mmsi;
                yield return found;
            }
        }
    }

    /// <summary>The vessels of a watch, in order.</summary>
    public List<Mmsi> Vessels(long watch)
    {
        var found = new List<Mmsi>();
        foreach (var id in InTime(new BlockKey(watch, default, 0).Id, new BlockKey(watch + 1, default, 0).Id, long.MinValue, long.MaxValue))
        {
            if (BlockKey.Of(id).Mmsi is var mmsi && (found.Count == 0 || found[^1] != mmsi))
            {
                found.Add(mmsi);
            }
        }

        return found;
    }

    /// <summary>The blocks of a watch that may hold something, those of the end that is asked for first.</summary>
    private IEnumerable<(BlockKey Key, byte[] Payload)> Payloads(SpanEnd which, RawBoxes? boxes, long watch, long first, long end, Mmsi from, Func<Mmsi, bool> isWanted)
    {
        var least = new BlockKey(watch, from, 0).Id;
        if (boxes is null)
        {
            using var all = reader.Lend(
                $"SELECT id, payload FROM block WHERE id >= $1 AND id < $2 AND until >= $3 AND since < $4 ORDER BY id {(which == SpanEnd.Newest ? "DESC" : "ASC")}", numbers: 4);
            all.Set(0, least);
            all.Set(1, new BlockKey(watch + 1, default, 0).Id);
            all.Set(2, first);
            all.Set(3, end);
            using var row = all.ExecuteReader();
            while (row.Read())
            {
                if (BlockKey.Of(row.GetInt64(0)) is var key && isWanted(key.Mmsi))
                {
                    yield return (key, (byte[])row.GetValue(1));
                }
            }

            yield break;
        }

        var ids = Places(boxes, Math.Max(first, watch * BlockKey.WatchSeconds), Math.Min(end, (watch + 1) * BlockKey.WatchSeconds), least);
        using var find = reader.Lend("SELECT payload FROM block WHERE id = $1", numbers: 1);
        foreach (var id in which == SpanEnd.Newest ? ids.AsEnumerable().Reverse() : ids)
        {
            if (BlockKey.Of(id) is var key && isWanted(key.Mmsi))
            {
                find.Set(0, id);
                yield return (key, (byte[])find.ExecuteScalar()!);
            }
        }
    }

    private static long Clamped(long watch) => Math.Clamp(watch, BlockKey.FirstWatch, BlockKey.LastWatch);

    private LentStatement OfVessel(long first, long end)
    {
        var find = reader.Lend("SELECT payload FROM block WHERE id >= $1 AND id < $2 AND until >= $3 AND since < $4 ORDER BY id", numbers: 4);
        find.Set(2, first);
        find.Set(3, end);
        return find;
    }

    private static void Fill(LentStatement find, BlockKey key, long first, long end, List<PositionReport> positions)
    {
        find.Set(0, key.Id);
        find.Set(1, key.Id + BlockKey.MostParts);
        using var row = find.ExecuteReader();
        while (row.Read())
        {
            Decode((byte[])row.GetValue(0), key, first, end, positions);
        }
    }

    private static void Decode(byte[] payload, BlockKey key, long first, long end, List<PositionReport> positions) => Guarded(key, () =>
    {
        PositionBlock.Decode(payload, key.Mmsi, first, end, positions);
        return true;
    });

    /// <summary>Says which block is damaged.</summary>
    private static T Guarded<T>(BlockKey key, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"what {key.Mmsi} sent in the six hours from {Instant.FromUnixSeconds(key.Watch * BlockKey.WatchSeconds)} on: {damage.Message}"), damage);
        }
    }

    private long? Watch(string sql, long bound)
    {
        using var ask = reader.Lend(sql, numbers: 1);
        ask.Set(0, bound);
        return ask.ExecuteScalar() is long id ? BlockKey.Of(id).Watch : null;
    }

    private List<long> InTime(long least, long end, long first, long stop)
    {
        using var find = reader.Lend("SELECT id FROM block WHERE id >= $1 AND id < $2 AND until >= $3 AND since < $4 ORDER BY id", numbers: 4);
        find.Set(0, least);
        find.Set(1, end);
        find.Set(2, first);
        find.Set(3, stop);
        var found = new List<long>();
        using var row = find.ExecuteReader();
        while (row.Read())
        {
            found.Add(row.GetInt64(0));
        }

        return found;
    }

    /// <summary>The numbers of the blocks that may hold something, in order.</summary>
    private List<long> Places(RawBoxes boxes, long first, long end, long least)
    {
        var found = new List<long>();
        foreach (var box in boxes.Each)
        {
            var within = box.West <= box.East ? "east >= $5 AND west <= $6" : "(east >= $5 OR west <= $6)";
            using var find = reader.Lend(
                $"SELECT id FROM block_place WHERE until >= $1 AND since <= $2 AND north >= $3 AND south <= $4 AND {within}", numbers: 6);
            find.Set(0, BlockPlace.Minute(first));
            find.Set(1, BlockPlace.Minute(end - 1));
            find.Set(2, (long)box.South);
            find.Set(3, (long)box.North);
            find.Set(4, (long)box.West);
            find.Set(5, (long)box.East);
            using var row = find.ExecuteReader();
            while (row.Read())
            {
                if (row.GetInt64(0) is var id && id >= least)
                {
                    found.Add(id);
                }
            }
        }

        found.Sort();
        return boxes.Each.Count == 1 ? found : found.Distinct().ToList();
    }
}
