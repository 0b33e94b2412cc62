using System.Globalization;
using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Backup;

/// <summary>Decodes every block of a watch and holds it against its row and its entry in the index by place.</summary>
internal sealed class WatchVerification(SqliteConnection reader, Action<string> tell)
{
    private readonly List<PositionReport> decoded = [];
    private PositionReport? before;

    public long Blocks { get; private set; }

    public long Positions { get; private set; }

    public void Verify(long watch)
    {
        var (first, end) = (new BlockKey(watch, default, 0).Id, new BlockKey(watch + 1, default, 0).Id);
        using var find = reader.Prepared(
            """
            SELECT b.id, b.since, b.until, b.count, b.payload, p.since, p.until, p.south, p.north, p.west, p.east
            FROM block b LEFT JOIN block_place p ON p.id = b.id WHERE b.id >= $1 AND b.id < $2 ORDER BY b.id
            """,
            SqliteType.Integer, SqliteType.Integer);
        find.Set(0, first);
        find.Set(1, end);
        using var row = find.ExecuteReader();
        while (row.Read())
        {
            Blocks++;
            var key = BlockKey.Of(row.GetInt64(0));
            if (Wrong(row, key) is { } problem)
            {
                tell($"the tracks, block of {Name(key)}: {problem}");
            }
        }

        var stray = reader.Number(FormattableString.Invariant($"SELECT count(*) FROM block_place WHERE id >= {first} AND id < {end} AND since <= {BlockPlace.Minute((watch + 1) * BlockKey.WatchSeconds)} AND until >= {BlockPlace.Minute(watch * BlockKey.WatchSeconds)} AND id NOT IN (SELECT id FROM block WHERE id >= {first} AND id < {end})"));
        if (stray > 0)
        {
            tell(string.Create(CultureInfo.InvariantCulture, $"the tracks, index by place: {stray} entries of blocks that are not there, from {Begin(watch)}"));
        }
    }

    private string? Wrong(SqliteDataReader row, BlockKey key)
    {
        decoded.Clear();
        try
        {
            PositionBlock.Decode((byte[])row.GetValue(4), key.Mmsi, decoded);
        }
        catch (InvalidDataException damage)
        {
            before = null;
            return damage.Message;
        }

        Positions += decoded.Count;
        var positions = CollectionsMarshal.AsSpan(decoded);
        if (row.GetInt64(1) != positions[0].Time.UnixSeconds || row.GetInt64(2) != positions[^1].Time.UnixSeconds || row.GetInt64(3) != positions.Length)
        {
            return "it holds another span or another number of positions than its row says";
        }

        if (InOrder(positions, key) is { } disorder)
        {
            return disorder;
        }

        var (south, north, west, east) = (int.MaxValue, int.MinValue, int.MaxValue, int.MinValue);
        foreach (ref readonly var position in positions)
        {
            (south, north) = (Math.Min(south, position.RawLatitude), Math.Max(north, position.RawLatitude));
            (west, east) = (Math.Min(west, position.RawLongitude), Math.Max(east, position.RawLongitude));
        }

        return row.IsDBNull(5) ? "it is missing in the index by place"
            : row.GetInt64(5) != BlockPlace.Minute(positions[0].Time.UnixSeconds) || row.GetInt64(6) != BlockPlace.Minute(positions[^1].Time.UnixSeconds)
                || row.GetInt64(7) != south || row.GetInt64(8) != north || row.GetInt64(9) != west || row.GetInt64(10) != east
                ? "the index by place has it elsewhere"
            : null;
    }

    private string? InOrder(ReadOnlySpan<PositionReport> positions, BlockKey key)
    {
        if (BlockKey.WatchOf(positions[0].Time.UnixSeconds) != key.Watch || BlockKey.WatchOf(positions[^1].Time.UnixSeconds) != key.Watch)
        {
            return "it holds positions of another watch";
        }

        if (key.Part == 0 || before?.Mmsi != key.Mmsi)
        {
            before = null;
        }

        foreach (ref readonly var position in positions)
        {
            if (before is { } last && PositionOrder.Compare(last, position) >= 0)
            {
                return "its positions are not in order";
            }

            before = position;
        }

        return null;
    }

    private static string Name(BlockKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Mmsi.Value:D9} from {Begin(key.Watch)} to {Begin(key.Watch + 1)}, part {key.Part}");

    private static Instant Begin(long watch) => Instant.FromUnixSeconds(watch * BlockKey.WatchSeconds);
}
