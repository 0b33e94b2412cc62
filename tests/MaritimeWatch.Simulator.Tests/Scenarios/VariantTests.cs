using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Sea;

namespace MaritimeWatch.Simulator.Tests.Scenarios;

/// <summary>The shapes of the further variants, behaviours and traps, seen in their generated tracks.</summary>
public class VariantTests
{
    private static readonly AssetLines Lines = new(TestChart.Chart.Assets);

    [Fact]
    public void R1C_Crossings_NameTheNextLinesHoursAhead()
    {
        var label = TestTraffic.Of("R1C").Labels.Labels.Single();

        Assert.True((label.CrossingTime!.Value - label.End).TotalMinutes > 90, "an hour's warning of the next asset is possible");
        Assert.Contains(label.Crossings, crossing => crossing.CrossingTime == label.CrossingTime);
        Assert.True(label.Crossings.Count >= 3);
    }

    [Fact]
    public void R2B_Dip_IsThirteenPercentAndRecovers()
    {
        var traffic = TestTraffic.Of("R2B");
        var label = traffic.Labels.Labels.Single(label => label.Kind is not null);
        var track = traffic.TrackOf(label.Mmsi!.Value);

        Assert.Equal(13, Mean(track, label.CrossingTime!.Value, -40, -2), 0.3);
        Assert.Equal(13 * 9.5 / 11, Mean(track, label.CrossingTime.Value, 0, 0.8), 0.4);
        Assert.Equal(13.1, Mean(track, label.CrossingTime.Value, 5, 30), 0.3);
    }

    [Fact]
    public void R2C_ZigZag_TurnsAfterTheLossOfSpeed()
    {
        var traffic = TestTraffic.Of("R2C");
        var label = traffic.Labels.Labels.Single();
        var track = traffic.TrackOf(label.Mmsi!.Value);
        var crossing = label.CrossingTime!.Value;

        Assert.Equal(9.6, Mean(track, crossing, -40, -3), 0.3);
        Assert.Equal(6.4, Mean(track, crossing, 3, 12), 0.3);
        var straight = Between(track, crossing, -12, 11).Select(report => report.CourseOverGroundDegrees!.Value).ToList();
        Assert.All(straight, course => Assert.InRange(Angle.Between(course, straight[0]), 0, 8));
        var courses = Between(track, crossing, 20, 100).Select(report => report.CourseOverGroundDegrees!.Value).ToList();
        Assert.True(courses.Zip(courses.Skip(60)).Count(pair => Angle.Between(pair.First, pair.Second) > 60) > 5, "sheers from side to side");
    }

    [Theory]
    [InlineData("R4A")]
    [InlineData("R4B")]
    public void R4_Deadline_IsAQuarterMileOutsideTheCircleAndBeforeTheCorridor(string recipe)
    {
        var traffic = TestTraffic.Of(recipe);
        var label = traffic.Labels.Labels.First(label => label.Kind is not null);
        var track = traffic.TrackOf(label.Mmsi!.Value);
        var lay = track.Last(report => report.Time <= label.Start).Position;
        var then = track.MinBy(report => Math.Abs((report.Time - label.Deadline!.Value).TotalSeconds))!.Position;

        // In the gale she lies at the lee edge of her circle: a quarter mile outside it she has dragged about as far.
        Assert.Equal(463, Earth.Distance(lay, then), 200.0);
        Assert.InRange((label.Deadline!.Value - label.Start).TotalMinutes, 9, 30);
        Assert.True(label.Deadline < label.CrossingTime);
    }

    [Theory]
    [InlineData("R5B", 12, 12)]
    [InlineData("R5C", 29, 30)]
    public void R5_Trawlers_PassOverOneAssetAtTowingSpeed(string recipe, int least, int most)
    {
        var traffic = TestTraffic.Of(recipe);
        var label = traffic.Labels.Labels.Single();
        var track = traffic.TrackOf(label.Mmsi!.Value);
        var towing = track.Where(report => report.Time >= label.Start + TimeSpan.FromMinutes(40) && report.SpeedOverGroundKnots < 5).ToList();

        Assert.InRange(Crossings(towing).GroupBy(id => id).Max(asset => asset.Count()), least, most);
        Assert.All(towing, report => Assert.InRange(report.SpeedOverGroundKnots!.Value, 2.5, 5));
        Assert.Equal(recipe == "R5B" ? NavigationalStatus.UnderWayUsingEngine : NavigationalStatus.EngagedInFishing, towing[towing.Count / 2].Status);
    }

