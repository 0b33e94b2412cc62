using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Backup;

/// <summary>Writes a store anew, without the room that deleted rows left in it, while no service holds it.</summary>
public static class StoreCompaction
{
    private const string Unfinished = ".compact";

    /// <summary>Compacts both files, one after the other. Broken off at any moment, each is either as before or done.</summary>
    /// <param name="store">The store.</param>
    /// <param name="progress">Is told which file is being written.</param>
    /// <param name="cancellation">Ends it: the file that is being written anew stays as it was.</param>
    /// <returns>Bytes before and after.</returns>
    /// <exception cref="StoreException">A service holds the store, or there is no room: as much as the file has is needed beside it for as long as it takes.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static (long Before, long After) Run(string store, Action<string> progress, CancellationToken cancellation)
    {
        var sizes = new List<(long Before, long After)>();
        foreach (var (path, layout) in ((string, IStoreLayout)[])[(store, new StoreLayout()), (store + StoreFiles.Tracks, new BlockLayout())])
        {
            if (File.Exists(path))
            {
                progress(Path.GetFileName(path));
                sizes.Add(Rewrite(path, layout, cancellation));
            }
        }

        return (sizes.Sum(size => size.Before), sizes.Sum(size => size.After));
    }

    private static (long Before, long After) Rewrite(string path, IStoreLayout layout, CancellationToken cancellation)
    {
        using var connections = new SqliteConnections(path, TimeProvider.System, layout);
        var compact = path + Unfinished;
        File.Delete(compact);
        try
        {
            // Closing the writer brings its log home, so that the file alone is the store.
            using (var writer = connections.OpenWriter())
            {
                using var vacuum = writer.CreateCommand();
                vacuum.CommandText = "VACUUM INTO $compact";
                vacuum.Parameters.AddWithValue("$compact", compact);
                LongStatement.Run(writer, cancellation, vacuum.ExecuteNonQuery);

                // All that is in the log comes home now: whoever still reads would keep the last one to close from doing it.
                using var home = writer.CreateCommand();
                home.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                using var row = home.ExecuteReader();
                if (!row.Read() || row.GetInt64(0) != 0)
                {
                    throw new StoreException(StoreFault.InUse, path);
                }
            }
        }
        catch (Exception failure)
        {
            File.Delete(compact);
            File.Delete(compact + "-journal");
            throw failure is SqliteException refused ? new StoreException(StoreException.FaultOf(refused), path, refused) : failure;
        }

        var (before, after) = (new FileInfo(path).Length, new FileInfo(compact).Length);
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        StoreFiles.Name(compact, path);
        return (before, after);
    }
}
