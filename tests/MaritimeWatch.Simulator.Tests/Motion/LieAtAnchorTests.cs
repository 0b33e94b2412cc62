using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Sea;

namespace MaritimeWatch.Simulator.Tests.Motion;

public class LieAtAnchorTests
{
    private static readonly GeoPosition Anchor = new(51.395, 2.60);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void Step_TwoTurnsOfTheTide_StaysWithinTheSwingRadiusAndSwingsToBothSides(double phase)
    {
        var lying = new LieAtAnchor(new TidalStream(phase), new Wind(230, 10), Anchor, 150, 160);
        var motion = new VesselMotion(0, lying);
        var headings = new List<double>();
        for (var second = 0; second < 25.5 * 3600 && motion.Advance(second); second++)
        {
            Assert.InRange(Earth.Distance(Anchor, motion.State.Position), 0, lying.SwingRadiusMetres + 1);
            Assert.InRange(motion.State.SpeedKnots, 0, second < 2 ? 400 : 1.0);
            headings.Add(motion.State.Heading);
        }

        // Off Belgium the stream sets about east-north-east and west-south-west: two cycles are four swings.
        var flips = headings.Select(heading => heading is > 0 and < 160).Aggregate((Count: 0, Last: (bool?)null), (seen, isNorthEast) =>
            (seen.Count + (seen.Last is { } last && last != isNorthEast ? 1 : 0), isNorthEast)).Count;
        Assert.InRange(flips, 4, 6);
    }

    [Fact]
    public void Step_AnchorBreaksOut_GoesAsternAtTheSpeedOfTheAnchor()
    {
        var gale = new Wind(210, 12, 40, 50, 0);
        var drag = SpeedProfile.OverTime(0, (60, 0), (63, 2));
        var motion = new VesselMotion(0, new LieAtAnchor(new TidalStream(0.1), gale, Anchor, 150, 160) { Drag = drag, DragTowardsDegrees = 30, SheerDegrees = 0 });
        for (var second = 0; second < 80 * 60; second++)
        {
            motion.Advance(second);
        }

        var course = Trigonometry.Bearing(motion.State.East, motion.State.North);
        Assert.InRange(Domain.Geodesy.Angle.Between(course, motion.State.Heading), 150, 180);
        Assert.InRange(motion.State.SpeedKnots, 1.6, 2.4);
    }
}
