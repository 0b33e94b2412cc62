using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Reception;
using MaritimeWatch.Simulator.Ships;
using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>R7 and R9: nothing is wrong at sea, but a receiver is silent, or a batch comes late.</summary>
internal static class FeedRecipes
{
    private const double Minute = 60;
    private const double Mile = Nautical.MetresPerMile;
    private const double OutageSeconds = 22 * Minute;
    private const byte Thanet = 1;
    private static readonly HullKind[] Kinds = [HullKind.Coaster, HullKind.Bulker, HullKind.Tanker, HullKind.Container];

    // The ways through the range of the receiver on Thanet.
    private static readonly GeoPosition[][] OffThanet =
    [
        [new(51.50, 0.95), new(51.52, 1.75), new(51.72, 2.35), new(51.94, 2.95), .. Waters.ToTheNorth],
        [new(52.00, 2.00), new(51.75, 1.85), new(51.35, 1.62), new(51.15, 1.58), new(51.00, 1.36), new(50.75, 0.92), new(50.25, -0.12)],
        [new(50.98, 1.45), new(51.15, 1.66), new(51.35, 1.70), new(51.75, 1.95), new(52.20, 2.25), .. Waters.ToTheNorth],
        [new(51.90, 2.75), new(51.60, 2.00), new(51.50, 1.55), .. Waters.ToTheThames],
    ];

    /// <summary>R7A: one receiver says nothing for 22 minutes; every ship in its range (140 of them) falls silent with it.</summary>
    public static void StationSilent(Stage stage, double at)
    {
        const string Recipe = "R7A";
        var random = stage.RandomFor(Recipe);
        var fleet = new List<SimulatedVessel>();
        for (var ship = 0; ship < (stage.IsLean ? 24 : 140); ship++)
        {
            fleet.Add(Sail(stage, random, OffThanet, at, place => Coverage.At(place, StationClass.ClassA).Station == Thanet));
        }

        // The other receivers go on: a dozen ships elsewhere, unless there is traffic anyway.
        GeoPosition[][] lanes = [.. Lanes.Ships.Select(lane => lane.Waypoints)];
        for (var ship = 0; ship < (stage.IsLean ? 0 : 12); ship++)
        {
            Sail(stage, random, lanes, at, place => Coverage.At(place, StationClass.ClassA, false) is { Loss: 0, Station: not Thanet });
        }

        stage.Feed.Add(new Outage(Thanet, (int)at, (int)(at + OutageSeconds)));
        var receiver = Coverage.Stations[Thanet];
        stage.Labels.Add(Silent(stage, Recipe, at, fleet, Expect.Notice) with
        {
            Place = new LabelPlace(receiver.Latitude, receiver.Longitude, 40 * Mile),
            Story = $"One receiver is silent for 22 minutes and {fleet.Count} ships with it: one word about the feed, none about a ship.",
        });
    }

    /// <summary>R7B: the whole feed stops for 22 minutes, wherever the ships are.</summary>
    public static void WholeFeedSilent(Stage stage, double at)
    {
        const string Recipe = "R7B";
        var random = stage.RandomFor(Recipe);
        var fleet = new List<SimulatedVessel>();
        GeoPosition[][] lanes = [.. Lanes.Ships.Select(lane => lane.Waypoints)];
        for (var ship = 0; ship < (stage.IsLean ? 8 : 30); ship++)
        {
            fleet.Add(Sail(stage, random, lanes, at, place => Coverage.At(place, StationClass.ClassA, false).Loss == 0));
        }

        stage.Feed.Add(new Outage(null, (int)at, (int)(at + OutageSeconds)));
        stage.Labels.Add(Silent(stage, Recipe, at, fleet, Expect.Warning) with
        {
            Story = "Nothing at all comes for 22 minutes; event time stands still until it does.",
        });
    }

    /// <summary>R9A: 40 minutes of one ship's reports come in one batch, complete, ten minutes after the gap was an alarm.</summary>
    public static void WholeBatch(Stage stage, double at)
    {
        const double LateMinutes = 40;
        var (ship, delivered) = Late(stage, "R9A", at, new GeoPosition(52.75, 2.35), 352, LateMinutes, LateMinutes, LateMinutes);
        stage.Labels.Add(new Label
        {
            Recipe = "R9A",
            Mmsi = ship,
            Kind = Expect.DarkGap,
            Start = stage.At(at),
            End = stage.At(delivered),
            ExpectedDetectors = ["G1"],
            MinimumSeverity = Expect.Notice,
            IsRetracted = true,
            Deadline = stage.At(delivered + (10 * Minute)),
            NotExpected = [new ForbiddenAlert(Expect.DarkGap, Expect.Notice, stage.At(delivered + (10 * Minute)), stage.At(stage.Seconds))],
            Story = "Silent for 40 minutes; then the batch fills the hole to the last report: the alert is taken back and none is raised again.",
        });
    }

