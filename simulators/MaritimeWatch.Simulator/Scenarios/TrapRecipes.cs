using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Reception;
using MaritimeWatch.Simulator.Sea;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>Traps: what looks like a threat and is none. Nothing at warning or above may come of any of them.</summary>
internal static class TrapRecipes
{
    private const double Minute = 60;
    private const double Mile = Nautical.MetresPerMile;

    /// <summary>A coaster that makes five knots crosses the stream and the cables: she crabs by twenty degrees and her speed over ground comes and goes.</summary>
    public static void SlowShipInTheTide(Stage stage, double at)
    {
        const string Recipe = "tide-on-slow-ship";
        var random = stage.RandomFor(Recipe);
        var route = Route.Through([new(51.60, 1.75), new(51.42, 1.92), new(51.12, 2.25), new(51.075, 2.33), new(51.05, 2.33)]);
        var profile = stage.Register.Register(HullKind.Coaster, lengthMetres: 82);
        var knots = random.Between(4.8, 5.4);
        stage.Add(profile, () => new VesselMotion(at, new FollowRoute(stage.Stream, route, SpeedProfile.Constant(knots), NavigationalStatus.UnderWayUsingEngine), new LieMoored(stage.Seconds)));
        Innocent(stage, Recipe, profile, "Slow, set across by the stream, engine constant.", stage.Never(Expect.Drifting, Expect.Notice));
    }

    /// <summary>A trawler hauls her gear a mile and a half from a cable and steams home over it.</summary>
    public static void TrawlerGoesHome(Stage stage, double at)
    {
        const string Recipe = "trawler-steaming";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(52.70, 2.28 + random.Between(-0.06, 0.06)), IsTelecom, "telecom cable");
        var ground = Earth.Away(place.Place, place.BearingDegrees + 90, 2.6 * Mile);
        var tows = new List<GeoPosition>();
        for (var tow = 0; tow < 10; tow++)
        {
            var track = Earth.Away(ground, place.BearingDegrees + 90, tow % 2 * 380);
            tows.AddRange([Earth.Away(track, place.BearingDegrees + (tow % 2 * 180), random.Between(0.8, 1.1) * Mile), Earth.Away(track, place.BearingDegrees + ((tow + 1) % 2 * 180), random.Between(0.8, 1.1) * Mile)]);
        }

