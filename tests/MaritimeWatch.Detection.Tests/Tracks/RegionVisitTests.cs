using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Tracks;

public sealed class RegionVisitTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(10);
    private static readonly Instant End = Sailing.Epoch + TimeSpan.FromDays(2);

    public static IEnumerable<object[]> Regions => new[] { "box", "circle", "polygon" }.SelectMany(kind => Enumerable.Range(1, 6).Select(seed => new object[] { kind, seed }));

    /// <summary>Against every second of the way, by the plain rules: even-odd over the edges, the geodesic to the centre, the limits of the box.</summary>
    [Theory]
    [MemberData(nameof(Regions))]
    public void Visit_OfAnyTrack_IsThatOfEveryFixAndEverySecondBetween(string kind, int seed)
    {
        var fixes = Sailing.Wander(seed, 800);
        var centre = fixes[400].Position;
        var (region, isInside) = Region(kind, centre);
        var visit = Visited(region, fixes);

        Assert.Equal(fixes.Count(fix => isInside(fix.Position)), visit.Fixes);
        var seconds = new List<double>();
        for (var number = 1; number < fixes.Count; number++)
        {
            var leg = new TrackLeg(fixes[number - 1], fixes[number]);
            for (var at = 0.5; leg.Duration <= Gap && at < leg.Duration.TotalSeconds; at++)
            {
                if (isInside(leg.At(at / leg.Duration.TotalSeconds)))
                {
                    seconds.Add((fixes[number - 1].Time - Sailing.Epoch).TotalSeconds + at);
                }
            }
        }

        Assert.True(seconds.Count > 60);
        Assert.InRange((visit.FirstInside!.Value - Sailing.Epoch).TotalSeconds, seconds[0] - 1, seconds[0] + 1);
        Assert.InRange((visit.LastInside!.Value - Sailing.Epoch).TotalSeconds, seconds[^1] - 1, seconds[^1] + 1);
        Assert.InRange(visit.TimeInside.TotalSeconds, seconds.Count * 0.99 - 10, (seconds.Count * 1.01) + 10);
        if (kind == "circle")
        {
            Assert.Equal(0, visit.ClosestMetres, 3);
            Assert.Equal(fixes[400], visit.Closest);
        }
    }

    [Fact]
    public void Visit_OfACircleSmallerThanTheWayBetweenTwoFixes_IsFoundBetweenThem()
    {
        // Five minutes at 12 knots, 3.7 km due east, past a circle of 300 m whose centre lies 111 m north of the way.
        List<PositionReport> fixes = [Sailing.At(0, 55, 11), Sailing.At(300, 55, 11.058)];
        var visit = Visited(new CircleRegion(new GeoPosition(55.001, 11.029), 300), fixes);

        Assert.Equal((0L, true, true, true), (visit.Fixes, visit.IsInside, visit.IsFirstInterpolated, visit.IsClosestInterpolated));
        Assert.InRange(visit.ClosestMetres, 111, 112);
        Assert.Equal(150, (visit.Closest!.Value.Time - Sailing.Epoch).TotalSeconds, 0.5);

        // Half the chord of Pythagoras: sqrt(300² - 111.4²) = 278.6 m either side, at 3709 m in 300 s.
        Assert.Equal(150 - (278.6 / 3_709 * 300), (visit.FirstInside!.Value - Sailing.Epoch).TotalSeconds, 0.3);
        Assert.Equal(2 * 278.6 / 3_709 * 300, visit.TimeInside.TotalSeconds, 0.3);
    }

    [Fact]
    public void Visit_AcrossASilence_IsNotDrawn()
    {
        List<PositionReport> fixes = [Sailing.At(0, 55, 11), Sailing.At(601, 55, 11.058)];

        Assert.False(Visited(new CircleRegion(new GeoPosition(55.001, 11.029), 300), fixes).IsInside);
    }

    /// <summary>She is heard inside, falls silent, and is heard again: what is claimed ends with the last fix before and begins with the first after.</summary>
    [Fact]
    public void Visit_BesideASilence_EndsAtTheLastFixAndSaysSo()
    {
        var region = new BoxRegion(new GeoBox(54.9, 10.9, 55.1, 11.1));
        var before = Visited(region, [Sailing.At(100, 55, 10.88), Sailing.At(400, 55, 10.92), Sailing.At(1_001, 55, 11.2)]);
        var after = Visited(region, [Sailing.At(100, 55, 10.8), Sailing.At(701, 55, 11.05), Sailing.At(1_000, 55, 11.12)]);
        var within = Visited(region, [Sailing.At(100, 55, 10.89), Sailing.At(300, 55, 10.92), Sailing.At(5_000, 55, 11.08), Sailing.At(5_300, 55, 11.11)]);

        Assert.Equal((false, true, 400.0, false), (before.IsSilentBefore, before.IsSilentAfter, (before.LastInside!.Value - Sailing.Epoch).TotalSeconds, before.IsLastInterpolated));
        Assert.Equal((true, false, 701.0, false), (after.IsSilentBefore, after.IsSilentAfter, (after.FirstInside!.Value - Sailing.Epoch).TotalSeconds, after.IsFirstInterpolated));
        Assert.Equal((false, false), (within.IsSilentBefore, within.IsSilentAfter));
        Assert.True(within.TimeInside < TimeSpan.FromSeconds(600));
    }

    [Theory]
    [InlineData(600, false)]
    [InlineData(601, true)]
    public void Visit_OfWhomNothingIsHeardAnyMore_SaysSoOnceThatIsASilence(int seconds, bool isSilent)
    {
        var visit = Visited(new BoxRegion(new GeoBox(54.9, 10.9, 55.1, 11.1)), [Sailing.At(0, 55, 11)]);
        visit.End(Sailing.Epoch + TimeSpan.FromSeconds(seconds));

        Assert.Equal(isSilent, visit.IsSilentAfter);
    }

    [Fact]
    public void Visit_OfAPeriodThatBeginsBetweenTwoFixes_BeginsWithIt()
    {
        List<PositionReport> fixes = [Sailing.At(0, 55, 11), Sailing.At(300, 55, 11.02)];
        var visit = new RegionVisit(new BoxRegion(new GeoBox(54.9, 10.9, 55.1, 11.1)), Sailing.Epoch + TimeSpan.FromSeconds(100), Sailing.Epoch + TimeSpan.FromSeconds(200), Gap);
        fixes.ForEach(fix => visit.Add(fix));

        Assert.Equal((100, 200, 0L), ((visit.FirstInside!.Value - Sailing.Epoch).TotalSeconds, (visit.LastInside!.Value - Sailing.Epoch).TotalSeconds, visit.Fixes));
        Assert.Equal((true, true, 100), (visit.IsFirstInterpolated, visit.IsLastInterpolated, visit.TimeInside.TotalSeconds));
    }

    [Theory]
    [InlineData(179.9, -179.9)]
    [InlineData(-179.9, 179.9)]
    public void Visit_OfABoxAcrossTheAntimeridian_IsFound(double from, double to)
    {
        List<PositionReport> fixes = [Sailing.At(0, 0, from, knots: 60), Sailing.At(599, 0, to, knots: 60)];
        var visit = Visited(new BoxRegion(new GeoBox(-1, 179.99, 1, -179.99)), fixes);
        var polygon = Visited(new PolygonRegion([[new(-1, 179.99), new(-1, -179.99), new(1, -179.99), new(1, 179.99)]]), fixes);

        // A tenth of the way, 599 s: 22 km at 72 knots would be no ship, so she is faster than the rule allows and is not drawn.
        Assert.False(visit.IsInside);
        Assert.False(polygon.IsInside);
        List<PositionReport> slow = [Sailing.At(0, 0, Math.CopySign(179.98, from)), Sailing.At(599, 0, Math.CopySign(179.98, to))];
        visit = Visited(new BoxRegion(new GeoBox(-1, 179.99, 1, -179.99)), slow);
        polygon = Visited(new PolygonRegion([[new(-1, 179.99), new(-1, -179.99), new(1, -179.99), new(1, 179.99)]]), slow);
        Assert.Equal(299.5, visit.TimeInside.TotalSeconds, 0.1);
        Assert.Equal(299.5, polygon.TimeInside.TotalSeconds, 0.1);
    }

    [Theory]
    [InlineData(55, 11, 1_000)]
    [InlineData(0, 180, 50_000)]
    [InlineData(70, -179.999, 100_000)]
    [InlineData(-85, 0, 100_000)]
    public void CircleBox_HoldsTheCircle(double latitude, double longitude, double radius)
    {
        var region = new CircleRegion(new GeoPosition(latitude, longitude), radius);
        for (var course = 0; course < 360; course += 5)
        {
            var edge = Sailing.Off(new GeoPosition(latitude, longitude), course, radius * 0.999);
            Assert.True(region.Box.Contains(edge), $"{course}: {edge} in {region.Box}");
            Assert.True(Math.Abs(latitude) > 70 || region.Contains(edge) == (region.DistanceMetres(edge) <= radius));
        }
    }

    private static RegionVisit Visited(ITrackRegion region, List<PositionReport> fixes)
    {
        var visit = new RegionVisit(region, Sailing.Epoch, End, Gap);
        fixes.ForEach(fix => visit.Add(fix));
        return visit;
    }

    private static (ITrackRegion Region, Predicate<GeoPosition> IsInside) Region(string kind, GeoPosition centre)
    {
        if (kind == "box")
        {
            var box = new GeoBox(centre.Latitude - 0.01, centre.Longitude - 0.02, centre.Latitude + 0.012, centre.Longitude + 0.015);
            return (new BoxRegion(box), place => place.Latitude >= box.South && place.Latitude <= box.North && place.Longitude >= box.West && place.Longitude <= box.East);
        }

        if (kind == "circle")
        {
            return (new CircleRegion(centre, 1_500), place => Geodesic.DistanceMetres(centre, place) <= 1_500);
        }

        // A star of five points about the centre.
        var corners = Enumerable.Range(0, 10).Select(number => Sailing.Off(centre, number * 36, number % 2 == 0 ? 2_500 : 1_000)).ToList();
        return (new PolygonRegion([[.. corners]]), place =>
        {
            var isInside = false;
            for (var number = 0; number < corners.Count; number++)
            {
                var (a, b) = (corners[number], corners[(number + 1) % corners.Count]);
                isInside ^= a.Latitude > place.Latitude != b.Latitude > place.Latitude
                    && place.Longitude < a.Longitude + ((place.Latitude - a.Latitude) / (b.Latitude - a.Latitude) * (b.Longitude - a.Longitude));
            }

            return isInside;
        });
    }
}
