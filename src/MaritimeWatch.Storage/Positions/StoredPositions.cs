using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MaritimeWatch.Storage.Positions;

/// <summary>Gives what asks about positions both files as they are at one moment, and ends it when its caller goes.</summary>
/// <param name="rows">The store's file.</param>
/// <param name="blocks">The file of blocks beside it.</param>
internal sealed class StoredPositions(SqliteConnections rows, TrackFile blocks)
{
    /// <summary>Reads; what takes long is ended inside SQLite, not when it comes back.</summary>
    /// <param name="query">Gets the positions, and the store's file for what lies beside them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public T Read<T>(Func<PositionReader, SqliteConnection, T> query, CancellationToken cancellation = default)
    {
        try
        {
            return rows.Read(row =>
            {
                cancellation.ThrowIfCancellationRequested();
                using var ending = Ending(row, cancellation);

                // The moment of the rows comes first: what leaves them is in the blocks by then.
                using var moment = row.BeginTransaction(deferred: true);
                using (var any = row.Lend("SELECT EXISTS (SELECT 1 FROM position)"))
                {
                    _ = any.ExecuteScalar();
                }

                return blocks.Read((block, connection) =>
                {
                    using var endingToo = Ending(connection, cancellation);
                    return query(new PositionReader(new RowReader(row), block), row);
                });
            });
        }
        catch (StoreException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private static CancellationTokenRegistration Ending(SqliteConnection? connection, CancellationToken cancellation) =>
        connection is null ? default : cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle));
}
