using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MaritimeWatch.Storage.Backup;

/// <summary>Statements that take minutes, ended while they run.</summary>
internal static class LongStatement
{
    /// <summary>A fraction of a millisecond of SQLite's work.</summary>
    private const int StepsBetweenLooks = 1_000;

    /// <summary>Runs statements on a connection; what is asked to end does so within them, and changes nothing.</summary>
    /// <remarks>SQLite asks while it works: an order to stop that came just before a statement began would be lost.</remarks>
    /// <param name="connection">The connection; nobody else uses it meanwhile.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="work">The statements.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static T Run<T>(SqliteConnection connection, CancellationToken cancellation, Func<T> work)
    {
        cancellation.ThrowIfCancellationRequested();
        raw.sqlite3_progress_handler(connection.Handle, StepsBetweenLooks, _ => cancellation.IsCancellationRequested ? 1 : 0, null);
        try
        {
            return work();
        }
        catch (SqliteException ended) when (ended.SqliteErrorCode == raw.SQLITE_INTERRUPT && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
        }
    }
}
