using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Sea;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>Ships that stay over an asset: a yacht and a research ship loitering, a bulker anchored on a cable, a tanker adrift.</summary>
internal static class LoiterRecipes
{
    private const double Minute = 60;
    private const double Mile = Nautical.MetresPerMile;

    /// <summary>A sailing yacht (class B) hangs about over a telecom cable for an hour and a quarter.</summary>
    public static void Yacht(Stage stage, double at)
    {
        const string Recipe = "loitering-yacht";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(51.29, 2.02 + random.Between(-0.03, 0.03)), IsTelecom, "telecom cable").Place;
        Loiter(
            stage, Recipe, random, at, stage.Register.Register(HullKind.Yacht, StationClass.ClassB), place, 75, Expect.Warning, 60, 5.5,
            [new(51.24, 2.60), new(51.25, 2.90), new(51.233, 2.925)],
            "A yacht hangs about over a cable for 75 minutes: small is no excuse.");
    }

    /// <summary>A research ship works her way about one spot over a telecom cable for two hours and forty minutes.</summary>
    public static void ResearchShip(Stage stage, double at)
    {
        const string Recipe = "loitering-research";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(51.81, 2.30 + random.Between(-0.04, 0.04)), IsTelecom, "telecom cable").Place;
        Loiter(
            stage, Recipe, random, at, stage.Register.Register(HullKind.ResearchShip), place, 160, Expect.Alarm, 150, 10,
            [new(52.10, 2.35), .. Waters.ToTheNorth],
            "A research ship stays over a cable for 160 minutes: notice, warning, alarm at two hours.");
    }

    /// <summary>A bulker anchors on a power cable and lies there for four hours (after ALEX A, 2017, who had been told to).</summary>
    public static void AnchoredOnCable(Stage stage, double at)
    {
        const string Recipe = "anchored-on-cable";
        const double Chain = 140;
        var random = stage.RandomFor(Recipe);
        var found = stage.Find(Recipe, new GeoPosition(51.318, 2.24 + random.Between(-0.03, 0.03)), asset => asset.Category == AssetCategory.PowerCable, "power cable");
        var anchor = Earth.Away(found.Place, found.BearingDegrees + 90, random.Between(20, 80));
        var profile = stage.Register.Register(HullKind.Bulker, lengthMetres: 180);
        var toBow = profile.Static.ToBow!.Value;
        var sails = at + (240 * Minute);
        LieAtAnchor Lie() => new(stage.Stream, stage.Wind, anchor, Chain, toBow) { UntilSeconds = sails };
        var route = Route.Through([Earth.Away(anchor, 232, 16 * Mile), Earth.Away(anchor, 240, 3 * Mile), Whereabouts(Lie(), at)], 500);
        SpeedProfile Approach() => SpeedProfile.OverDistance((route.LengthMetres - (5 * Mile), 11), (route.LengthMetres - (2 * Mile), 6), (route.LengthMetres - 600, 2.5), (route.LengthMetres - 50, 0.5));
        stage.Add(profile, () => new VesselMotion(
            Math.Max(0, at - (125 * Minute)),
            new FollowRoute(stage.Stream, route, Approach(), NavigationalStatus.UnderWayUsingEngine) { IsSpeedOverGround = true },
            Lie(),
            new FollowRoute(stage.Stream, Waters.ToTheSouthWest, SpeedProfile.OverTime(sails, (0, 1), (5, 4), (20, 11)), NavigationalStatus.UnderWayUsingEngine)));
        stage.Labels.Add(new Label
        {
            Recipe = Recipe,
            Mmsi = profile.Mmsi.Value,
            Kind = Expect.AnchoredOnAsset,
            Start = stage.At(at - (15 * Minute)),
            End = stage.At(at + (45 * Minute)),
            AssetId = found.Asset.Id,
            ExpectedDetectors = ["A1"],
            MinimumSeverity = Expect.Alarm,
            NotExpected = [stage.Never(Expect.DragAtAnchor, Expect.Notice), stage.Never(Expect.DarkGap, Expect.Notice)],
            Story = "Lets go her anchor on the cable and lies to it for four hours.",
        });
    }

    /// <summary>A tanker's engine fails four miles to windward of a pipeline: gale and stream carry her broadside over a pipeline.</summary>
    public static void DriftingTanker(Stage stage, double at)
    {
        const string Recipe = "drifting-tanker";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(52.857, 3.75 + random.Between(-0.1, 0.1)), asset => asset.Category == AssetCategory.GasPipeline, "gas pipeline");
        var stopsAt = Earth.Moved(place.Place, 0.8 * Mile, -4.2 * Mile);
        var gale = new Wind(140 + random.Between(-8, 8), 41);
        var route = Route.Through([Earth.Away(stopsAt, 172, 32 * Mile), Earth.Away(stopsAt, 352, 20 * Mile)]);
        const double Knots = 12;
        var appearsAt = Math.Max(0, at - (120 * Minute));
        var startMetres = route.MetresTo(stopsAt) - ((at - appearsAt) * Knots * Nautical.MetresPerSecondPerKnot);
        var profile = stage.Register.Register(HullKind.Tanker, lengthMetres: 200);
        var vessel = stage.Add(profile, () => new VesselMotion(
            appearsAt,
            new FollowRoute(stage.Stream, route, SpeedProfile.Constant(Knots), NavigationalStatus.UnderWayUsingEngine, startMetres) { IsSpeedOverGround = true, UntilSeconds = at },
            new DriftWithoutEngine(stage.Stream, gale, 6 * 60 * Minute, NavigationalStatus.NotUnderCommand, 0.055),
            new FollowRoute(stage.Stream, Waters.ToTheNorth, SpeedProfile.OverTime(at, (360, 2), (390, 11)), NavigationalStatus.UnderWayUsingEngine)));
        var crossing = stage.Passages(vessel).First(passage => passage.Seconds > at && passage.AssetId == place.Asset.Id);
        var label = new Label
        {
            Recipe = Recipe,
            Mmsi = profile.Mmsi.Value,
            Kind = Expect.Drifting,
            Start = stage.At(at),
            End = stage.At(at + (45 * Minute)),
            ExpectedDetectors = ["DR"],
            MinimumSeverity = Expect.Warning,
            CrossingTime = stage.At(crossing.Seconds),
            Crossings = stage.CrossingsOf(vessel, at, at + (360 * Minute)),
            Story = "Engine stopped at 12 kn; falls off broadside and drifts with gale and stream towards the pipeline: a warning while it is ahead.",
        };
        stage.Labels.Add(label);
        stage.Labels.Add(label with { End = stage.At(crossing.Seconds), MinimumSeverity = Expect.Alarm, Story = "An alarm before she drifts over it." });
    }

    private static void Loiter(
        Stage stage, string recipe, SeededRandom random, double at, VesselProfile profile, GeoPosition place, double minutes, string severity, double byMinutes, double knots, GeoPosition[] leaves, string story)
    {
        const double Radius = 0.22 * Mile;
        var about = new List<GeoPosition>();
        for (var point = 0; point < 60; point++)
        {
            about.Add(Earth.Away(place, random.Between(0, 360), Radius * random.Between(0.3, 1)));
        }

        var keys = Enumerable.Range(0, 60).Select(step => at + (step * 6 * Minute)).ToArray();
        // Never quite stopped: a ship that lies still is anchored, and another rule's business.
        var slow = keys.Select(_ => random.Between(0.9, 1.5)).ToArray();
        var inward = Route.Through([Earth.Away(place, random.Between(200, 240), 8 * Mile), place], 300);
        SpeedProfile In() => SpeedProfile.OverDistance((inward.LengthMetres - (0.4 * Mile), knots), (inward.LengthMetres, 1));
        var comes = at - ((inward.LengthMetres - (0.4 * Mile)) / knots / Nautical.MetresPerSecondPerKnot) - (0.4 * Mile / ((knots + 1) / 2) / Nautical.MetresPerSecondPerKnot);
        var until = at + (minutes * Minute);
        stage.Add(profile, () => new VesselMotion(
            Math.Max(0, comes),
            new FollowRoute(stage.Stream, inward, In(), NavigationalStatus.UnderWayUsingEngine) { IsSpeedOverGround = true },
            new FollowRoute(stage.Stream, about, new SpeedProfile(keys, slow), NavigationalStatus.UnderWayUsingEngine) { IsSpeedOverGround = true, HeadsAlongCourse = true, UntilSeconds = until },
            new FollowRoute(stage.Stream, leaves, SpeedProfile.OverTime(until, (0, 1), (6, knots)), NavigationalStatus.UnderWayUsingEngine),
            new LieMoored(stage.Seconds)));
        stage.Labels.Add(new Label
        {
            Recipe = recipe,
            Mmsi = profile.Mmsi.Value,
            Kind = Expect.Loitering,
            Start = stage.At(at - (5 * Minute)),
            End = stage.At(at + (byMinutes * Minute)),
            ExpectedDetectors = ["L1"],
            MinimumSeverity = severity,
            Story = story,
        });
    }

    /// <summary>Where a ship lies to an anchor at a time.</summary>
    private static GeoPosition Whereabouts(LieAtAnchor lie, double seconds)
    {
        var state = default(VesselState);
        lie.Begin(ref state, seconds);
        return state.Position;
    }

    private static bool IsTelecom(ChartedAsset asset) => asset.Category == AssetCategory.TelecomCable;
}
