using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>How far work has come that goes on after a restart, by name.</summary>
internal static class ProgressTable
{
    /// <summary>The newest watch of which positions were moved to blocks.</summary>
    public const string Sealed = "sealed";

    /// <summary>The newest watch whose words were thinned.</summary>
    public const string WordsThinned = "words_thinned";

    /// <summary>Where it is, or null where it never began.</summary>
    public static long? Read(SqliteConnection connection, string name)
    {
        if (!SqliteSchema.HasWords(connection))
        {
            return null;
        }

        using var read = connection.Prepared("SELECT value FROM progress WHERE name = $1", SqliteType.Text);
        read.Set(0, name);
        return read.ExecuteScalar() as long?;
    }

    /// <summary>Notes how far it has come; never back.</summary>
    public static void Advance(SqliteConnection connection, string name, long value)
    {
        using var advance = connection.Prepared("INSERT INTO progress VALUES ($1, $2) ON CONFLICT(name) DO UPDATE SET value = max(value, $2)", SqliteType.Text, SqliteType.Integer);
        advance.Set(0, name);
        advance.Set(1, value);
        advance.ExecuteNonQuery();
    }
}
