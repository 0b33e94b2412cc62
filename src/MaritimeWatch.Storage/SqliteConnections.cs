using System.Collections.Concurrent;
using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Backup;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>The only place that opens a store: one connection for writing, any number for reading.</summary>
/// <remarks>
/// SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when two connections write or checkpoint at once. So exactly one
/// connection ever writes and ever checkpoints; the others are opened read-only, never checkpoint, and never map the file (decision 0501).
/// </remarks>
internal sealed class SqliteConnections(string path, TimeProvider clock, IStoreLayout layout) : IDisposable
{
    private const int IdleReadersKept = 8;

    private readonly ConcurrentBag<SqliteConnection> idle = [];
    private FileStream? ownership;
    private volatile bool disposed;

    /// <summary>Raised on the reader's thread when a reader finds the file damaged or the disk failing.</summary>
    public event Action<StoreException>? ReadFailed;

    /// <summary>Opens the one writing connection; its caller closes it before asking for another.</summary>
    /// <exception cref="StoreException">Not possible, with the reason.</exception>
    public SqliteConnection OpenWriter()
    {
        TakeOwnership();
        BrokenRestore.Refuse(path);
        var connection = Connection(SqliteOpenMode.ReadWriteCreate);
        try
        {
            connection.Open();

            // FULL: what is acknowledged has been synced to the disk, also in WAL mode.
            connection.Run($"""
                {layout.Settings}
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA mmap_size = 0;
                PRAGMA cache_size = -32768;
                PRAGMA journal_size_limit = 67108864;
                """);
            layout.Prepare(connection, path, Now);
            return connection;
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw new StoreException(StoreException.FaultOf(failure), path, failure);
        }
        catch (StoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes the file where there is none, under another name until it has its tables: for a file that others look for at any time.</summary>
    /// <exception cref="SqliteException">It cannot be made.</exception>
    public void MakeWhole()
    {
        if (File.Exists(path))
        {
            return;
        }

        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var connection = Connection(SqliteOpenMode.ReadWriteCreate, unfinished))
        {
            connection.Open();
            connection.Run($"{layout.Settings} PRAGMA synchronous = FULL;");
            layout.Prepare(connection, path, Now);
        }

        File.Move(unfinished, path);
    }

    /// <summary>Tells of damage as if a reader had found it.</summary>
    public void Tell(StoreException damage) => ReadFailed?.Invoke(damage);

    /// <summary>Runs <paramref name="query"/> on a connection that can do nothing but read.</summary>
    /// <exception cref="StoreException">The store cannot be read, or another file got its name meanwhile: its answer may be half of the one, half of the other.</exception>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        SqliteConnection? connection = null;
        var kept = false;
        try
        {
            connection = TakeIdle() ?? OpenReader();
            var answer = query(connection);
            if (MovedFile.IsReadBy(connection))
            {
                throw new StoreException(StoreFault.Other, path, new IOException("another file has taken its place while it was read (a restore, or a compaction); ask again"));
            }

            if (!disposed && idle.Count < IdleReadersKept)
            {
                idle.Add(connection);
                kept = true;
            }

            return answer;
        }
        catch (Exception failure) when (failure is SqliteException or InvalidDataException)
        {
            var failed = new StoreException(failure is SqliteException refused ? StoreException.FaultOf(refused) : StoreFault.Damaged, path, failure);
            if (failed.Fault is StoreFault.Damaged or StoreFault.InputOutput)
            {
                ReadFailed?.Invoke(failed);
            }

            throw failed;
        }
        finally
        {
            if (!kept)
            {
                connection?.Dispose();
            }
        }
    }

    /// <summary>Closes the readers, so that the writer is the last to close and its checkpoint complete.</summary>
    public void CloseReaders()
    {
        disposed = true;
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    public void Dispose()
    {
        CloseReaders();
        ownership?.Dispose();
    }

    /// <summary>Opens a file that a copy is being written to: nobody else knows of it before it gets its name. Its caller closes it.</summary>
    /// <exception cref="SqliteException">It cannot be made.</exception>
    public static SqliteConnection OfCopy(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Opens, for reading alone, a copy that nobody writes any more. Its caller closes it.</summary>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static SqliteConnection OfFinishedCopy(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>An empty store in memory, to compare with; its caller closes it.</summary>
    public static SqliteConnection Fresh()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteSchema.Prepare(connection, ":memory:", Instant.MinValue);
        return connection;
    }

    private Instant Now => new(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>One that was used before, and whose file still has its name.</summary>
    private SqliteConnection? TakeIdle()
    {
        while (idle.TryTake(out var found))
        {
            if (!MovedFile.IsReadBy(found))
            {
                return found;
            }

            found.Dispose();
        }

        return null;
    }

    private SqliteConnection OpenReader()
    {
        BrokenRestore.Refuse(path);
        var connection = Connection(SqliteOpenMode.ReadOnly);
        try
        {
            connection = Opened(connection);
            connection.Run("PRAGMA wal_autocheckpoint = 0; PRAGMA mmap_size = 0; PRAGMA query_only = 1;");
            layout.Check(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A copy in a folder that may not be written has no room for the memory that readers and a writer share; nobody writes it, so it is read without.</summary>
    private SqliteConnection Opened(SqliteConnection connection)
    {
        try
        {
            connection.Open();
            _ = connection.Number("PRAGMA user_version");
            return connection;
        }
        catch (SqliteException refused) when (StoreException.FaultOf(refused) == StoreFault.NotWritable && File.Exists(path) && !File.Exists(path + "-wal"))
        {
            connection.Dispose();
            var unchanging = Connection(SqliteOpenMode.ReadOnly, $"file:{Uri.EscapeDataString(path)}?immutable=1");
            unchanging.Open();
            return unchanging;
        }
    }

    private SqliteConnection Connection(SqliteOpenMode mode, string? source = null) => new(new SqliteConnectionStringBuilder
    {
        DataSource = source ?? path,
        Mode = mode,
        Cache = SqliteCacheMode.Private,

        // Pooling of the provider would hand a connection to somebody else with our settings on it.
        Pooling = false,
    }.ToString());

    /// <summary>A lock on a file beside the database keeps a second process from becoming a second writer.</summary>
    /// <exception cref="StoreException">Another process has it.</exception>
    public void TakeOwnership()
    {
        if (ownership is not null)
        {
            return;
        }

        var lockFile = path + ".lock";
        try
        {
            ownership = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new StoreException(StoreFault.NotWritable, path, failure);
        }
        catch (IOException failure)
        {
            // A lock held elsewhere is told apart from a sick disk by whether the file is there and can be looked at.
            throw new StoreException(File.Exists(lockFile) && failure.HResult == WouldBlock ? StoreFault.InUse : StoreFault.NotWritable, path, failure);
        }
    }

    // EWOULDBLOCK on Linux; .NET reports a held lock with it. Windows: ERROR_SHARING_VIOLATION.
    private static int WouldBlock => OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : 11;
}
