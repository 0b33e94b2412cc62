using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using static MaritimeWatch.Detection.Tests.Locating.Charted;
using static MaritimeWatch.Detection.Tests.Passages.Sailed;

namespace MaritimeWatch.Detection.Tests.Passages;

public sealed class AssetPassagesTests
{
    // Along the meridian of 2 E, from south to north.
    private static readonly ChartedAsset NorthSouth = Line("cable", (51, 2), (52, 2));

    [Fact]
    public void Find_ShipOverACable_TellsTimePointKilometreAndFixes()
    {
        var track = new[] { Fix(0, 51.5, 1.98), Fix(60, 51.5, 1.995), Fix(120, 51.5, 2.005), Fix(180, 51.5, 2.02) };

        var approach = Assert.Single(new AssetPassages(NorthSouth, 500).Find(track));

        var crossing = Assert.Single(approach.Crossings);
        Assert.False(approach.IsPossible);
        Assert.Equal(Noon + TimeSpan.FromSeconds(90), crossing.Time);
        Assert.Equal(51.5, crossing.Vessel.Latitude, 1e-9);
        Assert.Equal(2.0, crossing.Vessel.Longitude, 1e-9);

        // Half a degree of the meridian of WGS 84 from 51 N, by the geodesic.
        Assert.Equal(Geodesic.DistanceMetres(new(51, 2), new(51.5, 2)) / 1_000, crossing.KilometresAlong!.Value, 0.001);
        Assert.Equal(0, crossing.DistanceMetres);
        Assert.Equal(track[1], crossing.Before);
        Assert.Equal(track[2], crossing.After);
        Assert.Equal(PathForm.Straight, crossing.Form);
        Assert.Equal(90, crossing.CourseDegrees!.Value, 0.1);
        Assert.Equal(crossing, approach.Closest);

        // 500 m either side at 0.01 degrees of longitude in 60 s between the inner fixes, 0.015 in 60 s outside them.
        var metresPerDegree = new LocalPlane(new(51.5, 2)).MetresPerDegreeLongitude;
        var outside = TimeSpan.FromSeconds(((500 / metresPerDegree) - 0.005) / 0.015 * 60);
        Assert.Equal(0, (approach.From - (Noon + TimeSpan.FromSeconds(60) - outside)).TotalSeconds, 0.6);
        Assert.Equal(0, (approach.To - (Noon + TimeSpan.FromSeconds(120) + outside)).TotalSeconds, 0.6);
    }

    [Fact]
    public void Find_ShipPastTheEnd_TellsTheClosestApproachBetweenFixes()
    {
        var approach = Assert.Single(new AssetPassages(NorthSouth, 2_000).Find([Fix(0, 50.99, 1.98), Fix(400, 50.99, 2.02)]));

        Assert.Empty(approach.Crossings);
        Assert.Equal(Geodesic.DistanceMetres(new(50.99, 2), new(51, 2)), approach.Closest.DistanceMetres, 1.0);
        Assert.Equal(0, (approach.Closest.Time - (Noon + TimeSpan.FromSeconds(200))).TotalSeconds, 0.1);
        Assert.Equal(0, approach.Closest.KilometresAlong!.Value, 1e-6);
        Assert.Equal(new GeoPosition(51, 2), approach.Closest.OnAsset);
    }

    [Fact]
    public void Find_AtTheDistanceAndOneMetreBeyond_IsFoundAndIsNot()
    {
        var metres = new LocalPlane(new(51.5, 2)).MetresPerDegreeLongitude * 0.01;
        PositionReport[] track = [Fix(0, 51.4, 2.01), Fix(500, 51.42, 2.01)];

        Assert.Single(new AssetPassages(NorthSouth, metres + 30).Find(track));
        Assert.Empty(new AssetPassages(NorthSouth, metres - 30).Find(track));
    }

