using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Reception;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>R8 and R10: ships that are not where they say, and one number on two ships.</summary>
internal static class DeceptionRecipes
{
    private const double Minute = 60;
    private const double Mile = Nautical.MetresPerMile;
    private const double SpoofSeconds = 9 * Minute;
    private const int Deceived = 14;

    /// <summary>R8A: for nine minutes the GNSS receivers of fourteen ships compute a circle about one point.</summary>
    public static void Ring(Stage stage, double at) => Interference(
        stage, "R8A", at, new GeoPosition(52.57, 2.45), (centre, random) => FalsePosition.Circling(at, at + SpoofSeconds, centre, random.Between(380, 460), random.Between(230, 260), random.Between(0, 360)));

    /// <summary>R8B: for nine minutes they all compute one and the same place.</summary>
    public static void Point(Stage stage, double at) => Interference(
        stage, "R8B", at, new GeoPosition(52.57, 3.90), (centre, _) => FalsePosition.Fixed(at, at + SpoofSeconds, centre));

    /// <summary>R10A: two hulls on one number, sixty miles apart; the second comes on the air when the first is known.</summary>
    public static void FarTwins(Stage stage, double at)
    {
        var first = new GeoPosition(51.33, 2.12);
        Twins(stage, "R10A", at, first, Earth.Away(first, 34, 60 * Mile), 34, 100 * Minute);
    }

    /// <summary>R10B: two hulls on one number, eight miles apart, both on the air from the beginning.</summary>
    public static void NearTwins(Stage stage, double at)
    {
        var first = new GeoPosition(52.30, 2.15);
        Twins(stage, "R10B", at, first, Earth.Away(first, 100, 8 * Mile), 10, 0);
    }

    private static void Interference(Stage stage, string recipe, double at, GeoPosition around, Func<GeoPosition, SeededRandom, FalsePosition> effect)
    {
        var random = stage.RandomFor(recipe);
        var centre = Earth.Moved(around, random.Between(-1, 1) * Mile, random.Between(-1, 1) * Mile);
        var members = new List<uint>();
        for (var ship = 0; ship < Deceived; ship++)
        {
            var kind = random.Pick<HullKind>([HullKind.Bulker, HullKind.Tanker, HullKind.Container, HullKind.Coaster]);
            var knots = random.Between(kind.SlowestKnots, Math.Min(kind.FastestKnots, 13.5));
            var bearing = (ship * 360.0 / Deceived) + random.Between(-8, 8);
            var place = Earth.Away(centre, bearing, random.Between(3.8, 8.2) * Mile);

            // Those to the east of the point are northbound, the others southbound, and keep a few miles off it.
            var isNorthbound = Angle.Normalise(bearing) < 180;
            var course = (isNorthbound ? 5 : 185) + random.Between(-6, 6);
            var profile = stage.Register.Register(kind) with { Transmission = [effect(centre, random)] };
            var appearsAt = Math.Max(0, at - ((stage.IsLean ? 50 : 80) * Minute));
            var before = (at - appearsAt) / 3600 * knots;
            var route = Route.Through([Earth.Away(place, course + 180, (before + 0.2) * Mile), place, Earth.Away(place, course, 10 * Mile), .. Waters.Onward(Angle.Normalise(course))]);
            stage.Add(profile, () => new VesselMotion(
                appearsAt, new FollowRoute(stage.Stream, route, SpeedProfile.Constant(knots), NavigationalStatus.UnderWayUsingEngine, 0.2 * Mile) { IsSpeedOverGround = true }));
            members.Add(profile.Mmsi.Value);
        }

        var until = stage.At(at + SpoofSeconds + (30 * Minute));
        stage.Labels.Add(new Label
        {
            Recipe = recipe,
            Members = members,
            Place = new LabelPlace(Math.Round(centre.Latitude, 5), Math.Round(centre.Longitude, 5), 20 * Mile),
            Kind = Expect.AreaInterference,
            Start = stage.At(at),
            End = stage.At(at + SpoofSeconds),
            ExpectedDetectors = ["S5"],
            MinimumSeverity = Expect.Warning,
            NotExpected =
            [
                new ForbiddenAlert(Expect.KinematicSpoof, Expect.Notice, stage.At(at), until),
                new ForbiddenAlert(Expect.PoweredDrag, Expect.Notice, stage.At(at), until),
                new ForbiddenAlert(Expect.Drifting, Expect.Notice, stage.At(at), until),
            ],
            Story = $"{Deceived} ships jump together and come back after nine minutes: one word about the water, none about a ship.",
        });
    }

    private static void Twins(Stage stage, string recipe, double at, GeoPosition first, GeoPosition second, double course, double firstAloneSeconds)
    {
        var random = stage.RandomFor(recipe);
        var rightful = stage.Register.Register(HullKind.Coaster);
        var other = stage.Register.Register(HullKind.Bulker);
        var impostor = other with { Static = other.Static with { Mmsi = rightful.Mmsi }, Twin = 1 };
        Sail(rightful, first, Math.Max(0, at - firstAloneSeconds));
        Sail(impostor, second, at);
        stage.Labels.Add(new Label
        {
            Recipe = recipe,
            Mmsi = rightful.Mmsi.Value,
            Kind = Expect.DuplicateMmsi,
            Start = stage.At(at),
            End = stage.At(at + (15 * Minute)),
            ExpectedDetectors = ["S2"],
            MinimumSeverity = Expect.Warning,
            NotExpected =
            [
                stage.Never(Expect.KinematicSpoof, Expect.Notice),
                stage.Never(Expect.PoweredDrag, Expect.Notice),
                stage.Never(Expect.Drifting, Expect.Notice),
                stage.Never(Expect.Loitering, Expect.Notice),
            ],
            Story = $"Two hulls, one number, {Earth.Distance(first, second) / Mile:F0} miles apart, each on her own lawful way: two tracks.",
        });

        void Sail(VesselProfile profile, GeoPosition placeAt, double appearsAt)
        {
            var knots = random.Between(10.5, 11.5);
            var start = Earth.Away(placeAt, course + 180, (0.2 + ((at - appearsAt) / 3600 * knots)) * Mile);
            var route = Route.Through([start, placeAt, Earth.Away(placeAt, course, 6 * Mile), .. Waters.ToTheNorth]);
            stage.Add(profile, () => new VesselMotion(
                appearsAt, new FollowRoute(stage.Stream, route, SpeedProfile.Constant(knots), NavigationalStatus.UnderWayUsingEngine, 0.2 * Mile) { IsSpeedOverGround = true }));
        }
    }
}
