using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>Reads positions out of blocks. Times are Unix seconds, from the first inclusive to the end exclusive.</summary>
/// <param name="reader">A connection to the file of blocks.</param>
internal sealed class BlockReader(SqliteConnection reader)
{
    private readonly List<PositionReport> decoded = [];

    /// <summary>The watches that hold anything, oldest first; one search each.</summary>
    /// <param name="first">From this one on.</param>
    /// <param name="last">Up to this one.</param>
    public IEnumerable<long> Watches(long first, long last)
    {
        using var next = reader.Prepared("SELECT id FROM block WHERE id >= $1 ORDER BY id LIMIT 1", SqliteType.Integer);
        for (var watch = first; watch <= last; watch++)
        {
            next.Set(0, new BlockKey(watch, default, 0).Id);
            if (next.ExecuteScalar() is not long id || BlockKey.Of(id).Watch is var found && found > last)
            {
                yield break;
            }

            watch = found;
            yield return watch;
        }
    }

    /// <summary>The oldest and the newest watch, or null where there are no blocks.</summary>
    public (long Oldest, long Newest)? Span()
    {
        using var ends = reader.CreateCommand();
        ends.CommandText = "SELECT (SELECT min(id) FROM block), (SELECT max(id) FROM block)";
        using var row = ends.ExecuteReader();
        return row.Read() && !row.IsDBNull(0) ? (BlockKey.Of(row.GetInt64(0)).Watch, BlockKey.Of(row.GetInt64(1)).Watch) : null;
    }

    /// <summary>A vessel's positions, oldest first, watch after watch: whoever has enough stops reading.</summary>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public IEnumerable<PositionReport> Track(Mmsi mmsi, long first, long end)
    {
        using var find = reader.Prepared("SELECT payload FROM block WHERE id >= $1 AND id < $2 AND until >= $3 AND since < $4 ORDER BY id", [.. Enumerable.Repeat(SqliteType.Integer, 4)]);
        find.Set(2, first);
        find.Set(3, end);
        foreach (var watch in Watches(BlockKey.WatchOf(first), BlockKey.WatchOf(end - 1)))
        {
            var key = new BlockKey(watch, mmsi, 0);
            find.Set(0, key.Id);
            find.Set(1, key.Id + BlockKey.MostParts);
            decoded.Clear();
            using (var row = find.ExecuteReader())
            {
                while (row.Read())
                {
                    PositionBlock.Decode((byte[])row.GetValue(0), mmsi, decoded);
                }
            }

            foreach (var position in decoded)
            {
                if (position.Time.UnixSeconds >= first && position.Time.UnixSeconds < end)
                {
                    yield return position;
                }
            }
        }
    }

    /// <summary>The positions of all vessels inside a box, in order of watch, vessel, time, latitude, longitude: whoever has enough stops reading.</summary>
    /// <param name="box">Where, in 1/600,000 degree; across the antimeridian where west is greater than east.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="from">From this block on.</param>
    /// <param name="cancellation">Ends the search between two blocks.</param>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public IEnumerable<PositionReport> Area(RawBox box, long first, long end, BlockKey from, CancellationToken cancellation)
    {
        using var find = reader.Prepared("SELECT payload FROM block WHERE id = $1", SqliteType.Integer);
        foreach (var id in Places(box, first, end, from))
        {
            cancellation.ThrowIfCancellationRequested();
            find.Set(0, id);
            decoded.Clear();
            PositionBlock.Decode((byte[])find.ExecuteScalar()!, BlockKey.Of(id).Mmsi, decoded);
            foreach (var position in decoded)
            {
                if (position.Time.UnixSeconds >= first && position.Time.UnixSeconds < end && box.Contains(position.RawLatitude, position.RawLongitude))
                {
                    yield return position;
                }
            }
        }
    }

    /// <summary>The numbers of the blocks that may hold something, in order.</summary>
    private List<long> Places(RawBox box, long first, long end, BlockKey from)
    {
        var within = box.West <= box.East ? "east >= $5 AND west <= $6" : "(east >= $5 OR west <= $6)";
        using var find = reader.Prepared(
            $"SELECT id FROM block_place WHERE until >= $1 AND since <= $2 AND north >= $3 AND south <= $4 AND {within}", [.. Enumerable.Repeat(SqliteType.Integer, 6)]);
        find.Set(0, BlockPlace.Minute(first));
        find.Set(1, BlockPlace.Minute(end - 1));
        find.Set(2, (long)box.South);
        find.Set(3, (long)box.North);
        find.Set(4, (long)box.West);
        find.Set(5, (long)box.East);
        var found = new List<long>();
        using var row = find.ExecuteReader();
        while (row.Read())
        {
            if (row.GetInt64(0) >= from.Id)
            {
                found.Add(row.GetInt64(0));
            }
        }

        found.Sort();
        return found;
    }
}
