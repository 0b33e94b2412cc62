using MaritimeWatch.Storage;

namespace MaritimeWatch.Storage.Tests;

/// <summary>A folder of its own for each test, gone afterwards.</summary>
public sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-store-");

    public string Database => Path.Combine(folder.FullName, "test.db");

    public string Root => folder.FullName;

    public SqliteStore Open(SqliteStoreOptions? options = null) => SqliteStore.Open(Database, options);

    public void Dispose() => folder.Delete(recursive: true);
}
