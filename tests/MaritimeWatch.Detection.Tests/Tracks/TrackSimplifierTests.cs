using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Tracks;

public sealed class TrackSimplifierTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 50)]
    [InlineData(3, 500)]
    [InlineData(4, 2)]
    public void Simplify_AnyTrack_IsAtEachMomentWithinTheToleranceOfTheFix(int seed, double tolerance)
    {
        var fixes = Sailing.Wander(seed, 3_000);
        var kept = Simplified(fixes, tolerance);

        Assert.Equal((0, fixes.Count - 1), (kept[0], kept[^1]));
        Assert.InRange(kept.Count, 3, fixes.Count * 9 / 10);
        var furthest = 0.0;
        for (var number = 1; number < kept.Count; number++)
        {
            var leg = new TrackLeg(fixes[kept[number - 1]], fixes[kept[number]]);
            for (var between = kept[number - 1]; between <= kept[number]; between++)
            {
                // The yardstick is the geodesic, not the scale that the simplifier measures with.
                furthest = Math.Max(furthest, Geodesic.DistanceMetres(fixes[between].Position, leg.At(leg.ShareAt(fixes[between].Time))));
            }
        }

        Assert.InRange(furthest, tolerance / 2, tolerance * 1.001);
    }

    [Fact]
    public void Simplify_AShipThatStopsOnAStraightCourse_KeepsWhereAndWhenSheStopped()
    {
        // An hour at 10 knots, an hour at rest, an hour at 10 knots, all due east: on the map a straight line.
        var fixes = new List<PositionReport>();
        for (var minute = 0; minute <= 180; minute++)
        {
            fixes.Add(Sailing.At(minute * 60, 0, (minute <= 60 ? minute : minute <= 120 ? 60 : minute - 60) / 360.0));
        }

        Assert.Equal([0, 60, 120, 180], Simplified(fixes, 20));
    }

    [Fact]
    public void Simplify_AcrossASilence_KeepsBothItsEnds()
    {
        List<PositionReport> fixes = [Sailing.At(0, 55, 11), Sailing.At(60, 55, 11.005), Sailing.At(661, 55, 11.055), Sailing.At(720, 55, 11.06), Sailing.At(1_320, 55, 11.11)];

        Assert.Equal([0, 1, 2, 4], Simplified(fixes, 100));
    }

    [Fact]
    public void Simplify_AcrossTheAntimeridian_GoesTheShortWay()
    {
        List<PositionReport> fixes = [Sailing.At(0, 0, 179.99), Sailing.At(300, 0, 180), Sailing.At(600, 0, -179.99)];

        Assert.Equal([0, 2], Simplified(fixes, 1));
    }

    [Fact]
    public void Simplify_FixesOfOneSecond_Ends()
    {
        List<PositionReport> fixes = [Sailing.At(0, 55, 11), Sailing.At(0, 55.001, 11), Sailing.At(0, 55, 11.001), Sailing.At(10, 55, 11)];

        Assert.Equal([0, 1, 2, 3], Simplified(fixes, 10));
        Assert.Empty(Simplified([], 10));
        Assert.Equal([0], Simplified(fixes[..1], 10));
    }

    private static List<int> Simplified(List<PositionReport> fixes, double tolerance)
    {
        var kept = new List<int>();
        TrackSimplifier.Simplify(fixes.ToArray(), tolerance, Gap, kept);
        return kept;
    }
}
