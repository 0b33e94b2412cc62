using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Backup;
using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Import;
using MaritimeWatch.Storage.Tests.Sealing;

namespace MaritimeWatch.Storage.Tests.Backup;

/// <summary>A restore that is killed leaves the old store or none, and the next one clears up after it.</summary>
public sealed class StoreRestoreTests : IDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22);
    private readonly StoreFolder folder = new();

    private string Copy => Path.Combine(folder.Root, "copy.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_KilledBeforeEachOfItsMoves_IsTheOldStoreOrOpenedByNobodyAndIsPutRightByTheNext(bool hasTracks)
    {
        var (manifest, copied) = await CopyAsync();
        var kills = 0;
        for (var isDone = false; !isDone; kills++)
        {
            Clear();
            var old = await OldStoreAsync(hasTracks);
            var left = kills;
            try
            {
                new StoreRestore(Copy, manifest, folder.Database, () => _ = left-- == 0 ? throw new KilledException() : 0).Run(".before", (_, _, _) => { }, CancellationToken.None);
                isDone = true;
            }
            catch (KilledException)
            {
                if (kills == 0)
                {
                    Assert.Equal(old, Content());
                }
                else
                {
                    Assert.Contains("restore of it was broken off", Assert.Throws<StoreException>(() => SqliteStore.Open(folder.Database, Traffic.ByHand)).Message, StringComparison.Ordinal);
                    Assert.Throws<StoreException>(() => SqliteStore.OpenForReading(folder.Database));
                    Assert.Throws<StoreException>(() => TrackImport.Open(folder.Database));
                }

                // Whatever the next one is about, it finds the old store first: here it is refused for a copy that is not what it was.
                var again = new StoreRestore(Copy, manifest with { Files = [manifest.Files[0] with { Sha256 = "00" }] }, folder.Database);
                Assert.Throws<InvalidDataException>(() => again.Run(".later", (_, _, _) => { }, CancellationToken.None));
                Assert.Equal(kills > 0, again.HasTakenBack);
                Assert.Equal(old, Content());
                Assert.Empty(Directory.GetFiles(folder.Root, "test.db*.part").Concat(Directory.GetFiles(folder.Root, "test.db.restoring*")));
                new StoreRestore(Copy, manifest, folder.Database).Run(".before", (_, _, _) => { }, CancellationToken.None);
            }

            Assert.Equal(copied, Content());
            Assert.Equal(old, Content(".before"));
        }

        Assert.True(kills > 5, $"it was killed {kills - 1} times only");
    }

    [Fact]
    public async Task Run_WhereANameCannotBeChanged_LeavesTheOldStore()
    {
        var (manifest, _) = await CopyAsync();
        for (var step = 1; step < 5; step++)
        {
            Clear();
            var old = await OldStoreAsync(hasTracks: true);
            var left = step;

            var refused = Assert.Throws<IOException>(
                () => new StoreRestore(Copy, manifest, folder.Database, () => _ = left-- == 0 ? throw new IOException("it is in use") : 0).Run(".before", (_, _, _) => { }, CancellationToken.None));

            Assert.Equal("it is in use", refused.Message);
            Assert.Equal(old, Content());
            Assert.Empty(Directory.GetFiles(folder.Root, "test.db.restoring*"));
        }
    }

    [Fact]
    public async Task Open_OfTheTracksAlone_WhileARestoreIsBrokenOff_IsRefused()
    {
        await CopyAsync();
        using var tracks = new SqliteConnections(folder.Database + StoreFiles.Tracks, TimeProvider.System, new BlockLayout());
        BrokenRestore.Note(folder.Database, ".before", []);

        Assert.Contains("restore of it was broken off", Assert.Throws<StoreException>(() => tracks.Read(_ => 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhereTheNameAsideIsTaken_ChangesNothing()
    {
        var (manifest, _) = await CopyAsync();
        Clear();
        var old = await OldStoreAsync(hasTracks: true);
        File.WriteAllText(folder.Database + ".before.tracks", "somebody's");
        Assert.Throws<IOException>(() => new StoreRestore(Copy, manifest, folder.Database).Run(".before", (_, _, _) => { }, CancellationToken.None));
        Assert.Equal(old, Content());
        Assert.Equal("somebody's", File.ReadAllText(folder.Database + ".before.tracks"));
    }

    /// <summary>Highest sequence and number of positions.</summary>
    private (long, int) Content(string aside = "")
    {
        using var store = SqliteStore.OpenForReading(folder.Database + aside);
        return (store.Alerts.HighWaterSequence, store.Everything().Count);
    }

    private void Clear()
    {
        foreach (var file in Directory.GetFiles(folder.Root, "test.db*"))
        {
            File.Delete(file);
        }
    }

    /// <summary>Two alerts and, in blocks where it has any, other ships; killed, so that its last commits are in the log beside it.</summary>
    private async Task<(long, int)> OldStoreAsync(bool hasTracks)
    {
        var aside = Path.Combine(folder.Root, "running.db");
        using (var store = SqliteStore.Open(aside, Traffic.ByHand))
        {
            await store.StoreAsync(Traffic.Fleet(14, ships: 2, hours: 20));
            if (hasTracks)
            {
                store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(12), CancellationToken.None);
            }

            await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
            await store.Alerts.AppendAsync([Given.Alert("b")], Given.Bytes);
            foreach (var suffix in BrokenRestore.Suffixes.Where(suffix => File.Exists(aside + suffix) && !suffix.EndsWith("-shm", StringComparison.Ordinal)))
            {
                File.Copy(aside + suffix, folder.Database + suffix);
            }
        }

        foreach (var file in Directory.GetFiles(folder.Root, "running.db*"))
        {
            File.Delete(file);
        }

        Assert.True(new FileInfo(folder.Database + "-wal").Length > 0);
        return Content();
    }

    private async Task<(BackupManifest Manifest, (long, int) Content)> CopyAsync()
    {
        using (var store = SqliteStore.Open(folder.Database, Traffic.ByHand))
        {
            await store.StoreAsync(Traffic.Fleet(15, ships: 3, hours: 30));
            store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(18), CancellationToken.None);
            await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
        }

        return (StoreBackup.Take(folder.Database, Copy, Now, (_, _, _) => { }, CancellationToken.None), Content());
    }

    /// <summary>The process is gone: nobody clears up.</summary>
    private sealed class KilledException : Exception;
}
