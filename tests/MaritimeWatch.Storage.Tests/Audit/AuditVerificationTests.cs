using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Storage.Audit;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests.Audit;

/// <summary>The verification finds any change, and nothing where there is none (quality figure AUD-1).</summary>
public sealed class AuditVerificationTests : IDisposable
{
    private const int Changes = 1_100;
    private const int Flips = 300;

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_OnAStoreAsItWasMade_FindsNothingAndSaysHowFarItLooked()
    {
        var made = await SignedStore.MakeAsync(folder.Database, 25);
        using var store = SqliteStore.OpenForReading(folder.Database);

        var report = AuditVerification.Run(store, made.Outside);

        // The store's own entry, the key, four a round, three checkpoints.
        Assert.Empty(report.Findings);
        Assert.Equal((1 + 1 + (25 * 4) + 3, 25 * 3, 3, 3), (report.Entries, report.Rows, report.Signed, report.Outside));
        Assert.Equal((report.Entries, report.Entries - 1, report.Entries - 1), (report.Head.Number, report.CoveredInside, report.CoveredOutside));
        Assert.Equal(store.Audit.Head.Hash, report.Head.Hash);
        Assert.Equal(["whether something was cut off after entry 104, the last that a checkpoint outside covers (1 entries are there)", "whether the entries after 104 are the service's own: no signature covers them (1 entries)"], report.Unchecked);
    }

    [Fact]
    public async Task Run_RewrittenWithoutSignatures_IsFoundByTheKey_AndByAnEmptyFileOfCheckpoints()
    {
        var made = await SignedStore.MakeAsync(folder.Database, 12);
        new Tampering(folder.Database, new Random(1)).Do(Array.FindIndex(Tampering.Ways, way => way.Name == "unsign"));

        Assert.Contains("no signature with a key that is believed covers anything", SignedStore.Findings(folder.Database, made.Outside with { Checkpoints = null }));
        Assert.Contains(
            "there is no checkpoint among the checkpoints outside: a service writes one within a second of its first start",
            SignedStore.Findings(folder.Database, made.Outside with { Checkpoints = [], Keys = [] }));
        var (nothing, key) = (Path.Combine(folder.Root, "nothing"), Path.Combine(folder.Root, "key.pem"));
        await File.WriteAllTextAsync(nothing, "");
        await File.WriteAllTextAsync(key, made.Key.Public.ToPem());
        var (byKey, byLines) = (await IndependentAsync(folder.Database, "", key), await IndependentAsync(folder.Database, nothing));
        Assert.Equal((1, 1), (byKey.Exit, byLines.Exit));
        Assert.Contains("no good signature covers anything\n", byKey.Output, StringComparison.Ordinal);
        Assert.Contains("no checkpoint among those outside\n", byLines.Output, StringComparison.Ordinal);
        using var store = SqliteStore.OpenForReading(folder.Database);
        var report = AuditVerification.Run(store, new AuditVerificationOptions());
        Assert.Contains(FormattableString.Invariant($"whether the entries after 0 are the service's own: no signature covers them ({report.Head.Number} entries)"), report.Unchecked);
    }

    /// <summary>Without a key, without a file of checkpoints: the service signs when it stops and when it starts.</summary>
    [Theory]
    [InlineData(AuditActions.ServiceStopped, true)]
    [InlineData(AuditActions.AccessRefused, false)]
    public async Task Run_WithAStartBehindTheLastSignature_FindsItAfterAnOrderlyStopAndNotAfterACrash(string before, bool isFound)
    {
        var made = await SignedStore.MakeAsync(folder.Database, 3);
        using (var store = SqliteStore.Open(folder.Database))
        {
            await store.Audit.AppendAsync(
                new AuditRecord(Given.Epoch, AuditActions.ServiceStarted, AuditRecord.System, "1"), new AuditRecord(Given.Epoch, before, AuditRecord.System, "s"), new AuditRecord(Given.Epoch, AuditActions.ServiceStarted, AuditRecord.System, "1"));
        }

        Assert.Equal(isFound, SignedStore.Findings(folder.Database, new AuditVerificationOptions()).Any(finding => finding.StartsWith("entry 18: the service started after an orderly stop", StringComparison.Ordinal)));
        var independent = await IndependentAsync(folder.Database);
        Assert.Equal(isFound, independent.Output.Contains("entry 18: no signature covers a start after an orderly stop\n", StringComparison.Ordinal));
        Assert.Equal(isFound ? 1 : 0, independent.Exit);
        using (var store = SqliteStore.Open(folder.Database))
        {
            await made.SignAsync(store, Given.Epoch);
        }

        Assert.Empty(SignedStore.Findings(folder.Database, made.Outside));
    }

