using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Backup;

/// <summary>A copy of a store as it was before this program changed its tables.</summary>
internal static class OlderStore
{
    /// <summary>Where the copy of a store of a version lies.</summary>
    public static string PathOf(string path, long version) => string.Create(CultureInfo.InvariantCulture, $"{path}.v{version}");

    /// <summary>Lays the copy beside the store; one that is there already is whole, since it got its name last.</summary>
    /// <param name="connection">The writer's, outside a transaction.</param>
    /// <param name="path">The store.</param>
    /// <param name="version">The version of its tables.</param>
    /// <exception cref="SqliteException">There is no room for it: nothing is changed then.</exception>
    public static void Keep(SqliteConnection connection, string path, long version)
    {
        var copy = PathOf(path, version);
        if (File.Exists(copy))
        {
            return;
        }

        var unfinished = copy + ".part";
        File.Delete(unfinished);
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", unfinished);
            command.ExecuteNonQuery();
        }

        File.Move(unfinished, copy);
    }
}
