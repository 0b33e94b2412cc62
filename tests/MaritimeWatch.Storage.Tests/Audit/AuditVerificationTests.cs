using System.Globalization;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Storage.Tests.Audit;

/// <summary>The verification finds any change, and nothing where there is none (quality figure AUD-1).</summary>
public sealed class AuditVerificationTests : IDisposable
{
    private const int Changes = 1_000;
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
        Assert.Equal(["whether something was cut off after entry 104, the last that a checkpoint outside covers (1 entries are there)"], report.Unchecked);
    }

    /// <summary>Seeded; each change is of another copy. A flip of a bit that changes nothing that can be read (unused space, other tables) is no change, and is drawn again.</summary>
    [Fact]
    public async Task Run_AfterAnyOfAThousandChanges_FindsIt()
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
            if (SignedStore.Findings(copy, made.Outside).Count == 0)
            {
                missed.Add(what);
            }
        }

        Assert.Empty(missed);
        Assert.Equal(
            "delete 100, edit 100, flip 300, insert 100, renumber 100, rewrite 100, swap 100, truncate 100",
            string.Join(", ", done.OrderBy(way => way.Key, StringComparer.Ordinal).Select(way => $"{way.Key} {way.Value}")));
    }

    private static void Remove(string copy)
    {
        foreach (var file in new[] { copy, copy + "-wal", copy + "-shm" })
        {
            File.Delete(file);
        }
    }
}
