using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Sea;

namespace MaritimeWatch.Simulator.Tests.Scenarios;

public class RecipeTests
{
    private const double SpeedToleranceKnots = 0.6; // thousands of reports at a sigma of 0.1 kn: five sigmas, the resolution, and the slope of the profile

    public static TheoryData<ulong> Seeds => [42, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void R1A_Speeds_AreThoseOfTheRecordWithTheEarlyDrop(ulong seed)
    {
        var traffic = TestTraffic.Of("R1A", seed);
        var label = traffic.Labels.Labels[0];
        var track = traffic.TrackOf(label.Mmsi!.Value);
        var crossing = label.CrossingTime!.Value;

        // detectors.md G.1: baseline about 12 kn, 9.3 kn minutes before, 8.8 kn after the cable.
        AssertSpeed(12, track, crossing, -40, -16);
        AssertSpeed(9.25, track, crossing, -10, -3);
        AssertSpeed(8.8, track, crossing, 2, 30);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void R1B_Speeds_LoseHalfAKnotAtTheCableThenDriftThenReachTheNextCablesAfter5h38(ulong seed)
    {
        var traffic = TestTraffic.Of("R1B", seed);
        var label = traffic.Labels.Labels[0];
        var track = traffic.TrackOf(label.Mmsi!.Value);
        var crossing = label.CrossingTime!.Value;

        AssertSpeed(9.3, track, crossing, -60, -3);
        AssertSpeed(8.8, track, crossing, 2, 30);

        // Engine stopped 83 minutes after the crossing (12:26 to 13:49), for 27 minutes.
        Assert.All(Between(track, crossing, 98, 110), report => Assert.InRange(report.SpeedOverGroundKnots!.Value, 0, 5));
        Assert.Equal(338, (traffic.Labels.Labels[1].CrossingTime!.Value - crossing).TotalMinutes, 5.0);
        Assert.True(CrossingsOf(track, crossing + TimeSpan.FromMinutes(330), crossing + TimeSpan.FromMinutes(385)).Distinct().Count() >= 3, "further assets within 45 minutes");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void R2_Speeds_DipAtThePipelineAndRecoverWhileTheNeighbourKeepsHers(ulong seed)
    {
        var traffic = TestTraffic.Of("R2A", seed);
        var label = traffic.Labels.Labels.Single(label => label.Kind is not null);
        var track = traffic.TrackOf(label.Mmsi!.Value);
        var crossing = label.CrossingTime!.Value;

        // 11 -> 9.5 -> above 11 kn within five minutes (table G.1).
        AssertSpeed(11, track, crossing, -60, -1.5);
        AssertSpeed(9.5, track, crossing, -0.1, 0.75);
        AssertSpeed(11.1, track, crossing, 4, 30);

        var neighbour = traffic.TrackOf(traffic.Labels.Labels.Single(other => other.Kind is null).Mmsi!.Value);
        var before = TimesOfCrossing(neighbour, label.AssetId!).Single();
        Assert.Equal(7, (crossing - before).TotalMinutes, 0.5);
        AssertSpeed(11.4, neighbour, before, -60, 60);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void R4_Dragger_LeavesHerCircleSternFirstBeforeTheCorridorAndTheOthersStay(ulong seed)
    {
        var traffic = TestTraffic.Of("R4A", seed);
        var label = traffic.Labels.Labels.First(label => label.Kind is not null);
        var track = traffic.TrackOf(label.Mmsi!.Value);
        var (drag, corridor) = (label.Start, label.CrossingTime!.Value);

        var atAnchor = track.Where(report => report.Time < drag).ToList();
        var centre = new GeoPosition(atAnchor.Average(report => report.Latitude), atAnchor.Average(report => report.Longitude));
        Assert.All(atAnchor, report => Assert.InRange(Earth.Distance(centre, report.Position), 0, 900));
        Assert.All(atAnchor, report => Assert.True(Lines.Clearance(report.Position) >= (1.5 * Nautical.MetresPerMile) + 926, "anchored 1.5 nm from the watch corridor"));

        // Beyond twice the detector's circle while still outside the corridor.
        var radius = Math.Max(0.15 * Nautical.MetresPerMile, 1.5 * 190);
        Assert.Contains(track, report => report.Time > drag && report.Time < corridor - TimeSpan.FromMinutes(10) && Earth.Distance(centre, report.Position) > 2 * radius);
        var leaving = track.Where(report => report.Time > drag + TimeSpan.FromMinutes(12) && report.Time < corridor).ToList();
        Assert.NotEmpty(leaving);
        Assert.True(leaving.Count(report => Angle.Between(report.CourseOverGroundDegrees!.Value, report.TrueHeadingDegrees!.Value) >= 135) >= 0.9 * leaving.Count, "stern first");
        Assert.All(leaving, report => Assert.InRange(report.SpeedOverGroundKnots!.Value, 0.4, 3.0));

        var others = traffic.Labels.Labels.Where(other => other.Kind is null).ToList();
        Assert.Equal(5, others.Count);
        Assert.All(others, other =>
        {
            var lying = traffic.TrackOf(other.Mmsi!.Value);
            Assert.True(lying.Max(report => Earth.Distance(lying[0].Position, report.Position)) < 1300, "within the diameter of her circle");
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void R5_Trawler_CrossesTwelveTimesAtTrawlingSpeed(ulong seed)
    {
        var traffic = TestTraffic.Of("R5A", seed);
        var track = traffic.TrackOf(traffic.Labels.Labels.Single().Mmsi!.Value);
        var fishing = track.Where(report => report.Status == NavigationalStatus.EngagedInFishing).ToList();

        Assert.InRange(TimesOfCrossing(fishing, "tel-north").Count, 12, 13);
        Assert.All(fishing.Skip(100), report => Assert.InRange(report.SpeedOverGroundKnots!.Value, 2.5 - SpeedToleranceKnots, 4.5 + SpeedToleranceKnots));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void R13_TwelveShips_StayInTheirCirclesClearOfAssetsAtThreeMinuteReports(ulong seed)
    {
        var traffic = TestTraffic.Of("R13A", seed);

        Assert.Equal(12, traffic.Labels.Labels.Count);
        Assert.All(traffic.Labels.Labels, label =>
        {
            var track = traffic.TrackOf(label.Mmsi!.Value);
            var (latitude, longitude) = ((track.Min(report => report.Latitude) + track.Max(report => report.Latitude)) / 2, (track.Min(report => report.Longitude) + track.Max(report => report.Longitude)) / 2);

            // 200 m of chain, the bow of a 366 m ship 227 m away, and three sigmas of 15 m.
            Assert.All(track, report => Assert.InRange(Earth.Distance(new GeoPosition(latitude, longitude), report.Position), 0, 475));
            Assert.All(track, report => Assert.InRange(Lines.Clearance(report.Position), 926, double.MaxValue));
            Assert.All(track.Zip(track.Skip(1)), pair => Assert.Equal(0, (pair.Second.Time - pair.First.Time).TotalSeconds % 180, 1.0));
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Labels_CrossingTimes_AreThoseOfTheReportedTrack(ulong seed)
    {
        var traffic = TestTraffic.Of("R1 R2A R4A", seed);
        var labels = traffic.Labels.Labels.Where(label => label is { CrossingTime: not null, AssetId: not null }).ToList();

        Assert.True(labels.Count >= 3, "the base case is not empty");
        Assert.All(labels, label =>
        {
            // Within one report interval: ten seconds under way, three minutes at anchor; dropouts may cost one or two more.
            var track = traffic.TrackOf(label.Mmsi!.Value);
            var allowed = label.Recipe == "R4A" ? 180 : 20;
            Assert.Contains(TimesOfCrossing(track, label.AssetId!), time => Math.Abs((time - label.CrossingTime!.Value).TotalSeconds) <= allowed);
        });
    }

    [Fact]
    public void Labels_WrittenAndRead_AreTheSame()
    {
        var labels = TestTraffic.Of("R1 R2 R4 R11 R13").Labels;

        Assert.Equal(labels.ToJson(), LabelSet.FromJson(labels.ToJson()).ToJson());
        Assert.True(labels.Header.VesselHours > 10);
    }

    private static AssetLines Lines { get; } = new(TestChart.Chart.Assets);

    private static IEnumerable<PositionReport> Between(IEnumerable<PositionReport> track, Instant origin, double fromMinutes, double toMinutes) =>
        track.Where(report => report.Time >= origin + TimeSpan.FromMinutes(fromMinutes) && report.Time <= origin + TimeSpan.FromMinutes(toMinutes));

    private static void AssertSpeed(double knots, IReadOnlyList<PositionReport> track, Instant origin, double fromMinutes, double toMinutes)
    {
        var reports = Between(track, origin, fromMinutes, toMinutes).ToList();
        Assert.NotEmpty(reports);
        Assert.All(reports, report => Assert.InRange(report.SpeedOverGroundKnots!.Value, knots - SpeedToleranceKnots, knots + SpeedToleranceKnots));
        Assert.Equal(knots, reports.Average(report => report.SpeedOverGroundKnots!.Value), 0.3);
    }

    private static List<string> CrossingsOf(IReadOnlyList<PositionReport> track, Instant from, Instant to) =>
        [.. track.Zip(track.Skip(1)).Where(leg => leg.First.Time >= from && leg.Second.Time <= to)
            .SelectMany(leg => Lines.Crossings(leg.First.Position, leg.Second.Position)).Select(crossing => crossing.Asset.Id)];

    private static List<Instant> TimesOfCrossing(IReadOnlyList<PositionReport> track, string assetId) =>
        [.. from leg in track.Zip(track.Skip(1))
            from crossing in Lines.Crossings(leg.First.Position, leg.Second.Position)
            where crossing.Asset.Id == assetId
            select leg.First.Time + ((leg.Second.Time - leg.First.Time) * crossing.Share)];
}
