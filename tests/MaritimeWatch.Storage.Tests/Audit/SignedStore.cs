using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Storage.Tests.Audit;

/// <summary>A store with alerts, people who work on them, other acts, and checkpoints, within the log and outside.</summary>
internal sealed class SignedStore
{
    private static readonly DeskVerb[] Verbs = [DeskVerb.Acknowledge, DeskVerb.Comment, DeskVerb.Close];

    private SignedStore(string database) => Database = database;

    public string Database { get; }

    public AuditSigningKey Key { get; } = AuditSigningKey.Create();

    /// <summary>The checkpoints outside, one a line.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>What the log is held against: the key and the checkpoints outside.</summary>
    public AuditVerificationOptions Outside => new() { Keys = [Key.Public], Checkpoints = Lines, Threads = 1 };

    /// <param name="database">The file.</param>
    /// <param name="rounds">Each gives four entries, every tenth two more and a checkpoint.</param>
    public static async Task<SignedStore> MakeAsync(string database, int rounds)
    {
        var made = new SignedStore(database);
        var clock = new SetClock(Given.Epoch);
        using var store = SqliteStore.Open(database, clock: clock);
        await store.Audit.AppendAsync(KeyEntry(clock.Now, made.Key.Public, null));
        for (var round = 1; round <= rounds; round++)
        {
            clock.Now += TimeSpan.FromSeconds(7);
            var id = $"alert-{round.ToString(CultureInfo.InvariantCulture)}";
            await store.Alerts.AppendAsync([Given.Alert(id), Given.Alert(id, 2, AlertState.Maintained)], Given.Bytes);
            await store.Desk.DecideAsync(new DeskRequest(id, "ann") { Command = new DeskCommand(Verbs[round % 3], "seen") { Disposition = Disposition.True }, Client = "192.0.2.7:1 api_token 0011", RequestId = $"r{round}" }, Given.Bytes);
            await store.Audit.AppendAsync(new AuditRecord(clock.Now, AuditActions.AccessRefused, "unknown", "GET /metrics") { Client = "192.0.2.8", Outcome = "CREDENTIALS_MISSING", Detail = "{\"count\":3}" });
            if (round % 10 == 0)
            {
                await made.SignAsync(store, clock.Now);
            }
        }

        await made.SignAsync(store, clock.Now);
        return made;
    }

    public static AuditRecord KeyEntry(Instant now, AuditPublicKey key, AuditSigningKey? signer) => new(now, AuditActions.Key, AuditRecord.System, key.Id)
    {
        Detail = signer is null
            ? $"{{\"public\":\"{Convert.ToBase64String(key.Info)}\"}}"
            : $"{{\"public\":\"{Convert.ToBase64String(key.Info)}\",\"previous\":\"{signer.Public.Id}\",\"signature\":\"{Convert.ToBase64String(signer.Sign(AuditSigningKey.Statement(key)))}\"}}",
    };

    public Task SignAsync(SqliteStore store, Instant now) => SignAsync(store, now, Key);

    public async Task SignAsync(SqliteStore store, Instant now, AuditSigningKey key)
    {
        var checkpoint = AuditCheckpoint.Sign(store.Audit.Head, now, key);
        await store.Audit.AppendAsync(new AuditRecord(now, AuditActions.Checkpoint, AuditRecord.System, checkpoint.Number.ToString(CultureInfo.InvariantCulture)) { Detail = checkpoint.ToJson() });
        Lines.Add(checkpoint.ToJson());
    }

    /// <summary>Verifies a copy of the store; what keeps it from being opened is a finding, too.</summary>
    public static IReadOnlyList<string> Findings(string database, AuditVerificationOptions options)
    {
        try
        {
            using var store = SqliteStore.OpenForReading(database);
            return [.. AuditVerification.Run(store, options).Findings.Select(finding => finding.ToString())];
        }
        catch (StoreException failure)
        {
            return [failure.Message];
        }
    }
}