    /// <summary>R9B: the batch holds the first part of the silence alone; the rest stays dark.</summary>
    public static void PartOfTheBatch(Stage stage, double at)
    {
        const double SilentMinutes = 75;
        var (ship, _) = Late(stage, "R9B", at, new GeoPosition(52.55, 4.05), 15, 22, SilentMinutes, 40);
        stage.Labels.Add(new Label
        {
            Recipe = "R9B",
            Mmsi = ship,
            Kind = Expect.DarkGap,
            Start = stage.At(at),
            End = stage.At(at + (SilentMinutes * Minute)),
            ExpectedDetectors = ["G1"],
            MinimumSeverity = Expect.Alarm,
            Story = "Silent for 75 minutes; after 40 a batch brings the first 22 of them: the gap is shorter than it looked and still a gap.",
        });
    }

    private static (uint Mmsi, double Delivered) Late(
        Stage stage, string recipe, double at, GeoPosition place, double course, double storedMinutes, double silentMinutes, double deliveredMinutes)
    {
        var random = stage.RandomFor(recipe);
        var way = course + random.Between(-3, 3);
        var route = Route.Through([Earth.Away(place, way + 180, 22 * Mile), place, Earth.Away(place, way, 12 * Mile), .. Waters.ToTheNorth]);
        var knots = random.Between(11, 12.5);
        var delivered = at + (deliveredMinutes * Minute);
        var profile = stage.Register.Register(HullKind.Bulker) with
        {
            Reception = [new LateBatch((int)at, (int)(at + (storedMinutes * Minute)), (int)(at + (silentMinutes * Minute)), (int)delivered)],
        };
        var appearsAt = Math.Max(0, at - (105 * Minute));
        var startMetres = route.MetresTo(place) - ((at - appearsAt) * knots * Nautical.MetresPerSecondPerKnot);
        stage.Add(profile, () => new VesselMotion(
            appearsAt, new FollowRoute(stage.Stream, route, SpeedProfile.Constant(knots), NavigationalStatus.UnderWayUsingEngine, startMetres) { IsSpeedOverGround = true }));
        _ = Company.Passes(stage, random, Earth.Away(place, way, 3 * Mile), way, at - ((stage.IsLean ? 95 : 150) * Minute), at + ((stage.IsLean ? 40 : 80) * Minute), stage.IsLean ? 10 : 15, isLane: stage.IsLean);
        return (profile.Mmsi.Value, delivered);
    }

    private static Label Silent(Stage stage, string recipe, double at, List<SimulatedVessel> fleet, string severity) => new()
    {
        Recipe = recipe,
        Members = [.. fleet.Select(ship => ship.Profile.Mmsi.Value)],
        Kind = Expect.FeedHealth,
        Start = stage.At(at),
        End = stage.At(at + OutageSeconds + (5 * Minute)),
        ExpectedDetectors = ["H1"],
        MinimumSeverity = severity,
        NotExpected = [new ForbiddenAlert(Expect.DarkGap, Expect.Notice, stage.At(at), stage.At(at + OutageSeconds + (20 * Minute)))],
    };

    /// <summary>A ship on one of some ways that is where she should be throughout the outage.</summary>
    private static SimulatedVessel Sail(Stage stage, SeededRandom random, GeoPosition[][] ways, double at, Func<GeoPosition, bool> isWell)
    {
        while (true)
        {
            var kind = random.Pick(Kinds);
            var knots = random.Between(kind.SlowestKnots, Math.Min(kind.FastestKnots, 13));
            var route = Route.Through(BackgroundTraffic.Beside(random.Pick(ways), random.Between(-1.2, 1.2) * Mile), 900);
            var metresAt = random.NextUnit() * route.LengthMetres * 0.7;
            var appearsAt = Math.Max(0, at - ((stage.IsLean ? 45 : 70) * Minute));
            var metresASecond = knots * Nautical.MetresPerSecondPerKnot;
            var piece = 0;
            var start = metresAt - ((at - appearsAt) * metresASecond);
            if (start < 0 || !isWell(route.At(metresAt, ref piece)) || !isWell(route.At(Math.Min(route.LengthMetres - 1, metresAt + (OutageSeconds * metresASecond)), ref piece)))
            {
                continue;
            }

            return stage.Add(stage.Register.Register(kind), () => new VesselMotion(
                appearsAt, new FollowRoute(stage.Stream, route, SpeedProfile.Constant(knots), NavigationalStatus.UnderWayUsingEngine, start) { IsSpeedOverGround = true }));
        }
    }
}
