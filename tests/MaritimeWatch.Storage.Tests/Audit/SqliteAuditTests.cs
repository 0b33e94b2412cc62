using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Storage.Audit;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests.Audit;

public sealed class SqliteAuditTests : IDisposable
{
    private static readonly AuditRecord Refused = new(Given.Epoch, AuditActions.AccessRefused, "unknown", "GET /metrics") { Client = "192.0.2.8", Outcome = "CREDENTIALS_MISSING" };

    private readonly StoreFolder folder = new();
    private readonly SetClock clock = new(Given.Epoch);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Weight_OfRecords_IsTheirNumber_SoThatACommitTakesNoMoreThanItShould() =>
        Assert.Equal(1_000, new WriteWork(default, null, null, Audit: new AuditAppend([.. Enumerable.Repeat(Refused, 1_000)], waits: true)).Weight);

    /// <summary>The bytes are in chains of users and in others' verifiers: written out by hand from docs/audit.md, never to change.</summary>
    [Fact]
    public void CanonicalBytes_OfAnEntry_AreThoseOfTheDocument()
    {
        var record = new AuditRecord(new Instant(1), "a.b", "ann", "ü") { Client = "c", Outcome = "done", Detail = "" };
        var entry = new AuditEntry { Number = 258, Record = record, Sequence = null, Content = AuditEntry.NoHash, Standing = null, Hash = [] };

        Assert.Equal(
            "74" + "00000015" + Convert.ToHexString("maritimewatch-audit-1"u8) + "69" + "0000000000000102" + "69" + "0000000000000001"
            + "74" + "00000003" + "612E62" + "74" + "00000003" + "616E6E" + "74" + "00000001" + "63" + "74" + "00000002" + "C3BC" + "74" + "00000004" + "646F6E65" + "74" + "00000000"
            + "6E" + "68" + new string('0', 64) + "6E",
            Convert.ToHexString(entry.CanonicalBytes()));
    }

    [Fact]
    public async Task AppendAsync_OfEventsTransitionsAndActs_EntersEachOnceAndInOrder()
    {
        using var store = Open();
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
        await store.Desk.DecideAsync(new DeskRequest("a", "ann") { Command = new DeskCommand(DeskVerb.Acknowledge), Client = "192.0.2.7 api_token 0011" }, Given.Bytes);
        await store.Alerts.AppendAsync([Given.Alert("a", 2, AlertState.Closed)], Given.Bytes);
        var appended = await store.Audit.AppendAsync(Refused, Refused with { Outcome = "CREDENTIALS_INVALID" });

        // The end of an alert that somebody acknowledged closes it: event 3 and transition 4.
        Assert.Equal(
            ["1 store.created system", "2 alert.raised system 1", "3 desk.acknowledged ann 2", "4 alert.ended system 3", "5 desk.closed system 4", "6 access.refused unknown", "7 access.refused unknown"],
            store.Audit.From(1, 100).Select(entry => FormattableString.Invariant($"{entry.Number} {entry.Record.Action} {entry.Record.Actor} {entry.Sequence}").TrimEnd()));
        Assert.Equal("192.0.2.7 api_token 0011", store.Audit.Find(3)!.Record.Client);
        Assert.Equal((7L, 7L), (appended.Number, store.Audit.Head.Number));
        Assert.Equal(store.Audit.Find(7)!.Hash, appended.Hash);
        Assert.Equal([2L, 3, 4, 5], store.Audit.OfAlert("a").Select(entry => entry.Number));

        // Only the last of what one event did says how the alert then stood.
        Assert.Equal([true, true, false, true], store.Audit.OfAlert("a").Select(entry => entry.Standing is not null));
        Assert.Empty(Findings(store));
    }

    [Fact]
    public async Task AppendAsync_ARepeatedEvent_IsNotEnteredAgain()
    {
        using var store = Open();
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
        await store.Desk.DecideAsync(new DeskRequest("none", "ann") { Command = new DeskCommand(DeskVerb.Acknowledge) }, Given.Bytes);

        Assert.Equal(2, store.Audit.Head.Number);
    }