    [Fact]
    public void R6B_Dredger_StaysBesideTheCableWithoutCrossingIt()
    {
        var traffic = TestTraffic.Of("R6B");
        var track = traffic.TrackOf(traffic.Labels.Labels.Single().Mmsi!.Value);

        Assert.Empty(Crossings(track));
        Assert.All(track, report => Assert.InRange(Lines.Clearance(report.Position), 50, 400));
        Assert.All(track, report => Assert.InRange(report.SpeedOverGroundKnots!.Value, 0, 2.2));
    }

    [Fact]
    public void R12B_FastFerry_CrossesTheSameAssetSixTimesADay()
    {
        var traffic = TestTraffic.Of("R12B");
        var track = traffic.TrackOf(traffic.Labels.Labels.Single().Mmsi!.Value);

        Assert.Equal(6, Crossings(track).GroupBy(id => id).Max(asset => asset.Count()));
        Assert.True(track.Max(report => report.SpeedOverGroundKnots) > 28);
    }

    [Theory]
    [InlineData("R13A", "R13B")]
    public void R13_Neaps_SwingLessThanSpringsByTheStream(string springs, string neaps)
    {
        // The M2 stream itself, at the place of each road: 0.55 of a spring's.
        var stream = new TidalStream(0.2);
        var place = new GeoPosition(52.105, 3.70);
        var (spring, neap) = (stream.At(place, 5000), stream.AtNeaps().At(place, 5000));

        Assert.Equal(0.55, Math.Sqrt(((neap.East * neap.East) + (neap.North * neap.North)) / ((spring.East * spring.East) + (spring.North * spring.North))), 1e-9);
        Assert.All(new[] { springs, neaps }, recipe => Assert.Equal(12, TestTraffic.Of(recipe).Labels.Labels.Count));
    }

    [Theory]
    [InlineData("loitering-yacht", 75, StationClass.ClassB)]
    [InlineData("loitering-research", 160, StationClass.ClassA)]
    public void Loitering_Track_StaysOverTheCableAndNeverQuiteStops(string recipe, double minutes, StationClass stationClass)
    {
        var traffic = TestTraffic.Of(recipe);
        var label = traffic.Labels.Labels.Single();
        var slow = Between(traffic.TrackOf(label.Mmsi!.Value), label.Start, 8, minutes).ToList();

        Assert.Equal(stationClass, slow[0].StationClass);
        Assert.All(slow, report => Assert.InRange(Lines.Clearance(report.Position), 0, 520));
        Assert.InRange(slow.Average(report => report.SpeedOverGroundKnots!.Value), 0.8, 1.6);
        Assert.All(slow, report => Assert.InRange(Earth.Distance(slow[0].Position, report.Position), 0, Nautical.MetresPerMile));
    }

    [Fact]
    public void AnchoredOnCable_Track_LiesOverItForFourHours()
    {
        var traffic = TestTraffic.Of("anchored-on-cable");
        var label = traffic.Labels.Labels.Single();
        var lying = traffic.TrackOf(label.Mmsi!.Value).Where(report => report.Status == NavigationalStatus.AtAnchor).ToList();

        Assert.Equal(4, (lying[^1].Time - lying[0].Time).TotalHours, 0.3);
        Assert.All(lying, report => Assert.InRange(Lines.Clearance(report.Position), 0, 450)); // 140 m of chain, 153 m to the bow, 80 m off
    }

    [Fact]
    public void DriftingTanker_Track_GoesBroadsideOverThePipeline()
    {
        var traffic = TestTraffic.Of("drifting-tanker");
        var label = traffic.Labels.Labels[0];
        var adrift = Between(traffic.TrackOf(label.Mmsi!.Value), label.Start, 20, 90).ToList();

        Assert.All(adrift, report => Assert.InRange(report.SpeedOverGroundKnots!.Value, 0.9, 5));
        Assert.True(adrift.Count(report => Angle.Between(report.CourseOverGroundDegrees!.Value, report.TrueHeadingDegrees!.Value) is > 45 and < 135) > 0.9 * adrift.Count, "broadside");
        Assert.True((label.CrossingTime!.Value - label.Start).TotalMinutes > 35, "time for a warning");
    }

