using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Tracks;

public sealed class EncounterSearchTests
{
    private const uint Tanker = 257_000_001;
    private const uint Trader = 219_000_606;
    private static readonly EncounterOptions Options = new();
    private static readonly Instant First = Sailing.Epoch - TimeSpan.FromDays(1);
    private static readonly Instant Last = Sailing.Epoch + TimeSpan.FromDays(2);

    [Fact]
    public void Search_TwoShipsTogetherForThreeHoursOverMidnight_IsOneEncounterOfThreeHours()
    {
        // From 22:30 to 01:30 UTC.
        var found = Assert.Single(Search(Lying(Tanker, -5_400, 5_400, 0), Lying(Trader, -5_400, 5_400, 200)));

        Assert.Equal((new Mmsi(Trader), new Mmsi(Tanker)), (found.One, found.Other));
        Assert.Equal((-5_400, 5_400), ((found.Since - Sailing.Epoch).TotalSeconds, (found.Until - Sailing.Epoch).TotalSeconds));
        Assert.InRange(found.ClosestMetres, 199, 201);
        Assert.InRange(found.MeanMetres, 199, 201);
        Assert.Equal((0.3, 37, false, false), (found.MedianKnots, found.Moments, found.IsOpenAtStart, found.IsOpenAtEnd));
        Assert.InRange(Geodesic.DistanceMetres(found.Place, Sailing.Off(new GeoPosition(55, 11), 90, 100)), 0, 2);
    }

    [Theory]
    [InlineData(7_200, 499, 0.3, 1)]
    [InlineData(6_900, 499, 0.3, 0)]
    [InlineData(7_200, 502, 0.3, 0)]
    [InlineData(7_200, 300, 1.9, 1)]
    [InlineData(7_200, 300, 2.0, 0)]
    public void Search_AtEachLimitAndBeyond_CountsOrDoesNot(int seconds, double metres, double knots, int encounters) =>
        Assert.Equal(encounters, Search(Lying(Tanker, 0, seconds, 0, knots), Lying(Trader, 0, seconds, metres, knots)).Count);

    /// <summary>What goes on while it is asked about has no end yet.</summary>
    [Theory]
    [InlineData(10_000, true)]
    [InlineData(11_999, true)]
    [InlineData(12_000, false)]
    public void Search_TogetherUntilShortlyBeforeTheNewest_IsOpenAtTheEnd(int heardUntil, bool isOpen)
    {
        var search = new EncounterSearch(Options, First, Last, (_, _) => false, Sailing.Epoch + TimeSpan.FromSeconds(heardUntil));
        foreach (var fix in Lying(Tanker, 0, 10_000, 0).Concat(Lying(Trader, 0, 10_000, 100)))
        {
            search.Add(fix);
        }

        search.Complete();
        Assert.Equal(isOpen, Assert.Single(search.Found).IsOpenAtEnd);
    }

    [Fact]
    public void Search_ASilenceWithin_EndsTheEncounter()
    {
        var other = Lying(Trader, 0, 12_000, 100);
        var heard = other.Where(fix => (fix.Time - Sailing.Epoch).TotalSeconds is <= 5_000 or >= 7_000);

        Assert.Single(Search(Lying(Tanker, 0, 12_000, 0), other));
        Assert.Empty(Search(Lying(Tanker, 0, 12_000, 0), heard));
    }

    [Fact]
    public void Search_NearAnAnchorage_FindsNothing()
    {
        Assert.Empty(Search(true, Lying(Tanker, 0, 10_000, 0), Lying(Trader, 0, 10_000, 100)));
        Assert.Single(Search(false, Lying(Tanker, 0, 10_000, 0), Lying(Trader, 0, 10_000, 100)));
    }

    [Fact]
    public void Search_AStationThatIsNoShip_MeetsNobody() => Assert.Empty(Search(Lying(992_191_234, 0, 10_000, 0), Lying(Trader, 0, 10_000, 100)));

    [Fact]
    public void Search_PartedAndTogetherAgain_AreTwoEncounters()
    {
        var found = Search(
            Lying(Tanker, 0, 30_000, 0), [.. Lying(Trader, 0, 10_000, 100), .. Lying(Trader, 10_300, 12_000, 3_000), .. Lying(Trader, 12_300, 30_000, 100)]);

        Assert.Equal(2, found.Count);
        Assert.True(found[0].Until < found[1].Since);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Search_InPiecesOrAtOnce_FindsTheSame(int seed)
    {
        // Ten ships that lie in a square of a mile, each drifting on her own.
        var chance = new Random(seed);
        var fixes = Enumerable.Range(0, 10).SelectMany(ship =>
        {
            var (north, east) = (chance.NextDouble() * 1_852, chance.NextDouble() * 1_852);
            return Enumerable.Range(0, 300).Select(number =>
            {
                (north, east) = (north + (chance.NextDouble() * 40) - 20, east + (chance.NextDouble() * 40) - 20);
                var place = Sailing.Off(Sailing.Off(new GeoPosition(55, 11), 0, Math.Max(north, 0)), 90, Math.Max(east, 0));
                return Sailing.At((number * 180) + chance.Next(60), place.Latitude, place.Longitude, (uint)(219_000_001 + ship), 0.4);
            });
        }).OrderBy(fix => fix.Time).ToList();
        var atOnce = Search(fixes);

        var search = new EncounterSearch(Options, First, Last, (_, _) => false);
        foreach (var hour in fixes.GroupBy(fix => fix.Time.UnixSeconds / 3_600))
        {
            foreach (var fix in hour.OrderBy(fix => fix.Mmsi))
            {
                search.Add(fix);
            }

            search.Advance(Instant.FromUnixSeconds((hour.Key * 3_600) + 3_599));
        }

        search.Complete();
        Assert.NotEmpty(atOnce);
        Assert.Equal(atOnce, search.Found.OrderBy(one => one.Since).ThenBy(one => one.One).ThenBy(one => one.Other));
    }

    private static List<PositionReport> Lying(uint mmsi, int from, int to, double metresEast, double knots = 0.3)
    {
        var place = Sailing.Off(new GeoPosition(55, 11), 90, metresEast);
        return [.. Enumerable.Range(0, ((to - from) / 100) + 1).Select(number => Sailing.At(from + (number * 100), place.Latitude, place.Longitude, mmsi, knots))];
    }

    private static List<Encounter> Search(params IEnumerable<PositionReport>[] tracks) => Search(false, tracks);

    private static List<Encounter> Search(bool isSheltered, params IEnumerable<PositionReport>[] tracks)
    {
        var search = new EncounterSearch(Options, First, Last, (_, _) => isSheltered);
        foreach (var fix in tracks.SelectMany(track => track))
        {
            search.Add(fix);
        }

        search.Complete();
        return [.. search.Found.OrderBy(one => one.Since).ThenBy(one => one.One).ThenBy(one => one.Other)];
    }
}
