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

    /// <summary>Lays a copy beside the store, unless one that holds the very same is there: a start that was refused later is tried again and again.</summary>
    /// <param name="connection">The writer's, outside a transaction.</param>
    /// <param name="path">The store.</param>
    /// <param name="version">The version of its tables.</param>
    /// <exception cref="SqliteException">There is no room for it: nothing is changed then, and nothing of the copy is left.</exception>
    /// <exception cref="StoreException">What was written cannot be put on the disk, or reads back as something else; nothing is changed, and nothing of the copy is left.</exception>
    public static void Keep(SqliteConnection connection, string path, long version) => Keep(connection, path, version, _ => { });

    /// <summary>Keeps a copy, and lets a test do to what was written what a disk may do.</summary>
    internal static void Keep(SqliteConnection connection, string path, long version, Action<string> written)
    {
        var content = ContentHash.Of(connection);
        foreach (var copy in Copies(PathOf(path, version)))
        {
            if (!File.Exists(copy))
            {
                Make(connection, path, copy, content, written);
                return;
            }

            if (Holds(copy, content))
            {
                return;
            }
        }
    }

    private static void Make(SqliteConnection connection, string path, string copy, string content, Action<string> written)
    {
        var unfinished = copy + StoreFiles.Unfinished;
        try
        {
            File.Delete(unfinished);
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", unfinished);
            command.ExecuteNonQuery();
            written(unfinished);
            if (!Holds(unfinished, content))
            {
                throw new IOException($"the copy {copy}, which is kept before its tables change, does not read back as it was written");
            }

            StoreFiles.Name(unfinished, copy);
        }
        catch (Exception failure)
        {
            // On a full disk it would keep the room that everything else waits for.
            File.Delete(unfinished);
            File.Delete(unfinished + "-journal");
            throw failure is IOException or UnauthorizedAccessException ? new StoreException(StoreFault.InputOutput, path, failure) : failure;
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

    /// <summary>Whether a file is sound and holds this. One that does not is left where it is, and is no copy.</summary>
    private static bool Holds(string copy, string content)
    {
        try
        {
            using var connection = SqliteConnections.OfFinishedCopy(copy);
            return connection.Text("PRAGMA integrity_check(1)") == "ok" && ContentHash.Of(connection) == content;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
