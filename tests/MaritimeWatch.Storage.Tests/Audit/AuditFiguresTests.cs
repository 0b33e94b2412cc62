using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Storage.Audit;
using Xunit.Abstractions;

namespace MaritimeWatch.Storage.Tests.Audit;

/// <summary>
/// How long a verification takes. A short log unless MARITIMEWATCH_AUDIT_ENTRIES says how many entries: 10,000,000 is the quality figure AUD-1, at most 60 s, and takes
/// 6 GB and some minutes to make. MARITIMEWATCH_AUDIT_STORE keeps the log in a file for another run.
/// </summary>
public sealed class AuditFiguresTests(ITestOutputHelper output) : IDisposable
{
    private const int Batch = 2_000;
    private const int AlertsInFive = 1;
    private const int PayloadBytes = 1_000;

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_OnALongLog_IsQuickEnough()
    {
        var asked = int.TryParse(Environment.GetEnvironmentVariable("MARITIMEWATCH_AUDIT_ENTRIES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        var file = Environment.GetEnvironmentVariable("MARITIMEWATCH_AUDIT_STORE") is { Length: > 0 } kept ? kept : folder.Database;
        count = asked ? count : 20_000;
        if (!File.Exists(file))
        {
            await MakeAsync(file, count);
        }

        using var store = SqliteStore.OpenForReading(file);
        foreach (var withPages in new[] { false, true })
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var report = AuditVerification.Run(store, new AuditVerificationOptions { WithPages = withPages });
            var (took, processor) = (watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - before);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"verified {report.Entries:N0} entries and {report.Rows:N0} alert events{(withPages ? ", pages and indexes too," : "")} in {took.TotalSeconds:F1} s, {processor.TotalSeconds:F1} s of processor: {processor.TotalMicroseconds / report.Entries:F2} us an entry"));
            Assert.Empty(report.Findings);
            Assert.True(report.Entries >= count && report.Rows >= count * AlertsInFive / 5);
            Assert.True(count < 10_000_000 || withPages || took <= TimeSpan.FromSeconds(60), $"{took}");
        }
    }

    private async Task MakeAsync(string file, int count)
    {
        var payload = new byte[PayloadBytes];
        new Random(1).NextBytes(payload);
        var encoding = new AlertEncoding(_ => payload, _ => payload);
        var act = new AuditRecord(Given.Epoch, AuditActions.AccessRefused, "unknown", "/maritimewatch.v1.AlertService/WatchAlerts")
        {
            Client = "192.0.2.8 none", Outcome = "CREDENTIALS_MISSING", Detail = "{\"count\":3,\"last\":\"2024-11-17T00:00:59Z\"}",
        };
        List<AuditRecord> acts = [.. Enumerable.Repeat(act, Batch * (5 - AlertsInFive) / 5)];
        using var key = AuditSigningKey.Create();
        using var store = SqliteStore.Open(file);
        await store.Audit.AppendAsync(SignedStore.KeyEntry(Given.Epoch, key.Public, null));
        var watch = Stopwatch.StartNew();
        for (var made = 0; made < count; made += Batch)
        {
            var alerts = Enumerable.Range(made, Batch * AlertsInFive / 5).Select(number => Given.Alert($"loitering-219000606-{number / 10}", (number % 10) + 1, number % 10 == 0 ? AlertState.Raised : AlertState.Maintained)).ToList();
            await Task.WhenAll(store.Alerts.AppendAsync(alerts, encoding), store.Audit.AppendAsync(acts));
            var checkpoint = AuditCheckpoint.Sign(store.Audit.Head, Given.Epoch, key);
            await store.Audit.AppendAsync(new AuditRecord(Given.Epoch, AuditActions.Checkpoint, AuditRecord.System, checkpoint.Number.ToString(CultureInfo.InvariantCulture)) { Detail = checkpoint.ToJson() });
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"made in {watch.Elapsed.TotalSeconds:F0} s"));
    }
}
