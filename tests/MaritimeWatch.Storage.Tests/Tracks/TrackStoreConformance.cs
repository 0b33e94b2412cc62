using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Tests.Tracks;

/// <summary>What every store of tracks does. One class for each of them runs these tests.</summary>
public abstract class TrackStoreConformance : IAsyncLifetime
{
    protected const uint Ada = 219_000_606;

    protected static readonly Instant Day = Given.Epoch + TimeSpan.FromDays(1);
    private static readonly GeoBox Everywhere = new(-90, -180, 90, 180);

    /// <summary>The store under test, open for writing.</summary>
    protected ITrackStore Store { get; private set; } = null!;

    /// <summary>What it has counted.</summary>
    protected abstract StoreCounters Counters { get; }

    public virtual async Task InitializeAsync() => Store = await OpenAsync();

    public abstract Task DisposeAsync();

    /// <summary>Opens the store, an empty one at first; then the same again, closing it before.</summary>
    protected abstract Task<ITrackStore> OpenAsync();

    protected async Task ReopenAsync() => Store = await OpenAsync();

    [Fact]
    public async Task GetTrack_OfStoredReports_GivesThemBackBitForBit()
    {
        var unknown = new AisReport(PositionReport.Create(Given.Epoch + TimeSpan.FromSeconds(2), Given.Yi, new GeoPosition(-0.5, -179.9)), null);
        var extreme = new AisReport(
            new PositionReport(Given.Epoch + TimeSpan.FromSeconds(3), Given.Yi, -54_000_000, 108_000_000, 10_220, 3_599, 359, short.MaxValue, StationClass.DistressTransmitter, NavigationalStatus.Reserved, true),
            null);
        var zero = new AisReport(
            new PositionReport(Given.Epoch + TimeSpan.FromSeconds(4), Given.Yi, 0, 0, 0, 0, 0, 0, StationClass.Unknown, NavigationalStatus.UnderWayUsingEngine, false), null);
        await AppendAsync(Given.Position(1), unknown, extreme, zero);

        Assert.Equal([Given.Position(1).Dynamic, unknown.Dynamic, extreme.Dynamic, zero.Dynamic], Store.GetTrack(Given.Yi, Given.Epoch, Day, 10));
    }

    [Fact]
    public async Task GetTrack_Bounds_IncludeTheFirstSecondAndExcludeTheLast()
    {
        await AppendAsync(Given.Position(9), Given.Position(10), Given.Position(19), Given.Position(20));

        var found = Store.GetTrack(Given.Yi, Given.Epoch + TimeSpan.FromSeconds(10), Given.Epoch + TimeSpan.FromSeconds(20), 10);
        var within = Store.GetTrack(Given.Yi, Given.Epoch + TimeSpan.FromSeconds(9.001), Given.Epoch + TimeSpan.FromSeconds(19.001), 10);

        Assert.Equal([10, 19], found.Select(SecondOf));
        Assert.Equal([10, 19], within.Select(SecondOf));
    }