    /// <summary>A key on a curve that is spelled out has no name: it is no key, and no reason to break off.</summary>
    [Fact]
    public async Task Run_WithAKeyOnAnUnnamedCurve_SaysThatItIsNone()
    {
        await SignedStore.MakeAsync(folder.Database, 1);
        using var unnamed = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using var spelled = System.Security.Cryptography.ECDsa.Create(unnamed.ExportExplicitParameters(false));
        var info = spelled.ExportSubjectPublicKeyInfo();
        Assert.True(info.Length > 150);
        Assert.Null(AuditPublicKey.TryRead(info));
        using (var store = SqliteStore.Open(folder.Database))
        {
            await store.Audit.AppendAsync(new AuditRecord(Given.Epoch, AuditActions.Key, AuditRecord.System, "0123456789abcdef") { Detail = $"{{\"public\":\"{Convert.ToBase64String(info)}\"}}" });
        }

        Assert.Equal(["entry 8: it holds no key"], SignedStore.Findings(folder.Database, new AuditVerificationOptions()));
    }

    /// <summary>Slices are gone along by themselves: what lies between two of them is looked at as well.</summary>
    [Fact]
    public async Task Run_WhereAlertsAreFarApart_FindsWhatIsMissingBetweenThem()
    {
        using (var store = SqliteStore.Open(folder.Database))
        {
            var filler = Enumerable.Repeat(new AuditRecord(Given.Epoch, AuditActions.AccessRefused, "unknown", "GET /metrics"), 25_000).ToArray();
            await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
            await store.Audit.AppendAsync(filler);
            await store.Alerts.AppendAsync([Given.Alert("b")], Given.Bytes);
            await store.Audit.AppendAsync(filler);
            await store.Alerts.AppendAsync([Given.Alert("c")], Given.Bytes);
        }

        Assert.Empty(SignedStore.Findings(folder.Database, new AuditVerificationOptions { Threads = 2 }));
        foreach (var (name, _) in AuditSchema.Guards)
        {
            Change($"DROP TRIGGER {name}");
        }

        // The event in the second slice loses its entry's hold on it; a row appears before the first and behind the last.
        Change("UPDATE audit_entry SET sequence = NULL WHERE sequence = 2; INSERT INTO alert_event SELECT 9, 'x', revision, state, kind, severity, mmsi, asset_id, since, event_time, payload FROM alert_event WHERE sequence = 1; INSERT INTO alert_event SELECT -9, 'y', revision, state, kind, severity, mmsi, asset_id, since, event_time, payload FROM alert_event WHERE sequence = 1;");
        Change(string.Join(';', AuditSchema.Guards.Select(guard => guard.Sql)));

        var findings = SignedStore.Findings(folder.Database, new AuditVerificationOptions { Threads = 2, WithPages = false });
        Assert.Contains("entry 50004: it takes in sequence 3, but the one before is 1", findings);
        foreach (var sequence in (int[])[-9, 2, 9])
        {
            Assert.Contains($"the alert event of sequence {sequence} was never entered, or its entry is gone", findings);
        }
    }