    [Fact]
    public void SkewedClocks_Rows_AreOutOfOrderByTensOfSeconds()
    {
        var traffic = TestTraffic.Of("skewed-clocks");
        var seen = Instant.MinValue;
        double latest = 0;
        var outOfOrder = 0;
        foreach (var report in traffic.Reports)
        {
            latest = Math.Max(latest, seen == Instant.MinValue ? 0 : (seen - report.Time).TotalSeconds);
            outOfOrder += report.Time < seen ? 1 : 0;
            seen = Instant.Max(seen, report.Time);
        }

        Assert.InRange(latest, 50, 60); // 25 fast against 35 slow, within the reorder window of a minute
        Assert.True(outOfOrder > 1000);
    }

    [Fact]
    public void Dropouts_Track_LosesAFifth()
    {
        var traffic = TestTraffic.Of("dropouts");
        var track = traffic.TrackOf(traffic.Labels.Labels[0].Mmsi!.Value).TakeWhile(report => report.SpeedOverGroundKnots < 13.9).Take(2000).ToList();

        Assert.InRange(track.Count * 10 / (track[^1].Time - track[0].Time).TotalSeconds, 0.76, 0.9); // a turn reports more often
    }

    [Fact]
    public void Renamed_Static_ChangesOnceAndInPort()
    {
        var traffic = TestTraffic.Of("renamed");
        var rows = traffic.Reports.Where(report => report.Mmsi.Value == traffic.Labels.Labels.Single().Mmsi && report.Static?.Name is not null).ToList();
        var names = rows.Select(row => row.Static!.Name).ToList();

        Assert.Equal(2, names.Distinct().Count());
        Assert.Equal(1, names.Zip(names.Skip(1)).Count(pair => pair.First != pair.Second));
        Assert.Equal(NavigationalStatus.Moored, rows.First(row => row.Static!.Name != names[0]).Dynamic.Status);
    }

    [Fact]
    public void LeapingShip_Track_LeapsFourMilesAgainAndAgain()
    {
        var traffic = TestTraffic.Of("leaping-ship");
        var label = traffic.Labels.Labels.Single();
        var track = Between(traffic.TrackOf(label.Mmsi!.Value), label.Start, 0, 10).ToList();

        Assert.True(track.Zip(track.Skip(1)).Count(pair => Earth.Distance(pair.First.Position, pair.Second.Position) is > 3.5 * 1852 and < 4.9 * 1852) > 15);
    }

    [Fact]
    public void WrongWay_Track_IsOppositeToTheLaneForMoreThanTenMinutes()
    {
        var traffic = TestTraffic.Of("wrong-way");
        var label = traffic.Labels.Labels.Single();
        var inside = Between(traffic.TrackOf(label.Mmsi!.Value), label.Start, 0, 40).ToList();

        Assert.All(inside, report => Assert.InRange(Angle.Between(report.CourseOverGroundDegrees!.Value, 270), 135, 180));
        Assert.All(inside, report => Assert.True(report.SpeedOverGroundKnots > 4));
    }

    [Fact]
    public void StormConvoy_Ships_SlowDownTogether()
    {
        var traffic = TestTraffic.Of("storm-convoy");
        var from = traffic.Labels.Header.Start + TimeSpan.FromHours(1.9);

        Assert.Equal(6, traffic.Labels.Labels.Count);
        Assert.All(traffic.Labels.Labels, label =>
        {
            var track = traffic.TrackOf(label.Mmsi!.Value);
            Assert.InRange(Mean(track, from, 25, 60) / Mean(track, from, -40, -5), 0.74, 0.81);
        });
    }

    private static IEnumerable<PositionReport> Between(IEnumerable<PositionReport> track, Instant origin, double fromMinutes, double toMinutes) =>
        track.Where(report => report.Time >= origin + TimeSpan.FromMinutes(fromMinutes) && report.Time <= origin + TimeSpan.FromMinutes(toMinutes));

    private static double Mean(IEnumerable<PositionReport> track, Instant origin, double fromMinutes, double toMinutes) =>
        Between(track, origin, fromMinutes, toMinutes).Average(report => report.SpeedOverGroundKnots!.Value);

    private static List<string> Crossings(IReadOnlyList<PositionReport> track) =>
        [.. track.Zip(track.Skip(1)).SelectMany(leg => Lines.Crossings(leg.First.Position, leg.Second.Position)).Select(crossing => crossing.Asset.Id)];
}
