using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Tests;

public sealed class SqliteTrackStoreTests : IDisposable
{
    private static readonly Instant Day = Given.Epoch + TimeSpan.FromDays(1);

    private readonly StoreFolder folder = new();
    private readonly SqliteStore store;

    public SqliteTrackStoreTests() => store = folder.Open();

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task GetTrack_OfStoredReports_GivesThemBackBitForBit()
    {
        var unknown = new AisReport(PositionReport.Create(Given.Epoch + TimeSpan.FromSeconds(2), Given.Yi, new GeoPosition(-0.5, -179.9)), null);
        await Store(Given.Position(1), unknown);

        Assert.Equal([Given.Position(1).Dynamic, unknown.Dynamic], store.Tracks.GetTrack(Given.Yi, Given.Epoch, Day, 10));
    }

    [Fact]
    public async Task GetTrack_Bounds_IncludeTheFirstSecondAndExcludeTheLast()
    {
        await Store(Given.Position(9), Given.Position(10), Given.Position(19), Given.Position(20));

        var found = store.Tracks.GetTrack(Given.Yi, Given.Epoch + TimeSpan.FromSeconds(10), Given.Epoch + TimeSpan.FromSeconds(20), 10);
        var within = store.Tracks.GetTrack(Given.Yi, Given.Epoch + TimeSpan.FromSeconds(9.001), Given.Epoch + TimeSpan.FromSeconds(19.001), 10);

        Assert.Equal([10, 19], found.Select(SecondOf));
        Assert.Equal([10, 19], within.Select(SecondOf));
    }