    /// <summary>Seeded; each change is of another copy. A flip of a bit that changes nothing that can be read (unused space, other tables) is no change, and is drawn again.</summary>
    [Fact]
    public async Task Run_AfterAnyOfMoreThanAThousandChanges_FindsIt()
    {
        var made = await SignedStore.MakeAsync(folder.Database, 40);
        var copy = Path.Combine(folder.Root, "copy.db");
        var random = new Random(20241117);
        var untouched = Tampering.Content(folder.Database);
        var missed = new List<string>();
        var done = new Dictionary<string, int>();
        for (var change = 0; change < Changes; change++)
        {
            string what;
            do
            {
                Remove(copy);
                File.Copy(folder.Database, copy);
                var tampering = new Tampering(copy, random);
                what = change < Flips ? tampering.FlipBit() : tampering.Do((change - Flips) % Tampering.Ways.Length);
            }
            while (Tampering.Content(copy) == untouched);

            done[what.Split(':')[0]] = done.GetValueOrDefault(what.Split(':')[0]) + 1;
            // Without the signatures in the log, those outside are not given either: the key alone must do.
            var options = what.StartsWith("unsign", StringComparison.Ordinal) ? made.Outside with { Checkpoints = null, WithPages = false } : made.Outside;
            if (SignedStore.Findings(copy, options).Count == 0)
            {
                missed.Add(what);
            }
        }

        Assert.Empty(missed);
        Assert.Equal(
            "delete 100, edit 100, flip 300, insert 100, renumber 100, rewrite 100, swap 100, truncate 100, unsign 100",
            string.Join(", ", done.OrderBy(way => way.Key, StringComparer.Ordinal).Select(way => $"{way.Key} {way.Value}")));
    }

    /// <summary>The guards taken away and put back are no change: the test above finds what it does for other reasons.</summary>
    [Fact]
    public async Task Run_AfterTheGuardsWereTakenAwayAndPutBack_FindsNothingAndWithoutThemSaysSo()
    {
        var made = await SignedStore.MakeAsync(folder.Database, 3);
        new Tampering(folder.Database, new Random(1)).DoNothing();
        Assert.Empty(SignedStore.Findings(folder.Database, made.Outside));

        Change("DROP TRIGGER alert_event_no_update");
        Assert.Equal(["the guard alert_event_no_update was taken away"], SignedStore.Findings(folder.Database, made.Outside));
    }

