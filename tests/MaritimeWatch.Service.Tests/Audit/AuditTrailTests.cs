using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Tests.Audit;

public sealed class AuditTrailTests : IDisposable
{
    private readonly TrailFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task WriteAsync_WhatWasNoted_EntersItOnceInItsOrderAndWithItsTime() => folder.WithAsync(async (store, trail) =>
    {
        trail.Note("replay.start", "ann", "192.0.2.7", "r1", detail: new { speed = 60, file = "a \"day\".csv" });
        folder.Clock.Advance(TimeSpan.FromSeconds(5));
        trail.Note("replay.end", "ann", "192.0.2.7", "r1", "stopped");
        await trail.WriteAsync(isLast: false);
        await trail.WriteAsync(isLast: false);

        var entered = store.Audit.From(1, 100).Where(entry => entry.Record.Action.StartsWith("replay.", StringComparison.Ordinal)).Select(entry => entry.Record).ToList();
        Assert.Equal(["replay.start done {\"speed\":60,\"file\":\"a \\\"day\\\".csv\"}", "replay.end stopped "], entered.Select(record => $"{record.Action} {record.Outcome} {record.Detail}"));
        Assert.Equal(TimeSpan.FromSeconds(5), entered[1].Time - entered[0].Time);
    });

    [Fact]
    public async Task WriteAsync_WhileTheDiskRefuses_KeepsABoundedNumberAndCountsTheRest()
    {
        await folder.WithAsync(
            async (store, trail) =>
            {
                store.MaxDatabaseBytes = 1 << 20;
                var bulky = store.Alerts.AppendAsync([Desk.DeskService.Alert("a")], new AlertEncoding(_ => new byte[2 << 20], _ => []));
                await store.Audit.Refusal;
                var writing = trail.WriteAsync(isLast: false);
                for (var number = 0; number < 10_500; number++)
                {
                    trail.Note("ingest.open", "feed", "192.0.2.7", number.ToString(CultureInfo.InvariantCulture));
                }

                store.MaxDatabaseBytes = long.MaxValue;
                await bulky;
                await writing;
                await trail.WriteAsync(isLast: false);

                Assert.Equal(10_000, store.Audit.From(1, 100_000).Count(entry => entry.Record.Action == "ingest.open"));
                Assert.Equal("{\"count\":500}", store.Audit.From(1, 100_000).Single(entry => entry.Record.Action == AuditActions.Overflow).Record.Detail);
            },
            new SqliteStoreOptions { RetryInterval = TimeSpan.FromMilliseconds(10) });

        Assert.Empty(folder.Verify().Findings);
    }

    /// <summary>Nothing is taken by a store that is closed: what is tried again each second must not grow with every second.</summary>
    [Fact]
    public Task WriteAsync_WhereNothingIsTakenAgainAndAgain_KeepsTheBoundAndCountsTheRest() => folder.WithAsync(async (store, trail) =>
    {
        store.Dispose();
        for (var number = 0; number < 3 * AuditTrail.MostWaiting; number++)
        {
            trail.Note("ingest.open", "feed", "192.0.2.7", "s");
            trail.NoteFolded(AuditActions.AccessRefused, "unknown", $"192.0.2.{number % 100}", "GET /metrics", "CREDENTIALS_MISSING");
            if (number % 5_000 == 0)
            {
                folder.Clock.Advance(TimeSpan.FromMinutes(1));
                await trail.WriteAsync(isLast: false);
            }
        }

        Assert.Equal(AuditTrail.MostWaiting, trail.Waiting);
    });

