using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests.Sealing;

/// <summary>Positions that move from rows to blocks: every question has the same answer before, after and in between.</summary>
public sealed class SealedTracksTests : IDisposable
{
    private static readonly GeoBox Box = new(55.2, 10.7, 56.4, 11.2);

    private readonly StoreFolder folder = new();
    private SqliteStore store;

    public SealedTracksTests() => store = folder.Open(Traffic.ByHand);

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(30)]
    [InlineData(48)]
    public async Task Answers_WhateverIsSealed_AreThoseOfAPlainList(int sealedHours)
    {
        var fleet = Traffic.Fleet(seed: 741);
        await store.StoreAsync(fleet);

        var moved = store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(sealedHours), CancellationToken.None);

        Assert.Equal(fleet.Count(position => position.Time < Traffic.Midnight + TimeSpan.FromHours(sealedHours)), moved);
        Assert.Equal(sealedHours > 0, File.Exists(folder.Database + ".tracks"));
        AssertAnswers(store, fleet);
        using var beside = SqliteStore.OpenForReading(folder.Database);
        AssertAnswers(beside, fleet);
        store.Dispose();
        store = folder.Open(Traffic.ByHand);
        AssertAnswers(store, fleet);
    }

    [Fact]
    public async Task Store_OfWhatIsInBlocksAlready_IsADuplicate()
    {
        var fleet = Traffic.Fleet(seed: 742, hours: 14);
        var late = fleet.Where((_, number) => number % 5 == 0).ToList();
        Assert.Equal(fleet.Count - late.Count, (await store.StoreAsync(fleet.Except(late))).Stored);
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(12), CancellationToken.None);

        var again = await store.StoreAsync(fleet);

        Assert.Equal((late.Count, fleet.Count - late.Count), (again.Stored, again.Duplicates));
        AssertAnswers(store, fleet);
        Assert.Equal(late.Count(position => position.Time < Traffic.Midnight + TimeSpan.FromHours(12)), store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(12), CancellationToken.None));
        AssertAnswers(store, fleet);
    }

    /// <summary>The writer dies after the blocks are durable and before the rows are gone.</summary>
    [Fact]
    public async Task Seal_CutOffBeforeTheRowsWent_ShowsEachOnceAndIsDoneAgain()
    {
        var fleet = Traffic.Fleet(seed: 743, hours: 20);
        await store.StoreAsync(fleet);
        store.TrackFile.Write(blocks =>
        {
            foreach (var part in fleet.InPlace().Where(position => position.Time < Traffic.Midnight + TimeSpan.FromHours(6)).GroupBy(position => position.Mmsi).Take(5))
            {
                blocks.Add([.. part]);
            }
        });

        AssertAnswers(store, fleet);
        Assert.Equal(fleet.Count(position => position.Time < Traffic.Midnight + TimeSpan.FromHours(18)), store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(18), CancellationToken.None));
        AssertAnswers(store, fleet);
    }

    /// <summary>While somebody seals and somebody stores, whoever reads finds everything that was stored before, once.</summary>
    [Fact]
    public async Task Read_WhileItIsSealedAndWritten_FindsEverythingOnce()
    {
        var fleet = Traffic.Fleet(seed: 744, ships: 40);
        await store.StoreAsync(fleet);
        var expected = fleet.InPlace();
        using var done = new CancellationTokenSource();
        var reading = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var rounds = 0;
            do
            {
                Assert.Equal(expected, store.Everything(page: 50_000));
                rounds++;
            }
            while (!done.IsCancellationRequested);
            return rounds;
        })).ToList();

        for (var hour = 6; hour <= 48; hour += 6)
        {
            store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(hour), CancellationToken.None);
            Assert.Equal(100, (await store.StoreAsync(fleet.Take(100))).Duplicates);
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(reading), rounds => Assert.True(rounds > 0));
    }

    [Fact]
    public async Task Sealing_InTheBackground_TakesWhatHasBecomeOld()
    {
        store.Dispose();
        store = folder.Open(new SqliteStoreOptions { SealInterval = TimeSpan.FromMilliseconds(10), RowsKept = TimeSpan.FromHours(12) });
        var fleet = Traffic.Fleet(seed: 745, hours: 30);
        await store.StoreAsync(fleet);
        var old = fleet.Count(position => position.Time < Traffic.Midnight + TimeSpan.FromHours(12));

        SpinWait.SpinUntil(() => store.Counters.MovedToBlocks >= old, TimeSpan.FromSeconds(60));

        Assert.Equal(old, store.Counters.MovedToBlocks);
        AssertAnswers(store, fleet);
    }

    [Fact]
    public async Task Close_WhileTheDiskRefusesAndRowsWait_DoesNotHang()
    {
        store.Dispose();
        store = folder.Open(Traffic.ByHand with { QueuedReports = 4, RetryInterval = TimeSpan.FromMilliseconds(10) });
        var fleet = Traffic.Fleet(seed: 746, ships: 60, hours: 12);
        await store.StoreAsync(fleet);

        // Both files have a limit of their own: only the rows' is full, so the sealer comes as far as the writer.
        store.MaxDatabaseBytes = 1 << 16;
        for (var number = 0; store.Counters.FailedCommits == 0 || store.Queued < 4; number++)
        {
            store.Tracks.TryAppend(new AisReport(Traffic.At(99, 90_000 + number, 57, 11), null));
        }

        var sealing = Task.Run(() => store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(12), new CancellationTokenSource(TimeSpan.FromMilliseconds(200)).Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sealing);
        store.Dispose();
        store.Dispose();

        store = folder.Open(Traffic.ByHand);
        Assert.Equal(fleet.InPlace(), store.Everything().Where(position => position.Mmsi.Value != 219_000_099));
    }

    [Fact]
    public async Task Check_OfAStoreWhoseBlocksAreGone_SaysWhichFile()
    {
        await store.StoreAsync(Traffic.Fleet(seed: 747, hours: 12));
        Assert.Null(store.Check(CancellationToken.None));
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(6), CancellationToken.None);
        Assert.Null(store.Check(CancellationToken.None));
        store.Dispose();
        File.Delete(folder.Database + ".tracks");

        store = folder.Open(Traffic.ByHand);

        Assert.Contains(".tracks', which is not there", store.Check(CancellationToken.None), StringComparison.Ordinal);

        // An empty one in its place would hide that, so none is made: rows stay rows, and are read.
        Assert.Equal(StoreFault.Damaged, Assert.Throws<StoreException>(() => store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(12), CancellationToken.None)).Fault);
        Assert.NotNull(store.Check(CancellationToken.None));
        Assert.NotEmpty(store.Everything());
        store.Dispose();
        Assert.Equal(StoreFault.Damaged, Assert.Throws<StoreException>(() => MaritimeWatch.Storage.Import.TrackImport.Open(folder.Database)).Fault);
    }

    [Fact]
    public async Task Track_OverADamagedBlock_IsRefusedWithItsNameAndTold()
    {
        await store.StoreAsync(Traffic.Fleet(seed: 748, hours: 12));
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(6), CancellationToken.None);
        store.TrackFile.Write((_, connection) => connection.Run("UPDATE block SET payload = zeroblob(length(payload)) WHERE id = (SELECT min(id) FROM block)"));
        var told = new List<StoreException>();
        store.ReadFailed += told.Add;

        var refused = Assert.Throws<StoreException>(() => store.Tracks.GetTrack(new Mmsi(219_000_001), Instant.MinValue, Instant.MaxValue, 10));

        Assert.Equal(StoreFault.Damaged, refused.Fault);
        Assert.Contains("219000001", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(told);
        Assert.Contains("219000001", store.Check(CancellationToken.None), StringComparison.Ordinal);
        Assert.NotEmpty(store.Tracks.GetTrack(new Mmsi(219_000_002), Instant.MinValue, Instant.MaxValue, 10));

        // What comes late for the damaged block is kept as a row and holds nobody up.
        Assert.Equal(1, (await store.StoreAsync([Traffic.At(1, 5, 54, 10), Traffic.At(2, 5, 54, 10)])).Stored - 1);
        var failed = store.Counters.FailedSealings;
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(12), CancellationToken.None);

        // Hers stays a row; everybody else's has gone, of this watch and of the next.
        Assert.Equal(failed + 1, store.Counters.FailedSealings);
        Assert.Equal(0, store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(12), CancellationToken.None));
        Assert.Contains(Traffic.At(2, 5, 54, 10), store.Tracks.GetTrack(new Mmsi(219_000_002), Instant.MinValue, Instant.MaxValue, int.MaxValue));
    }

    [Fact]
    public async Task ReadStaticHistory_OfAVesselThatChangedHerName_TellsTheSpells()
    {
        StaticReport Said(string name) => new(Given.Yi, 9_000_001, "CALL", name, new ShipType(70), null, null, null, null, null, null, null, null, 5);
        foreach (var (second, name) in new[] { (0, "YI"), (360, "YI"), (720, "ANNA"), (1_080, "ANNA"), (1_440, "YI") })
        {
            store.Tracks.TryAppend(Given.Static(second, Said(name)));
        }

        await store.Tracks.FlushAsync();

        Assert.Equal(
            [("YI", 0, 360), ("ANNA", 720, 1_080), ("YI", 1_440, 1_440)],
            store.Tracks.ReadStaticHistory(Given.Yi).Select(spell => (spell.Static.Name, (int)(spell.Since - Given.Epoch).TotalSeconds, (int)(spell.Until - Given.Epoch).TotalSeconds)));
        Assert.Empty(store.Tracks.ReadStaticHistory(new Mmsi(1)));
    }

    /// <summary>Two message types of a class B ship, and a hull that shares her number for a while: thinned, the history is told the same.</summary>
    [Fact]
    public async Task ThinWords_OfDays_LeavesTheHistoryAsItWas()
    {
        var random = new Random(749);
        StaticReport Said(string name, byte type) => new(Given.Yi, null, type == 24 ? null : "CALL", name, new ShipType(36), null, null, null, null, null, null, null, null, type);
        for (var second = 0; second < 3 * 86_400; second += 360)
        {
            store.Tracks.TryAppend(Given.Static(second, Said(second > 100_000 && second < 120_000 && random.Next(3) == 0 ? "OTHER HULL" : "YI", 5)));
            store.Tracks.TryAppend(Given.Static(second + 3, Said(second < 90_000 ? "YI" : "YI II", 24)));
        }

        await store.Tracks.FlushAsync();
        var before = store.Tracks.ReadStaticHistory(Given.Yi);

        store.ThinWords(Given.Epoch + TimeSpan.FromDays(2), CancellationToken.None);

        Assert.True(before.Count > 6);
        Assert.Equal(before, store.Tracks.ReadStaticHistory(Given.Yi));
        var left = store.Tracks.ReadFrom(Given.Epoch).Count(report => report.Static is not null && report.Time > Given.Epoch);
        Assert.InRange(left, 480, 480 + (8 * 4) + (4 * before.Count));

        // Done once: what is said later for those days stays.
        store.Tracks.TryAppend(Given.Static(7, Said("LATE", 5)));
        await store.Tracks.FlushAsync();
        store.ThinWords(Given.Epoch + TimeSpan.FromDays(2), CancellationToken.None);
        Assert.Contains(store.Tracks.ReadStaticHistory(Given.Yi), spell => spell.Static.Name == "LATE");
    }

    /// <summary>Every reading of the store against the same question asked of the list.</summary>
    private static void AssertAnswers(SqliteStore store, List<PositionReport> fleet)
    {
        var (from, to) = (Traffic.Midnight + TimeSpan.FromSeconds(10_001), Traffic.Midnight + TimeSpan.FromSeconds(40_003));
        Assert.Equal(fleet.InPlace(), store.Everything(page: 777));
        Assert.Equal(
            fleet.InPlace().Where(position => Box.Contains(position.Position) && position.Time >= from && position.Time < to),
            store.Tracks.ReadArea(Box, from, to, null, int.MaxValue, CancellationToken.None));
        foreach (var vessel in fleet.GroupBy(position => position.Mmsi))
        {
            var track = vessel.ToList();
            var within = track.Where(position => position.Time >= from && position.Time < to).ToList();
            Assert.Equal(within, store.Tracks.GetTrack(vessel.Key, from, to, int.MaxValue));
            Assert.Equal(within.Take(7), store.Tracks.GetTrack(vessel.Key, from, to, 7));
            var thinned = store.Tracks.GetThinnedTrack(vessel.Key, from, to, 5);
            Assert.Equal(within.Count, thinned.StoredCount);
            Assert.Equal((within[0], within[^1]), (thinned.Points[0], thinned.Points[^1]));
            Assert.Equal(track[^1], store.Tracks.LastPosition(vessel.Key));
        }

        Assert.Equal(fleet[^1].Time, store.Tracks.NewestPositionTime());
        Assert.Equal(fleet.GroupBy(position => position.Mmsi).Select(vessel => vessel.Last()).OrderBy(position => position.Mmsi.Value), store.Tracks.ReadRecentPositions(default, 1_000));
        var middle = fleet[fleet.Count / 2].Mmsi;
        foreach (var (begin, end) in new[] { (from, to), (from - TimeSpan.FromHours(40), to), (to - TimeSpan.FromMinutes(3), to), (Traffic.Midnight, fleet[^1].Time + TimeSpan.FromSeconds(1)) })
        {
            var vessels = fleet.Where(position => position.Time >= begin && position.Time < end && position.Mmsi.Value >= middle.Value).GroupBy(position => position.Mmsi).OrderBy(vessel => vessel.Key.Value).ToList();
            Assert.Equal(vessels.Select(vessel => vessel.Last()), store.Tracks.ReadNewest(null, begin, end, middle, CancellationToken.None));
            var inside = vessels.Select(vessel => vessel.Where(position => Box.Contains(position.Position)).ToList()).Where(vessel => vessel.Count > 0).ToList();
            Assert.Equal(inside.Select(vessel => vessel[^1]), store.Tracks.ReadNewest([Box], begin, end, middle, CancellationToken.None));
            Assert.Equal(inside.Select(vessel => vessel[0]), store.Tracks.ReadOldest([Box], begin, end, middle, CancellationToken.None));
            Assert.Equal(vessels.Select(vessel => vessel.First()), store.Tracks.ReadOldest(null, begin, end, middle, CancellationToken.None));
        }

        Assert.Equal(fleet.Where(position => position.Time >= from), store.Tracks.ReadFrom(from).Select(report => report.Dynamic));
        var early = fleet[0].Mmsi;
        Assert.Equal(
            fleet.Where(position => position.Time >= (position.Mmsi == early ? from : to)),
            store.Tracks.ReadFrom(to, new Dictionary<Mmsi, Instant> { [early] = from }).Select(report => report.Dynamic));
    }
}