    /// <summary>Entry 1 is the store's, 2 the key; then each round has its two events, the transition and a refusal.</summary>
    [Theory]
    [InlineData("UPDATE audit_entry SET actor = 'bob' WHERE number = 5", "entry 5: it does not fit its hash: it was changed, or its hash, or the hash before it")]
    [InlineData("DELETE FROM audit_entry WHERE number = 6", "entry 6: it is missing")]
    [InlineData("DELETE FROM audit_entry WHERE number BETWEEN 6 AND 10 AND sequence IS NULL", "entry 10: it is missing|entry 6: it is missing")]
    [InlineData("UPDATE alert_event SET payload = x'00' WHERE sequence = 1", "entry 3: the alert event of sequence 1 was changed")]
    [InlineData("UPDATE alert_event SET severity = 2 WHERE sequence = 2", "entry 4: the alert event of sequence 2 was changed")]
    [InlineData("UPDATE alert_event SET mmsi = NULL WHERE sequence = 2", "entry 4: the alert event of sequence 2 was changed")]
    [InlineData("UPDATE alert_transition SET actor = 'bob' WHERE sequence = 3", "entry 5: the transition of sequence 3 was changed")]
    [InlineData("UPDATE alert_status SET state = 4 WHERE alert_id = 'alert-1'", "entry 5: how alert alert-1 stands was changed since")]
    [InlineData("DELETE FROM open_alert WHERE alert_id = 'alert-2'", "alert alert-2 is not among the open ones, its last event says that it is")]
    [InlineData("INSERT INTO alert_transition VALUES (19, 'alert-1', 10, 'bob', 0, x'00', NULL)", "nothing was entered that explains how alert alert-1 stands|the transition of sequence 19 was never entered, or its entry is gone")]
    public async Task Run_AfterOneChange_SaysWhichEntryAndWhat(string change, string findings)
    {
        var made = await SignedStore.MakeAsync(folder.Database, 6);
        foreach (var (name, _) in AuditSchema.Guards)
        {
            Change($"DROP TRIGGER {name}");
        }

        Change(change);
        Change(string.Join(';', AuditSchema.Guards.Select(guard => guard.Sql)));

        Assert.Equal(findings.Split('|'), SignedStore.Findings(folder.Database, made.Outside).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_ForgedWithAKeyOfItsOwn_IsWholeToItselfAndNotToTheKeyOutside()
    {
        var forged = await SignedStore.MakeAsync(folder.Database, 3);
        using var other = AuditSigningKey.Create();

        Assert.Empty(SignedStore.Findings(folder.Database, forged.Outside with { Keys = [] }));
        Assert.Equal(
            [$"entry 2: nobody vouches for key {forged.Key.Public.Id}: no key before has signed it, and it is none of those given", $"entry 15: the checkpoint of entry 14 is signed by key {forged.Key.Public.Id}, which nobody vouches for", "no signature with a key that is believed covers anything"],
            SignedStore.Findings(folder.Database, new AuditVerificationOptions { Keys = [other.Public] }));
    }

    [Fact]
    public async Task Run_AfterAChangeOfKeys_BelievesTheOneThatTheOldSignedAndNoOther()
    {
        var made = await SignedStore.MakeAsync(folder.Database, 3);
        using var next = AuditSigningKey.Create();
        using var stranger = AuditSigningKey.Create();
        using (var store = SqliteStore.Open(folder.Database))
        {
            await store.Audit.AppendAsync(SignedStore.KeyEntry(Given.Epoch, next.Public, made.Key));
            await made.SignAsync(store, Given.Epoch, next);
        }

        Assert.Empty(SignedStore.Findings(folder.Database, made.Outside));
        Assert.Empty(SignedStore.Findings(folder.Database, made.Outside with { Keys = [] }));
        using (var store = SqliteStore.Open(folder.Database))
        {
            await store.Audit.AppendAsync(SignedStore.KeyEntry(Given.Epoch, stranger.Public, null));
        }

        Assert.Equal([$"entry 18: nobody vouches for key {stranger.Public.Id}: no key before has signed it, and it is none of those given"], SignedStore.Findings(folder.Database, made.Outside));
        Assert.Empty(SignedStore.Findings(folder.Database, made.Outside with { Keys = [made.Key.Public, stranger.Public] }));
    }

    [Fact]
    public async Task Run_WithCheckpointsOutside_TellsDamagedForeignAndUnfinishedLinesApart()
    {
        var made = await SignedStore.MakeAsync(folder.Database, 25);
        using var store = SqliteStore.OpenForReading(folder.Database);
        var unfinished = AuditVerification.Run(store, made.Outside with { Checkpoints = [.. made.Lines, made.Lines[0][..40]] });
        var damaged = AuditVerification.Run(store, made.Outside with { Checkpoints = [made.Lines[0][..40], .. made.Lines] });
        var raised = AuditVerification.Run(store, made.Outside with { Checkpoints = [made.Lines[0].Replace("\"number\":42", "\"number\":43", StringComparison.Ordinal)] });

        Assert.Empty(unfinished.Findings);
        Assert.Contains("the last line of the checkpoints: it is unfinished, as a crash leaves it", unfinished.Unchecked);
        Assert.Equal("line 1 of the checkpoints is none", Assert.Single(damaged.Findings).ToString());
        Assert.Equal("entry 43: the checkpoint outside, line 1, that covers entry 43 has a signature that does not hold", Assert.Single(raised.Findings).ToString());
    }

    [Fact]
    public async Task Run_OfTheNewestAlone_FindsWhatChangedThereAndSaysWhatItLeftOut()
    {
        var made = await SignedStore.MakeAsync(folder.Database, 25);
        foreach (var (name, _) in AuditSchema.Guards)
        {
            Change($"DROP TRIGGER {name}");
        }

        Change("UPDATE audit_entry SET actor = 'bob' WHERE number IN (50, 100)");
        using var store = SqliteStore.OpenForReading(folder.Database);
        var report = AuditVerification.Run(store, made.Outside with { Newest = 20, Keys = [] });

        Assert.Equal((20L, 100L), (report.Entries, Assert.Single(report.Findings).Number));
        Assert.Contains("the entries before 86, and how the alerts stand", report.Unchecked);
    }

    [Fact]
    public async Task Run_BesideAServiceThatWrites_FindsNothing()
    {
        await SignedStore.MakeAsync(folder.Database, 20);
        using var writing = SqliteStore.Open(folder.Database);
        using var reading = SqliteStore.OpenForReading(folder.Database);
        for (var round = 0; round < 40; round++)
        {
            var appending = Task.WhenAll(Enumerable.Range(0, 5).Select(number => writing.Alerts.AppendAsync([Given.Alert($"r{round}n{number}"), Given.Alert($"r{round}n{number}", 2, AlertState.Closed)], Given.Bytes)));
            var report = AuditVerification.Run(reading, new AuditVerificationOptions { Threads = 2 });
            await appending;
            Assert.Empty(report.Findings);
        }

        // The store's own entry, the key, four a round, three checkpoints; then ten a round.
        Assert.Equal(85 + (40 * 10), AuditVerification.Run(reading, new AuditVerificationOptions()).Entries);
    }

    /// <summary>A verifier in another language, written from docs/audit.md alone, says the same.</summary>
    [Fact]
    public async Task Run_BesideTheIndependentVerifier_SaysTheSame()
    {
        var made = await SignedStore.MakeAsync(folder.Database, 12);
        var (lines, key) = (Path.Combine(folder.Root, "lines"), Path.Combine(folder.Root, "key.pem"));
        await File.WriteAllTextAsync(lines, string.Concat(made.Lines.Select(line => line + "\n")));
        await File.WriteAllTextAsync(key, made.Key.Public.ToPem());
        using (var store = SqliteStore.OpenForReading(folder.Database))
        {
            var report = AuditVerification.Run(store, made.Outside);
            Assert.Empty(report.Findings);
            Assert.Equal((0, $"{report.Entries} entries, head {Convert.ToHexStringLower(report.Head.Hash)}\nwhole\n"), await IndependentAsync(folder.Database, lines, key));
        }

        var copy = Path.Combine(folder.Root, "copy.db");
        var random = new Random(7);
        for (var change = 0; change < Tampering.Ways.Length * 3; change++)
        {
            Remove(copy);
            File.Copy(folder.Database, copy);
            var what = new Tampering(copy, random).Do(change % Tampering.Ways.Length);
            if (what.Contains("open_alert", StringComparison.Ordinal) || Tampering.Content(copy) == Tampering.Content(folder.Database))
            {
                // What follows from the alert events alone is left out of the short verifier.
                continue;
            }

            Assert.NotEmpty(SignedStore.Findings(copy, made.Outside));
            var (exit, said) = await IndependentAsync(copy, lines, key);
            Assert.True(exit == 1, $"{what}: {said}");
        }
    }

    private static async Task<(int Exit, string Output)> IndependentAsync(params string[] arguments)
    {
        var script = Path.Combine(MaritimeWatch.Tests.SharedData.RepositoryRoot, "tests", "audit", "verify.py");
        using var python = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("python3", [script, .. arguments]) { RedirectStandardOutput = true })!;
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return (python.ExitCode, output);
    }

    private void Change(string sql)
    {
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        file.Open();
        file.Run(sql);
    }

    private static void Remove(string copy)
    {
        foreach (var file in new[] { copy, copy + "-wal", copy + "-shm" })
        {
            File.Delete(file);
        }
    }
}
