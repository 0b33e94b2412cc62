using System.Globalization;
using System.Runtime.InteropServices;
using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>Puts positions into blocks, within the writer's transaction. What is there already is left as it is: the same again changes nothing.</summary>
internal sealed class BlockWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand find;
    private readonly SqliteCommand put;
    private readonly SqliteCommand place;
    private readonly SqliteCommand remove;
    private readonly SqliteCommand removePlace;
    private readonly SqliteCommand ids;
    private readonly List<PositionReport> held = [];
    private readonly List<PositionReport> merged = [];
    private readonly HashSet<long> touched = [];

    public BlockWriter(SqliteConnection connection)
    {
        this.connection = connection;
        find = connection.Prepared("SELECT payload FROM block WHERE id >= $1 AND id < $2 ORDER BY id", SqliteType.Integer, SqliteType.Integer);
        put = connection.Prepared("INSERT OR REPLACE INTO block VALUES ($1, $2, $3, $4, $5)", SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Blob);
        place = connection.Prepared("INSERT OR REPLACE INTO block_place VALUES ($1, $2, $3, $4, $5, $6, $7)", [.. Enumerable.Repeat(SqliteType.Integer, 7)]);
        remove = connection.Prepared("DELETE FROM block WHERE id = $1", SqliteType.Integer);
        removePlace = connection.Prepared("DELETE FROM block_place WHERE id = $1", SqliteType.Integer);
        ids = connection.Prepared("SELECT id, count FROM block WHERE id >= $1 AND id < $2", SqliteType.Integer, SqliteType.Integer);
    }

    /// <summary>Adds what one vessel sent in one watch.</summary>
    /// <param name="positions">Of one vessel and one watch, in order of time, latitude, longitude, none twice.</param>
    /// <returns>How many were new.</returns>
    /// <exception cref="InvalidDataException">What is stored there is damaged; the message names the block.</exception>
    public int Add(ReadOnlySpan<PositionReport> positions)
    {
        var key = new BlockKey(BlockKey.WatchOf(positions[0].Time.UnixSeconds), positions[0].Mmsi, 0);
        ReadHeld(key);
        if (held.Count == 0)
        {
            ForgetTier(key.Watch);
            Put(key, positions);
            return positions.Length;
        }

        Merge(positions);
        var added = merged.Count - held.Count;
        if (added > 0)
        {
            ForgetTier(key.Watch);
            Put(key, CollectionsMarshal.AsSpan(merged));
        }

        return added;
    }

    /// <summary>Puts positions in the place of everything a vessel has in their watch.</summary>
    /// <param name="positions">Of one vessel and one watch, in order of time, latitude, longitude, none twice; at least one.</param>
    public void Replace(List<PositionReport> positions)
    {
        var key = new BlockKey(BlockKey.WatchOf(positions[0].Time.UnixSeconds), positions[0].Mmsi, 0);
        Remove(key.Id, key.Id + BlockKey.MostParts);
        Put(key, CollectionsMarshal.AsSpan(positions));
    }

    /// <summary>Takes a whole watch away.</summary>
    /// <returns>How many positions it held.</returns>
    public long Remove(long watch) => Remove(new BlockKey(watch, default, 0).Id, new BlockKey(watch + 1, default, 0).Id);

    /// <summary>The watches that were added to since this was asked last.</summary>
    public IReadOnlyList<long> TakeTouched()
    {
        var watches = touched.ToList();
        touched.Clear();
        return watches;
    }

    public void Dispose()
    {
        find.Dispose();
        put.Dispose();
        place.Dispose();
        remove.Dispose();
        removePlace.Dispose();
        ids.Dispose();
    }

    private long Remove(long first, long end)
    {
        var found = new List<long>();
        var positions = 0L;
        ids.Set(0, first);
        ids.Set(1, end);
        using (var row = ids.ExecuteReader())
        {
            while (row.Read())
            {
                found.Add(row.GetInt64(0));
                positions += row.GetInt64(1);
            }
        }

        foreach (var id in found)
        {
            remove.Set(0, id);
            remove.ExecuteNonQuery();
            removePlace.Set(0, id);
            removePlace.ExecuteNonQuery();
        }

        return positions;
    }

    /// <summary>A watch that was thinned and gets more has to be thinned again.</summary>
    private void ForgetTier(long watch)
    {
        if (!touched.Contains(watch))
        {
            BlockTiers.Forget(connection, watch);
        }
    }

    private void ReadHeld(BlockKey key)
    {
        held.Clear();
        find.Set(0, key.Id);
        find.Set(1, key.Id + BlockKey.MostParts);
        using var row = find.ExecuteReader();
        while (row.Read())
        {
            PositionBlock.Decode((byte[])row.GetValue(0), key.Mmsi, held);
        }
    }

    /// <summary>Of two at the same second and place, the one that is held stays.</summary>
    private void Merge(ReadOnlySpan<PositionReport> positions)
    {
        merged.Clear();
        var next = 0;
        foreach (var position in held)
        {
            while (next < positions.Length && PositionOrder.Compare(positions[next], position) < 0)
            {
                merged.Add(positions[next++]);
            }

            if (next < positions.Length && PositionOrder.Compare(positions[next], position) == 0)
            {
                next++;
            }

            merged.Add(position);
        }

        merged.AddRange(positions[next..]);
    }

    private void Put(BlockKey key, ReadOnlySpan<PositionReport> positions)
    {
        touched.Add(key.Watch);
        var parts = (positions.Length + PositionBlock.MostPositions - 1) / PositionBlock.MostPositions;
        if (parts > BlockKey.MostParts)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"{key.Mmsi} has {positions.Length} positions within six hours; {BlockKey.MostParts * PositionBlock.MostPositions} is the most that is stored"));
        }

        for (var part = 0; part < parts; part++)
        {
            var of = positions[(part * PositionBlock.MostPositions)..Math.Min((part + 1) * PositionBlock.MostPositions, positions.Length)];
            Put(key with { Part = part }, of, PositionBlock.Encode(of));
        }
    }

    private void Put(BlockKey key, ReadOnlySpan<PositionReport> positions, byte[] payload)
    {
        var (since, until) = (positions[0].Time.UnixSeconds, positions[^1].Time.UnixSeconds);
        put.Set(0, key.Id);
        put.Set(1, since);
        put.Set(2, until);
        put.Set(3, (long)positions.Length);
        put.Set(4, payload);
        put.ExecuteNonQuery();

        var (south, north, west, east) = (int.MaxValue, int.MinValue, int.MaxValue, int.MinValue);
        foreach (ref readonly var position in positions)
        {
            (south, north) = (Math.Min(south, position.RawLatitude), Math.Max(north, position.RawLatitude));
            (west, east) = (Math.Min(west, position.RawLongitude), Math.Max(east, position.RawLongitude));
        }

        place.Set(0, key.Id);
        place.Set(1, BlockPlace.Minute(since));
        place.Set(2, BlockPlace.Minute(until));
        place.Set(3, (long)south);
        place.Set(4, (long)north);
        place.Set(5, (long)west);
        place.Set(6, (long)east);
        place.ExecuteNonQuery();
    }
}
