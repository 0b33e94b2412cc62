namespace MaritimeWatch.Storage.Backup;

/// <summary>Keeps a service from opening a store while its files are changed as files.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly SqliteConnections[] held;

    /// <summary>Takes the locks of both files.</summary>
    /// <exception cref="StoreException">Somebody has one of them.</exception>
    public StoreLock(string store)
    {
        held = [new SqliteConnections(store, TimeProvider.System, new StoreLayout()), new SqliteConnections(store + StoreFiles.Tracks, TimeProvider.System, new Blocks.BlockLayout())];
        try
        {
            foreach (var one in held)
            {
                one.TakeOwnership();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var one in held)
        {
            one.Dispose();
        }
    }
}
