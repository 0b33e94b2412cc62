using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Sealing;

/// <summary>
/// Gives up what vessels said of themselves for the hundredth time: of a watch that no restart runs again, the first and the last time of each word without another between them stay. Who was called what from when to when is told by
/// those as well (<see cref="StaticHistory"/>); a ship says all of it every six minutes.
/// </summary>
internal static class WordThinning
{
    /// <summary>The longest that a restart runs again is a week. Design value: a day more.</summary>
    public static readonly TimeSpan WordsKept = TimeSpan.FromDays(8);

    private const string Repeated =
        """
        SELECT mmsi, time, hash FROM (
          SELECT mmsi, time, hash, lag(hash) OVER heard AS before, lead(hash) OVER heard AS behind
          FROM static_heard JOIN static_word USING (mmsi, hash)
          WHERE time >= $1 AND time < $2
          WINDOW heard AS (PARTITION BY mmsi, message_type, feed ORDER BY time, hash))
        WHERE before = hash AND behind = hash
        """;

    /// <summary>The next watch with words to be thinned that ends at or before a time; null where there is none.</summary>
    public static long? Next(SqliteConnection reader, long before)
    {
        if (!SqliteSchema.HasWords(reader))
        {
            return null;
        }

        var from = ProgressTable.Read(reader, ProgressTable.WordsThinned) is { } done ? (done + 1) * BlockKey.WatchSeconds : long.MinValue;
        using var next = reader.Prepared("SELECT min(time) FROM static_heard WHERE time >= $1", SqliteType.Integer);
        next.Set(0, from);
        return next.ExecuteScalar() is long time && BlockKey.WatchOf(time) is var watch && (watch + 1) * BlockKey.WatchSeconds <= before ? watch : null;
    }

    /// <summary>The errands that thin a watch; the last of them notes that it is done.</summary>
    public static IEnumerable<WriterErrand> Of(SqliteConnections rows, long watch)
    {
        foreach (var part in rows.Read(reader => Find(reader, watch)).Chunk(RowRemoval.MostRows))
        {
            yield return new WriterErrand(connection => Remove(connection, part), part.Length / 4);
        }

        yield return new WriterErrand(connection => ProgressTable.Advance(connection, ProgressTable.WordsThinned, watch), 1);
    }

    private static List<(long Mmsi, long Time, long Hash)> Find(SqliteConnection reader, long watch)
    {
        using var find = reader.Prepared(Repeated, SqliteType.Integer, SqliteType.Integer);
        find.Set(0, watch * BlockKey.WatchSeconds);
        find.Set(1, (watch + 1) * BlockKey.WatchSeconds);
        var found = new List<(long, long, long)>();
        using var row = find.ExecuteReader();
        while (row.Read())
        {
            found.Add((row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
        }

        return found;
    }

    private static void Remove(SqliteConnection connection, (long Mmsi, long Time, long Hash)[] words)
    {
        using var remove = connection.Prepared("DELETE FROM static_heard WHERE mmsi = $1 AND time = $2 AND hash = $3", SqliteType.Integer, SqliteType.Integer, SqliteType.Integer);
        foreach (var (mmsi, time, hash) in words)
        {
            remove.Set(0, mmsi);
            remove.Set(1, time);
            remove.Set(2, hash);
            remove.ExecuteNonQuery();
        }
    }
}
