using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Ships;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>Ordinary traffic: through the lanes, on the ferries, at anchor, fishing, on the pilot station, in the wind farms, for pleasure.</summary>
internal static class BackgroundTraffic
{
    private const double Hour = 3600;
    private const double Mile = Nautical.MetresPerMile;
    private const double WrongStatusShare = 0.06;

    public static void Add(Stage stage, int vessels)
    {
        var random = stage.RandomFor("background");
        for (var number = 0; number < vessels; number++)
        {
            // Of twenty: eleven in the lanes, one ferry, two at anchor, two fishing, one pilot, one crew boat, two yachts.
            switch (number % 20)
            {
                case 3:
                    AddFerry(stage, random, number / 20);
                    break;
                case 5 or 14:
                    AddAnchored(stage, random, 12 + (number / 10));
                    break;
                case 7 or 16:
                    AddFishing(stage, random);
                    break;
                case 9:
                    AddPilot(stage, random);
                    break;
                case 11:
                    AddCrewTransfer(stage, random);
                    break;
                case 13 or 18:
                    AddYacht(stage, random);
                    break;
                default:
                    AddThrough(stage, random);
                    break;
            }
        }
    }

    private static VesselProfile Draw(Stage stage, SeededRandom random, HullKind kind, StationClass stationClass = StationClass.ClassA)
    {
        var profile = stage.Register.Register(kind, stationClass) with { IsThinnedByRange = true };
        return profile with
        {
            StuckStatus = stationClass == StationClass.ClassA && random.Chance(WrongStatusShare)
                ? random.Pick<NavigationalStatus>([NavigationalStatus.UnderWayUsingEngine, NavigationalStatus.Undefined, NavigationalStatus.ConstrainedByDraught])
                : null,
            HasHeading = stationClass == StationClass.ClassA ? random.Chance(0.97) : random.Chance(0.3),
            PositionFaultSeconds = random.Chance(0.03) ? random.Between(3, 12) * Hour : double.PositiveInfinity,
        };
    }

    private static void AddThrough(Stage stage, SeededRandom random)
    {
        var lane = Weighted(random);
        var kind = random.Pick(lane.Kinds);
        var profile = Draw(stage, random, kind);
        var offset = random.Between(-0.45, 0.45) * Mile;
        var way = Beside(lane.Waypoints, offset);
        var radius = random.Between(500, 1100);
        var route = Route.Through([.. way, .. lane.Leaves], radius);
        var knots = random.Between(kind.SlowestKnots, kind.FastestKnots);
        var hoursOnTheWay = Route.Through(way, radius).LengthMetres / Mile / knots;

        // Spread so that the sea is as full in the first hour as in the last.
        var enters = random.Between(-0.85 * hoursOnTheWay * Hour, stage.Seconds - (0.5 * Hour));
        var pilot = lane.SlowsForPilot ? route.MetresTo(WorkRecipes.PilotStation(stage)) : 0;
        SpeedProfile Engine() => lane.SlowsForPilot
            ? SpeedProfile.OverDistance((pilot - (2.5 * Mile), knots), (pilot - (0.7 * Mile), 9), (pilot + (2 * Mile), 9), (pilot + (4 * Mile), Math.Min(knots, 11)), (route.LengthMetres - (3 * Mile), Math.Min(knots, 11)), (route.LengthMetres, 2))
            : Waters.Engine(route, lane.Leaves, knots);
        stage.Add(profile, () => new VesselMotion(
            Math.Max(0, enters),
            new FollowRoute(stage.Stream, route, Engine(), NavigationalStatus.UnderWayUsingEngine, enters < 0 ? -enters * knots * Nautical.MetresPerSecondPerKnot : 0),
            new LieMoored(stage.Seconds)));
    }

    private static void AddFerry(Stage stage, SeededRandom random, int number)
    {
        var (track, turnRound) = Lanes.Ferries[number % Lanes.Ferries.Length];
        var way = Beside(track, random.Between(-150, 150));
        var outward = Route.Through(way);
        var homeward = Route.Through([.. way.Reverse()]);
        var knots = random.Between(HullKind.Ferry.SlowestKnots, HullKind.Ferry.FastestKnots);
        var profile = Draw(stage, random, HullKind.Ferry) with { StuckStatus = null };
        var firstSailing = random.Between(0, turnRound) * Hour;
        var round = (outward.LengthMetres / Mile / knots * Hour * 1.25) + (turnRound * Hour);

        IManoeuvre Leg(Route route) => new FollowRoute(
            stage.Stream,
            route,
            SpeedProfile.OverDistance((0, 5), (1200, 12), (3200, knots), (route.LengthMetres - 3200, knots), (route.LengthMetres - 1200, 10), (route.LengthMetres, 4)),
            NavigationalStatus.UnderWayUsingEngine);
        stage.Add(profile, () =>
        {
            var plan = new List<IManoeuvre> { new LieMoored(firstSailing, outward.Points[0], 120) };
            for (var sailing = 0; firstSailing + (sailing * round) < stage.Seconds; sailing++)
            {
                plan.Add(Leg(sailing % 2 == 0 ? outward : homeward));
                plan.Add(new LieMoored(firstSailing + ((sailing + 1) * round), null, 120));
            }

            return new VesselMotion(0, plan);
        });
    }

