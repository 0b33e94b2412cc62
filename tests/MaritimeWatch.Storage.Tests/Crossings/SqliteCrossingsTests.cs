using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Charts;
using MaritimeWatch.Storage.Crossings;
using MaritimeWatch.Storage.Import;
using MaritimeWatch.Storage.Tests.Import;
using MaritimeWatch.Storage.Tests.Sealing;

namespace MaritimeWatch.Storage.Tests.Crossings;

public sealed class SqliteCrossingsTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Append_TheSameAgain_IsStoredOnceAndReadInPagesByAssetAndByVessel()
    {
        using var store = folder.Open();
        VesselCrossing[] crossings = [Crossing(1), Crossing(2), Crossing(2, mmsi: 219_000_606), Crossing(2, along: 7), Crossing(3, asset: "nsl")];
        Append(store, crossings);
        Append(store, [.. crossings.Reverse()]);
        await store.Tracks.FlushAsync();

        Assert.Equal(5, store.Crossings.Count());
        var first = store.Crossings.OfAsset("nemo-link", "s1", At(0), At(9), null, 2);
        Assert.Equal([crossings[0], crossings[2]], first);
        Assert.Equal([crossings[3], crossings[1]], store.Crossings.OfAsset("nemo-link", "s1", At(0), At(9), new CrossingPlace(first[^1].Time, first[^1].Mmsi, first[^1].AlongMetres), 9));
        Assert.Equal([crossings[3], crossings[1]], store.Crossings.OfAsset("nemo-link", "s1", At(2), At(3), null, 9).Where(crossing => crossing.Mmsi == Given.Yi));
        Assert.Equal([crossings[0], crossings[3], crossings[1], crossings[4]], store.Crossings.OfVessel(Given.Yi, At(0), At(9), (_, _) => true, null, 9));
        Assert.Equal([crossings[4]], store.Crossings.OfVessel(Given.Yi, At(0), At(9), (asset, _) => asset == "nsl", null, 9));
        Assert.Equal([crossings[1], crossings[4]], store.Crossings.OfVessel(Given.Yi, At(0), At(9), (_, _) => true, new CrossingPlace(At(2), Given.Yi, 7, "nemo-link"), 9));
    }

    [Fact]
    public async Task Covered_OfSpansThatMeet_IsOneAndOfAnotherShapeNothing()
    {
        using var store = folder.Open();
        Cover(store, 1, 3);
        Cover(store, 5, 7);
        await store.Tracks.FlushAsync();
        Assert.Equal([Span(1, 3), Span(5, 7)], Covered(store, 0, 9));
        Assert.Equal([Span(2, 3), Span(5, 6)], Covered(store, 2, 6));

        Cover(store, 3, 5);
        await store.Tracks.FlushAsync();
        Assert.Equal([Span(1, 7)], Covered(store, 0, 9));
        Assert.Empty(store.Crossings.Covered("nemo-link", "s2", At(0), At(9)));
        Assert.Empty(store.Crossings.Covered("nsl", "s1", At(0), At(9)));
    }

    [Fact]
    public void FillCrossings_AfterAnImport_CoversAllAndGivesUpOnlyWhatMoreTrafficCanChange()
    {
        var fleet = Traffic.Fleet(6, hours: 72);
        var early = fleet.Where(position => position.Time < Traffic.Midnight + TimeSpan.FromHours(30) || position.Time >= Traffic.Midnight + TimeSpan.FromHours(36)).ToArray();
        using var once = new StoreFolder();
        using (var import = TrackImport.Open(once.Database))
        {
            import.Import(Importing.Recording(fleet));
            Assert.True(Fill(import) > 100);
            Assert.Equal(0, Fill(import));
        }

        using (var import = TrackImport.Open(folder.Database))
        {
            import.Import(Importing.Recording(early), "early");
            Fill(import);
        }

        using (var reading = SqliteStore.OpenForReading(folder.Database))
        {
            Assert.Equal([new CoveredSpan(Traffic.Midnight, Traffic.Midnight + TimeSpan.FromHours(72))], Covered(reading));
        }

        using (var import = TrackImport.Open(folder.Database))
        {
            import.Import(Importing.Recording(fleet), "all");
        }

        using (var reading = SqliteStore.OpenForReading(folder.Database))
        {
            // The watch that was missing, the one before it and the one behind.
            Assert.Equal(
                [new CoveredSpan(Traffic.Midnight, Traffic.Midnight + TimeSpan.FromHours(24)), new CoveredSpan(Traffic.Midnight + TimeSpan.FromHours(42), Traffic.Midnight + TimeSpan.FromHours(72))],
                Covered(reading));
        }

        using (var import = TrackImport.Open(folder.Database))
        {
            Fill(import);
        }

        Assert.Equal(All(once), All(folder));
    }

    [Fact]
    public async Task FillCrossings_BesideRows_CoversNothingThatALegIntoTheRowsMayHaveCrossed()
    {
        // She is last heard in blocks at 11:50, and heard again, in rows, at 12:10: over the meridian at noon less a second.
        PositionReport[] sealedOnes = [Traffic.At(1, 0, 55.5, 10.9), Traffic.At(1, (11 * 3_600) + (50 * 60), 55.5, 10.99)];
        PositionReport[] rows = [Traffic.At(1, (12 * 3_600) + (10 * 60) - 2, 55.5, 11.01)];
        using (var store = folder.Open(Traffic.ByHand))
        {
            await store.StoreAsync([.. sealedOnes, .. rows]);
            store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(12), CancellationToken.None);
        }

        using (var import = TrackImport.Open(folder.Database))
        {
            Assert.Equal(0, Fill(import));
        }

        using (var store = folder.Open(Traffic.ByHand))
        {
            Assert.Equal([new CoveredSpan(Traffic.Midnight, Traffic.Midnight + TimeSpan.FromHours(6))], Covered(store));
            store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(18), CancellationToken.None);
        }

        using (var import = TrackImport.Open(folder.Database))
        {
            Assert.Equal(1, Fill(import));
        }

        Assert.Equal(Traffic.Midnight + TimeSpan.FromSeconds((12 * 3_600) - 1), Assert.Single(All(folder)).Time);
    }

    [Fact]
    public async Task FillCrossings_OverWhatWasFoundAsItHappened_LeavesItAloneAndFillsTheRest()
    {
        // Her fix on the way was thinned away since: the tracks alone would have her cross at another time.
        PositionReport[] fixes = [Traffic.At(1, 0, 55.5, 10.9), Traffic.At(1, 3_600, 55.5, 11.1), Traffic.At(1, 7_200, 55.5, 10.9)];
        var asItHappened = new VesselCrossing("meridian", "m", fixes[0].Time + TimeSpan.FromSeconds(77), fixes[0].Mmsi, 33_300_000, 6_600_000, 0, 123, 456, 10, true);
        using (var store = folder.Open(Traffic.ByHand))
        {
            await store.StoreAsync(fixes);
            store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(6), CancellationToken.None);
            Assert.True(store.Crossings.TryAppend([asItHappened], [("meridian", "m", new CoveredSpan(fixes[0].Time, fixes[1].Time))]));
            await store.Tracks.FlushAsync();
        }

        using (var import = TrackImport.Open(folder.Database))
        {
            Assert.Equal(1, Fill(import));
        }

        Assert.Equal([asItHappened.Time, fixes[1].Time + TimeSpan.FromMinutes(30)], All(folder).Select(crossing => crossing.Time));
    }

    [Fact]
    public async Task Charts_ServedOneAfterAnother_AreKeptEachOnceWithTheTimeSinceWhen()
    {
        using var store = folder.Open();
        foreach (var (minute, hash) in ((int, string)[])[(10, "a"), (20, "a"), (30, "b"), (40, "a")])
        {
            store.Charts.Note(new StoredChart(At(minute), hash, [(byte)hash[0]]));
        }

        await store.Tracks.FlushAsync();

        Assert.Equal([(At(10), "a"), (At(30), "b"), (At(40), "a")], store.Charts.Uses());
        Assert.Equal("aabba", string.Concat(((int[])[0, 29, 30, 39, 40]).Select(minute => (char)store.Charts.InForce(At(minute))!.Content[0])));
    }

    private static Instant At(int minutes) => Given.Epoch + TimeSpan.FromMinutes(minutes);

    private static CoveredSpan Span(int from, int to) => new(At(from), At(to));

    private static VesselCrossing Crossing(int minute, string asset = "nemo-link", uint mmsi = 414_000_001, int along = 20_000) =>
        new(asset, "s1", At(minute), new Mmsi(mmsi), 30_900_000, 1_350_000, along, 123, 456, 12, true);

    private static void Append(SqliteStore store, VesselCrossing[] crossings) => Assert.True(store.Crossings.TryAppend(crossings, []));

    private static void Cover(SqliteStore store, int from, int to) => Assert.True(store.Crossings.TryAppend([], [("nemo-link", "s1", Span(from, to))]));

    private static IReadOnlyList<CoveredSpan> Covered(SqliteStore store, int from, int to) => store.Crossings.Covered("nemo-link", "s1", At(from), At(to));

    private static IReadOnlyList<CoveredSpan> Covered(SqliteStore store) => store.Crossings.Covered("meridian", "m", Instant.MinValue, Instant.MaxValue);

    private static long Fill(TrackImport import) => import.FillCrossings([("meridian", "m")], AtTheMeridian, (_, _) => { }, CancellationToken.None);

    private static IReadOnlyList<VesselCrossing> All(StoreFolder store)
    {
        using var reading = SqliteStore.OpenForReading(store.Database);
        return reading.Crossings.OfAsset("meridian", "m", Instant.MinValue, Instant.MaxValue, null, int.MaxValue);
    }

    /// <summary>Whoever goes over 11 degrees east does it half way between two fixes.</summary>
    private static IReadOnlyList<VesselCrossing> AtTheMeridian(ReadOnlySpan<PositionReport> before, ReadOnlySpan<PositionReport> piece)
    {
        var found = new List<VesselCrossing>();
        var last = before.Length > 0 ? before[^1] : piece[0];
        foreach (var fix in piece)
        {
            if (last.Longitude < 11 != fix.Longitude < 11)
            {
                found.Add(new VesselCrossing("meridian", "m", last.Time + ((fix.Time - last.Time) / 2), fix.Mmsi, fix.RawLatitude, 6_600_000, 0, fix.RawSpeed, fix.RawCourse, (int)(fix.Time - last.Time).TotalSeconds, true));
            }

            last = fix;
        }

        return found;
    }
}
