using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Tests.Tracks;

/// <summary>The same questions of seeded traffic, held against a list in memory.</summary>
public abstract class SeededTraffic : TrackStoreConformance
{
    private const int Vessels = 12;
    private const int Hours = 15;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task SeededTraffic_AnswersAsAListInMemoryDoes(int seed)
    {
        var random = new Random(seed);
        var reports = Traffic(random);
        await StoreAsync(reports, random);
        var positions = reports.Where(report => report.Dynamic.HasPosition).Select(report => report.Dynamic).DistinctBy(position => TrackPlace.Of(position)).ToList();
        Assert.True(positions.Count > 1_000);
        Assert.True(positions.GroupBy(position => (position.Mmsi, position.Time)).Count(second => second.Count() > 1) > 10, "no second with two places");

        for (var question = 0; question < 12; question++)
        {
            var (from, to) = Span(random);
            var mmsi = new Mmsi(MmsiOf(random.Next(Vessels)));
            var limit = random.Next(1, 400);
            var track = positions.Where(position => position.Mmsi == mmsi && position.Time >= from && position.Time < to)
                .OrderBy(position => position.Time).ThenBy(position => position.RawLatitude).ThenBy(position => position.RawLongitude).ToList();
            Assert.Equal(track.Take(limit), Store.GetTrack(mmsi, from, to, limit));

            var thinned = Store.GetThinnedTrack(mmsi, from, to, limit);
            Assert.Equal((track.Count, Math.Min(track.Count, limit)), ((int)thinned.StoredCount, thinned.Points.Count));
            Assert.Empty(thinned.Points.Except(track));

            var (south, west) = (random.NextDouble() + 51, random.NextDouble() + 2);
            var box = new GeoBox(south, west, south + 0.4, west + 0.4);
            var area = positions.Where(position => position.Time >= from && position.Time < to && box.Contains(position.Position)).ToList();
            var paged = Paged(box, from, to, random.Next(1, 500));
            Assert.Equal(area.ToHashSet(), [.. paged]);
            Assert.Equal(area.Count, paged.Count);
            Assert.Equal(paged, Store.ReadArea(box, from, to, null, int.MaxValue, CancellationToken.None));

            var picture = positions.Where(position => position.Time >= from && position.Time < to && position.Mmsi.Value >= mmsi.Value).GroupBy(position => position.Mmsi.Value);
            Assert.Equal(
                picture.Select(vessel => (vessel.Key, vessel.Max(position => position.Time))).Order(),
                Store.ReadNewest(null, from, to, mmsi, CancellationToken.None).Select(position => (position.Mmsi.Value, position.Time)));
            var inBox = area.GroupBy(position => position.Mmsi.Value).OrderBy(vessel => vessel.Key).ToList();
            Assert.Equal(
                inBox.Select(vessel => (vessel.Key, vessel.Max(position => position.Time))),
                Store.ReadNewest([box], from, to, new Mmsi(0), CancellationToken.None).Select(position => (position.Mmsi.Value, position.Time)));
            Assert.Equal(
                inBox.Select(vessel => (vessel.Key, vessel.Min(position => position.Time))),
                Store.ReadOldest([box], from, to, new Mmsi(0), CancellationToken.None).Select(position => (position.Mmsi.Value, position.Time)));
            Assert.Equal(
                picture.Select(vessel => (vessel.Key, vessel.Min(position => position.Time))).Order(),
                Store.ReadOldest(null, from, to, mmsi, CancellationToken.None).Select(position => (position.Mmsi.Value, position.Time)));
        }

        var newest = positions.Max(position => position.Time);
        Assert.Equal(newest, Store.NewestPositionTime());
        Assert.Equal(
            positions.GroupBy(position => position.Mmsi.Value).Select(vessel => (vessel.Key, vessel.Max(position => position.Time))).Order(),
            Store.ReadRecentPositions(new Mmsi(0), 100).Select(position => (position.Mmsi.Value, position.Time)));
        await ReopenAsync();
        foreach (var vessel in positions.GroupBy(position => position.Mmsi))
        {
            Assert.Equal(vessel.OrderBy(position => (position.Time, position.RawLatitude, position.RawLongitude)).Last(), Store.LastPosition(vessel.Key));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task SeededTraffic_IsReadAgainForARestart_AsItCame(int seed)
    {
        var random = new Random(seed);
        var reports = Traffic(random);
        await StoreAsync(reports, random);
        await ReopenAsync();
        var from = Given.Epoch + TimeSpan.FromHours(9);
        var earlier = new Dictionary<Mmsi, Instant> { [new Mmsi(MmsiOf(0))] = Given.Epoch + TimeSpan.FromHours(2), [new Mmsi(MmsiOf(1))] = Given.Epoch + TimeSpan.FromHours(8.5) };

        var read = Store.ReadFrom(from, earlier).ToList();

        Instant BeginOf(Mmsi mmsi) => earlier.GetValueOrDefault(mmsi, from);
        var start = earlier.Values.Min();
        var positions = reports.Where(report => report.Dynamic.HasPosition && report.Time >= BeginOf(report.Mmsi)).Select(report => report.Dynamic).DistinctBy(position => TrackPlace.Of(position));
        Assert.Equal(
            positions.OrderBy(position => position.Time).ThenBy(position => position.Mmsi).ThenBy(position => position.RawLatitude).ThenBy(position => position.RawLongitude),
            read.Where(report => report.Dynamic.HasPosition).Select(report => report.Dynamic));

        // Every word in its time, once a second; before them the last words of each vessel, four at most, stamped with the beginning.
        var words = reports.Where(report => report.Static is not null).Select(report => (report.Time, Said: report.Static!)).Distinct().ToList();
        var within = words.Where(word => word.Time >= BeginOf(word.Said.Mmsi)).ToList();
        var said = read.Where(report => report.Static is not null).Select(report => (report.Time, Said: report.Static!)).ToList();
        Assert.Equal(Ordered(within), Ordered(said.Skip(said.Count - within.Count)));
        var before = said.Take(said.Count - within.Count).ToList();
        Assert.All(before, word => Assert.Equal(start, word.Time));
        Assert.Equal(
            words.Where(word => word.Time < BeginOf(word.Said.Mmsi)).GroupBy(word => word.Said.Mmsi).Select(vessel => (vessel.Key, Math.Min(4, vessel.Count()))).Order(),
            before.GroupBy(word => word.Said.Mmsi).Select(vessel => (vessel.Key, vessel.Count())));
        Assert.Equal(read.OrderBy(report => report.Time).Select(report => report.Time), read.Select(report => report.Time));
    }

    private static IEnumerable<(Instant, Mmsi, string?)> Ordered(IEnumerable<(Instant Time, StaticReport Said)> words) =>
        words.Select(word => (word.Time, word.Said.Mmsi, word.Said.Name)).OrderBy(word => word.Time).ThenBy(word => word.Mmsi).ThenBy(word => word.Name, StringComparer.Ordinal);

    private static uint MmsiOf(int vessel) => 219_000_606 + ((uint)vessel * 7_777);

    private static (Instant From, Instant To) Span(Random random)
    {
        var from = Given.Epoch + TimeSpan.FromSeconds(random.Next(-1_000, Hours * 3_600));
        return (from, from + TimeSpan.FromSeconds(random.Next(1, Hours * 1_800)));
    }

    /// <summary>Ships that move, two that share a number, words that change and come again, repeated reports; in order of time.</summary>
    private static List<AisReport> Traffic(Random random)
    {
        var names = Enumerable.Range(0, 5).Select(number => $"SHIP \"{number}\\ {(char)random.Next(32, 300)}, =").ToArray();
        var reports = new List<AisReport>();
        for (var second = 0; second < Hours * 3_600; second += random.Next(5, 60))
        {
            var mmsi = new Mmsi(MmsiOf(random.Next(Vessels)));
            var (time, hulls) = (Given.Epoch + TimeSpan.FromSeconds(second), random.Next(10) == 0 ? 2 : 1);
            for (var hull = 0; hull < hulls; hull++)
            {
                reports.Add(new AisReport(
                    new PositionReport(
                        time, mmsi, (51 * 600_000) + random.Next(600_000), (2 * 600_000) + random.Next(600_000), (short)random.Next(-1, 400), (short)random.Next(-1, 3_600), (short)random.Next(-1, 360),
                        random.Next(3) == 0 ? PositionReport.NoRateOfTurn : (short)random.Next(-7_200, 7_200), (StationClass)random.Next(3), (NavigationalStatus)random.Next(16), random.Next(2) == 0),
                    null));
            }

            if (random.Next(4) == 0)
            {
                reports.Add(Given.Static(second, new StaticReport(mmsi, ImoNumber: random.Next(2) == 0 ? 9_224_984u : null, Name: names[random.Next(names.Length)], DraughtMetres: random.Next(2) == 0 ? 12.1 : 7, MessageType: 5)));
            }

            if (random.Next(20) == 0)
            {
                reports.Add(reports[^random.Next(1, Math.Min(reports.Count, 30) + 1)]);
            }
        }

        return [.. reports.OrderBy(report => report.Time)];
    }

    private async Task StoreAsync(List<AisReport> reports, Random random)
    {
        for (var first = 0; first < reports.Count;)
        {
            var some = reports.Skip(first).Take(random.Next(1, 1_000)).ToArray();
            first += some.Length;
            if (random.Next(2) == 0)
            {
                await Store.StoreAsync(some, new bool[some.Length], CancellationToken.None);
            }
            else
            {
                await AppendAsync(some);
            }
        }
    }

    private List<PositionReport> Paged(GeoBox box, Instant from, Instant to, int limit)
    {
        var pieces = new List<PositionReport>();
        TrackPlace? after = null;
        IReadOnlyList<PositionReport> piece;
        do
        {
            piece = Store.ReadArea(box, from, to, after, limit, CancellationToken.None);
            pieces.AddRange(piece);
            after = piece.Count > 0 ? TrackPlace.Of(piece[^1]) : after;
        }
        while (piece.Count == limit);
        return pieces;
    }
}