    /// <summary>An operator's mistake with the key must not be the end of the log.</summary>
    [Fact]
    public Task WriteAsync_WhereTheFileOfTheNextKeyHoldsNone_GoesOnSignsWithTheOldAndTellsItOnce() => folder.WithAsync(async (store, trail) =>
    {
        File.WriteAllText(AuditKeyFiles.NextOf(folder.Key), "-----BEGIN PRIVATE");
        for (var second = 0; second < 3; second++)
        {
            trail.Note("ingest.open", "feed", "192.0.2.7", "s");
            await trail.WriteAsync(isLast: true);
        }

        Assert.Equal(3, store.Audit.From(1, 100).Count(entry => entry.Record.Action == "ingest.open"));
        Assert.Equal(AuditActions.Checkpoint, store.Audit.From(1, 100)[^1].Record.Action);
        Assert.Contains("audit log", Assert.Single(folder.Told), StringComparison.Ordinal);
        Assert.Single(folder.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));

        File.Delete(AuditKeyFiles.NextOf(folder.Key));
        await trail.WriteAsync(isLast: false);
        Assert.Null(folder.Told[^1]);
        Assert.Equal(2, folder.Told.Count);
    });

    /// <summary>Its entry is there, its file cannot take the old one's place.</summary>
    [Fact]
    public Task WriteAsync_WhereTheNextKeyCannotTakeTheOldOnesPlace_EntersItOnceAndTakesItOverLater() => folder.WithAsync(async (store, trail) =>
    {
        AuditKeyFiles.Make(AuditKeyFiles.NextOf(folder.Key)).Dispose();
        File.Delete(folder.Key);
        Directory.CreateDirectory(folder.Key);
        for (var second = 0; second < 3; second++)
        {
            await trail.WriteAsync(isLast: false);
        }

        Assert.Equal(2, store.Audit.Keys().Count);
        Directory.Delete(folder.Key);
        await trail.WriteAsync(isLast: false);
        Assert.Equal(store.Audit.Keys()[^1].Record.Subject, trail.Signing.PublicKey.Id);
        Assert.Equal(2, store.Audit.Keys().Count);
    });

    [Fact]
    public void Make_WhereTheFileIsThere_LeavesItAsItIsAndNothingBesideIt()
    {
        File.WriteAllText(folder.PathOf("taken.pem"), "mine");

        Assert.Throws<IOException>(() => AuditKeyFiles.Make(folder.PathOf("taken.pem")));

        Assert.Equal("mine", File.ReadAllText(folder.PathOf("taken.pem")));
        Assert.Equal(["taken.pem"], Directory.GetFiles(Path.GetDirectoryName(folder.Key)!, "taken*").Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64 none")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64 none")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7 none")]
    [InlineData("192.0.2.7", "192.0.2.7 none")]
    public void AuditClient_OfActsThatAreCountedTogether_NamesTheNetworkThatOneHostHas(string address, string client) =>
        Assert.Equal(client, AuditClient.Of(System.Net.IPAddress.Parse(address), null));

    [Fact]
    public Task Note_WithTextsThatAreTooLong_CutsThem() => folder.WithAsync(async (store, trail) =>
    {
        trail.Note("ingest.open", new string('a', 400), new string('b', 400), new string('c', 2_000), detail: new { text = new string('d', 100_000) });
        await trail.WriteAsync(isLast: false);

        var record = store.Audit.From(1, 100).Single(entry => entry.Record.Action == "ingest.open").Record;
        Assert.Equal((300, 300, 1_000, "{\"left_out\":\"the detail was too long\"}"), (record.Actor.Length, record.Client.Length, record.Subject.Length, record.Detail));
    });

    [Fact]
    public Task StopAsync_WithFoldedActs_WritesAndSignsThem() => folder.WithAsync(async (store, trail) =>
    {
        var running = trail.RunAsync();
        trail.NoteFolded(AuditActions.AccessRefused, "unknown", "192.0.2.8", "GET /metrics", "CREDENTIALS_MISSING");
        await trail.StopAsync(running);

        Assert.Equal([AuditActions.AccessRefused, AuditActions.Checkpoint], store.Audit.From(1, 100).TakeLast(2).Select(entry => entry.Record.Action));
        Assert.Equal(store.Audit.Head.Number - 1, AuditCheckpoint.TryParse(folder.Lines[^1])!.Number);
    });

    /// <summary>At the first start the store's entry, the key and a checkpoint of both.</summary>
    [Fact]
    public Task SignIfDueAsync_ByNumberAndByTime_SignsAtTheLimitAndNotBefore() => folder.WithAsync(async (store, trail) =>
    {
        Assert.Equal(["store.created", "audit.key", "audit.checkpoint"], store.Audit.From(1, 100).Select(entry => entry.Record.Action));

        // The checkpoint covers entry 2 and is entry 3: nine after the second are not ten.
        await NoteAsync(8 - 1);
        Assert.Single(folder.Lines);
        await NoteAsync(2);
        Assert.Equal([2L, 12], folder.Lines.Select(line => AuditCheckpoint.TryParse(line)!.Number));

        await NoteAsync(1);
        folder.Clock.Advance(folder.Settings.CheckpointInterval - TimeSpan.FromMilliseconds(1));
        await trail.WriteAsync(isLast: false);
        Assert.Equal(2, folder.Lines.Count);
        folder.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await trail.WriteAsync(isLast: false);
        Assert.Equal(14, AuditCheckpoint.TryParse(folder.Lines[^1])!.Number);

        // Nothing new but its own checkpoint: nothing to sign, however long.
        folder.Clock.Advance(TimeSpan.FromDays(1));
        await trail.WriteAsync(isLast: true);
        Assert.Equal(3, folder.Lines.Count);

        async Task NoteAsync(int count)
        {
            for (var number = 0; number < count; number++)
            {
                trail.Note("ingest.open", "feed", "", "s");
            }

            await trail.WriteAsync(isLast: false);
        }
    });

    [Fact]
    public async Task AuditSigning_AtItsFirstStart_MakesAKeyForItsOwnerAloneAndKeepsItAfterwards()
    {
        var keys = new List<string>();
        for (var start = 0; start < 2; start++)
        {
            await folder.WithAsync((_, trail) =>
            {
                keys.Add(trail.Signing.PublicKey.Id);
                Assert.True(trail.Signing.PublicKey.Verify("bundle"u8, trail.Signing.Sign("bundle"u8)));
                return Task.CompletedTask;
            });
        }

        Assert.Equal(keys[0], keys[1]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Key));
        }

        Assert.DoesNotContain(folder.Log.Lines, line => line.Contains(File.ReadAllLines(folder.Key)[1], StringComparison.Ordinal));
        Assert.Empty(folder.Verify().Findings);
    }

    [Fact]
    public async Task SignIfDueAsync_WhereANewKeyWaits_EntersItSignedByTheOldAndSignsWithIt()
    {
        await folder.WithAsync(async (store, trail) =>
        {
            var before = trail.Signing.PublicKey.Id;
            AuditKeyFiles.Make(AuditKeyFiles.NextOf(folder.Key)).Dispose();
            await trail.WriteAsync(isLast: true);

            Assert.NotEqual(before, trail.Signing.PublicKey.Id);
            Assert.False(File.Exists(AuditKeyFiles.NextOf(folder.Key)));
            Assert.Equal([before, trail.Signing.PublicKey.Id], store.Audit.Keys().Select(entry => entry.Record.Subject));
            Assert.Equal(trail.Signing.PublicKey.Id, AuditCheckpoint.TryParse(folder.Lines[^1])!.Key);
        });

        Assert.Empty(folder.Verify().Findings);
    }

    /// <summary>A crash after the entry of the new key and before its file took the old one's place.</summary>
    [Fact]
    public async Task SignIfDueAsync_WhereTheNewKeyWasEnteredAlready_TakesItOverWithoutASecondEntry()
    {
        await folder.WithAsync(async (_, trail) =>
        {
            AuditKeyFiles.Make(AuditKeyFiles.NextOf(folder.Key)).Dispose();
            File.Copy(folder.Key, folder.PathOf("old"));
            await trail.WriteAsync(isLast: true);
        });
        File.Move(folder.Key, AuditKeyFiles.NextOf(folder.Key));
        File.Move(folder.PathOf("old"), folder.Key);

        await folder.WithAsync((store, _) =>
        {
            Assert.Equal(2, store.Audit.Keys().Count);
            return Task.CompletedTask;
        });
        Assert.Empty(folder.Verify().Findings);
    }

    [Fact]
    public async Task AuditSigning_WhereTheKeyIsLost_SignsWithANewOneThatNobodyVouchesFor()
    {
        await folder.WithAsync((_, _) => Task.CompletedTask);
        var first = AuditPublicKey.FromPem(File.ReadAllText(folder.Settings.PublicKeyOf(folder.Place)));
        File.Delete(folder.Key);
        await folder.WithAsync((_, _) => Task.CompletedTask);

        using var store = SqliteStore.OpenForReading(folder.Place.Path);
        var report = AuditVerification.Run(store, new AuditVerificationOptions { Keys = first, Threads = 1 });
        Assert.Contains(report.Findings, finding => finding.What.StartsWith("nobody vouches for key", StringComparison.Ordinal));
        Assert.Contains(folder.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("whose file is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AuditSigning_WhereTheStoreWasCutShort_SaysSoAtTheNextStart()
    {
        await folder.WithAsync(async (_, trail) =>
        {
            for (var number = 0; number < 30; number++)
            {
                trail.Note("ingest.open", "feed", "", "s");
            }

            await trail.WriteAsync(isLast: true);
        });
        using (var file = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.Place.Path};Pooling=False"))
        {
            file.Open();
            using var cut = file.CreateCommand();
            cut.CommandText = "DROP TRIGGER audit_entry_no_delete; DELETE FROM audit_entry WHERE number > 20";
            cut.ExecuteNonQuery();
        }

        await folder.WithAsync((store, _) =>
        {
            Assert.Contains(store.Audit.From(20, 100), entry => entry.Record.Action == AuditActions.Mismatch && entry.Record.Subject == "33");
            return Task.CompletedTask;
        });
        Assert.Contains(folder.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("covers entry 33", StringComparison.Ordinal));
        Assert.Contains(folder.Verify().Findings, finding => finding.What.Contains("covers entry 33", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIfDueAsync_WhereTheCheckpointsCannotBeWritten_GoesOnAndWritesTheNewestLater()
    {
        Directory.CreateDirectory(folder.PathOf("taken"));
        folder.Settings = folder.Settings with { Checkpoints = folder.PathOf("taken") };
        await folder.WithAsync(async (store, trail) =>
        {
            await trail.WriteAsync(isLast: false);
            Assert.Single(folder.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("cannot be appended", StringComparison.Ordinal));
            Assert.Equal(3, store.Audit.Head.Number);

            Directory.Delete(folder.PathOf("taken"));
            await trail.WriteAsync(isLast: false);
            Assert.Equal(2, AuditCheckpoint.TryParse(Assert.Single(folder.Lines))!.Number);
        });
    }

    [Fact]
    public async Task CheckpointFile_AfterALineThatACrashLeftUnfinished_BeginsALineOfItsOwn()
    {
        await folder.WithAsync((_, _) => Task.CompletedTask);
        var first = folder.Lines[0];
        File.AppendAllText(folder.Checkpoints, first[..30]);
        CheckpointFile.Append(folder.Checkpoints, AuditCheckpoint.TryParse(first)!);

        Assert.Equal([first, first[..30], first], folder.Lines);
        Assert.Equal(first, CheckpointFile.Newest(folder.Checkpoints)!.ToJson());
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1_000_000, 86_400, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(1_000_001, 86_401, 2)]
    [InlineData(1, 0, 1)]
    public void Validate_AtTheLimitsAndBeyond_NamesTheSetting(int entries, int seconds, int problems) =>
        Assert.Equal(problems, new AuditSettings { CheckpointEntries = entries, CheckpointInterval = TimeSpan.FromSeconds(seconds) }.Validate().Count());
}
