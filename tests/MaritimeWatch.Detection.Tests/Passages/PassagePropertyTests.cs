using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Detection.Tests.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using static MaritimeWatch.Detection.Tests.Passages.Sailed;

namespace MaritimeWatch.Detection.Tests.Passages;

/// <summary>The fast answers against slow and plain ones.</summary>
public sealed class PassagePropertyTests
{
    private static readonly PassageOptions Options = new();

    [Theory]
    [InlineData(1, 51, 2, false)]
    [InlineData(2, 51, 2, true)]
    [InlineData(3, 65, 20, true)]
    [InlineData(4, -33, 151, false)]
    public void Find_WanderingShips_AgreesWithFineSubdivisionAndGeodesics(int seed, double south, double west, bool tellsCourse)
    {
        const double Within = 1_500;
        var (approaches, crossings) = (0, 0);
        for (var round = 0; round < 25; round++)
        {
            var asset = Charted.Random((seed * 100) + round, 1, 12, south, west, 0.2, 0.2).Assets[0];
            var middle = asset.Parts[0][asset.Parts[0].Length / 2];
            var track = Wandering((seed * 1_000) + round, 150, middle.Latitude + 0.011, middle.Longitude + 0.007, tellsCourse);
            var found = new AssetPassages(asset, Within).Find(track);
            var (stays, met) = BruteForceStays(asset, track, Within);

            // A chord cuts a metre off a curve at most.
            Assert.Equal(met.Count, found.Sum(approach => approach.Crossings.Count));
            Assert.All(found.SelectMany(approach => approach.Crossings).OrderBy(c => c.Time).Zip(met), pair =>
            {
                // Both draw the way in short pieces, which cut a metre off a curve: where she crosses at a shallow angle that is seconds.
                Assert.Equal(0, (pair.First.Time - pair.Second).TotalSeconds, 0.5 + (2 * pair.First.Doubt.Seconds / pair.First.Doubt.Metres));
                Assert.Equal(AlongKilometres(asset, pair.First.Vessel), pair.First.KilometresAlong!.Value, 0.02);
            });
            Assert.Equal(stays.Count, found.Count);
            Assert.All(found.Zip(stays), pair =>
            {
                Assert.Equal(0, (pair.First.From - pair.Second.From).TotalSeconds, 2.5);
                Assert.Equal(0, (pair.First.To - pair.Second.To).TotalSeconds, 2.5);
                Assert.Equal(pair.Second.Metres, pair.First.Closest.DistanceMetres, Math.Max(6, pair.Second.Metres * 0.002));
                if (!pair.First.Crossed)
                {
                    var geodesic = BruteForce.GeodesicDistanceMetres(asset, pair.First.Closest.Vessel);
                    Assert.Equal(geodesic, pair.First.Closest.DistanceMetres, 1.2 + (geodesic * 0.001));
                    Assert.Equal(geodesic, Geodesic.DistanceMetres(pair.First.Closest.Vessel, pair.First.Closest.OnAsset), 1.2 + (geodesic * 0.001));
                }
            });
            approaches += found.Count;
            crossings += met.Count;
        }

        Assert.True(approaches >= 8 && crossings >= 8, $"{approaches} approaches and {crossings} crossings prove little");
    }

    [Fact]
    public void Find_StretchesOfAnAsset_TogetherSeeEveryCrossingOnce()
    {
        var asset = Charted.Random(7, 1, 60, 51, 2, 0.2, 0.2).Assets[0];
        var middle = asset.Parts[0][20];
        var whole = new AssetPassages(asset, 0);
        var third = whole.LengthKilometres / 3;
        var parts = new[] { new KilometreRange(0, third), new(third, 2 * third), new(2 * third, double.PositiveInfinity) }
            .Select(range => new AssetPassages(asset, 0, range)).ToArray();
        var seen = 0;
        for (var round = 0; round < 20; round++)
        {
            var track = Wandering(round, 200, middle.Latitude, middle.Longitude, true);
            var expected = Times(whole.Find(track));
            Assert.Equal(expected, parts.SelectMany(part => Times(part.Find(track))).Order());
            seen += expected.Length;
        }

        Assert.True(seen > 20, $"{seen} crossings prove little");

        static Instant[] Times(IReadOnlyList<Approach> approaches) => [.. approaches.SelectMany(a => a.Crossings).Select(c => c.Time).Order()];
    }

