using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Ships;
using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>Ways nobody may take: against a traffic lane, through a wind farm, into a restricted area; and one that only looks like it.</summary>
internal static class RouteRecipes
{
    private const double Minute = 60;

    /// <summary>Eastbound for 75 minutes in the westbound lane of the West-Hinder scheme.</summary>
    public static void WrongWay(Stage stage, double at)
    {
        const string Recipe = "wrong-way";
        var lane = Area(stage, Recipe, ContextCategory.TrafficSeparation, new GeoPosition(51.485, 2.35));
        var ship = Sail(stage, HullKind.Coaster, 11, at - (100 * Minute), [new(51.22, 1.84), new(51.40, 1.97), new(51.485, 2.10), new(51.485, 2.58), new(51.44, 2.90), new(51.42, 3.15), .. Waters.ToVlissingen]);
        var enters = stage.FirstIn(ship, lane) ?? throw new InvalidOperationException("the script does not take her there");
        stage.Labels.Add(Expected(stage, Recipe, ship, Expect.RouteDeviation, enters, 25, "Against the traffic, 180° off the lane's direction: ten minutes above four knots are enough."));
    }

    /// <summary>A coaster takes the short way through a wind farm.</summary>
    public static void IntoWindFarm(Stage stage, double at)
    {
        const string Recipe = "into-wind-farm";
        var farm = Area(stage, Recipe, ContextCategory.WindFarm, new GeoPosition(51.62, 2.86));
        var ship = Sail(stage, HullKind.Coaster, 10, at - (80 * Minute), [new(51.43, 3.28), new(51.53, 3.10), new(51.665, 2.73), new(51.76, 2.45), new(51.95, 2.25), .. Waters.ToTheNorth]);
        var enters = stage.FirstIn(ship, farm) ?? throw new InvalidOperationException("the script does not take her there");
        stage.Labels.Add(Expected(stage, Recipe, ship, Expect.RestrictedArea, enters - (4 * Minute), 25, "Through the farm: the safety zone begins 500 m before its edge."));
    }

    /// <summary>A motor yacht crosses a firing range.</summary>
    public static void IntoRestrictedArea(Stage stage, double at)
    {
        const string Recipe = "into-restricted";
        var range = Area(stage, Recipe, ContextCategory.Restricted, new GeoPosition(51.18, 2.66));
        var ship = Sail(stage, HullKind.ResearchShip, 8.5, at - (90 * Minute), [new(51.234, 2.92), new(51.25, 2.90), new(51.21, 2.80), new(51.175, 2.60), new(51.10, 2.20), new(51.02, 1.80), new(50.97, 1.86)]);
        var enters = stage.FirstIn(ship, range) ?? throw new InvalidOperationException("the script does not take her there");
        stage.Labels.Add(Expected(stage, Recipe, ship, Expect.RestrictedArea, enters - (2 * Minute), 25, "Into the range and out on the other side."));
    }

    /// <summary>Trap: a ferry crosses both lanes of the scheme at right angles, as the rules want it.</summary>
    public static void AcrossTheLanes(Stage stage, double at)
    {
        const string Recipe = "ferry-across-lane";
        var ship = Sail(stage, HullKind.Ferry, 17, at - (60 * Minute), [new(51.90, 1.95), new(51.58, 2.22), new(51.54, 2.25), new(51.30, 2.25), new(51.08, 2.02), new(51.00, 1.84), new(50.97, 1.86)]);
        stage.Labels.Add(stage.Nothing(
            Recipe, ship.Profile.Mmsi.Value, "Crosses both lanes at right angles.", stage.Never(Expect.RouteDeviation, Expect.Notice), stage.Never(null, Expect.Warning)));
    }

    private static SimulatedVessel Sail(Stage stage, HullKind kind, double knots, double appearsAt, GeoPosition[] waypoints)
    {
        var route = Route.Through(waypoints, 600);
        var late = Math.Max(0, -appearsAt) * knots * Nautical.MetresPerSecondPerKnot;
        SpeedProfile Engine() => SpeedProfile.OverDistance((route.LengthMetres - (4 * Nautical.MetresPerMile), knots), (route.LengthMetres, Math.Min(knots, 5)));
        return stage.Add(stage.Register.Register(kind), () => new VesselMotion(
            Math.Max(0, appearsAt), new FollowRoute(stage.Stream, route, Engine(), NavigationalStatus.UnderWayUsingEngine, late), new LieMoored(stage.Seconds)));
    }

    private static Label Expected(Stage stage, string recipe, SimulatedVessel ship, string kind, double start, double withinMinutes, string story) => new()
    {
        Recipe = recipe,
        Mmsi = ship.Profile.Mmsi.Value,
        Kind = kind,
        Start = stage.At(start),
        End = stage.At(start + (withinMinutes * Minute)),
        MinimumSeverity = Expect.Notice,
        Story = story,
    };

    private static ContextArea Area(Stage stage, string recipe, ContextCategory category, GeoPosition inside) =>
        stage.Chart.Areas.FirstOrDefault(area => area.Category == category && Stage.IsInside(inside, area))
        ?? throw new ScenarioException($"{recipe} needs an area of category '{category}' about {inside}; the files have none there");
}
