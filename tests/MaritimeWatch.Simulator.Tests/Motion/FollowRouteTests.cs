using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Sea;

namespace MaritimeWatch.Simulator.Tests.Motion;

public class FollowRouteTests
{
    private static readonly TidalStream Stream = new(0.2);

    [Fact]
    public void Step_EngineConstant_StreamChangesSpeedAndCrabButNotTheTrack()
    {
        var route = Route.Through([new GeoPosition(51.0, 1.5), new GeoPosition(51.8, 2.6)]);
        var motion = new VesselMotion(0, new FollowRoute(Stream, route, SpeedProfile.Constant(12), NavigationalStatus.UnderWayUsingEngine));
        var speeds = new List<double>();
        var crabs = new List<double>();
        for (var second = 0; second < 4 * 3600 && motion.Advance(second); second++)
        {
            speeds.Add(motion.State.SpeedKnots);
            crabs.Add(Angle.Between(motion.State.Heading, Trigonometry.Bearing(motion.State.East, motion.State.North)));
        }

        // detectors.md section D: streams of 2 to 3 knots; a 12 kn ship crabs about 10 degrees in 2 kn abeam.
        Assert.InRange(speeds.Max() - speeds.Min(), 1, 6);
        Assert.InRange(crabs.Max(), 1, 15);
    }

    [Fact]
    public void Step_SpeedOverGround_CoversExactlyTheProfilesDistance()
    {
        var profile = SpeedProfile.OverTime(0, (0, 11), (60, 9));
        var route = Route.Through([new GeoPosition(52.0, 3.0), new GeoPosition(53.0, 3.0)]);
        var motion = new VesselMotion(0, new FollowRoute(Stream, route, SpeedProfile.OverTime(0, (0, 11), (60, 9)), NavigationalStatus.UnderWayUsingEngine) { IsSpeedOverGround = true });
        for (var second = 0; second < 3600; second++)
        {
            motion.Advance(second);
        }

        Assert.Equal(profile.MetresBetween(0, 3600), Earth.Distance(new GeoPosition(52.0, 3.0), motion.State.Position), 20.0);
    }

    [Fact]
    public void Through_Corner_TurnsGradually()
    {
        var route = Route.Through([new GeoPosition(52.0, 3.0), new GeoPosition(52.1, 3.0), new GeoPosition(52.1, 3.2)], 700);
        var bearings = Enumerable.Range(0, route.Pieces).Select(piece => Trigonometry.Bearing(route.Direction(piece).East, route.Direction(piece).North)).ToList();

        Assert.All(bearings.Zip(bearings.Skip(1)), pair => Assert.InRange(Angle.Between(pair.First, pair.Second), 0, 5));
        Assert.Equal(0, Angle.Between(bearings[0], 0), 0.5);
        Assert.Equal(90, bearings[^1], 0.5);
    }
}
