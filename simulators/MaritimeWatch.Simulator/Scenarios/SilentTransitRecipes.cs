using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Reception;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>R3: Yi Peng 3, whom no rule about speed finds: two cables crossed 17 hours apart at seven knots, a gap of seven and a half hours, an hour of circling.</summary>
internal static class SilentTransitRecipes
{
    private const double Hour = 3600;
    private const double Minute = 60;
    private const double Mile = Nautical.MetresPerMile;
    private const double BetweenCrossings = 17 * Hour;
    private const double Silence = 7.5 * Hour;
    private const double Circling = 65 * Minute;
    private const double CirclingKnots = 1.6;

    /// <summary>R3A, northbound: crossing, gap, crossing, circling over the second cable.</summary>
    public static void GapThenCircling(Stage stage, double firstCrossingAt) => Northbound(stage, "R3A", firstCrossingAt, hasGap: true);

    /// <summary>R3B, southbound: crossing, gap, circling over a third cable, crossing.</summary>
    public static void Southbound(Stage stage, double firstCrossingAt)
    {
        const string Recipe = "R3B";
        var random = stage.RandomFor(Recipe);
        var (south, north) = Cables(stage, Recipe, random);
        var third = stage.Find(Recipe, new GeoPosition(51.79, 2.79 + random.Between(-0.02, 0.02)), IsTelecom, "telecom cable").Place;
        GeoPosition[] inward = [north, new(52.00, 2.94), third];
        GeoPosition[] onward = [new(51.62, 2.52), south];
        var knots = KnotsFor(Route.Through([.. inward, .. onward]).LengthMetres, BetweenCrossings - Circling);
        var circle = Circle(third, random.Between(0, 360), Circling);
        var gapFrom = firstCrossingAt + (2 * Hour);
        var lead = Route.Through([Earth.Away(north, Earth.Bearing(inward[1], north), 20 * Mile), .. inward[..^1], Earth.Away(third, 320, 2 * Mile), circle[0]], 400);
        Play(
            stage,
            Recipe,
            firstCrossingAt,
            gapFrom,
            random,
            (knots, lead, north),
            circle,
            [.. onward, .. Waters.ToTheSouthWest]);
    }

    /// <summary>R3C, northbound as R3A but on the air throughout.</summary>
    public static void WithoutGap(Stage stage, double firstCrossingAt) => Northbound(stage, "R3C", firstCrossingAt, hasGap: false);

    private static void Northbound(Stage stage, string recipe, double firstCrossingAt, bool hasGap)
    {
        var random = stage.RandomFor(recipe);
        var (south, north) = Cables(stage, recipe, random);
        GeoPosition[] between = [south, new(51.66, 2.58), new(52.00, 2.94), north];
        var knots = KnotsFor(Route.Through(between).LengthMetres, BetweenCrossings);
        var along = stage.Find(recipe, north, IsTelecom).BearingDegrees;
        along = Angle.Between(along, 10) <= 90 ? along : along + 180;
        var place = stage.Find(recipe, Earth.Away(north, along, 3 * Mile), IsTelecom).Place;
        var circle = Circle(place, along + random.Between(60, 120), Circling);
        var lead = Route.Through([Earth.Away(south, 222, 22 * Mile), .. between, Earth.Away(north, 320, 0.8 * Mile), Earth.Away(place, 180, 1.2 * Mile), circle[0]], 400);
        Play(
            stage,
            recipe,
            firstCrossingAt,
            hasGap ? firstCrossingAt + (4 * Hour) : null,
            random,
            (knots, lead, south),
            circle,
            Waters.ToTheNorth);
    }