    [Fact]
    public async Task GetTrack_OverHoursAndMidnight_IsOneOrderedTrackCutAtTheLimit()
    {
        int[] seconds = [86_399, 3_600, 0, 86_400, 3_599, -1, 7_200];
        await AppendAsync([.. seconds.Select(second => Given.Position(second)), Given.Position(5, mmsi: Ada)]);

        Assert.Equal([-1, 0, 3_599, 3_600, 7_200, 86_399, 86_400], Store.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 100).Select(SecondOf));
        Assert.Equal([-1, 0, 3_599], Store.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 3).Select(SecondOf));
    }

    [Fact]
    public async Task TwoPlacesInOneSecond_AreBothKept_InOrderOfPlace()
    {
        await AppendAsync(Given.Position(1, latitude: 51.6), Given.Position(1), Given.Position(1, longitude: 2.26), Given.Position(1, latitude: -51.6));

        Assert.Equal([-51.6, 51.5, 51.5, 51.6], Store.GetTrack(Given.Yi, Given.Epoch, Day, 10).Select(position => Math.Round(position.Latitude, 6)));
        Assert.Equal([2.25, 2.26], Store.GetTrack(Given.Yi, Given.Epoch, Day, 10).Skip(1).Take(2).Select(position => Math.Round(position.Longitude, 6)));
        Assert.Equal(51.6, Store.LastPosition(Given.Yi)!.Value.Latitude, 6);
    }

    [Fact]
    public async Task TheSameReportAgain_IsStoredOnceAndCounted_AndTheFirstOfASecondAndPlaceHolds()
    {
        var first = Given.Position(1);
        var faster = first with { Dynamic = first.Dynamic with { RawSpeed = 99 } };
        var tally = new AppendTally();
        foreach (var report in new[] { first, first, faster, Given.Position(2) })
        {
            Assert.True(Store.TryAppend(report, tally));
        }

        await Store.FlushAsync();

        Assert.Equal([first.Dynamic, Given.Position(2).Dynamic], Store.GetTrack(Given.Yi, Given.Epoch, Day, 10));
        Assert.Equal((2L, 2L, 0L), (tally.Stored(position: true), tally.Duplicate(position: true), tally.Waiting));
        Assert.Equal((2L, 2L), (Counters.Stored, Counters.Duplicate));
    }

    [Fact]
    public async Task StoreAsync_TellsOfEachWhetherItWasNew_AlsoAfterARestart()
    {
        AisReport[] reports = [Given.Position(1), Given.Position(2), Given.Position(1), Given.Static(3, new StaticReport(Given.Yi, Name: "YI"))];
        var isStored = new bool[4];

        Assert.Equal(new StoredReports(3, 1), await Store.StoreAsync(reports, isStored, CancellationToken.None));
        Assert.Equal([true, true, false, true], isStored);

        await ReopenAsync();
        AisReport[] again = [Given.Position(2), Given.Position(3), Given.Position(2, latitude: 51.6)];
        isStored = new bool[3];
        Assert.Equal(new StoredReports(2, 1), await Store.StoreAsync(again, isStored, CancellationToken.None));
        Assert.Equal([false, true, true], isStored);
        Assert.Equal(4, Store.GetTrack(Given.Yi, Given.Epoch, Day, 10).Count);
    }

    [Fact]
    public async Task StoreAsync_MoreThanAThousand_IsAMistake()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.StoreAsync(new AisReport[1_001], new bool[1_001], CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.StoreAsync(new AisReport[1], new bool[2], CancellationToken.None));
        Assert.Equal(new StoredReports(0, 0), await Store.StoreAsync(default, default, CancellationToken.None));
    }

    [Fact]
    public async Task GetVessel_AfterSeveralStaticReports_HasTheNewestWordOnEachField_AlsoAfterARestart()
    {
        await AppendAsync(
            Given.Static(10, new StaticReport(Given.Yi, ImoNumber: 9_224_984, Name: "YI PENG 3", ShipType: new ShipType(70), DraughtMetres: 12.5, MessageType: 5)),
            Given.Static(20, new StaticReport(Given.Yi, Name: "YI PENG", ToBow: 190, ToStern: 35, LengthMetres: 225, MessageType: 24)),
            Given.Static(5, new StaticReport(Given.Yi, Name: "OLD NAME", CallSign: "BRXX", MessageType: 5)));
        var expected = new StoredVessel(
            Given.Epoch + TimeSpan.FromSeconds(20), new StaticReport(Given.Yi, 9_224_984, "BRXX", "YI PENG", new ShipType(70), 190, 35, LengthMetres: 225, DraughtMetres: 12.5, MessageType: 24));

        Assert.Equal(expected, Store.GetVessel(Given.Yi));
        Assert.Null(Store.GetVessel(new Mmsi(Ada)));
        await ReopenAsync();
        Assert.Equal(expected, Store.GetVessel(Given.Yi));
        Assert.Equal(expected, Assert.Single(Store.ReadVessels(new Mmsi(0), 10)));
    }

    // Text that would end a value, a line or a statement somewhere; what AIS can carry, and what other feeds can.
    [Theory]
    [InlineData("A\"B\\C,D=E F'G;--")]
    [InlineData("\n\r\t\u0001 x\" 1\nais,mmsi_head=1 lat=1i 1")]
    [InlineData("\\")]
    [InlineData("\\\"")]
    [InlineData("ÆØÅ 船 \U0001F6A2")]
    [InlineData("")]
    [InlineData("=SUM(A1)<script>")]
    public async Task StaticData_OfHostileText_ComesBackAsItWas(string text)
    {
        var said = new StaticReport(Given.Yi, CallSign: text, Name: text, Destination: text, MessageType: 5);
        await AppendAsync(Given.Static(10, said), Given.Position(11));

        await ReopenAsync();

        Assert.Equal(said, Store.GetVessel(Given.Yi)?.Static);
        Assert.Equal(said, Assert.Single(Store.ReadFrom(Given.Epoch), report => report.Static is not null).Static);
        Assert.Single(Store.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 10));
    }

    [Fact]
    public async Task ReadFrom_AVesselThatChangedHerName_GivesEveryWordInItsTimeAndTheLastOnesBefore()
    {
        var (first, second) = (new StaticReport(Given.Yi, Name: "ONE", MessageType: 5), new StaticReport(Given.Yi, Name: "TWO", MessageType: 5));
        await AppendAsync(
            Given.Static(10, first), Given.Static(370, first), Given.Position(3_650), Given.Static(3_700, second), Given.Static(4_060, second), Given.Static(4_060, second), Given.Position(4_100),
            Given.Static(4_060, first), Given.Position(90_000), Given.Position(90_000, mmsi: Ada));

        var read = Store.ReadFrom(Given.Epoch + TimeSpan.FromSeconds(3_600)).ToList();

        Assert.Equal(
            [(3_600, "ONE"), (3_600, "ONE"), (3_650, null), (3_700, "TWO"), (4_060, "ONE"), (4_060, "TWO"), (4_100, null), (90_000, null), (90_000, null)],
            read.Select(report => (SecondOf(report.Dynamic), report.Static?.Name)).OrderBy(report => report.Item1).ThenBy(report => report.Name, StringComparer.Ordinal));
        Assert.Equal([Ada, Given.Yi.Value], read.TakeLast(2).Select(report => report.Mmsi.Value));
    }

    [Fact]
    public async Task ReadFrom_AVesselWithAnEarlierPart_GivesHersFromThereAndTheOthersFromTheBeginning()
    {
        var other = new Mmsi(Ada);
        await AppendAsync(
            Given.Position(100), Given.Position(100, mmsi: Ada), Given.Position(3_500), Given.Position(3_700), Given.Position(3_700, mmsi: Ada), Given.Position(7_300, mmsi: Ada), Given.Position(7_300));

        var read = Store.ReadFrom(Given.Epoch + TimeSpan.FromSeconds(7_200), new Dictionary<Mmsi, Instant> { [Given.Yi] = Given.Epoch + TimeSpan.FromSeconds(101) });

        Assert.Equal([(3_500, Given.Yi), (3_700, Given.Yi), (7_300, other), (7_300, Given.Yi)], read.Select(report => (SecondOf(report.Dynamic), report.Mmsi)));
    }

    [Fact]
    public void Queries_OnAnEmptyStore_FindNothing()
    {
        Assert.Empty(Store.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 10));
        Assert.Empty(Store.ReadFrom(Instant.MinValue));
        Assert.Empty(Store.ReadArea(Everywhere, Instant.MinValue, Instant.MaxValue, null, 10, CancellationToken.None));
        Assert.Empty(Store.ReadNewest(null, Instant.MinValue, Instant.MaxValue, new Mmsi(0), CancellationToken.None));
        Assert.Empty(Store.ReadVessels(new Mmsi(0), 10));
        Assert.Empty(Store.ReadRecentPositions(new Mmsi(0), 10));
        Assert.Equal(0, Store.GetThinnedTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 10).StoredCount);
        Assert.Null(Store.LastPosition(Given.Yi));
        Assert.Null(Store.NewestPositionTime());
    }

    [Theory]
    [InlineData(10_000, 6)]
    [InlineData(6, 6)]
    [InlineData(5, 5)]
    [InlineData(2, 2)]
    public async Task GetThinnedTrack_OverHours_HasFirstAndLastAndCountsAll(int most, int given)
    {
        await AppendAsync([.. new[] { 0, 10, 3_600, 3_610, 7_200, 86_399 }.Select(second => Given.Position(second))]);

        var track = Store.GetThinnedTrack(Given.Yi, Given.Epoch, Day, most);

        Assert.Equal((6, given), (track.StoredCount, track.Points.Count));
        Assert.Equal((0, 86_399), (SecondOf(track.Points[0]), SecondOf(track.Points[^1])));
        Assert.Equal(track.Points.OrderBy(point => point.Time), track.Points);
    }

    // Corners of a box of 1 degree, in and one unit of AIS (1/600,000 degree) out; across the antimeridian; a box of no width.
    [Theory]
    [InlineData(51, 2, 52, 3, "51 2, 51.5 2.25, 52 3")]
    [InlineData(51.0000017, 2, 52, 3, "51.5 2.25, 52 3")]
    [InlineData(51, 2, 52, 2.9999983, "51 2, 51.5 2.25")]
    [InlineData(-90, 179, 90, -179, "0 -180, 0 179.5, 0 180")]
    [InlineData(-90, 179.6, 90, 180, "0 180")]
    [InlineData(51.5, 2.25, 51.5, 2.25, "51.5 2.25")]
    [InlineData(52.1, -180, 90, 180, "")]
    public async Task ReadArea_ABox_HoldsItsEdgesAndNothingBeyond(double south, double west, double north, double east, string expected)
    {
        (double Latitude, double Longitude)[] places = [(51, 2), (51.5, 2.25), (52, 3), (0, 179.5), (0, 180), (0, -180)];
        await AppendAsync([.. places.Select((place, second) => Given.Position(second, place.Latitude, place.Longitude))]);

        var found = Store.ReadArea(new GeoBox(south, west, north, east), Given.Epoch, Day, null, 100, CancellationToken.None);

        Assert.Equal(expected, string.Join(", ", found.Select(point => FormattableString.Invariant($"{point.Latitude:0.##} {point.Longitude:0.##}")).Order(StringComparer.Ordinal)));
        Assert.All(found, point => Assert.True(new GeoBox(south, west, north, east).Contains(point.Position)));
    }

    [Fact]
    public async Task ReadArea_OfManyBoxes_GivesEachPositionOnce()
    {
        await AppendAsync([.. Enumerable.Range(0, 200).Select(number => Given.Position(number, 51 + (number * 0.01)))]);
        var boxes = Enumerable.Range(0, 40).Select(number => new GeoBox(51 + (number * 0.02), 2, 51 + (number * 0.02) + 0.011, 3)).ToList();

        foreach (var some in new[] { boxes, [.. boxes.Take(5), boxes[1]], [] })
        {
            var expected = Enumerable.Range(0, 200).Where(number => some.Any(box => box.Contains(Given.Position(0, 51 + (number * 0.01)).Dynamic.Position)));
            Assert.Equal(expected, Store.ReadArea(some, Given.Epoch, Day, null, 1_000, CancellationToken.None).Select(SecondOf));
        }
    }

    [Fact]
    public async Task ReadStaticHistory_TellsWhatWasSaidAndFromWhenToWhen()
    {
        var (one, two, size) = (new StaticReport(Given.Yi, Name: "ONE", MessageType: 5), new StaticReport(Given.Yi, Name: "TWO", MessageType: 5), new StaticReport(Given.Yi, ToBow: 9, MessageType: 24));
        await AppendAsync(
            Given.Static(10, one), Given.Static(30_000, one), Given.Static(30_010, two), Given.Static(30_020, size), Given.Static(90_000, two), Given.Static(90_010, one), Given.Static(90_020, size),
            Given.Static(5, new StaticReport(new Mmsi(Ada), Name: "OTHER")));

        Assert.Equal(
            [(10, 30_000, "ONE"), (30_010, 90_000, "TWO"), (30_020, 90_020, null), (90_010, 90_010, "ONE")],
            Store.ReadStaticHistory(Given.Yi).Select(spell => ((int)(spell.Since - Given.Epoch).TotalSeconds, (int)(spell.Until - Given.Epoch).TotalSeconds, spell.Static.Name)));
        Assert.Empty(Store.ReadStaticHistory(new Mmsi(1)));
    }

    [Fact]
    public async Task ReadArea_ThatNobodyWaitsFor_Ends()
    {
        await AppendAsync(Given.Position(1));
        var gone = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => Store.ReadArea(Everywhere, Given.Epoch, Day, null, 1, gone));
        Assert.Throws<OperationCanceledException>(() => Store.GetTrack(Given.Yi, Given.Epoch, Day, 10, gone));
        Assert.Single(Store.ReadArea(Everywhere, Given.Epoch, Day, null, 1, CancellationToken.None));
    }

    [Fact]
    public async Task ReadRecentPositions_AreTheNewestOfEachVesselInTheWindow_AlsoAfterARestart()
    {
        var window = (int)ITrackStore.RecentWindow.TotalSeconds;
        await AppendAsync(Given.Position(0, mmsi: Ada), Given.Position(1, mmsi: Ada + 1), Given.Position(window + 1), Given.Position(window), Given.Position(2, mmsi: Ada + 2), Given.Position(1, mmsi: Ada + 2));
        for (var start = 0; start < 2; start++)
        {
            Assert.Equal([(Ada + 1, 1), (Ada + 2, 2), (414_000_001u, window + 1)], Recent(0, 10));
            Assert.Equal([(Ada + 2, 2)], Recent(Ada + 2, 1));
            Assert.Equal(0, SecondOf(Store.LastPosition(new Mmsi(Ada))!.Value));
            Assert.Null(Store.LastPosition(new Mmsi(1)));
            Assert.Equal(window + 1, (int)(Store.NewestPositionTime()!.Value.UnixSeconds - Given.Epoch.UnixSeconds));
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task ReadVessels_FromAnMmsiOn_AreInOrder()
    {
        await AppendAsync([.. new uint[] { 999_999_999, 3, 1, 20_000, 2, 19_999 }.Select(mmsi => Given.Static(1, new StaticReport(new Mmsi(mmsi))))]);

        Assert.Equal([2u, 3u, 19_999u, 20_000u, 999_999_999u], Store.ReadVessels(new Mmsi(2), 10).Select(vessel => vessel.Static.Mmsi.Value));
        Assert.Equal([1u, 2u], Store.ReadVessels(new Mmsi(0), 2).Select(vessel => vessel.Static.Mmsi.Value));
        Assert.Equal([20_000u], Store.ReadVessels(new Mmsi(20_000), 1).Select(vessel => vessel.Static.Mmsi.Value));
    }

    protected static int SecondOf(PositionReport report) => (int)(report.Time.UnixSeconds - Given.Epoch.UnixSeconds);

    protected async Task AppendAsync(params AisReport[] reports)
    {
        foreach (var report in reports)
        {
            Assert.True(Store.TryAppend(report));
        }

        await Store.FlushAsync();
    }

    private IEnumerable<(uint Mmsi, int Second)> Recent(uint first, int limit) => Store.ReadRecentPositions(new Mmsi(first), limit).Select(position => (position.Mmsi.Value, SecondOf(position)));
}