    [Fact]
    public void Find_MultiLineString_CountsItsPartsOneAfterAnother()
    {
        var parts = new ChartedAsset
        {
            Id = "parts",
            Name = "parts",
            Category = AssetCategory.PowerCable,
            Status = AssetStatus.Retired,
            Parts = [Positions([(51, 2), (51.1, 2)]), Positions([(51.3, 2), (51.2, 2)])],
            PositionalSigmaMetres = 50,
        };
        var passages = new AssetPassages(parts, 300);
        var first = Geodesic.DistanceMetres(new(51, 2), new(51.1, 2)) / 1_000;
        var second = Geodesic.DistanceMetres(new(51.3, 2), new(51.2, 2)) / 1_000;

        var crossing = Assert.Single(Assert.Single(passages.Find([Fix(0, 51.25, 1.99), Fix(100, 51.25, 2.01)])).Crossings);

        Assert.Equal(first + second, passages.LengthKilometres, 0.001);
        Assert.Equal(first + (Geodesic.DistanceMetres(new(51.3, 2), new(51.25, 2)) / 1_000), crossing.KilometresAlong!.Value, 0.001);
        Assert.Empty(passages.Find([Fix(0, 51.15, 1.99), Fix(100, 51.15, 2.01)]));
        Assert.Equal(2, passages.Lines().Count);
    }

    [Fact]
    public void Find_StretchOfTheAsset_SeesOnlyThatAndKeepsItsKilometres()
    {
        var whole = new AssetPassages(NorthSouth, 300);
        PositionReport[] at50 = [Fix(0, 51.4, 1.99), Fix(100, 51.4, 2.01)];
        var kilometre = whole.Find(at50)[0].Crossings[0].KilometresAlong!.Value;

        Assert.Equal(kilometre, new AssetPassages(NorthSouth, 300, new(40, 50)).Find(at50)[0].Crossings[0].KilometresAlong!.Value, 0.001);
        Assert.Equal(kilometre, new AssetPassages(NorthSouth, 300, new(kilometre - 0.01, kilometre + 0.01)).Find(at50)[0].Crossings[0].KilometresAlong!.Value, 0.001);
        Assert.Empty(new AssetPassages(NorthSouth, 300, new(kilometre + 0.5, 60)).Find(at50));

        // Just beside the stretch she is near its end, and crosses nothing.
        var beside = Assert.Single(new AssetPassages(NorthSouth, 300, new(kilometre + 0.2, 60)).Find(at50));
        Assert.Empty(beside.Crossings);
        Assert.Equal(200, beside.Closest.DistanceMetres, 1.0);
        Assert.Equal(kilometre + 0.2, beside.Closest.KilometresAlong!.Value, 0.001);
    }