    private static void Play(
        Stage stage, string recipe, double firstCrossingAt, double? gapFrom, SeededRandom random, (double Knots, Route Route, GeoPosition First) lead, GeoPosition[] circle, GeoPosition[] onward)
    {
        var register = stage.Register.Register(HullKind.Bulker, lengthMetres: 225);
        var profile = gapFrom is { } off ? register with { Transmission = [new SwitchedOff(off, off + Silence)] } : register;
        var startMetres = lead.Route.MetresTo(lead.First) - ((firstCrossingAt - AppearsAt(firstCrossingAt)) * Metres(lead.Knots));
        FollowRoute Leg(IReadOnlyList<GeoPosition> waypoints, SpeedProfile speed) => new(stage.Stream, waypoints, speed, NavigationalStatus.UnderWayUsingEngine) { IsSpeedOverGround = true };
        var vessel = stage.Add(profile, () => new VesselMotion(
            AppearsAt(firstCrossingAt),
            new FollowRoute(
                stage.Stream,
                lead.Route,
                SpeedProfile.OverDistance((lead.Route.LengthMetres - (0.8 * Mile), lead.Knots), (lead.Route.LengthMetres - 100, 1.8)),
                NavigationalStatus.UnderWayUsingEngine,
                startMetres) { IsSpeedOverGround = true },
            Leg(circle, SpeedProfile.Constant(CirclingKnots)),
            Leg(onward, SpeedProfile.OverDistance((0, CirclingKnots), (0.5 * Mile, lead.Knots)))));

        if (gapFrom is { } silentFrom)
        {
            var last = stage.PlaceOf(vessel, silentFrom);
            var course = Earth.Bearing(stage.PlaceOf(vessel, silentFrom - (10 * Minute)), last);
            _ = Company.Passes(stage, random, last, course, silentFrom - ((stage.IsLean ? 1.6 : 3) * Hour), silentFrom + ((stage.IsLean ? 0.5 : 1.5) * Hour), stage.IsLean ? 13 : 18, isLane: true);
            stage.Labels.Add(new Label
            {
                Recipe = recipe,
                Mmsi = profile.Mmsi.Value,
                Kind = Expect.DarkGap,
                Start = stage.At(silentFrom),
                End = stage.At(silentFrom + (40 * Minute)),
                ExpectedDetectors = ["G1"],
                MinimumSeverity = Expect.Alarm,
                Story = "Falls silent under way among ships that are heard, within five miles of an asset, for seven and a half hours. No powered drag is expected: there is no loss of speed, which is the published miss.",
            });
        }

        var (slow, fast) = Slow(stage, vessel, firstCrossingAt);
        stage.Labels.Add(new Label
        {
            Recipe = recipe,
            Mmsi = profile.Mmsi.Value,
            Kind = Expect.Loitering,
            Start = stage.At(slow),
            End = stage.At(fast),
            ExpectedDetectors = ["L1", "L2", "DR"],
            MinimumSeverity = Expect.Warning,
            Crossings = stage.CrossingsOf(vessel, firstCrossingAt - Minute),
            Story = "Circles over a cable for about an hour at 1.6 kn. Stemming a strong stream she may look adrift, which supersedes loitering.",
        });
    }

    private static double AppearsAt(double firstCrossingAt) => Math.Max(0, firstCrossingAt - (2.4 * Hour));

    private static (GeoPosition South, GeoPosition North) Cables(Stage stage, string recipe, SeededRandom random) => (
        stage.Find(recipe, new GeoPosition(51.285, 2.20 + random.Between(-0.03, 0.03)), IsTelecom, "telecom cable").Place,
        stage.Find(recipe, new GeoPosition(53.0, 1.94 + random.Between(-0.02, 0.02)), IsTelecom, "telecom cable").Place);

    private static bool IsTelecom(ChartedAsset asset) => asset.Category == AssetCategory.TelecomCable;

    private static double Metres(double knots) => knots * Nautical.MetresPerSecondPerKnot;

    private static double KnotsFor(double metres, double seconds) => metres / seconds / Nautical.MetresPerSecondPerKnot;

    /// <summary>Round a place at a sixth of a mile, for as long as asked.</summary>
    private static GeoPosition[] Circle(GeoPosition centre, double fromDegrees, double seconds)
    {
        const double Radius = 0.16 * Mile;
        const int Corners = 24;
        var corners = (int)Math.Ceiling(seconds * Metres(CirclingKnots) / (2 * Math.PI * Radius) * Corners);
        return [.. Enumerable.Range(0, corners + 1).Select(corner => Earth.Away(centre, fromDegrees + (corner * 360.0 / Corners), Radius))];
    }

    private static (double From, double Until) Slow(Stage stage, Traffic.SimulatedVessel vessel, double after)
    {
        double from = 0, until = 0;
        stage.Follow(vessel, (in VesselState state, double seconds) =>
        {
            if (seconds > after && state.SpeedKnots < 2)
            {
                from = from == 0 ? seconds : from;
                until = seconds;
            }
        });
        return (from, until);
    }
}