    [Fact]
    public void Find_ThinnedTrack_HerTrueWayLiesWithinTheBound()
    {
        // A ship of at most 20 kn that wanders; the bound has to hold her whatever she did between the fixes that were kept.
        var (checks, bounded) = (0, 0.0);
        for (var seed = 1; seed <= 30; seed++)
        {
            var full = Wandering(seed, 400, 51.5, 2, true);
            var kept = full.Where((_, i) => i % 8 == 0).ToArray();
            var fastest = (full.Max(fix => fix.RawSpeed) / 10.0 * Options.FastestFactor) + Options.FastestMarginKnots;
            for (var i = 0; i + 8 < full.Length; i += 8)
            {
                var path = new FixPath(full[i], full[i + 8], Options, mayCurve: true);
                var leg = new SailedLeg(full[i], full[i + 8], path, fastest);
                var context = new PassageContext(Ship, 0, false, 0, fastest, Options);
                foreach (var truth in full[(i + 1)..(i + 8)])
                {
                    var share = (truth.Time - full[i].Time).TotalSeconds / path.Seconds;
                    var point = leg.PointAt(share, StretchFoot.None, context);
                    Assert.True(Geodesic.DistanceMetres(point.Vessel, truth.Position) <= point.Doubt.InterpolationBoundMetres + 1);
                    bounded += point.Doubt.InterpolationBoundMetres;
                    checks++;
                }
            }
        }

        Assert.True(checks > 5_000 && bounded / checks is > 100 and < 2_000, $"{checks} checks, {bounded / checks:F0} m on average");
    }

    [Theory]
    [InlineData(30, 60)]
    [InlineData(60, 120)]
    [InlineData(90, 240)]
    public void FixPath_SteadyTurn_IsNearerToTheTruthThanAStraightLine(double turnDegrees, int seconds)
    {
        // A turn of constant rate at 12 kn, of which only the two ends are heard.
        const double Knots = 12;
        var before = Fix(0, 56, 11, Knots, 0);
        var place = before.Position;
        var truth = new List<GeoPosition> { place };
        for (var s = 0; s < seconds; s++)
        {
            (place, _) = Geodesic.Go(place, (s + 0.5) / seconds * turnDegrees, Knots * Nautical.MetresPerSecondPerKnot);
            truth.Add(place);
        }

        var after = Fix(seconds, place.Latitude, place.Longitude, Knots, turnDegrees);
        var curved = new FixPath(before, after, Options, mayCurve: true);
        var straight = new FixPath(before, after, Options, mayCurve: false);

        Assert.Equal(PathForm.Curved, curved.Form);
        Assert.True(Worst(curved) < 0.1 * Worst(straight), $"{Worst(curved):F1} m against {Worst(straight):F1} m");

        double Worst(FixPath path) => Enumerable.Range(0, seconds).Max(s => Geodesic.DistanceMetres(truth[s], path.At(s / (double)seconds)));
    }

    [Theory]
    [InlineData(12, 0, 12, 0, 0.2)]
    [InlineData(12, 0, 12, 0, 1.6)]
    [InlineData(1.9, 0, 12, 0, 1.0)]
    public void FixPath_SpeedsThatDoNotAccountForTheDistance_IsStraight(double knots, double course, double nextKnots, double nextCourse, double made)
    {
        var metres = made * (knots + nextKnots) / 2 * Nautical.MetresPerSecondPerKnot * 120;
        var (to, _) = Geodesic.Go(new GeoPosition(56, 11), 0, metres);
        var path = new FixPath(Fix(0, 56, 11, knots, course), Fix(120, to.Latitude, to.Longitude, nextKnots, nextCourse), Options, mayCurve: true);

        Assert.Equal(PathForm.Straight, path.Form);
        Assert.Equal(1, path.Chords);
    }