    [Theory]
    [InlineData(-1.0, 5.0)]
    [InlineData(5.0, 5.0)]
    [InlineData(200.0, 300.0)]
    [InlineData(double.NaN, 5.0)]
    public void Of_StretchThatIsNone_IsRefused(double from, double to) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AssetPassages(NorthSouth, 300, new KilometreRange(from, to)));

    [Theory]
    [InlineData(StationClass.ClassA, 600, false)]
    [InlineData(StationClass.ClassA, 601, true)]
    [InlineData(StationClass.ClassB, 1_800, false)]
    [InlineData(StationClass.ClassB, 1_801, true)]
    public void Find_AcrossASilence_IsPossibleFromOneSecondBeyondTheThreshold(StationClass stationClass, int seconds, bool isPossible)
    {
        // G1, detectors.md C.9: 10 minutes for Class A, 30 for Class B; the drawn way is the same.
        var approach = Assert.Single(new AssetPassages(NorthSouth, 500).Find(
            [Fix(0, 51.5, 1.98, stationClass: stationClass), Fix(seconds, 51.5, 2.02, stationClass: stationClass)]));

        Assert.Equal(isPossible, approach.IsPossible);
        Assert.Equal(stationClass == StationClass.ClassA ? 600 : 1_800, approach.SilenceThreshold.TotalSeconds);
        Assert.Equal(0, (Assert.Single(approach.Crossings).Time - (Noon + TimeSpan.FromSeconds(seconds / 2.0))).TotalSeconds, 0.2);
    }

    [Fact]
    public void Find_SilenceInWhichSheHadTheTime_IsPossibleWithBounds()
    {
        // 20 km west of the cable, silent for two hours, heard where she was: 12 kn (the least assumed) make 44 km, there and back are 40.
        var away = 20_000 / new LocalPlane(new(51.5, 2)).MetresPerDegreeLongitude;
        var approach = Assert.Single(new AssetPassages(NorthSouth, 100).Find(
            [Fix(0, 51.5, 2 - away, 8, 90), Fix(10, 51.5, 2 - away, 8, 90), Fix(7_210, 51.5, 2 - away, 8, 270)]));

        Assert.True(approach.IsPossible);
        Assert.Empty(approach.Crossings);
        Assert.Equal(PathForm.Reachable, approach.Closest.Form);
        Assert.Equal(12, approach.FastestKnots);
        var sailing = (20_000 - 100) / (12 * Nautical.MetresPerSecondPerKnot);
        Assert.Equal(0, (approach.Closest.Earliest - (Noon + TimeSpan.FromSeconds(10 + sailing))).TotalSeconds, 15.0);
        Assert.Equal(0, (approach.Closest.Latest - (Noon + TimeSpan.FromSeconds(7_210 - sailing))).TotalSeconds, 15.0);
        Assert.Equal(51.5, approach.Closest.OnAsset.Latitude, 0.01);
    }

    [Fact]
    public void Find_SilenceTooShortToGoThere_IsNoApproach()
    {
        var away = 20_000 / new LocalPlane(new(51.5, 2)).MetresPerDegreeLongitude;

        // There and back at 12 kn, less the 100 m asked about at each end, take 6,447 s.
        var there = 2 * (20_000 - 100) / (12 * Nautical.MetresPerSecondPerKnot);
        Assert.Empty(new AssetPassages(NorthSouth, 100).Find([Fix(0, 51.5, 2 - away, 8), Fix((int)there - 60, 51.5, 2 - away, 8)]));
        Assert.Single(new AssetPassages(NorthSouth, 100).Find([Fix(0, 51.5, 2 - away, 8), Fix((int)there + 60, 51.5, 2 - away, 8)]));
    }

    [Fact]
    public void Find_NotHeardAgain_IsPossibleOnlyWhereAskedFor()
    {
        PositionReport[] track = [Fix(0, 51.5, 1.9, 10, 90), Fix(10, 51.5, 1.9004, 10, 90)];
        var passages = new AssetPassages(NorthSouth, 500);

        Assert.Empty(passages.Find(track));
        var after = Assert.Single(passages.Find(track, until: Noon + TimeSpan.FromHours(1)));
        Assert.True(after.IsPossible);
        Assert.Null(after.Closest.After);
        Assert.Equal(track[1], after.Closest.Before);
        Assert.Equal(Noon + TimeSpan.FromHours(1), after.Closest.Latest);
        Assert.Empty(passages.Find(track, until: Noon + TimeSpan.FromMinutes(9)));
        var before = Assert.Single(passages.Find(track, from: Noon - TimeSpan.FromHours(1)));
        Assert.Null(before.Closest.Before);
        Assert.True(before.Closest.Latest < Noon);
    }

    [Fact]
    public void Find_StrayFix_DrawsNoWayToItAndBack()
    {
        // Twenty miles west of the cable, and one fix as far east of it.
        var track = Straight(51.5, 1.5, 0, 10, 30, 10);
        track[15] = Fix(150, 51.5, 2.5, 10, 0);

        Assert.Empty(new AssetPassages(NorthSouth, 500).Find(track));
    }

    [Fact]
    public void Find_TwoHullsUnderOneNumber_SeesThePassageOfEach()
    {
        var crossing = Straight(51.5, 1.98, 90, 12, 50, 10);
        var away = Straight(54, 5, 0, 12, 50, 10, startSeconds: 5);
        PositionReport[] mixed = [.. crossing.Concat(away).OrderBy(fix => fix.Time)];
        var passages = new AssetPassages(NorthSouth, 500);

        var alone = Assert.Single(passages.Find(crossing));
        var among = Assert.Single(passages.Find(mixed));

        Assert.Equal(alone.Closest.Time, among.Closest.Time);
        Assert.Single(among.Crossings);
    }

    [Fact]
    public void Hulls_OfOneTwoAndAStray_AreThePiecesThatSomebodySailed()
    {
        var ship = Straight(51.5, 1.98, 90, 12, 50, 10);
        var other = Straight(54, 5, 0, 12, 50, 10, startSeconds: 5);
        PositionReport[] mixed = [.. ship.Concat(other).OrderBy(fix => fix.Time)];
        var withStray = (PositionReport[])ship.Clone();
        withStray[25] = Fix(250, 51.5, 9, 12, 90);

        Assert.Same(ship, Assert.Single(AssetPassages.Hulls(ship)));
        Assert.Equal([ship, other], AssetPassages.Hulls(mixed));
        Assert.DoesNotContain(withStray[25], Assert.Single(AssetPassages.Hulls(withStray)));
        Assert.Empty(AssetPassages.Hulls([]));
        Assert.Equal([0, 1, 2, 1], new[] { [], ship, mixed, withStray }.Select(fixes => AssetPassages.CountHulls(AssetPassages.Hulls(fixes))));
    }

    [Fact]
    public void Find_CableArea_CountsEnteringAndIsNoDistanceAwayInside()
    {
        var area = CableArea("area", (51, 2), (51, 2.1), (51.1, 2.1), (51.1, 2), (51, 2));
        var approach = Assert.Single(new AssetPassages(area, 200).Find(Straight(51.05, 1.97, 90, 12, 150, 10)));

        Assert.Equal(0, approach.Closest.DistanceMetres);
        var entering = Assert.Single(approach.Crossings);
        Assert.Equal(2.0, entering.Vessel.Longitude, 0.0005);
        Assert.Null(entering.KilometresAlong);
        Assert.True((approach.To - approach.From).TotalSeconds > 1_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AssetPassages(area, 200, new KilometreRange(1, 2)));
    }

    [Fact]
    public void Find_AcrossTheAntimeridian_IsAPassageLikeAnyOther()
    {
        var dateline = Line("dateline", (-17.5, 180), (-16.5, 180));
        var approach = Assert.Single(new AssetPassages(dateline, 500).Find([Fix(0, -17, 179.99), Fix(200, -17, -179.99)]));

        Assert.Equal(0, (Assert.Single(approach.Crossings).Time - (Noon + TimeSpan.FromSeconds(100))).TotalSeconds, 0.1);
        Assert.All(new AssetPassages(dateline, 500).Cover(1_000), box => Assert.True(box.IsValid && box.CrossesAntimeridian));
    }

    [Fact]
    public void Find_LyingOnTheLine_IsOneLongApproach()
    {
        PositionReport[] track = [.. Enumerable.Range(0, 60).Select(i => Fix(i * 180, 51.5 + (0.0001 * (i % 3)), 2.0005, 0.1, 45 * (i % 8)))];
        var approach = Assert.Single(new AssetPassages(NorthSouth, 500).Find(track));

        Assert.Equal(track[0].Time, approach.From);
        Assert.Equal(track[^1].Time, approach.To);
        Assert.Equal(PathForm.Fix, approach.Closest.Form);
        Assert.Null(approach.Closest.CourseDegrees);
    }

    [Fact]
    public void Find_PositionsWithoutAPlaceOrHeardTwice_ChangeNothing()
    {
        var track = Straight(51.5, 1.98, 90, 12, 50, 10);
        var nowhere = PositionReport.Create(Noon + TimeSpan.FromSeconds(101), Ship, null);
        PositionReport[] doubled = [.. track.SelectMany(fix => new[] { fix, fix })];
        var passages = new AssetPassages(NorthSouth, 500);
        var expected = passages.Find(track)[0].Closest;

        Assert.Equal(expected, passages.Find([.. track[..11], nowhere, .. track[11..]])[0].Closest);
        Assert.Equal(expected, passages.Find(doubled)[0].Closest);
        Assert.Empty(passages.Find([]));
        Assert.Empty(passages.Find([nowhere]));
    }

    [Fact]
    public void Cover_OfAStretch_HoldsEverythingNearItInSmallBoxes()
    {
        var passages = new AssetPassages(NorthSouth, 1_852, new KilometreRange(20, 60));
        var boxes = passages.Cover(3_000);

        Assert.InRange(boxes.Count, 8, 14);
        foreach (var line in passages.Lines())
        {
            foreach (var vertex in line)
            {
                foreach (var course in new[] { 0.0, 90, 180, 270 })
                {
                    var (place, _) = Geodesic.Go(vertex, course, 2_990);
                    Assert.Contains(boxes, box => box.Contains(place));
                }
            }
        }

        Assert.DoesNotContain(boxes, box => box.Contains(new GeoPosition(51.1, 2)));
    }
}
