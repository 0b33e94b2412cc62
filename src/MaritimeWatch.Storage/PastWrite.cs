using MaritimeWatch.Storage.Crossings;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>What is kept for those who look back (crossings, what they cover, a chart), on its way to the writer. Nobody waits for it.</summary>
internal sealed class PastWrite(Action<SqliteConnection, CrossingWriter> write)
{
    /// <summary>Writes it within the writer's transaction; again where that came to nothing.</summary>
    public void Write(SqliteConnection connection, CrossingWriter crossings) => write(connection, crossings);
}