    [Fact]
    public void Doubt_LongerGaps_AreMoreDoubtful()
    {
        var asset = Charted.Line("cable", (51, 2), (52, 2));
        var doubts = new[] { 10, 60, 300, 600 }.Select(seconds =>
        {
            var half = seconds / 2.0 * 10 * Nautical.MetresPerSecondPerKnot / new LocalPlane(new(51.5, 2)).MetresPerDegreeLongitude;
            return new AssetPassages(asset, 500).Find([Fix(0, 51.5, 2 - half, 10, 90), Fix(seconds, 51.5, 2 + half, 10, 90)])[0].Closest.Doubt;
        }).ToArray();

        Assert.All(doubts, doubt => Assert.Equal((50.0, 30.0), (doubt.ChartSigmaMetres, doubt.FixSigmaMetres)));
        Assert.All(doubts.Zip(doubts.Skip(1)), pair => Assert.True(pair.Second.InterpolationBoundMetres > pair.First.InterpolationBoundMetres && pair.Second.Seconds > pair.First.Seconds));
        Assert.True(doubts[0].InterpolationBoundMetres < 50 && doubts[^1].InterpolationBoundMetres > 500);
    }

    // Each way in 50 pieces a fix, the distance by a plane at each.
    private static (List<(Instant From, Instant To, double Metres)> Stays, List<Instant> Crossings) BruteForceStays(
        ChartedAsset asset, PositionReport[] track, double within)
    {
        var stays = new List<(Instant, Instant, double)>();
        var crossings = new List<Instant>();
        (Instant From, Instant To, double Metres)? stay = null;
        for (var i = 1; i < track.Length; i++)
        {
            var path = new FixPath(track[i - 1], track[i], Options, mayCurve: true);
            const int Pieces = 60;
            for (var piece = i == 1 ? 0 : 1; piece <= Pieces; piece++)
            {
                var place = piece == Pieces ? track[i].Position : path.At(piece / (double)Pieces);
                var metres = BruteForce.PlaneDistanceMetres(asset, place);
                var time = path.TimeAt(piece / (double)Pieces);
                if (piece > 0)
                {
                    var from = path.At((piece - 1) / (double)Pieces);
                    crossings.AddRange(BruteForce.Crossings(Charted.Of(asset), from, place).Select(c => path.TimeAt((piece - 1 + c.Fraction) / Pieces)));
                }

                if (metres <= within)
                {
                    stay = stay is { } open ? (open.From, time, Math.Min(open.Metres, metres)) : (time, time, metres);
                }
                else if (stay is { } ended)
                {
                    stays.Add(ended);
                    stay = null;
                }
            }
        }

        if (stay is { } last)
        {
            stays.Add(last);
        }

        return ([.. stays.Select(s => (s.Item1, s.Item2, crossings.Any(c => c >= s.Item1 && c <= s.Item2) ? 0 : s.Item3))], crossings);
    }

    private static double AlongKilometres(ChartedAsset asset, GeoPosition point)
    {
        var (along, best, at) = (0.0, double.PositiveInfinity, 0.0);
        foreach (var part in asset.Parts)
        {
            for (var i = 1; i < part.Length; i++)
            {
                var length = Geodesic.DistanceMetres(part[i - 1], part[i]);
                var (first, second) = (Geodesic.DistanceMetres(part[i - 1], point), Geodesic.DistanceMetres(point, part[i]));
                if (first + second - length < best)
                {
                    (best, at) = (first + second - length, along + first);
                }

                along += length;
            }
        }

        return at / 1_000;
    }
}
