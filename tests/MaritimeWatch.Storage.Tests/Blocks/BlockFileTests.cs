using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests.Blocks;

/// <summary>What is put into blocks and what is found again, against the same questions asked of a plain list.</summary>
public sealed class BlockFileTests : IDisposable
{
    private static readonly Instant Midnight = Instant.FromUtc(2026, 3, 14);

    private readonly StoreFolder folder = new();
    private readonly SqliteConnections connections;
    private readonly SqliteConnection writing;

    public BlockFileTests()
    {
        connections = new SqliteConnections(Path.Combine(folder.Root, "test.tracks"), TimeProvider.System, new BlockLayout());
        writing = connections.OpenWriter();
    }

    [Fact]
    public void Track_OverSeveralWatches_IsWhatWasPutIn()
    {
        var fleet = Fleet(seed: 721);
        Store(fleet);

        foreach (var mmsi in fleet.Select(position => position.Mmsi).Distinct())
        {
            var (first, end) = (Midnight.UnixSeconds + 10_000, Midnight.UnixSeconds + 70_000);
            var expected = fleet.Where(position => position.Mmsi == mmsi && position.Time.UnixSeconds >= first && position.Time.UnixSeconds < end);
            Assert.Equal(expected, connections.Read(reader => new BlockReader(reader).Track(mmsi, first, end).ToList()));
        }
    }

    [Theory]
    [InlineData(55.2, 10.5, 55.9, 11.5)]
    [InlineData(-90, -180, 90, 180)]
    [InlineData(55.0, 11.5, 56.0, 10.5)]
    [InlineData(10, 10, 11, 11)]
    public void Area_OfABox_IsWhatLiesInItInOrder(double south, double west, double north, double east)
    {
        var fleet = Fleet(seed: 722);
        Store(fleet);
        var box = RawBox.Of(new GeoBox(south, west, north, east));
        var (first, end) = (Midnight.UnixSeconds + 5_000, Midnight.UnixSeconds + 60_000);

        var found = Area(new RawBoxes([new GeoBox(south, west, north, east)]), first, end);

        var expected = fleet.Where(position => position.Time.UnixSeconds >= first && position.Time.UnixSeconds < end && box.Contains(position.RawLatitude, position.RawLongitude))
            .OrderBy(position => BlockKey.WatchOf(position.Time.UnixSeconds)).ThenBy(position => position.Mmsi.Value).ThenBy(position => position.Time.UnixSeconds);
        Assert.Equal(expected, found);
    }

    /// <summary>A box between two meridians that a stored coordinate can have holds nothing; it is not the belt around the globe.</summary>
    [Fact]
    public void Area_OfABoxNarrowerThanTheGrid_HoldsNothing()
    {
        Store(Fleet(seed: 728));

        Assert.Empty(Area(new RawBoxes([new GeoBox(50, 10.1234567, 60, 10.1234567)]), Midnight.UnixSeconds, Midnight.UnixSeconds + 86_400));
        Assert.NotEmpty(Area(new RawBoxes([new GeoBox(50, 10.1234567, 60, 10.1234567), new GeoBox(50, 10, 60, 12)]), Midnight.UnixSeconds, Midnight.UnixSeconds + 86_400));
    }

