using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Tests;

/// <summary>What is asked of the positions beside a whole track.</summary>
public sealed class SqliteTrackQueriesTests : IDisposable
{
    private const uint Ada = 219_000_606;

    private static readonly Instant Day = Given.Epoch + TimeSpan.FromDays(1);
    private static readonly GeoBox Everywhere = new(-90, -180, 90, 180);

    private readonly StoreFolder folder = new();
    private SqliteStore store;

    public SqliteTrackQueriesTests() => store = folder.Open();

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task GetThinnedTrack_OfManyPoints_ChoosesThemEvenly()
    {
        // Over three hours, so that the choice goes on from hour to hour: 1,001 points, every hundredth.
        await StoreAsync([.. Enumerable.Range(0, 1_001).Select(number => Given.Position(number * 10))]);

        var track = store.Tracks.GetThinnedTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 11);

        Assert.Equal(Enumerable.Range(0, 11).Select(number => number * 1_000), track.Points.Select(SecondOf));
        Assert.Equal(10_000, SecondOf(Assert.Single(store.Tracks.GetThinnedTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 1).Points)));
        Assert.Equal(0, store.Tracks.GetThinnedTrack(new Mmsi(1), Instant.MinValue, Instant.MaxValue, 11).StoredCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task ReadArea_InPieces_GivesTheSameAsAtOnce(int limit)
    {
        await StoreAsync(
            Given.Position(1), Given.Position(1, mmsi: Ada), Given.Position(2), Given.Position(2, latitude: 51.6), Given.Position(2, mmsi: Ada), Given.Position(3_600), Given.Position(3_600, mmsi: Ada),
            Given.Position(21_600), Given.Position(21_600, mmsi: Ada));
        var whole = Area(Everywhere, 1_000);

        var pieces = new List<PositionReport>();
        TrackPlace? after = null;
        IReadOnlyList<PositionReport> piece;
        do
        {
            piece = store.Tracks.ReadArea(Everywhere, Given.Epoch, Day, after, limit, CancellationToken.None);
            pieces.AddRange(piece);
            after = piece.Count > 0 ? TrackPlace.Of(piece[^1]) : after;
        }
        while (piece.Count == limit);

        Assert.Equal(9, whole.Count);
        Assert.Equal(whole, pieces);
        Assert.Equal([Ada, Ada, Ada, 414_000_001, 414_000_001, 414_000_001, 414_000_001, Ada, 414_000_001], whole.Select(point => point.Mmsi.Value));
    }

    [Fact]
    public async Task ReadArea_ASpan_IncludesItsBeginningAndNotItsEnd()
    {
        await StoreAsync([.. new[] { 9, 10, 19, 20 }.Select(second => Given.Position(second))]);

        var found = store.Tracks.ReadArea(Everywhere, Given.Epoch + TimeSpan.FromSeconds(10), Given.Epoch + TimeSpan.FromSeconds(20), null, 100, CancellationToken.None);

        Assert.Equal([10, 19], found.Select(SecondOf));
    }

    [Fact]
    public async Task ReadArea_ThatNobodyWaitsFor_Ends()
    {
        await StoreAsync(Given.Position(1));
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        Assert.Throws<OperationCanceledException>(() => store.Tracks.ReadArea(Everywhere, Given.Epoch, Day, null, 1, gone.Token));
        Assert.Single(Area(Everywhere, 10));
    }

    [Fact]
    public async Task ReadRecentPositions_AreTheNewestOfEachVessel_AlsoAfterARestartAndOfLateReports()
    {
        await StoreAsync(Given.Position(10), Given.Position(7_300), Given.Position(5, mmsi: Ada));
        Assert.Equal([(Ada, 5), (414_000_001u, 7_300)], Recent());

        // Late, older than what is known; then newer.
        await StoreAsync(Given.Position(7_200), Given.Position(6, mmsi: Ada));
        Assert.Equal([(Ada, 6), (414_000_001u, 7_300)], Recent());

        store.Dispose();
        store = folder.Open();
        Assert.Equal([(Ada, 6), (414_000_001u, 7_300)], Recent());
    }

    [Fact]
    public async Task ReadRecentPositions_OlderThanTheWindow_AreLeftOut()
    {
        var window = (int)ITrackStore.RecentWindow.TotalSeconds;
        await StoreAsync(Given.Position(0, mmsi: Ada), Given.Position(1, mmsi: Ada + 1), Given.Position(window + 1));

        Assert.Equal([(Ada + 1, 1), (414_000_001u, window + 1)], Recent());
        Assert.Equal(0, SecondOf(store.Tracks.LastPosition(new Mmsi(Ada))!.Value));
        Assert.Null(store.Tracks.LastPosition(new Mmsi(1)));
    }

    [Fact]
    public async Task ReadRecentPositions_OfAStoreOpenForReading_FollowWhoeverWritesIt()
    {
        await StoreAsync(Given.Position(1));
        using var reading = SqliteStore.OpenForReading(folder.Database);
        Assert.Equal(1, SecondOf(Assert.Single(reading.Tracks.ReadRecentPositions(new Mmsi(0), 10))));

        await StoreAsync(Given.Position(2));

        Assert.Equal(2, SecondOf(Assert.Single(reading.Tracks.ReadRecentPositions(new Mmsi(0), 10))));
    }

    [Fact]
    public async Task ReadRecentPositions_FromAnMmsiOn_AreInOrderAndNoMoreThanAskedFor()
    {
        await StoreAsync(Given.Position(1, mmsi: 30), Given.Position(2, mmsi: 10), Given.Position(3, mmsi: 20));
        Assert.Equal([10u, 20u], store.Tracks.ReadRecentPositions(new Mmsi(0), 2).Select(position => position.Mmsi.Value));

        // One that comes between two pages is on the second where it belongs there.
        await StoreAsync(Given.Position(4, mmsi: 25), Given.Position(4, mmsi: 5));
        Assert.Equal([25u, 30u], store.Tracks.ReadRecentPositions(new Mmsi(21), 10).Select(position => position.Mmsi.Value));
        Assert.Equal([20u], store.Tracks.ReadRecentPositions(new Mmsi(20), 1).Select(position => position.Mmsi.Value));
        Assert.Empty(store.Tracks.ReadRecentPositions(new Mmsi(31), 10));
        Assert.Equal(4, SecondOf(store.Tracks.LastPosition(new Mmsi(5))!.Value));
    }

    [Fact]
    public async Task ReadRecentPositions_WhoseCallerIsGone_EndsAndIsReadForTheNext()
    {
        await StoreAsync(Given.Position(1, mmsi: 30));
        store.Dispose();
        store = folder.Open();

        Assert.Throws<OperationCanceledException>(() => store.Tracks.ReadRecentPositions(new Mmsi(0), 10, new CancellationToken(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => store.Tracks.LastPosition(new Mmsi(31), new CancellationToken(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => store.Tracks.GetTrack(new Mmsi(30), Given.Epoch, Day, 10, new CancellationToken(canceled: true)));
        Assert.Single(store.Tracks.ReadRecentPositions(new Mmsi(0), 10));
    }

    [Fact]
    public async Task ReadVessels_FromAnMmsiOn_AreInOrder()
    {
        await StoreAsync(Given.Static(1, new StaticReport(new Mmsi(3))), Given.Static(1, new StaticReport(new Mmsi(1))), Given.Static(1, new StaticReport(new Mmsi(2))));

        Assert.Equal([2u, 3u], store.Tracks.ReadVessels(new Mmsi(2), 10).Select(vessel => vessel.Static.Mmsi.Value));
        Assert.Equal([1u, 2u], store.Tracks.ReadVessels(new Mmsi(0), 2).Select(vessel => vessel.Static.Mmsi.Value));
    }

    private IEnumerable<(uint Mmsi, int Second)> Recent() => store.Tracks.ReadRecentPositions(new Mmsi(0), 10).Select(position => (position.Mmsi.Value, SecondOf(position)));

    private IReadOnlyList<PositionReport> Area(GeoBox box, int limit) => store.Tracks.ReadArea(box, Given.Epoch, Day, null, limit, CancellationToken.None);

    private static int SecondOf(PositionReport report) => (int)(report.Time.UnixSeconds - Given.Epoch.UnixSeconds);

    private async Task StoreAsync(params AisReport[] reports)
    {
        foreach (var report in reports)
        {
            Assert.True(store.Tracks.TryAppend(report));
        }

        await store.Tracks.FlushAsync();
    }
}