    private static void AddAnchored(Stage stage, SeededRandom random, int number)
    {
        var profile = Draw(stage, random, random.Pick<HullKind>([HullKind.Bulker, HullKind.Tanker, HullKind.Coaster]));
        var roads = random.Pick<GeoPosition>([new(52.10, 3.72), new(51.74, 3.35), new(52.55, 4.30), new(51.49, 1.60)]);
        var anchor = roads;
        for (var attempt = 0; attempt < 60; attempt++)
        {
            anchor = Earth.Moved(roads, random.Between(-3, 3) * Mile, random.Between(-2.5, 2.5) * Mile);
            if (stage.Assets.Clearance(anchor) > 1.2 * Mile)
            {
                break;
            }
        }

        var (chain, sheer, period) = (random.Between(100, 200), random.Between(3, 7), random.Between(800, 1500));
        var weighs = random.Chance(0.3) ? random.Between(0.2, 0.9) * stage.Seconds : double.PositiveInfinity;
        stage.Add(profile, () => new VesselMotion(
            0,
            new LieAtAnchor(stage.Stream, stage.Wind, anchor, chain, profile.Static.ToBow ?? 0) { SheerDegrees = sheer, SheerPeriodSeconds = period, UntilSeconds = weighs },
            new FollowRoute(
                stage.Stream,
                [Earth.Away(anchor, 340 + (number % 5 * 20), 3 * Mile), .. Waters.ToTheNorth],
                SpeedProfile.OverTime(weighs, (0, 1.5), (6, 4), (20, 11)),
                NavigationalStatus.UnderWayUsingEngine)));
    }

    private static void AddFishing(Stage stage, SeededRandom random)
    {
        var profile = Draw(stage, random, HullKind.Trawler);
        var ground = new GeoPosition(52.3, 3.0);
        double clearest = 0;
        for (var attempt = 0; attempt < 30 && clearest < 3 * Mile; attempt++)
        {
            var candidate = new GeoPosition(random.Between(51.55, 53.1), random.Between(2.0, 3.8));
            var clearance = stage.Assets.Clearance(candidate);
            (clearest, ground) = clearance > clearest ? (clearance, candidate) : (clearest, ground);
        }

        var tows = new List<GeoPosition>();
        var bearing = random.Between(0, 180);
        var reach = Math.Min(2.2 * Mile, 0.75 * clearest);

        // Enough for the whole traffic at four knots: rounding the ends leaves some two fifths of a tow.
        var count = 25 + (stage.Seconds * 4 * Nautical.MetresPerSecondPerKnot / (0.4 * reach));
        for (var tow = 0; tow < count; tow++)
        {
            tows.Add(Earth.Moved(Earth.Away(ground, bearing + (tow % 2 * 180) + random.Between(-25, 25), reach * random.Between(0.6, 1)), random.Between(-300, 300), random.Between(-300, 300)));
        }

        var route = Route.Through(tows, 220);
        var knots = random.Between(2.8, 3.8);
        var starts = random.Chance(0.5) ? 0 : random.Between(0, 0.4) * stage.Seconds;
        stage.Add(profile, () => new VesselMotion(
            starts,
            new FollowRoute(stage.Stream, route, SpeedProfile.Constant(knots), NavigationalStatus.EngagedInFishing) { IsSpeedOverGround = true }));
    }

    private static void AddPilot(Stage stage, SeededRandom random)
    {
        var profile = Draw(stage, random, HullKind.PilotTender) with { StuckStatus = null };
        var station = WorkRecipes.PilotStation(stage);
        var beat = new List<GeoPosition>();
        for (var leg = 0; leg < 60; leg++)
        {
            beat.Add(Earth.Away(station, random.Between(0, 360), random.Between(0.3, 1.8) * Mile));
        }

        var route = Route.Through(beat, 120);
        var keys = Enumerable.Range(0, 200).Select(step => step * random.Between(500, 900)).Order().ToArray();
        var knots = keys.Select(_ => random.Chance(0.4) ? random.Between(9, 18) : random.Between(0.8, 3)).ToArray();
        stage.Add(profile, () => new VesselMotion(
            0,
            new FollowRoute(stage.Stream, route, new SpeedProfile(keys, knots), NavigationalStatus.UnderWayUsingEngine) { IsSpeedOverGround = true },
            new FollowRoute(stage.Stream, [new(51.372, 3.165), new(51.350, 3.20)], SpeedProfile.Constant(8), NavigationalStatus.UnderWayUsingEngine),
            new LieMoored(stage.Seconds)));
    }