    [Fact]
    public async Task GetTrack_OverHoursAndMidnight_IsOneOrderedTrackCutAtTheLimit()
    {
        int[] seconds = [86_399, 3_600, 0, 86_400, 3_599, -1, 7_200];
        await Store([.. seconds.Select(second => Given.Position(second)), Given.Position(5, mmsi: 219_000_606)]);

        Assert.Equal([-1, 0, 3_599, 3_600, 7_200, 86_399, 86_400], store.Tracks.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 100).Select(SecondOf));
        Assert.Equal([-1, 0, 3_599], store.Tracks.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 3).Select(SecondOf));
    }

    [Fact]
    public async Task TryAppend_TheSamePositionAgain_IsStoredOnceAndCounted()
    {
        await Store(Given.Position(1), Given.Position(1), Given.Position(1, latitude: 51.6));

        Assert.Equal(2, store.Tracks.GetTrack(Given.Yi, Given.Epoch, Day, 10).Count);
        Assert.Equal((2, 1), (store.Counters.Stored, store.Counters.Duplicate));
    }

    [Fact]
    public async Task GetVessel_AfterSeveralStaticReports_HasTheNewestWordOnEachField()
    {
        await Store(
            Given.Static(10, new StaticReport(Given.Yi, ImoNumber: 9_224_984, Name: "YI PENG 3", ShipType: new ShipType(70), DraughtMetres: 12.5, MessageType: 5)),
            Given.Static(20, new StaticReport(Given.Yi, Name: "YI PENG", ToBow: 190, ToStern: 35, LengthMetres: 225, MessageType: 24)),
            Given.Static(5, new StaticReport(Given.Yi, Name: "OLD NAME", CallSign: "BRXX", MessageType: 5)));

        var vessel = store.Tracks.GetVessel(Given.Yi);

        Assert.Equal(
            new StoredVessel(
                Given.Epoch + TimeSpan.FromSeconds(20),
                new StaticReport(
                    Given.Yi, 9_224_984, "BRXX", "YI PENG", new ShipType(70), 190, 35, LengthMetres: 225, DraughtMetres: 12.5, MessageType: 24)),
            vessel);
        Assert.Null(store.Tracks.GetVessel(new Mmsi(219_000_606)));
    }

    [Fact]
    public async Task ReadFrom_AWindow_GivesStaticDataThenPositionsInOrderOfTime()
    {
        await Store(
            Given.Position(7_300, mmsi: 219_000_606), Given.Position(3_000), Given.Position(7_300), Given.Position(3_700), Given.Position(3_599), Given.Position(3_600),
            Given.Static(20, new StaticReport(Given.Yi, Name: "YI")));

        var read = store.Tracks.ReadFrom(Given.Epoch + TimeSpan.FromSeconds(3_599)).ToList();

        Assert.Equal(("YI", false), (read[0].Static?.Name, read[0].Dynamic.HasPosition));
        Assert.Equal(
            [(3_599, 414_000_001u), (3_600, 414_000_001u), (3_700, 414_000_001u), (7_300, 219_000_606u), (7_300, 414_000_001u)],
            read.Skip(1).Select(report => (SecondOf(report.Dynamic), report.Mmsi.Value)));
        Assert.Equal(Given.Epoch + TimeSpan.FromSeconds(7_300), store.Tracks.NewestPositionTime());
    }

    [Fact]
    public async Task ReadFrom_AVesselWithAnEarlierPart_GivesHersFromThereAndTheOthersFromTheBeginning()
    {
        var other = new Mmsi(219_000_606);
        await Store(
            Given.Position(100), Given.Position(100, mmsi: other.Value), Given.Position(3_500), Given.Position(3_700), Given.Position(3_700, mmsi: other.Value),
            Given.Position(7_300, mmsi: other.Value), Given.Position(7_300));

        var read = store.Tracks.ReadFrom(Given.Epoch + TimeSpan.FromSeconds(7_200), new Dictionary<Mmsi, Instant> { [Given.Yi] = Given.Epoch + TimeSpan.FromSeconds(101) });

        Assert.Equal(
            [(3_500, Given.Yi), (3_700, Given.Yi), (7_300, other), (7_300, Given.Yi)],
            read.Select(report => (SecondOf(report.Dynamic), report.Mmsi)));
    }

    [Fact]
    public async Task ReadFrom_AVesselThatChangedHerName_GivesEveryWordInItsTimeAndTheLastOnesBefore()
    {
        var (first, second) = (new StaticReport(Given.Yi, Name: "ONE", MessageType: 5), new StaticReport(Given.Yi, Name: "TWO", MessageType: 5));
        await Store(
            Given.Static(10, first), Given.Static(370, first), Given.Position(3_650), Given.Static(3_700, second), Given.Static(4_060, second), Given.Static(4_060, second), Given.Position(4_100));

        var read = store.Tracks.ReadFrom(Given.Epoch + TimeSpan.FromSeconds(3_600));

        Assert.Equal(
            [(3_600, "ONE"), (3_600, "ONE"), (3_650, null), (3_700, "TWO"), (4_060, "TWO"), (4_100, null)],
            read.Select(report => (SecondOf(report.Dynamic), report.Static?.Name)));
        Assert.Equal("TWO", store.Tracks.GetVessel(Given.Yi)?.Static.Name);
    }

    [Fact]
    public void Queries_OnAnEmptyStore_FindNothing()
    {
        Assert.Empty(store.Tracks.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 10));
        Assert.Empty(store.Tracks.ReadFrom(Instant.MinValue));
        Assert.Null(store.Tracks.NewestPositionTime());
    }

    [Fact]
    public async Task GetTrack_WhileWriting_SeesWholeCommitsInOrder()
    {
        const int Reports = 20_000;
        var writing = Task.Run(() =>
        {
            for (var second = 0; second < Reports; second++)
            {
                Assert.True(store.Tracks.TryAppend(Given.Position(second)));
            }
        });

        var seen = 0;
        while (!writing.IsCompleted)
        {
            var track = store.Tracks.GetTrack(Given.Yi, Given.Epoch, Day, Reports);
            Assert.Equal(Enumerable.Range(0, track.Count), track.Select(SecondOf));
            Assert.True(track.Count >= seen);
            seen = track.Count;
        }

        await writing;
        await store.Tracks.FlushAsync();
        Assert.Equal(Reports, store.Tracks.GetTrack(Given.Yi, Given.Epoch, Day, Reports + 1).Count);
    }

    private static int SecondOf(PositionReport report) => (int)(report.Time.UnixSeconds - Given.Epoch.UnixSeconds);

    private async Task Store(params AisReport[] reports)
    {
        foreach (var report in reports)
        {
            Assert.True(store.Tracks.TryAppend(report));
        }

        await store.Tracks.FlushAsync();
    }
}
