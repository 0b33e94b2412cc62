using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MaritimeWatch.Storage.Backup;

/// <summary>A database file copied page by page as it stood at one moment, while somebody writes it.</summary>
internal static class FileCopy
{
    /// <summary>Between two looks at the clock and at whether it is to stop; 4 MiB or more.</summary>
    private const int PagesAtOnce = 1_024;

    /// <summary>Copies a database.</summary>
    /// <param name="source">A connection that can only read. It holds one moment of the file in view until the end, so the copy is of that moment, and no step is done twice.</param>
    /// <param name="path">The new file.</param>
    /// <param name="progress">Is told pages done and pages in all.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="SqliteException">It cannot be read, or not be written.</exception>
    public static void Make(SqliteConnection source, string path, Action<long, long> progress, CancellationToken cancellation)
    {
        using var copy = SqliteConnections.OfCopy(path);

        // Nobody reads it before it is whole, and it is synced once, at the end.
        copy.Run("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;");
        source.Run("BEGIN");
        try
        {
            // A transaction begins with the first read.
            _ = source.Number("SELECT count(*) FROM sqlite_schema");
            Copy(source, copy, progress, cancellation);
        }
        finally
        {
            source.Run("ROLLBACK");
        }
    }

    private static void Copy(SqliteConnection source, SqliteConnection copy, Action<long, long> progress, CancellationToken cancellation)
    {
        var backup = raw.sqlite3_backup_init(copy.Handle!, "main", source.Handle!, "main");
        if (backup.IsInvalid)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(copy.Handle!), copy.Handle!);
        }

        var result = raw.SQLITE_OK;
        while (result == raw.SQLITE_OK && !cancellation.IsCancellationRequested)
        {
            result = raw.sqlite3_backup_step(backup, PagesAtOnce);
            var pages = raw.sqlite3_backup_pagecount(backup);
            progress(pages - raw.sqlite3_backup_remaining(backup), pages);
        }

        raw.sqlite3_backup_finish(backup);
        cancellation.ThrowIfCancellationRequested();
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, copy.Handle!);
        }
    }
}
