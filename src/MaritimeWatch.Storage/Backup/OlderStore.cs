using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Backup;

/// <summary>Copies of a store as it was before this program changed its tables. They stay until somebody deletes them.</summary>
internal static class OlderStore
{
    /// <summary>Where the first copy of a store of a version lies; a second one, of what the older program wrote later, has <c>.2</c> behind it.</summary>
    public static string PathOf(string path, long version) => string.Create(CultureInfo.InvariantCulture, $"{path}.v{version}");

    /// <summary>The copies that lie beside a store.</summary>
    public static IReadOnlyList<FileInfo> Of(string path) =>
        [.. from version in Enumerable.Range(SqliteSchema.OldestRead, SqliteSchema.Version - SqliteSchema.OldestRead) from copy in Copies(PathOf(path, version)).TakeWhile(File.Exists) select new FileInfo(copy)];

    /// <summary>Lays a copy beside the store, unless one with as many rows in each table is there: a start that was refused later is tried again and again.</summary>
    /// <param name="connection">The writer's, outside a transaction.</param>
    /// <param name="path">The store.</param>
    /// <param name="version">The version of its tables.</param>
    /// <exception cref="SqliteException">There is no room for it: nothing is changed then, and nothing of the copy is left.</exception>
    public static void Keep(SqliteConnection connection, string path, long version)
    {
        var rows = Rows(connection);
        foreach (var copy in Copies(PathOf(path, version)))
        {
            if (!File.Exists(copy))
            {
                Make(connection, copy);
                return;
            }

            if (RowsOf(copy)?.SequenceEqual(rows) == true)
            {
                return;
            }
        }
    }

    private static void Make(SqliteConnection connection, string copy)
    {
        var unfinished = copy + StoreFiles.Unfinished;
        File.Delete(unfinished);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", unfinished);
            command.ExecuteNonQuery();
            StoreFiles.Name(unfinished, copy);
        }
        catch
        {
            // On a full disk it would keep the room that everything else waits for.
            File.Delete(unfinished);
            File.Delete(unfinished + "-journal");
            throw;
        }
    }

    private static IEnumerable<string> Copies(string first)
    {
        yield return first;
        for (var number = 2; ; number++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{first}.{number}");
        }
    }

    private static List<(string Table, long Rows)> Rows(SqliteConnection connection) =>
        [.. SqliteSchema.Tables(connection).Select(table => (table, connection.Number($"SELECT count(*) FROM '{table}'")))];

    /// <summary>Null where it cannot be read: a damaged file is left where it is, and is no copy.</summary>
    private static List<(string Table, long Rows)>? RowsOf(string copy)
    {
        try
        {
            using var connection = SqliteConnections.OfFinishedCopy(copy);
            return Rows(connection);
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}