        var profile = stage.Register.Register(HullKind.Trawler);
        var knots = random.Between(3, 3.6);
        var across = place.BearingDegrees - 90;
        stage.Add(profile, () => new VesselMotion(
            Math.Max(0, at - (150 * Minute)),
            new FollowRoute(stage.Stream, Route.Through(tows, 200), SpeedProfile.Constant(knots), NavigationalStatus.EngagedInFishing) { IsSpeedOverGround = true, UntilSeconds = at },
            new FollowRoute(stage.Stream, [place.Place, Earth.Away(place.Place, across, 6 * Mile), .. Waters.ToTheNorth], SpeedProfile.OverTime(at, (0, knots), (4, 9.2)), NavigationalStatus.UnderWayUsingEngine)));
        Innocent(stage, Recipe, profile, "Trawls clear of the cable, then steams over it.", stage.Never(Expect.PoweredDrag, Expect.Notice), stage.Never(Expect.DragAtAnchor, Expect.Notice));
    }

    /// <summary>A tanker stops her engine and waits for orders in open water, drifting to and fro with the tide for eight hours, miles from any asset.</summary>
    public static void WaitingTanker(Stage stage, double at)
    {
        const string Recipe = "waiting-tanker";
        var random = stage.RandomFor(Recipe);
        var place = new GeoPosition(53.13, 2.50 + random.Between(-0.04, 0.04));
        var profile = stage.Register.Register(HullKind.Tanker);
        var route = Route.Through([Earth.Away(place, 190, 24 * Mile), place]);
        var until = at + (480 * Minute);
        var comes = at - (24 / 10.5 * 3600);
        stage.Add(profile, () => new VesselMotion(
            Math.Max(0, comes),
            new FollowRoute(stage.Stream, route, SpeedProfile.OverDistance((route.LengthMetres - (4 * Mile), 11), (route.LengthMetres, 2)), NavigationalStatus.UnderWayUsingEngine) { IsSpeedOverGround = true, UntilSeconds = at },
            new DriftWithoutEngine(stage.Stream, stage.Wind, until - at, NavigationalStatus.UnderWayUsingEngine, 0.02),
            new FollowRoute(stage.Stream, Waters.ToTheNorth, SpeedProfile.OverTime(until, (0, 2), (20, 11)), NavigationalStatus.UnderWayUsingEngine)));
        Innocent(stage, Recipe, profile, "Waits for orders with the engine stopped, no asset within six hours of drift.", stage.Never(Expect.Loitering, Expect.Notice), stage.Never(Expect.PoweredDrag, Expect.Notice));
    }

    /// <summary>A tug with a barge at four and a half knots over the cables, course and speed never quite steady.</summary>
    public static void Towing(Stage stage, double at)
    {
        const string Recipe = "towing";
        var random = stage.RandomFor(Recipe);
        List<GeoPosition> way = [new(51.50, 3.16)];
        for (var leg = 0; leg < 14; leg++)
        {
            way.Add(Earth.Away(way[^1], 12 + random.Between(-14, 14), random.Between(1.8, 2.6) * Mile));
        }

        var keys = Enumerable.Range(0, 120).Select(step => at + (step * 8 * Minute)).ToArray();
        var knots = keys.Select(_ => random.Between(4.0, 5.0)).ToArray();
        var route = Route.Through([.. way, .. Waters.ToTheNorth], 300);
        var profile = stage.Register.Register(HullKind.TowingTug);
        stage.Add(profile, () => new VesselMotion(at, new FollowRoute(stage.Stream, route, new SpeedProfile(keys, knots), NavigationalStatus.TowingAstern)));
        Innocent(stage, Recipe, profile, "Tows a barge: slow, unsteady, crabbing.", stage.Never(Expect.Drifting, Expect.Notice));
    }

    /// <summary>Ten yachts (class B) race round two marks on both sides of a telecom cable for three hours.</summary>
    public static void YachtRace(Stage stage, double at)
    {
        const string Recipe = "yacht-race";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(51.245, 2.80 + random.Between(-0.03, 0.03)), IsTelecom, "telecom cable");
        var north = Earth.Away(place.Place, place.BearingDegrees - 90, 2 * Mile);
        var south = Earth.Away(place.Place, place.BearingDegrees + 90, 1.2 * Mile);
        (north, south) = north.Latitude > south.Latitude ? (north, south) : (south, north);
        GeoPosition harbour = new(51.233, 2.925), off = new(51.25, 2.90);
        for (var boat = 0; boat < 10; boat++)
        {
            List<GeoPosition> way = [harbour, off, south];
            for (var round = 0; round < 3; round++)
            {
                var wide = Earth.Away(south, Earth.Bearing(south, north) + 35, 1.7 * Mile);
                way.AddRange([Near(wide), Near(north), Near(south)]);
            }

            way.AddRange([off, harbour]);
            var route = Route.Through(way, 60);
            var profile = stage.Register.Register(HullKind.Yacht, StationClass.ClassB);
            var keys = Enumerable.Range(0, 80).Select(step => at + (step * 5 * Minute)).ToArray();
            var knots = keys.Select(_ => random.Between(4.6, 6.4)).ToArray();
            stage.Add(profile, () => new VesselMotion(
                at, new FollowRoute(stage.Stream, route, new SpeedProfile(keys, knots), NavigationalStatus.UnderWayUsingEngine), new LieMoored(stage.Seconds)));
            Innocent(stage, Recipe, profile, "One of ten in a race round two marks, six times over the same cable in company.", stage.Never(Expect.Loitering, Expect.Notice), stage.Never(Expect.PoweredDrag, Expect.Notice));
        }

        GeoPosition Near(GeoPosition mark) => Earth.Away(mark, random.Between(0, 360), random.Between(20, 250));
    }

    /// <summary>A survey ship (type 33, restricted in her ability to manoeuvre) runs ten lines across a cable under a permit.</summary>
    public static void SurveyWithPermit(Stage stage, double at)
    {
        const string Recipe = "survey-permit";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(52.27, 2.75 + random.Between(-0.05, 0.05)), IsTelecom, "telecom cable");
        var lines = new List<GeoPosition>();
        for (var line = 0; line < 20; line++)
        {
            lines.Add(Earth.Away(Earth.Away(place.Place, place.BearingDegrees, line / 2 * 220), place.BearingDegrees + ((line + 1) / 2 % 2 == 0 ? 90 : -90), 1.1 * Mile));
        }

        var profile = stage.Register.Register(HullKind.SurveyShip, destination: "SURVEY");
        stage.Add(profile, () => new VesselMotion(
            at,
            new FollowRoute(stage.Stream, Route.Through(lines, 110), SpeedProfile.Constant(4.2), NavigationalStatus.RestrictedManoeuvrability) { IsSpeedOverGround = true },
            new FollowRoute(stage.Stream, Waters.ToTheNorth, SpeedProfile.Constant(10), NavigationalStatus.UnderWayUsingEngine)));
        Innocent(stage, Recipe, profile, "Survey lines across the cable, by type and status a ship at underwater work.", stage.Never(Expect.Loitering, Expect.Notice), stage.Never(Expect.PoweredDrag, Expect.Notice));
    }

    /// <summary>Six ships on one course ease down from 13 to 10 kn within the same half hour as the gale reaches them, over several cables.</summary>
    public static void ConvoyInAStorm(Stage stage, double at)
    {
        const string Recipe = "storm-convoy";
        var random = stage.RandomFor(Recipe);
        for (var ship = 0; ship < 6; ship++)
        {
            var kind = random.Pick<HullKind>([HullKind.Bulker, HullKind.Tanker, HullKind.Container]);
            var profile = stage.Register.Register(kind);
            var abeam = ((ship % 2 * 1.4) - 0.7) * Mile;
            var way = Route.Through(BackgroundTraffic.Beside([new(51.62, 3.20), new(51.85, 3.10), new(52.10, 3.04), new(52.60, 3.16), .. Waters.ToTheNorth], abeam), 900);
            var knots = random.Between(12.6, 13.4);
            var eases = at + random.Between(-3, 3) * Minute;
            SpeedProfile Speed() => SpeedProfile.OverTime(eases, (0, knots), (14, knots * 0.78), (150, knots * 0.76), (180, knots));
            var appearsAt = Math.Max(0, at - (110 * Minute));

            // In three pairs a mile and a half apart.
            var start = (ship / 2 * 1.5 * Mile) + (0.1 * Mile);
            stage.Add(profile, () => new VesselMotion(
                appearsAt, new FollowRoute(stage.Stream, way, Speed(), NavigationalStatus.UnderWayUsingEngine, start) { IsSpeedOverGround = true }));
            Innocent(stage, Recipe, profile, "Eases down in the gale together with five others.", stage.Never(Expect.PoweredDrag, Expect.Notice));
        }
    }

    /// <summary>A loaded ship lies to her anchor three quarters of a mile from a pipeline and swings towards it and away through two tides.</summary>
    public static void SwingBesidePipeline(Stage stage, double at)
    {
        const string Recipe = "swing-beside-pipeline";
        var random = stage.RandomFor(Recipe);
        var place = stage.Find(Recipe, new GeoPosition(51.367 + random.Between(-0.005, 0.005), 2.47), asset => asset.Category == AssetCategory.GasPipeline, "gas pipeline");
        var eastward = Angle.Between(place.BearingDegrees + 90, 90) <= 90 ? place.BearingDegrees + 90 : place.BearingDegrees - 90;
        var anchor = Earth.Away(place.Place, eastward, 1480);
        var profile = stage.Register.Register(HullKind.Bulker, lengthMetres: 200);
        stage.Add(profile, () => new VesselMotion(at, new LieAtAnchor(stage.Stream, stage.Wind, anchor, 160, profile.Static.ToBow!.Value)));
        Innocent(stage, Recipe, profile, "Swings beside the pipeline; her anchor holds.", stage.Never(Expect.DragAtAnchor, Expect.Notice));
    }

    /// <summary>Four ordinary ships over the cables, a fifth of whose reports are lost.</summary>
    public static void Dropouts(Stage stage, double at)
    {
        const string Recipe = "dropouts";
        var random = stage.RandomFor(Recipe);
        foreach (var lane in (Lane[])[Lanes.Ships[0], Lanes.Ships[1], Lanes.Ships[4], Lanes.Ships[8]])
        {
            var kind = random.Pick(lane.Kinds);
            var profile = stage.Register.Register(kind) with { DropoutShare = 0.2 };
            var knots = random.Between(kind.SlowestKnots, Math.Min(14, kind.FastestKnots));
            var route = Route.Through(BackgroundTraffic.Beside(lane.Whole, random.Between(-0.4, 0.4) * Mile), 800);
            stage.Add(profile, () => new VesselMotion(at, new FollowRoute(stage.Stream, route, Waters.Engine(route, lane.Leaves, knots), NavigationalStatus.UnderWayUsingEngine), new LieMoored(stage.Seconds)));
            Innocent(stage, Recipe, profile, "One report in five is lost.", stage.Never(Expect.DarkGap, Expect.Notice), stage.Never(Expect.KinematicSpoof, Expect.Notice));
        }
    }

    /// <summary>Six ships of which every third report comes through a receiver whose clock is 35 seconds slow, or 25 fast.</summary>
    public static void SkewedClocks(Stage stage, double at)
    {
        const string Recipe = "skewed-clocks";
        var random = stage.RandomFor(Recipe);
        for (var ship = 0; ship < 6; ship++)
        {
            var lane = Lanes.Ships[ship % 2];
            var kind = ship < 4 ? HullKind.Container : HullKind.Coaster;
            var profile = stage.Register.Register(kind) with { Reception = [ship % 3 == 0 ? new SkewedClock(4, 25) : new SkewedClock(9, -35)] };
            var knots = random.Between(kind.SlowestKnots, kind.FastestKnots);
            var route = Route.Through(BackgroundTraffic.Beside(lane.Whole, random.Between(-0.45, 0.45) * Mile), 800);
            var appearsAt = at + (ship * 6 * Minute);
            stage.Add(profile, () => new VesselMotion(appearsAt, new FollowRoute(stage.Stream, route, Waters.Engine(route, lane.Leaves, knots), NavigationalStatus.UnderWayUsingEngine), new LieMoored(stage.Seconds)));
            Innocent(stage, Recipe, profile, "Sails straight on; a receiver's clock is wrong.", stage.Never(Expect.KinematicSpoof, Expect.Notice), stage.Never(Expect.DuplicateMmsi, Expect.Notice), stage.Never(Expect.PoweredDrag, Expect.Notice));
        }
    }

    /// <summary>Three crew boats serve the turbines: in and out of the farm, stopping for ten minutes at a time over its cables.</summary>
    public static void CrewBoats(Stage stage, double at)
    {
        const string Recipe = "crew-boats";
        var random = stage.RandomFor(Recipe);
        GeoPosition berth = new(51.237, 2.921), off = new(51.26, 2.90), farm = new(51.615, 2.87);
        for (var boat = 0; boat < 3; boat++)
        {
            var profile = stage.Register.Register(HullKind.CrewTransfer);
            var plan = new List<Func<IManoeuvre>>();
            var time = at + (boat * 17 * Minute);
            var sails = time;
            plan.Add(() => new LieMoored(sails, berth, 40));
            var turbines = Enumerable.Range(0, 9).Select(_ => Earth.Moved(farm, random.Between(-1.6, 1.4) * Mile, random.Between(-1.6, 1.6) * Mile)).ToList();
            GeoPosition[] outward = [off, Earth.Away(farm, 195, 4 * Mile), turbines[0]];
            plan.Add(() => Leg(outward, 20));
            foreach (var turbine in turbines.Skip(1))
            {
                var (next, holds) = (turbine, random.Between(7, 12) * Minute);
                plan.Add(() => new DriftWithoutEngine(stage.Stream.AtNeaps(), stage.Wind, holds, NavigationalStatus.UnderWayUsingEngine, 0.005));
                plan.Add(() => Leg([next], 12));
            }

            plan.Add(() => Leg([Earth.Away(farm, 195, 4 * Mile), off, berth], 20));
            plan.Add(() => new LieMoored(stage.Seconds));
            stage.Add(profile, () => new VesselMotion(at, [.. plan.Select(next => next())]));
            Innocent(stage, Recipe, profile, "Puts technicians on turbines.");
        }

        FollowRoute Leg(IReadOnlyList<GeoPosition> waypoints, double knots) => new(stage.Stream, waypoints, SpeedProfile.OverDistance((0, 2), (500, knots)), NavigationalStatus.UnderWayUsingEngine);
    }

    private static void Innocent(Stage stage, string recipe, VesselProfile profile, string story, params ReadOnlySpan<ForbiddenAlert> also) =>
        stage.Labels.Add(stage.Nothing(recipe, profile.Mmsi.Value, story, [.. also, stage.Never(null, Expect.Warning)]));

    private static bool IsTelecom(ChartedAsset asset) => asset.Category == AssetCategory.TelecomCable;
}
