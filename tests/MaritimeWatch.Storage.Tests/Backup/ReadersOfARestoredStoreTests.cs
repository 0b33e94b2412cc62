using System.Diagnostics;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Backup;
using MaritimeWatch.Storage.Tests.Sealing;

namespace MaritimeWatch.Storage.Tests.Backup;

/// <summary>Whoever reads a store while it is to be restored keeps it, or is told: nobody gets the rows of the one with the blocks of the other.</summary>
public sealed class ReadersOfARestoredStoreTests : IDisposable
{
    /// <summary>Opens a file, reads, says so, and stays until its input ends.</summary>
    private const string Reader = "import sqlite3, sys; file = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True); print(file.execute('SELECT count(*) FROM sqlite_schema').fetchone()[0], flush=True); sys.stdin.read()";

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22);
    private readonly StoreFolder folder = new();

    private string Copy => Path.Combine(folder.Root, "copy.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(".tracks")]
    public async Task Run_WhileAnotherProcessHasAFileOpen_IsRefusedInWordsAndChangesNothing(string suffix)
    {
        var manifest = await TakeAsync();
        using (var reader = Process.Start(new ProcessStartInfo("python3", ["-c", Reader, folder.Database + suffix]) { RedirectStandardInput = true, RedirectStandardOutput = true })!)
        {
            Assert.NotNull(await reader.StandardOutput.ReadLineAsync());
            var before = Bytes();

            var refused = Assert.Throws<StoreException>(() => Restore(manifest));

            Assert.Equal(StoreFault.InUse, refused.Fault);
            Assert.Contains($"'{folder.Database}{suffix}' is in use by another process, which has it open for reading", refused.Message, StringComparison.Ordinal);
            Assert.Equal(before, Bytes());
            reader.StandardInput.Close();
            await reader.WaitForExitAsync();
            Assert.Equal(0, reader.ExitCode);
        }

        Assert.Empty(Directory.GetFiles(folder.Root, "*.part").Concat(Directory.GetFiles(folder.Root, "test.db.before*")));
        Restore(manifest);
        Assert.Equal(1, Sequence(folder.Database));
        Assert.Equal(2, Sequence(folder.Database + ".before"));
    }

    [Fact]
    public async Task Run_BetweenTwoQuestionsOfAReader_GivesTheSecondAnAnswerOfTheRestoredStoreAlone()
    {
        var manifest = await TakeAsync();
        List<PositionReport> restored;
        using (var copy = SqliteStore.OpenForReading(Copy))
        {
            restored = copy.Everything();
        }

        using var reading = SqliteStore.OpenForReading(folder.Database);
        Assert.Equal(restored.Count + 1, reading.Everything().Count);
        Restore(manifest);

        Assert.Equal(restored, reading.Everything());
        Assert.Equal(1, reading.Alerts.HighWaterSequence);
    }

    [Fact]
    public async Task Run_InTheMidstOfAQuestion_MakesItFailInWordsAndTheNextOneIsAnswered()
    {
        var manifest = await TakeAsync();
        using var rows = new SqliteConnections(folder.Database, TimeProvider.System, new StoreLayout());

        var failed = Assert.Throws<StoreException>(() => rows.Read(_ =>
        {
            Restore(manifest);
            return 0;
        }));

        Assert.Contains("another file has taken its place while it was read", failed.Message, StringComparison.Ordinal);
        Assert.Equal(1, rows.Read(reader => reader.Number(SqliteSchema.Newest)));
    }

    /// <summary>A backup, after which a position and an alert more are stored.</summary>
    private async Task<BackupManifest> TakeAsync()
    {
        using var store = SqliteStore.Open(folder.Database, Traffic.ByHand);
        var fleet = Traffic.Fleet(16, ships: 2, hours: 20);
        await store.StoreAsync(fleet);
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(12), CancellationToken.None);
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
        var manifest = StoreBackup.Take(folder.Database, Copy, Now, (_, _, _) => { }, CancellationToken.None);
        await store.Alerts.AppendAsync([Given.Alert("b")], Given.Bytes);
        await store.StoreAsync([fleet[^1] with { Time = fleet[^1].Time + TimeSpan.FromSeconds(7) }]);
        return manifest;
    }

    private void Restore(BackupManifest manifest) => new StoreRestore(Copy, manifest, folder.Database).Run(".before", (_, _, _) => { }, CancellationToken.None);

    private byte[] Bytes() => [.. StoreFiles.Both.SelectMany(part => File.ReadAllBytes(folder.Database + part))];

    private static long Sequence(string file)
    {
        using var store = SqliteStore.OpenForReading(file);
        return store.Alerts.HighWaterSequence;
    }
}
