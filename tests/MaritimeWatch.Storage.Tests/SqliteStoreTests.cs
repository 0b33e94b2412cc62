using System.Reflection;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests;

/// <summary>The rules of a file: who may write it, and what happens when that goes wrong.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>The remedy against the corruption that two writing or checkpointing connections can cause (SQLite before 3.51.3).</summary>
    [Fact]
    public void Read_Connection_CannotWriteNeverCheckpointsAndMapsNothing()
    {
        using var store = folder.Open();
        using var connections = new SqliteConnections(folder.Database, TimeProvider.System, new StoreLayout());

        var settings = connections.Read(reader => (reader.Number("PRAGMA wal_autocheckpoint"), reader.Number("PRAGMA mmap_size"), reader.Number("PRAGMA query_only")));
        Assert.Equal((0, 0, 1), settings);

        foreach (var sql in new[] { "DELETE FROM alert_event", "PRAGMA query_only = 0; DELETE FROM alert_event", "PRAGMA user_version = 7" })
        {
            var refused = Assert.Throws<StoreException>(() => connections.Read(reader => reader.Number(sql)));
            Assert.Equal(StoreFault.NotWritable, refused.Fault);
        }
    }

    [Fact]
    public void Connections_InThisProject_AreMadeInOnePlaceAlone()
    {
        var source = Path.Combine(MaritimeWatch.Tests.SharedData.RepositoryRoot, "src", "MaritimeWatch.Storage");
        var files = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        var making = files
            .Where(file => File.ReadAllText(file) is var text && (text.Contains("new SqliteConnection(", StringComparison.Ordinal) || text.Contains("SqliteOpenMode", StringComparison.Ordinal)))
            .Select(Path.GetFileName);

        Assert.Equal(["SqliteConnections.cs"], making);

        // One makes the file, before anybody can open it; one writes it; one writes copies, before anybody knows of them.
        Assert.Equal(3, File.ReadAllLines(Path.Combine(source, "SqliteConnections.cs")).Count(line => line.Contains("SqliteOpenMode.ReadWriteCreate", StringComparison.Ordinal)));

        // One for each of the two files; and an import and a compaction, which hold the store's lock, so that no other has it.
        Assert.Equal(
            ["SqliteWriter.cs", "StoreCompaction.cs", "TrackFile.cs", "TrackImport.cs"],
            files.Where(file => File.ReadAllText(file).Contains(".OpenWriter()", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Open_Twice_IsRefusedBecauseThereIsOneWriter()
    {
        using var store = folder.Open();

        var refused = Assert.Throws<StoreException>(() => folder.Open());

        Assert.Equal(StoreFault.InUse, refused.Fault);
        Assert.Equal($"the store '{folder.Database}' is in use by another process", refused.Message);
    }

    [Fact]
    public async Task Open_ForReadingBesideAWriter_SeesWhatIsWritten()
    {
        using var store = folder.Open();
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);

        using var reading = SqliteStore.OpenForReading(folder.Database);

        Assert.Equal(1, reading.Alerts.HighWaterSequence);
        Assert.Single(reading.Alerts.OpenAlerts());
    }

    [Fact]
    public void Open_StoreOfANewerVersion_IsRefusedAndLeftAlone()
    {
        folder.Open().Dispose();
        Execute($"PRAGMA user_version = {SqliteSchema.Version + 1}");

        Assert.Equal(StoreFault.TooNew, Assert.Throws<StoreException>(() => folder.Open()).Fault);
        Assert.Equal(StoreFault.TooNew, Assert.Throws<StoreException>(() => SqliteStore.OpenForReading(folder.Database)).Fault);
    }

    [Fact]
    public void Open_AnotherProgramsDatabase_IsRefused()
    {
        Execute("CREATE TABLE customer(name TEXT)");

        Assert.Equal(StoreFault.Damaged, Assert.Throws<StoreException>(() => folder.Open()).Fault);
    }

    [Fact]
    public void Open_AFileThatIsNoDatabase_IsRefused()
    {
        File.WriteAllText(folder.Database, string.Concat(Enumerable.Repeat("!AIVDM,1,1,,A,no database,0*00\n", 100)));

        var refused = Assert.Throws<StoreException>(() => folder.Open());

        Assert.Equal(StoreFault.Damaged, refused.Fault);
        Assert.Contains("is damaged or is no MaritimeWatch store", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_InAFolderThatDoesNotExist_IsRefused()
    {
        var refused = Assert.Throws<StoreException>(() => SqliteStore.Open(Path.Combine(folder.Root, "none", "test.db")));

        Assert.Equal(StoreFault.NotWritable, refused.Fault);
    }

    [Fact]
    public void OpenForReading_AMissingFile_IsRefusedAndMakesNone()
    {
        var refused = Assert.Throws<StoreException>(() => SqliteStore.OpenForReading(folder.Database));

        Assert.Equal(StoreFault.NotWritable, refused.Fault);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [Fact]
    public async Task Writer_WhenFull_WaitsWhileReadsGoOnAndResumesWhenSpaceReturns()
    {
        using var faulted = new SemaphoreSlim(0);
        using var recovered = new SemaphoreSlim(0);
        using var store = folder.Open(new SqliteStoreOptions { MaxDatabaseBytes = 1 << 20, RetryInterval = TimeSpan.FromMilliseconds(10), QueuedReports = 100 });
        store.FaultChanged += fault => (fault == StoreFault.None ? recovered : faulted).Release();
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);

        var bulky = store.Alerts.AppendAsync([Given.Alert("b")], Given.Bytes with { Event = _ => new byte[2 << 20] });
        Assert.True(await faulted.WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(StoreFault.Full, store.Fault);
        Assert.False(bulky.IsCompleted);
        Assert.Equal(1, store.Alerts.HighWaterSequence);
        Assert.Single(store.Alerts.ReadAfter(0, 10));
        var queued = Enumerable.Range(0, 200).Count(second => store.Tracks.TryAppend(Given.Position(second)));
        Assert.Equal(100, queued);
        Assert.Equal(100, store.Counters.Shed);

        store.MaxDatabaseBytes = 8 << 20;
        Assert.Equal(2, (await bulky)[0].Event.Sequence);
        await store.Tracks.FlushAsync();
        Assert.True(await recovered.WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(StoreFault.None, store.Fault);
        Assert.Equal(2, store.Alerts.HighWaterSequence);
        Assert.Equal(100, store.Tracks.GetTrack(Given.Yi, Given.Epoch, Given.Epoch + TimeSpan.FromHours(1), 1000).Count);
        Assert.True(store.Counters.FailedCommits > 0);
    }

    [Fact]
    public async Task Dispose_WhileFull_FailsTheWaitingAppendInsteadOfHanging()
    {
        using var faulted = new SemaphoreSlim(0);
        var store = folder.Open(new SqliteStoreOptions { MaxDatabaseBytes = 1 << 20 });
        store.FaultChanged += _ => faulted.Release();
        var bulky = store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes with { Event = _ => new byte[2 << 20] });
        Assert.True(await faulted.WaitAsync(TimeSpan.FromMinutes(1)));

        store.Dispose();

        Assert.Equal(StoreFault.Full, (await Assert.ThrowsAsync<StoreException>(() => bulky)).Fault);
        using var reopened = folder.Open();
        Assert.Equal(0, reopened.Alerts.HighWaterSequence);
    }

    [Fact]
    public async Task AppendAsync_AfterDispose_FailsWithAMessage()
    {
        var store = folder.Open();
        store.Dispose();

        await Assert.ThrowsAsync<StoreException>(() => store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes));
        Assert.False(store.Tracks.TryAppend(Given.Position(0)));
    }

    [Fact]
    public async Task Dispose_WithReportsQueued_WritesThemAndLeavesNoWriteAheadLog()
    {
        using (var store = folder.Open(new SqliteStoreOptions { CommitInterval = TimeSpan.FromSeconds(10) }))
        {
            Assert.True(store.Tracks.TryAppend(Given.Position(0)));
            await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
            Assert.Single(store.Alerts.ReadAfter(0, 10));
            Assert.True(store.Tracks.TryAppend(Given.Position(1)));
        }

        Assert.False(File.Exists(folder.Database + "-wal"));
        using var reopened = folder.Open();
        Assert.Equal(2, reopened.Tracks.GetTrack(Given.Yi, Given.Epoch, Given.Epoch + TimeSpan.FromHours(1), 10).Count);
    }

    [Theory]
    [InlineData(nameof(SqliteStoreOptions.CommitReports), 1, 0)]
    [InlineData(nameof(SqliteStoreOptions.CommitReports), 10_000, 10_001)]
    [InlineData(nameof(SqliteStoreOptions.QueuedReports), 1, 0)]
    [InlineData(nameof(SqliteStoreOptions.QueuedReports), 10_000_000, 10_000_001)]
    public void Validate_AtTheLimitAndOneBeyond_AcceptsAndNamesTheOption(string option, int accepted, int refused)
    {
        With(option, accepted).Validate();

        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => With(option, refused).Validate()).ParamName);
    }

    private static SqliteStoreOptions With(string option, int value)
    {
        var options = new SqliteStoreOptions();
        typeof(SqliteStoreOptions).GetProperty(option, BindingFlags.Public | BindingFlags.Instance)!.SetValue(options, value);
        return options;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
