using MaritimeWatch.Domain;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Crossings;

/// <summary>The spans of event time in which the table of crossings holds all of an asset's. Milliseconds, from inclusive to exclusive; spans of one asset never meet.</summary>
internal static class CrossingCover
{
    /// <summary>Takes a span out of what is covered, of every asset, in a transaction of its own.</summary>
    public static void GiveUp(SqliteConnection store, Instant from, Instant to)
    {
        using var cut = store.CreateCommand();
        cut.CommandText = """
            BEGIN IMMEDIATE;
            INSERT INTO crossing_cover SELECT shape, $to, until FROM crossing_cover WHERE since < $to AND until > $to;
            DELETE FROM crossing_cover WHERE since >= $from AND since < $to;
            UPDATE crossing_cover SET until = $from WHERE since < $from AND until > $from;
            COMMIT;
            """;
        cut.Parameters.AddWithValue("$from", from.UnixMilliseconds);
        cut.Parameters.AddWithValue("$to", to.UnixMilliseconds);
        cut.ExecuteNonQuery();
    }
}