    private static void AddCrewTransfer(Stage stage, SeededRandom random)
    {
        var profile = Draw(stage, random, HullKind.CrewTransfer) with { StuckStatus = null };
        GeoPosition berth = new(51.237, 2.921), off = new(51.26, 2.90), farm = new(51.615, 2.86);
        var rounds = new List<GeoPosition> { berth, off, Earth.Away(farm, 190, 3 * Mile) };
        for (var stop = 0; stop < 30; stop++)
        {
            rounds.Add(Earth.Moved(farm, random.Between(-1.6, 0.8) * Mile, random.Between(-1.2, 1.6) * Mile));
        }

        rounds.AddRange([off, berth]);
        var route = Route.Through(rounds, 100);
        var sails = random.Between(4.5, 7.5) * Hour;
        var (cruise, work) = (random.Between(18, 22), random.Between(6, 9));
        SpeedProfile Engine() => SpeedProfile.OverDistance(
            (0, 5), (2500, cruise), (20 * Mile, cruise), (21.5 * Mile, work), (route.LengthMetres - (22 * Mile), work), (route.LengthMetres - (20 * Mile), cruise), (route.LengthMetres - 3000, cruise), (route.LengthMetres, 4));
        stage.Add(profile, () => new VesselMotion(
            0, new LieMoored(sails, berth, 40), new FollowRoute(stage.Stream, route, Engine(), NavigationalStatus.UnderWayUsingEngine), new LieMoored(stage.Seconds, berth, 40)));
    }

    private static void AddYacht(Stage stage, SeededRandom random)
    {
        var kind = random.Pick<HullKind>([HullKind.Yacht, HullKind.Yacht, HullKind.MotorYacht]);
        var profile = Draw(stage, random, kind, StationClass.ClassB);
        GeoPosition[][] passages =
        [
            [new(51.233, 2.925), new(51.25, 2.90), new(51.24, 2.60), new(51.16, 2.20), new(51.06, 1.95), new(51.02, 1.80), new(50.97, 1.86)],
            [new(51.325, 1.42), new(51.33, 1.45), new(51.30, 1.80), new(51.26, 2.40), new(51.25, 2.90), new(51.233, 2.925)],
            [new(51.345, 3.20), new(51.37, 3.17), new(51.43, 3.38), new(51.43, 3.50), new(51.44, 3.60)],
            [new(51.985, 4.06), new(51.98, 3.95), new(51.75, 3.62), new(51.62, 3.40), new(51.43, 3.40), new(51.44, 3.60)],
            [new(51.945, 1.29), new(51.94, 1.35), new(51.75, 1.75), new(51.55, 2.40), new(51.38, 3.05), new(51.345, 3.20)],
        ];

        // From port to port: only the way between is anywhere within a mile.
        var passage = random.Pick(passages);
        GeoPosition[] waypoints = [passage[0], .. Beside(passage[1..^1], random.Between(-0.6, 0.6) * Mile), passage[^1]];
        var route = Route.Through(random.Chance(0.5) ? waypoints : [.. waypoints.Reverse()], 150);
        var knots = random.Between(kind.SlowestKnots, kind.FastestKnots);
        var sails = random.Between(0, Math.Max(1, stage.Seconds - (4 * Hour)));
        stage.Add(profile, () => new VesselMotion(
            sails, new FollowRoute(stage.Stream, route, SpeedProfile.Constant(knots), NavigationalStatus.UnderWayUsingEngine), new LieMoored(stage.Seconds)));
    }

    private static Lane Weighted(SeededRandom random)
    {
        var left = random.NextUnit() * Lanes.Ships.Sum(lane => lane.Weight);
        foreach (var lane in Lanes.Ships)
        {
            left -= lane.Weight;
            if (left < 0)
            {
                return lane;
            }
        }

        return Lanes.Ships[^1];
    }

    /// <summary>The same way, some metres to one side.</summary>
    internal static GeoPosition[] Beside(GeoPosition[] waypoints, double metres)
    {
        var beside = new GeoPosition[waypoints.Length];
        for (var i = 0; i < waypoints.Length; i++)
        {
            var before = waypoints[Math.Max(0, i - 1)];
            var after = waypoints[Math.Min(waypoints.Length - 1, i + 1)];
            beside[i] = Earth.Away(waypoints[i], Earth.Bearing(before, after) + 90, metres);
        }

        return beside;
    }
}
