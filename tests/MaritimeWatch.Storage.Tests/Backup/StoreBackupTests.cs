using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Backup;
using MaritimeWatch.Storage.Tests.Sealing;

namespace MaritimeWatch.Storage.Tests.Backup;

public sealed class StoreBackupTests : IDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22);
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Take_TwentyTimesWhileTrafficComesAndIsSealed_HoldsEverythingThatWasStoredBeforeAndAPrefixOfTheLog()
    {
        var fleet = Traffic.Fleet(11);
        var options = Traffic.ByHand;
        using var store = SqliteStore.Open(folder.Database, options);
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        var alerts = 0L;
        var writing = Task.Run(async () =>
        {
            foreach (var part in fleet.Chunk(fleet.Count / 200))
            {
                await store.StoreAsync(part);
                Interlocked.Add(ref acknowledged, part.Length);
                await store.Alerts.AppendAsync([Given.Alert($"a{acknowledged}")], Given.Bytes);
                Interlocked.Increment(ref alerts);
                store.SealTracks(part[0].Time - TimeSpan.FromHours(6), CancellationToken.None);
            }
        });

        var grown = new HashSet<int>();
        for (var round = 0; round < 20; round++)
        {
            var (before, alertsBefore) = (Volatile.Read(ref acknowledged), Interlocked.Read(ref alerts));
            var copy = Path.Combine(folder.Root, $"copy{round}.db");
            var manifest = StoreBackup.Take(folder.Database, copy, Now, (_, _, _) => { }, CancellationToken.None);
            var (after, alertsAfter) = (Volatile.Read(ref acknowledged), Interlocked.Read(ref alerts));

            // What is acknowledged between two looks may be in it, so may the part that is on its way.
            Assert.InRange(manifest.AlertSequence, alertsBefore, alertsAfter + 1);
            var restored = Path.Combine(folder.Root, $"restored{round}.db");
            new StoreRestore(copy, manifest, restored).Run(".before", (_, _, _) => { }, CancellationToken.None);
            using var reading = SqliteStore.OpenForReading(restored);
            Assert.Null(reading.Check(CancellationToken.None));
            Assert.Equal(manifest.AlertSequence, reading.Alerts.HighWaterSequence);
            Assert.Equal(Enumerable.Range(1, (int)manifest.AlertSequence).Select(number => (long)number), reading.Alerts.ReadAfter(0, 1_000).Select(alert => alert.Sequence));
            var held = reading.Everything().OrderBy(position => position.Time).ThenBy(position => position.Mmsi.Value).ThenBy(position => position.RawLatitude).ThenBy(position => position.RawLongitude).ToList();
            Assert.InRange(held.Count, before, after + (fleet.Count / 200));
            Assert.Equal(fleet.Take(held.Count), held);
            grown.Add(held.Count);
            File.Delete(copy);
        }

        await writing;
        Assert.Equal(fleet.Count, acknowledged);
        Assert.True(grown.Count > 1, "the store did not grow while it was copied");
    }

    [Fact]
    public async Task Restore_OfADamagedCopy_IsRefusedAndChangesNothing()
    {
        var (copy, manifest) = await CopyAsync();
        using (var file = File.OpenWrite(copy + ".tracks"))
        {
            file.Position = file.Length / 2;
            file.WriteByte(0x5A);
        }

        var before = File.ReadAllBytes(folder.Database);
        Assert.Contains(".tracks", Assert.Single(StoreBackup.Check(copy, manifest, (_, _, _) => { }, CancellationToken.None)), StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => new StoreRestore(copy, manifest, folder.Database).Run(".before", (_, _, _) => { }, CancellationToken.None));
        Assert.Equal(before, File.ReadAllBytes(folder.Database));
        Assert.Empty(Directory.GetFiles(folder.Root, "*.part"));
    }

    [Fact]
    public async Task Restore_OverAStore_MovesItAsideAndIsRefusedWhileItIsHeld()
    {
        var (copy, manifest) = await CopyAsync();
        using (var store = SqliteStore.Open(folder.Database, Traffic.ByHand))
        {
            await store.Alerts.AppendAsync([Given.Alert("later")], Given.Bytes);
            Assert.Equal(StoreFault.InUse, Assert.Throws<StoreException>(() => new StoreRestore(copy, manifest, folder.Database).Run(".before", (_, _, _) => { }, CancellationToken.None)).Fault);
        }

        new StoreRestore(copy, manifest, folder.Database).Run(".before", (_, _, _) => { }, CancellationToken.None);

        using var restored = SqliteStore.Open(folder.Database, Traffic.ByHand);
        using var aside = SqliteStore.OpenForReading(folder.Database + ".before");
        Assert.Equal((1L, 2L), (restored.Alerts.HighWaterSequence, aside.Alerts.HighWaterSequence));
        Assert.Equal(Traffic.Fleet(12).Count, restored.Everything().Count);
    }

    [Fact]
    public async Task Take_OverAFile_IsRefused()
    {
        var (copy, _) = await CopyAsync();
        Assert.Throws<IOException>(() => StoreBackup.Take(folder.Database, copy, Now, (_, _, _) => { }, CancellationToken.None));
    }

    [Fact]
    public async Task Take_WhileARestoreGivesTheStoreOtherFiles_IsNeverHalfOfTheOneAndHalfOfTheOther()
    {
        var (copy, manifest) = await CopyAsync();
        var mixed = Path.Combine(folder.Root, "mixed.db");
        var isRestored = false;

        var refused = Assert.Throws<StoreException>(() => StoreBackup.Take(folder.Database, mixed, Now, (what, done, of) =>
        {
            if (what == "test.db" && done == of && !isRestored)
            {
                new StoreRestore(copy, manifest, folder.Database).Run(".before", (_, _, _) => { }, CancellationToken.None);
                isRestored = true;
            }
        }, CancellationToken.None));

        Assert.True(isRestored);
        Assert.Contains("another file has taken its place while it was read", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Root, "mixed.db*"));
    }

    [Theory]
    [InlineData("test.db")]
    [InlineData("test.db.tracks")]
    [InlineData("hashing")]
    public async Task Take_EndedAtAnyOfItsSteps_LeavesNothingAndIsTakenAgain(string step)
    {
        var (taken, _) = await CopyAsync();
        var copy = Path.Combine(folder.Root, "ended.db");
        using var ending = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => StoreBackup.Take(folder.Database, copy, Now, (what, _, _) =>
        {
            if (what == step)
            {
                ending.Cancel();
            }
        }, ending.Token));
        Assert.Empty(Directory.GetFiles(folder.Root, "ended.db*"));

        var manifest = StoreBackup.Take(folder.Database, copy, Now, (_, _, _) => { }, CancellationToken.None);
        Assert.Empty(StoreBackup.Check(copy, manifest, (_, _, _) => { }, CancellationToken.None));
        Assert.Equal(File.ReadAllBytes(taken + ".tracks"), File.ReadAllBytes(copy + ".tracks"));
    }

    [Fact]
    public async Task Compact_Ended_LeavesTheFileAsItWas()
    {
        await CopyAsync();
        var before = File.ReadAllBytes(folder.Database);
        using var ending = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => StoreCompaction.Run(folder.Database, _ => ending.Cancel(), ending.Token));
        Assert.Equal(before, File.ReadAllBytes(folder.Database));
        Assert.Empty(Directory.GetFiles(folder.Root, "*.compact*"));
    }

    [Fact]
    public async Task Compact_AfterMuchWasGivenUp_IsSmallerAndHoldsTheSame()
    {
        await CopyAsync();
        using (var store = SqliteStore.Open(folder.Database, Traffic.ByHand with { Retention = new Storage.Sealing.RetentionOptions { EveryPosition = TimeSpan.FromDays(1), OneAMinute = TimeSpan.FromDays(1), OneInTenMinutes = TimeSpan.FromDays(1) } }))
        {
            Assert.True(store.ApplyRetention(CancellationToken.None) > 0);
        }

        List<PositionReport> before;
        using (var reading = SqliteStore.OpenForReading(folder.Database))
        {
            before = reading.Everything();
        }

        var (was, now) = StoreCompaction.Run(folder.Database, _ => { }, CancellationToken.None);

        Assert.True(now < was);
        using var compacted = SqliteStore.Open(folder.Database, Traffic.ByHand);
        Assert.Null(compacted.Check(CancellationToken.None));
        Assert.Equal(before, compacted.Everything());
        Assert.NotEmpty(before);
    }

    [Fact]
    public async Task Verify_OfASoundStore_CountsEverythingAndFindsNothing()
    {
        await CopyAsync();
        var verification = Verified();
        Assert.Empty(verification.Problems);
        Assert.Equal(Traffic.Fleet(12).Count, verification.Positions + verification.Rows);
        Assert.True(verification.Positions > 0 && verification.Rows > 0 && verification.Blocks > 8);
    }

    [Theory]
    [InlineData("table position")]
    [InlineData("pages of the tracks")]
    [InlineData("blocks")]
    public async Task Verify_EndedAtAnyOfItsSteps_EndsThere(string step)
    {
        await CopyAsync();
        using var ending = new CancellationTokenSource();
        var verification = new StoreVerification(folder.Database, (what, _, _) =>
        {
            if (what == step)
            {
                ending.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => verification.Run(ending.Token));
        Assert.Equal((0L, 0), (verification.Blocks, verification.Problems.Count));
    }

    [Theory]
    [InlineData("UPDATE block SET payload = CAST(substr(payload, 1, 20) || x'77' || substr(payload, 22) AS BLOB) WHERE id = (SELECT id FROM block LIMIT 1 OFFSET 5)", "check is not that of its bytes")]
    [InlineData("UPDATE block SET payload = x'0102' WHERE id = (SELECT id FROM block LIMIT 1 OFFSET 5)", "too short")]
    [InlineData("UPDATE block SET count = count + 1 WHERE id = (SELECT id FROM block LIMIT 1 OFFSET 5)", "than its row says")]
    [InlineData("UPDATE block_place SET north = north + 1 WHERE id = (SELECT id FROM block LIMIT 1 OFFSET 5)", "has it elsewhere")]
    [InlineData("DELETE FROM block_place WHERE id = (SELECT id FROM block LIMIT 1 OFFSET 5)", "is missing in the index")]
    [InlineData("DELETE FROM block WHERE id = (SELECT id FROM block LIMIT 1 OFFSET 5)", "blocks that are not there")]
    [InlineData("UPDATE OR REPLACE block SET id = id + 256 WHERE id = (SELECT id FROM block LIMIT 1 OFFSET 7)", "is missing in the index")]
    public async Task Verify_OfDamagedTracks_NamesWhatAndWhen(string damage, string problem)
    {
        await CopyAsync();
        Execute(folder.Database + ".tracks", damage);
        var verification = Verified();
        Assert.Contains(verification.Problems, found => found.Contains(problem, StringComparison.Ordinal) && found.Contains("2024-11-1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DROP TABLE chart_use", "chart_use is missing")]
    [InlineData("ALTER TABLE vessel ADD COLUMN colour TEXT", "table vessel has other columns")]
    [InlineData("UPDATE position SET latitude = 60000000 WHERE time = (SELECT max(time) FROM position)", "rows that no position can be")]
    [InlineData("INSERT INTO crossing VALUES (77, 1, 1, 1, 1, 1, 1, 1, 1, 1)", "not named")]
    public async Task Verify_OfADamagedStore_SaysWhat(string damage, string problem)
    {
        await CopyAsync();
        Execute(folder.Database, damage);
        Assert.Contains(Verified().Problems, found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_WithoutTheTracks_SaysThatTheyAreMissing()
    {
        await CopyAsync();
        File.Delete(folder.Database + ".tracks");
        Assert.Contains("is not there", Assert.Single(Verified().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inventory_CountsWhatIsThere()
    {
        await CopyAsync();
        var found = StoreReading.Of(folder.Database);
        Assert.Equal((Traffic.Fleet(12).Count, SqliteStore.SchemaVersion, 1L), (found.RowPositions + found.BlockPositions, (int)found.SchemaVersion, found.AlertSequence));
        Assert.Equal((Traffic.Midnight, Traffic.Fleet(12)[^1].Time), (found.Oldest!.Value, found.Newest!.Value));
        Assert.True(found.BytesPerPosition > 1);
    }

    [Fact]
    public async Task Inventory_WherePositionsMoveFromRowsToBlocksBetweenTheFiles_CountsEachAtLeastOnce()
    {
        var fleet = Traffic.Fleet(13, hours: 24);
        using var store = SqliteStore.Open(folder.Database, Traffic.ByHand);
        await store.StoreAsync(fleet);

        var found = StoreReading.Of(folder.Database, () => store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(24), CancellationToken.None));

        Assert.True(found.RowPositions + found.BlockPositions >= fleet.Count, $"{found.RowPositions} in rows and {found.BlockPositions} in blocks, of {fleet.Count}");
        Assert.Equal((0L, (long)fleet.Count), (StoreReading.Of(folder.Database).RowPositions, StoreReading.Of(folder.Database).BlockPositions));
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var changed = command.ExecuteNonQuery();
        Assert.True(changed > 0 || sql.StartsWith("DROP", StringComparison.Ordinal) || sql.StartsWith("ALTER", StringComparison.Ordinal), "nothing was damaged");
    }

    private StoreVerification Verified()
    {
        var verification = new StoreVerification(folder.Database, (_, _, _) => { });
        verification.Run(CancellationToken.None);
        return verification;
    }

    /// <summary>A store with an alert, blocks and rows, and a copy of it.</summary>
    private async Task<(string Copy, BackupManifest Manifest)> CopyAsync()
    {
        using (var store = SqliteStore.Open(folder.Database, Traffic.ByHand))
        {
            await store.StoreAsync(Traffic.Fleet(12));
            store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(36), CancellationToken.None);
            await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
        }

        var copy = Path.Combine(folder.Root, "copy.db");
        return (copy, StoreBackup.Take(folder.Database, copy, Now, (_, _, _) => { }, CancellationToken.None));
    }
}
