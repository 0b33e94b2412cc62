using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>To what the watches have been thinned: one position in so many seconds. A watch that is not named has every position.</summary>
internal static class BlockTiers
{
    /// <summary>The watches that were thinned, and to how many seconds.</summary>
    public static Dictionary<long, int> Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT watch, seconds FROM watch_tier";
        using var row = command.ExecuteReader();
        var tiers = new Dictionary<long, int>();
        while (row.Read())
        {
            tiers.Add(row.GetInt64(0), row.GetInt32(1));
        }

        return tiers;
    }

    public static void Note(SqliteConnection connection, long watch, int seconds) =>
        connection.Run(FormattableString.Invariant($"INSERT OR REPLACE INTO watch_tier VALUES ({watch}, {seconds})"));

    public static void Forget(SqliteConnection connection, long watch) => connection.Run(FormattableString.Invariant($"DELETE FROM watch_tier WHERE watch = {watch}"));
}