    [Fact]
    public void Area_OfManyBoxes_IsWhatLiesInAnyOfThemOnce()
    {
        var fleet = Fleet(seed: 727);
        Store(fleet);
        var random = new Random(727);
        GeoBox[] boxes = [.. Enumerable.Range(0, 40).Select(_ => (55 + random.NextDouble(), 10.5 + random.NextDouble())).Select(place => new GeoBox(place.Item1, place.Item2, place.Item1 + 0.05, place.Item2 + 0.2)), new GeoBox(55.9, 11.4, 56, 10.6)];

        var found = Area(new RawBoxes(boxes), Midnight.UnixSeconds, Midnight.UnixSeconds + 86_400);

        var expected = fleet.Where(position => boxes.Any(box => RawBox.Of(box).Contains(position.RawLatitude, position.RawLongitude)));
        Assert.InRange(found.Count, 10, fleet.Count - 10);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Watch_FromAVesselOn_GoesOnThere()
    {
        var fleet = Fleet(seed: 723);
        Store(fleet);
        var (watch, from) = (BlockKey.WatchOf(Midnight.UnixSeconds) + 1, new Mmsi(219_000_003));

        var found = connections.Read(reader => new BlockReader(reader).Watch(watch, null, long.MinValue, long.MaxValue, from, CancellationToken.None).ToList());

        Assert.Equal(fleet.Where(position => BlockKey.WatchOf(position.Time.UnixSeconds) == watch && position.Mmsi.Value >= from.Value), found);
    }

    [Fact]
    public void Add_OfTheSameAgainInAnyPieces_ChangesNothing()
    {
        var fleet = Fleet(seed: 724);
        Assert.Equal(fleet.Count, Store(fleet));
        var before = Everything();

        Assert.Equal(0, Store(fleet));
        Assert.Equal(0, Store(fleet.Where((_, number) => number % 3 == 0).ToList()));

        Assert.Equal(before, Everything());
    }

    [Fact]
    public void Add_InPiecesInAnyOrder_IsTheSameAsAllAtOnce()
    {
        var fleet = Fleet(seed: 725);
        var random = new Random(725);
        foreach (var piece in fleet.GroupBy(_ => random.Next(7)).ToList())
        {
            Store([.. piece]);
        }

        Assert.Equal(fleet, Everything());
    }

    [Fact]
    public void Add_OfMoreThanABlockHolds_MakesPartsThatAreReadAsOne()
    {
        var dense = Enumerable.Range(0, 10_000).Select(i => At(new Mmsi(219_000_001), i * 2, 55.5 + (i * 1e-5), 11)).ToList();

        Store(dense);
        Store([At(new Mmsi(219_000_001), 9_999, 55.6, 11.2)]);

        Assert.Equal(3, writing.Number("SELECT count(*) FROM block"));
        Assert.Equal(10_001, Everything().Count);
    }

    [Fact]
    public void Read_OfADamagedBlock_SaysWhoseAndWhen()
    {
        Store(Fleet(seed: 726));
        writing.Run("UPDATE block SET payload = zeroblob(length(payload)) WHERE id = (SELECT min(id) FROM block)");

        var refused = Assert.Throws<StoreException>(Everything);
        Assert.Equal(StoreFault.Damaged, refused.Fault);
        Assert.Contains("219000001", refused.Message, StringComparison.Ordinal);
        Assert.Contains("2026-03-14T00:00:00Z", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAnotherProgramsFile_IsRefused()
    {
        var path = Path.Combine(folder.Root, "other.db");
        using (var other = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            other.Open();
            other.Run("CREATE TABLE other(x)");
        }

        using var refused = new SqliteConnections(path, TimeProvider.System, new BlockLayout());
        Assert.Equal(StoreFault.Damaged, Assert.Throws<StoreException>(() => refused.OpenWriter()).Fault);
        Assert.Equal(StoreFault.Damaged, Assert.Throws<StoreException>(() => refused.Read(reader => 0)).Fault);
    }

    [Fact]
    public void Open_ToWriteAFileOfTheFirstVersion_RaisesIt_AndReadingDoesNot()
    {
        writing.Run("PRAGMA user_version = 1");
        Assert.Equal(1, connections.Read(reader => reader.Number("PRAGMA user_version")));

        writing.Dispose();
        using var again = connections.OpenWriter();

        Assert.Equal(BlockLayout.Version, again.Number("PRAGMA user_version"));
    }

    [Fact]
    public void Open_OfALaterVersion_IsRefused()
    {
        writing.Run("PRAGMA user_version = 99");

        Assert.Equal(StoreFault.TooNew, Assert.Throws<StoreException>(() => connections.Read(reader => 0)).Fault);
    }

    [Theory]
    [InlineData(0, 111_000_000, 0)]
    [InlineData(82_184, 999_999_999, 255)]
    [InlineData(-4, 219_000_606, 7)]
    public void BlockKey_OfAnId_IsTheOneThatMadeIt(long watch, uint mmsi, int part)
    {
        var key = new BlockKey(watch, new Mmsi(mmsi), part);

        Assert.Equal(key, BlockKey.Of(key.Id));
    }

    public void Dispose()
    {
        writing.Dispose();
        connections.Dispose();
        folder.Dispose();
    }

    private static PositionReport At(Mmsi mmsi, int second, double latitude, double longitude) =>
        PositionReport.Create(Midnight + TimeSpan.FromSeconds(second), mmsi, new GeoPosition(latitude, longitude), 12.3, 45.6, 47);

    /// <summary>Eight ships over a day, from one report a minute to one an hour, in the order in which blocks are read.</summary>
    private static List<PositionReport> Fleet(int seed)
    {
        var random = new Random(seed);
        var fleet = new List<PositionReport>();
        for (var ship = 1u; ship <= 8; ship++)
        {
            var gap = 60 * (int)ship * (int)ship;
            for (var second = random.Next(gap); second < 86_400; second += random.Next(1, gap * 2))
            {
                fleet.Add(At(new Mmsi(219_000_000 + ship), second, 55 + random.NextDouble(), 10.5 + random.NextDouble()));
            }
        }

        return [.. fleet.OrderBy(position => BlockKey.WatchOf(position.Time.UnixSeconds)).ThenBy(position => position.Mmsi.Value).ThenBy(position => position.Time.UnixSeconds)];
    }

    private int Store(List<PositionReport> positions)
    {
        using var blocks = new BlockWriter(writing);
        writing.Run("BEGIN IMMEDIATE");
        var added = 0;
        foreach (var one in positions.GroupBy(position => (position.Mmsi, BlockKey.WatchOf(position.Time.UnixSeconds))))
        {
            var sorted = one.ToList();
            PositionOrder.Sort(sorted);
            added += blocks.Add([.. sorted]);
        }

        writing.Run("COMMIT");
        return added;
    }

    private List<PositionReport> Everything() => Area(null, Midnight.UnixSeconds, Midnight.UnixSeconds + 86_400);

    private List<PositionReport> Area(RawBoxes? boxes, long first, long end) => connections.Read(connection =>
    {
        var reader = new BlockReader(connection);
        return reader.Watches(BlockKey.WatchOf(first), BlockKey.WatchOf(end)).SelectMany(watch => reader.Watch(watch, boxes, first, end, default, CancellationToken.None).ToList()).ToList();
    });
}
