using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Numerics;

namespace MaritimeWatch.Simulator.Tests.Scenarios;

/// <summary>R8 and R10: false places and shared numbers (detectors.md G.2, C.10).</summary>
public class DeceptionRecipeTests
{
    private const double Mile = Nautical.MetresPerMile;

    public static TheoryData<string, ulong> Rings => new() { { "R8A", 42 }, { "R8A", 3 }, { "R8B", 42 }, { "R8B", 3 } };

    public static TheoryData<string, ulong, double> Twins => new() { { "R10A", 42, 60 }, { "R10A", 3, 60 }, { "R10B", 42, 8 }, { "R10B", 3, 8 } };

    [Theory]
    [MemberData(nameof(Rings))]
    public void R8_Members_JumpTogetherForNineMinutesAndReturnToWhereTheySailedMeanwhile(string recipe, ulong seed)
    {
        var traffic = TestTraffic.Of(recipe, seed);
        var label = traffic.Labels.Labels.Single();
        var (from, until) = (label.Start, label.Start + TimeSpan.FromMinutes(9));
        var centre = new GeoPosition(label.Place!.Latitude, label.Place.Longitude);

        Assert.Equal(14, label.Members.Count);
        Assert.All(label.Members, member =>
        {
            var track = traffic.TrackOf(member);
            var (before, after) = (track.Last(report => report.Time < from), track.First(report => report.Time >= until));
            var meanwhile = track.Where(report => report.Time >= from && report.Time < until).ToList();
            Assert.NotEmpty(meanwhile);

            // S5 wants jumps of more than 2 nm within a circle of 20 nm.
            Assert.True(Earth.Distance(before.Position, meanwhile[0].Position) > 2 * Mile);
            Assert.True(Earth.Distance(meanwhile[^1].Position, after.Position) > 2 * Mile);
            Assert.InRange(Earth.Distance(centre, before.Position), 2 * Mile, 10 * Mile);
            Assert.All(meanwhile, report => Assert.InRange(Earth.Distance(centre, report.Position), recipe == "R8A" ? 320 : 0, recipe == "R8A" ? 520 : 75));

            // True motion goes on: nine minutes and her own speed lie between before and after.
            var knots = Earth.Distance(before.Position, after.Position) / (after.Time - before.Time).TotalSeconds / Nautical.MetresPerSecondPerKnot;
            Assert.Equal(before.SpeedOverGroundKnots!.Value, knots, 0.6);
        });
        Assert.Contains(label.NotExpected, forbidden => forbidden.Kind == "ALERT_KIND_KINEMATIC_SPOOF");
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void R10_Twins_AlternateAtTheirDistance(string recipe, ulong seed, double miles)
    {
        var traffic = TestTraffic.Of(recipe, seed);
        var label = traffic.Labels.Labels.Single();
        var both = traffic.TrackOf(label.Mmsi!.Value).Where(report => report.Time >= label.Start && report.Time <= label.Start + TimeSpan.FromMinutes(10)).ToList();
        var jumps = both.Zip(both.Skip(1)).Where(pair => Earth.Distance(pair.First.Position, pair.Second.Position) > 5 * Mile).ToList();

        // S2: more than 5 nm apart within 60 s, alternating at least three times.
        Assert.True(jumps.Count > 20, $"{jumps.Count} alternations");
        Assert.All(jumps, pair => Assert.Equal(miles, Earth.Distance(pair.First.Position, pair.Second.Position) / Mile, 1.0));
        Assert.Equal(2, traffic.Reports.Where(report => report.Mmsi.Value == label.Mmsi && report.Static?.Name is not null).Select(report => report.Static!.Name).Distinct().Count());
    }
}
