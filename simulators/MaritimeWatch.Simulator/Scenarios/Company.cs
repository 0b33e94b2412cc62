using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Ships;
using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>Other ships in the same water at the same time, at constant revolutions: what a scripted ship is compared with.</summary>
internal static class Company
{
    private const double Mile = Nautical.MetresPerMile;
    private static readonly HullKind[] Kinds = [HullKind.Bulker, HullKind.Tanker, HullKind.Container, HullKind.Coaster];

    /// <summary>Ships that pass close to a place one after the other, on a course and, where it is no lane, against it in turn.</summary>
    /// <param name="stage">Where they are put.</param>
    /// <param name="random">Of the recipe.</param>
    /// <param name="place">They pass within 1.2 nautical miles of it.</param>
    /// <param name="courseDegrees">One of the two courses.</param>
    /// <param name="fromSeconds">The first passes then.</param>
    /// <param name="untilSeconds">The last passes before.</param>
    /// <param name="everyMinutes">Between two of them.</param>
    /// <param name="isLane">Whether all go one way.</param>
    public static IReadOnlyList<SimulatedVessel> Passes(
        Stage stage, SeededRandom random, GeoPosition place, double courseDegrees, double fromSeconds, double untilSeconds, double everyMinutes, bool isLane = false)
    {
        var ships = new List<SimulatedVessel>();
        for (var passesAt = fromSeconds; passesAt < untilSeconds; passesAt += everyMinutes * 60)
        {
            var course = isLane || ships.Count % 2 == 0 ? courseDegrees : courseDegrees + 180;
            var abeam = Earth.Away(place, course + 90, random.Between(0.2, 1.2) * Mile);
            ships.Add(Through(stage, random, abeam, Angle.Normalise(course), passesAt, stage.IsLean ? 10 : 20));
        }

        return ships;
    }

    /// <summary>One ship through a place at a time, from some miles before it to the way out.</summary>
    public static SimulatedVessel Through(Stage stage, SeededRandom random, GeoPosition place, double courseDegrees, double passesAt, double milesBefore)
    {
        var kind = random.Pick(Kinds);
        var knots = random.Between(kind.SlowestKnots, Math.Min(kind.FastestKnots, 13.5));
        var route = Route.Through([Earth.Away(place, courseDegrees + 180, milesBefore * Mile), place, Earth.Away(place, courseDegrees, 12 * Mile), .. Waters.Onward(courseDegrees)]);
        var appearsAt = passesAt - (milesBefore / knots * 3600);
        var skipped = Math.Max(0, -appearsAt) * knots * Nautical.MetresPerSecondPerKnot;
        return stage.Add(
            stage.Register.Register(kind),
            () => new VesselMotion(Math.Max(0, appearsAt), new FollowRoute(stage.Stream, route, SpeedProfile.Constant(knots), NavigationalStatus.UnderWayUsingEngine, skipped)));
    }
}
