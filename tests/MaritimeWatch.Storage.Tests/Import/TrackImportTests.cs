using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Import;
using MaritimeWatch.Storage.Tests.Sealing;

namespace MaritimeWatch.Storage.Tests.Import;

public sealed class TrackImportTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_ARecording_GivesEveryPositionAndWordBack()
    {
        var fleet = Traffic.Fleet(1);
        Import(Importing.Recording(fleet));

        using var store = SqliteStore.OpenForReading(folder.Database);
        Assert.True(fleet.Count > 1_000);
        Assert.Equal(fleet.InPlace(), store.Everything());
        Assert.Equal("YI 3", store.Tracks.GetVessel(new Mmsi(219_000_003))!.Static.Name);
        var spell = Assert.Single(store.Tracks.ReadStaticHistory(new Mmsi(219_000_003)));
        var own = fleet.Where(position => position.Mmsi.Value == 219_000_003).ToList();
        Assert.Equal((own[0].Time, own[^1].Time), (spell.Since, spell.Until));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Write_InAnyOrderWithRepetitions_StoresTheSame(int seed)
    {
        var recording = Importing.Recording(Traffic.Fleet(2));
        Import(recording);
        using var shuffled = new StoreFolder();
        var random = new Random(seed);
        using (var import = TrackImport.Open(shuffled.Database))
        {
            import.Import([.. recording.Concat(recording.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next())]);
        }

        Assert.Equal(Importing.Content(folder.Database), Importing.Content(shuffled.Database));
    }

    [Fact]
    public void Write_TheSameUnderAnotherKey_ChangesNothing()
    {
        var recording = Importing.Recording(Traffic.Fleet(3));
        Import(recording);
        var before = Importing.Content(folder.Database);

        using (var import = TrackImport.Open(folder.Database))
        {
            Assert.Equal(0, import.Import(recording, "another"));
        }

        Assert.Equal(before, Importing.Content(folder.Database));
    }

    [Fact]
    public void Write_BrokenOffAfterEachWatch_GoesOnToTheSameStore()
    {
        var recording = Importing.Recording(Traffic.Fleet(4));
        using var undisturbed = new StoreFolder();
        using (var import = TrackImport.Open(undisturbed.Database))
        {
            import.Import(recording);
        }

        var expected = Importing.Content(undisturbed.Database);
        for (var watches = 0; watches <= 8; watches++)
        {
            using var disturbed = new StoreFolder();
            using (var import = TrackImport.Open(disturbed.Database))
            {
                import.Import(recording, breakOffAfter: watches);
                Assert.Equal(watches < 8 ? null : recording.Length, import.Find("k")?.Lines);
            }

            using (var import = TrackImport.Open(disturbed.Database))
            {
                Assert.Equal(watches is > 0 and < 8, import.StoredLines("k").Count > 0);
                import.Import(recording);
                Assert.Equal(recording.Length, import.Find("k")!.Positions);
            }

            Assert.Equal(expected, Importing.Content(disturbed.Database));
        }
    }

    [Fact]
    public async Task Write_BesideRowsOfAService_ReadsEachPositionOnce()
    {
        var fleet = Traffic.Fleet(5);
        using (var live = SqliteStore.Open(folder.Database, Traffic.ByHand))
        {
            await live.StoreAsync(fleet.Skip(fleet.Count / 2));
        }

        Import(Importing.Recording(fleet));

        using var store = SqliteStore.Open(folder.Database, Traffic.ByHand);
        Assert.Equal(fleet.InPlace(), store.Everything());
        Assert.True(store.SealTracks(Instant.MaxValue, CancellationToken.None) > 0);
        Assert.Equal(fleet.InPlace(), store.Everything());
    }

    [Fact]
    public void Write_WhatAShipSaysInOneWatchAfterAnother_KeepsWhenEachSpellBeganAndEnded()
    {
        AisReport Said(int second, string name) => Given.Static(second, new StaticReport(Given.Yi, Name: name));
        Import([Said(10, "YI"), Said(20, "YI"), Said(30, "YI"), Said(40, "SHADOW"), Said(50, "SHADOW"), Said(60, "YI"), Said(7 * 3_600, "YI")]);

        using var store = SqliteStore.OpenForReading(folder.Database);
        Assert.Equal(
            [("YI", 10, 30), ("SHADOW", 40, 50), ("YI", 60, 7 * 3_600)],
            store.Tracks.ReadStaticHistory(Given.Yi).Select(spell => (spell.Static.Name, (int)(spell.Since - Given.Epoch).TotalSeconds, (int)(spell.Until - Given.Epoch).TotalSeconds)));
    }

    [Fact]
    public void Open_WhileAServiceHoldsTheStore_IsRefused()
    {
        using var live = folder.Open();
        Assert.Equal(StoreFault.InUse, Assert.Throws<StoreException>(() => TrackImport.Open(folder.Database)).Fault);
    }

    [Theory]
    [InlineData(7, 40, 0)]
    [InlineData(8, 40, 40)]
    [InlineData(9, 5_000, 2)]
    [InlineData(10, 5_000, 5_000)]
    public void Sort_HoweverFarFromOrder_KeepsTheFirstOfWhatIsTheSame(int seed, int count, int disorder)
    {
        var random = new Random(seed);
        var positions = Enumerable.Range(0, count)
            .Select(number => Given.Position(Math.Max(0, (number / 2) + random.Next(-disorder, disorder + 1)), longitude: 2 + random.Next(2)).Dynamic with { RawSpeed = (short)number })
            .ToArray();
        var expected = positions
            .Select((position, number) => (position, number))
            .GroupBy(one => (one.position.Time, one.position.RawLatitude, one.position.RawLongitude))
            .Select(same => same.MinBy(one => one.number).position)
            .OrderBy(position => position, InStore);

        var kept = PositionSort.Sort(positions);

        Assert.Equal(expected, positions[..kept]);
    }

    private static readonly Comparer<PositionReport> InStore = Comparer<PositionReport>.Create(static (one, other) =>
    {
        static (long, uint, long, int, int) Key(PositionReport position) =>
            (TrackImport.WatchOf(position.Time), position.Mmsi.Value, position.Time.UnixSeconds, position.RawLatitude, position.RawLongitude);
        return Key(one).CompareTo(Key(other));
    });

    private void Import(AisReport[] recording)
    {
        using var import = TrackImport.Open(folder.Database);
        import.Import(recording);
    }
}
