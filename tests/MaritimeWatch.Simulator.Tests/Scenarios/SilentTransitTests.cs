using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Sea;

namespace MaritimeWatch.Simulator.Tests.Scenarios;

/// <summary>R3: Yi Peng 3 (detectors.md G.1, G.2).</summary>
public class SilentTransitTests
{
    public static TheoryData<string, ulong> Variants => new() { { "R3A", 42 }, { "R3A", 3 }, { "R3B", 42 }, { "R3B", 3 }, { "R3C", 42 } };

    [Theory]
    [MemberData(nameof(Variants))]
    public void R3_Track_CrossesTwiceInSeventeenHoursWithoutLossOfSpeed(string recipe, ulong seed)
    {
        var traffic = TestTraffic.Of(recipe, seed);
        var circling = traffic.Labels.Labels.Single(label => label.Kind == "ALERT_KIND_LOITERING");
        var track = traffic.TrackOf(circling.Mmsi!.Value);
        var (south, north) = (FirstCrossing(circling, "tel-west"), FirstCrossing(circling, "tel-far"));

        Assert.Equal(17, Math.Abs((south - north).TotalHours), 0.5);
        var steaming = track.Where(report => Math.Abs((report.Time - circling.Start).TotalMinutes) > 20 && Math.Abs((report.Time - circling.End).TotalMinutes) > 20
            && (report.Time < circling.Start || report.Time > circling.End)).Select(report => report.SpeedOverGroundKnots!.Value).ToList();
        Assert.InRange(steaming.Average(), 6.8, 7.9); // about 7 kn
        Assert.All(steaming, knots => Assert.InRange(knots, steaming.Average() - 0.7, steaming.Average() + 0.7));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void R3_Circling_LastsAnHourBelowTwoKnotsOverACable(string recipe, ulong seed)
    {
        var traffic = TestTraffic.Of(recipe, seed);
        var label = traffic.Labels.Labels.Single(label => label.Kind == "ALERT_KIND_LOITERING");
        var slow = traffic.TrackOf(label.Mmsi!.Value).Where(report => report.Time >= label.Start && report.Time <= label.End).ToList();

        Assert.InRange((label.End - label.Start).TotalMinutes, 60, 75);
        Assert.All(slow, report => Assert.InRange(report.SpeedOverGroundKnots!.Value, 0.8, 2.4));
        Assert.All(slow, report => Assert.InRange(new AssetLines(TestChart.Chart.Assets).Clearance(report.Position), 0, 450));
        Assert.All(slow, report => Assert.InRange(Earth.Distance(slow[0].Position, report.Position), 0, Nautical.MetresPerMile));
        Assert.True(label.Crossings.Count(crossing => crossing.CrossingTime >= label.Start && crossing.CrossingTime <= label.End) >= 2, "over the cable and back");
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void R3_Gap_IsSevenAndAHalfHoursAmongShipsThatAreHeard(string recipe, ulong seed)
    {
        var traffic = TestTraffic.Of(recipe, seed);
        var gap = traffic.Labels.Labels.SingleOrDefault(label => label.Kind == "ALERT_KIND_DARK_GAP");
        var mmsi = traffic.Labels.Labels[0].Mmsi!.Value;
        var track = traffic.TrackOf(mmsi);
        var longest = track.Zip(track.Skip(1)).MaxBy(pair => pair.Second.Time - pair.First.Time);
        if (recipe == "R3C")
        {
            Assert.Null(gap);
            Assert.InRange((longest.Second.Time - longest.First.Time).TotalMinutes, 0, 5);
            return;
        }

        Assert.Equal(7.5, (longest.Second.Time - longest.First.Time).TotalHours, 0.05);
        Assert.InRange((gap!.Start - longest.First.Time).TotalSeconds, 0, 60);
        Assert.InRange(new AssetLines(TestChart.Chart.Assets).Clearance(longest.First.Position), 0, 5 * Nautical.MetresPerMile);
        Assert.True(
            traffic.Reports.Where(report => report.Mmsi.Value != mmsi && Math.Abs((report.Time - gap.Start).TotalMinutes) < 15 && Earth.Distance(report.Dynamic.Position, longest.First.Position) < 12_000)
                .Select(report => report.Mmsi).Distinct().Count() >= 2,
            "others are heard there when she falls silent");
    }

    private static Instant FirstCrossing(Labels.Label label, string assetId) => label.Crossings.First(crossing => crossing.AssetId == assetId).CrossingTime;
}
