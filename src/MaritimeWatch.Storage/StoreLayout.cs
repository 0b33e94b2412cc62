using MaritimeWatch.Domain;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>The file with the alert log, the audit log, what was received last, and what is known of vessels (<see cref="SqliteSchema"/>).</summary>
internal sealed class StoreLayout : IStoreLayout
{
    public string Settings => "";

    public void Prepare(SqliteConnection connection, string path, Instant now) => SqliteSchema.Prepare(connection, path, now);

    public void Check(SqliteConnection connection, string path) => SqliteSchema.Check(connection, path);
}