    [Fact]
    public async Task AppendAsync_SerialiserFails_LeavesNoGapInTheChain()
    {
        using var store = Open();
        await Assert.ThrowsAsync<FormatException>(() => store.Alerts.AppendAsync([Given.Alert("a"), Given.Alert("b")], Given.Bytes with { Event = alert => alert.AlertId == "b" ? throw new FormatException("poison") : [1] }));
        await store.Alerts.AppendAsync([Given.Alert("c")], Given.Bytes);

        Assert.Equal(["store.created", "alert.raised"], store.Audit.From(1, 10).Select(entry => entry.Record.Action));
        Assert.Empty(Findings(store));
    }

    [Fact]
    public async Task Guards_AgainstEveryChange_RaiseAnError()
    {
        using (var store = Open())
        {
            await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
            await store.Desk.DecideAsync(new DeskRequest("a", "ann") { Command = new DeskCommand(DeskVerb.Acknowledge) }, Given.Bytes);
        }

        using var file = Raw();
        foreach (var sql in new[]
        {
            "UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry", "UPDATE alert_event SET payload = x'00'", "DELETE FROM alert_event", "UPDATE alert_transition SET actor = 'x'",
            "DELETE FROM alert_transition", "INSERT INTO audit_entry SELECT 5, time, action, actor, client, subject, outcome, detail, NULL, NULL, NULL, hash FROM audit_entry WHERE number = 1",
            "INSERT OR REPLACE INTO audit_entry SELECT number, time, action, 'x', client, subject, outcome, detail, NULL, NULL, NULL, hash FROM audit_entry WHERE number = 1",
        })
        {
            Assert.Contains("append-only", Assert.Throws<SqliteException>(() => file.Run(sql)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task List_WithFilters_GivesWhatFitsTheNewestFirst()
    {
        using var store = Open();
        for (var second = 0; second < 5; second++)
        {
            await store.Audit.AppendAsync(Refused with { Time = Given.Epoch + TimeSpan.FromSeconds(second), Actor = second % 2 == 0 ? "ann" : "bob", Action = second == 4 ? AuditActions.AccessLockedOut : AuditActions.AccessRefused });
        }

        Assert.Equal([6L, 5, 4, 3, 2, 1], Numbers(new AuditFilter()));
        Assert.Equal([6L, 4, 2], Numbers(new AuditFilter { Actor = "ann" }));
        Assert.Equal([5L, 4, 3, 2], Numbers(new AuditFilter { Action = AuditActions.AccessRefused }));
        Assert.Equal([6L, 5, 4, 3, 2], Numbers(new AuditFilter { Action = "access." }));
        Assert.Equal([4L, 3], Numbers(new AuditFilter { From = Given.Epoch + TimeSpan.FromSeconds(1), Until = Given.Epoch + TimeSpan.FromSeconds(3) }));
        Assert.Equal([6L, 5, 4, 3, 2], Numbers(new AuditFilter { Subject = "GET /metrics" }));
        var page = store.Audit.List(new AuditFilter { Actor = "ann" }, long.MaxValue, 2);
        var last = store.Audit.List(new AuditFilter { Actor = "ann" }, page.Before, 2);
        Assert.Equal([6L, 4], page.Entries.Select(entry => entry.Number));
        Assert.Equal([2L], last.Entries.Select(entry => entry.Number));
        Assert.Equal((4L, 0L), (page.Before, last.Before));

        IEnumerable<long> Numbers(AuditFilter filter) => store.Audit.List(filter, long.MaxValue, 10).Entries.Select(entry => entry.Number);
    }

    [Fact]
    public async Task Prove_AnEntry_LeadsToTheHashThatTheNextCheckpointSigns()
    {
        var made = await SignedStore.MakeAsync(folder.Database, 12);
        using var store = SqliteStore.OpenForReading(folder.Database);
        foreach (var entry in store.Audit.From(1, 1000))
        {
            var proof = store.Audit.Prove(entry.Number);
            if (proof.FollowingDigests.Count is > 0 and var following)
            {
                Assert.Equal(following, store.Audit.Prove(entry.Number, following).FollowingDigests.Count);
                Assert.Contains($"{following - 1} at most", Assert.Throws<AuditProofTooLongException>(() => store.Audit.Prove(entry.Number, following - 1)).Message, StringComparison.Ordinal);
            }


            Assert.Equal(store.Audit.Find(entry.Number + proof.FollowingDigests.Count)!.Hash, proof.EndHash());
            Assert.Equal(entry.Number == store.Audit.Head.Number, proof.Checkpoint is null);
            if (proof.Checkpoint is { } checkpoint)
            {
                Assert.True(checkpoint.IsSignedBy(made.Key.Public));
                Assert.Equal(checkpoint.Hash, Convert.ToHexStringLower(proof.EndHash()));
            }
        }
    }

    [Fact]
    public async Task AppendAsync_WhileTheDiskRefuses_FailsAtOnceAndAPatientOneIsWrittenOnceLater()
    {
        using var faulted = new SemaphoreSlim(0);
        using var store = Open(new SqliteStoreOptions { MaxDatabaseBytes = 1 << 20, RetryInterval = TimeSpan.FromMilliseconds(10) });
        store.FaultChanged += _ => faulted.Release();
        var waiting = store.Alerts.AppendAsync([Given.Alert("b")], Given.Bytes with { Event = _ => new byte[2 << 20] });
        Assert.True(await faulted.WaitAsync(TimeSpan.FromMinutes(1)));

        var refused = await Assert.ThrowsAsync<StoreException>(() => store.Audit.AppendAsync(Refused));
        var patient = store.Audit.AppendPatientlyAsync([Refused, Refused]);
        Assert.True(store.Audit.Refusal.IsCompleted);
        store.MaxDatabaseBytes = 64 << 20;
        await waiting;
        await patient;

        Assert.Equal(StoreFault.Full, refused.Fault);
        Assert.Equal(["store.created", "alert.raised", "access.refused", "access.refused"], store.Audit.From(1, 10).Select(entry => entry.Record.Action));
        Assert.Empty(Findings(store));
    }

    /// <summary>As after kill -9 at any moment: the write-ahead log ends anywhere, also in the middle of what was being written.</summary>
    [Fact]
    public async Task Open_OnAWriteAheadLogThatEndsAnywhere_HasAWholeChainAndEveryEntryWithItsEvent()
    {
        using var running = Open();
        var heads = new HashSet<long> { 1 };
        for (var round = 0; round < 6; round++)
        {
            await running.Alerts.AppendAsync([Given.Alert($"a{round}"), Given.Alert($"a{round}", 2, AlertState.Maintained)], Given.Bytes);
            heads.Add(running.Audit.Head.Number);
            await running.Desk.DecideAsync(new DeskRequest($"a{round}", "ann") { Command = new DeskCommand(DeskVerb.Acknowledge) }, Given.Bytes);
            heads.Add(running.Audit.Head.Number);
            await running.Audit.AppendAsync(Refused, Refused);
            heads.Add(running.Audit.Head.Number);
        }

        var (database, log) = (ReadShared(folder.Database), ReadShared(folder.Database + "-wal"));
        using var elsewhere = new StoreFolder();
        var random = new Random(5);
        var found = new HashSet<long>();

        // Every frame's end, and places within frames: a header of 32 bytes, frames of 24 and a page.
        var cuts = Enumerable.Range(0, ((log.Length - 32) / (24 + 4096)) + 1).Select(frame => 32 + (frame * (24 + 4096)))
            .Concat(Enumerable.Range(0, 60).Select(_ => random.Next(log.Length))).ToList();
        foreach (var cut in cuts)
        {
            File.WriteAllBytes(elsewhere.Database, database);
            File.WriteAllBytes(elsewhere.Database + "-wal", log[..cut]);
            using (var recovered = SqliteStore.Open(elsewhere.Database, clock: clock))
            {
                Assert.Contains(recovered.Audit.Head.Number, heads);
                Assert.Empty(Findings(recovered));
                found.Add(recovered.Audit.Head.Number);
                await recovered.Alerts.AppendAsync([Given.Alert("after")], Given.Bytes);
                Assert.Empty(Findings(recovered));
            }
        }

        Assert.True(cuts.Count > 60 && found.Count == heads.Count, $"{cuts.Count} cuts met {found.Count} of {heads.Count} commits");
    }

    [Fact]
    public void Open_OnAStoreOfTheFirstVersion_TakesItsEventsIntoTheChainAsFound()
    {
        FirstSchema.Make(folder.Database);
        clock.Now = Given.Epoch + TimeSpan.FromDays(1);
        using var store = Open();

        Assert.Equal(["store.created", "store.migrated", "alert.raised", "alert.raised", "alert.ended", "alert.retracted", "alert.lowered", "alert.raised"], store.Audit.From(1, 100).Select(entry => entry.Record.Action));
        Assert.Equal("{\"from\":1,\"to\":4,\"events\":6,\"transitions\":0}", store.Audit.Find(2)!.Record.Detail);
        Assert.All(store.Audit.From(3, 100), entry => Assert.Equal(("found at migration", clock.Now), (entry.Record.Outcome, entry.Record.Time)));
        Assert.Equal([1L, 2, 3, 4, 5, 6], store.Audit.From(3, 100).Select(entry => entry.Sequence!.Value));
        Assert.Empty(Findings(store));
    }

    [Fact]
    public async Task Open_OnAStoreOfTheSecondVersion_TakesItsTransitionsIntoTheChainToo()
    {
        using (var made = Open())
        {
            await made.Alerts.AppendAsync([Given.Alert("a"), Given.Alert("b")], Given.Bytes);
            await made.Desk.DecideAsync(new DeskRequest("a", "ann") { Command = new DeskCommand(DeskVerb.Acknowledge) }, Given.Bytes);
            await made.Alerts.AppendAsync([Given.Alert("a", 2, AlertState.Closed)], Given.Bytes);
        }

        ToSecondVersion();
        using (var reading = SqliteStore.OpenForReading(folder.Database))
        {
            Assert.Equal(5, reading.Alerts.HighWaterSequence);
            Assert.Equal((0L, 0), (reading.Audit.Head.Number, reading.Audit.From(1, 10).Count));
            Assert.Equal(StoreFault.NoAudit, Assert.Throws<StoreException>(() => AuditVerification.Run(reading, new AuditVerificationOptions())).Fault);
        }

        using var store = Open();

        Assert.Equal(
            ["alert.raised 1", "alert.raised 2", "desk.acknowledged 3 {\"actor\":\"ann\"}", "alert.ended 4", "desk.closed 5 {\"actor\":\"system\"}"],
            store.Audit.From(3, 100).Select(entry => FormattableString.Invariant($"{entry.Record.Action} {entry.Sequence} {entry.Record.Detail}").TrimEnd()));
        Assert.Empty(Findings(store));
        await store.Alerts.AppendAsync([Given.Alert("b", 2, AlertState.Maintained)], Given.Bytes);
        Assert.Empty(Findings(store));
    }

    private static IReadOnlyList<AuditFinding> Findings(SqliteStore store) => AuditVerification.Run(store, new AuditVerificationOptions { Threads = 1 }).Findings;

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Takes away what the third version added, and the fourth.</summary>
    private void ToSecondVersion()
    {
        using var file = Raw();
        foreach (var (name, _) in AuditSchema.Guards)
        {
            file.Run($"DROP TRIGGER {name}");
        }

        file.Run(string.Concat(MigrationTests.Past.Select(table => $"DROP TABLE {table};")) + "DROP TABLE audit_entry; DROP TABLE progress; DROP TABLE static_word; DROP TABLE static_heard; PRAGMA user_version = 2;");
    }

    private SqliteConnection Raw()
    {
        var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        file.Open();
        return file;
    }

    private SqliteStore Open(SqliteStoreOptions? options = null) => SqliteStore.Open(folder.Database, options, clock);
}
