using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Detection.Tests.Normality;

public sealed class NormalityTrainerTests
{
    private static Lessons FirstDay => new Lessons()
        .Lane(30, type: 80, fromEast: -40_000, fromNorth: 0, course: 90, knots: 12)
        .Anchorage(12, type: 80, east: -10_000, north: -15_000);

    private static Lessons SecondDay => new Lessons(firstMmsi: 231_000_000)
        .Lane(40, type: 70, fromEast: 20_000, fromNorth: -40_000, course: 0, knots: 17, seed: 9)
        .Lane(20, type: 80, fromEast: -40_000, fromNorth: 0, course: 270, knots: 11, seed: 10);

    [Fact]
    public void Learn_SameTraffic_IsTheSameBytes() => Assert.Equal(FirstDay.Learn().ToBytes(), FirstDay.Learn().ToBytes());

    // Reports within the allowed lateness in any order: the same model.
    [Fact]
    public void Learn_ReportsOfAMinuteShuffled_IsTheSameBytes()
    {
        var noise = new Random(3);
        var shuffled = FirstDay.Reports.OrderBy(report => report.Time.UnixSeconds + (noise.NextDouble() * 50)).ToList();
        Assert.NotEqual(FirstDay.Reports, shuffled);
        Assert.Equal(FirstDay.Learn().ToBytes(), Lessons.Learn(shuffled).ToBytes());
    }

    [Fact]
    public void Learn_WhoSheIsComesAfterHerFirstHalfHour_StillCountsForHerClassFromThenOn()
    {
        var late = FirstDay.Reports.Select(report => report with { Static = null })
            .Concat(FirstDay.Reports.Where(report => report.Static is not null).Select(report => new AisReport(PositionReport.Create(report.Time + TimeSpan.FromMinutes(5), report.Mmsi, null), report.Static)))
            .OrderBy(report => report.Time);

        var model = Lessons.Learn(late);

        Assert.InRange(model.VesselsOf(VesselClass.Tanker), 40, 44);
        Assert.Equal(0, model.VesselsOf(VesselClass.Other));
    }

    [Fact]
    public void Learn_OnABase_CountsWhatBothLearned()
    {
        var (first, second) = (FirstDay.Learn(), SecondDay.Learn());
        var both = SecondDay.Learn(first);

        Assert.Equal(first.WindowsSeen + second.WindowsSeen, both.WindowsSeen);
        Assert.Equal(both.WindowsSeen, both.WindowsKept);
        foreach (var (key, counts) in both.Table.Entries)
        {
            var (cell, vesselClass) = (CellTable.CellOf(key), CellTable.ClassOf(key));
            for (var i = 0; i < CellCounts.Counters; i++)
            {
                var (before, added) = (first.Table.Find(cell, vesselClass)?[i] ?? 0, second.Table.Find(cell, vesselClass)?[i] ?? 0);
                Assert.True(before + added == counts[i], $"{vesselClass} in {cell}, counter {i}: {before} and {added} are not {counts[i]}");
            }
        }
    }

    // Ships of both days have different names, so the counts of one run over all and of two runs must agree.
    [Fact]
    public void Learn_InTwoRunsOrOne_CountsTheSame()
    {
        var half = FirstDay.Reports.Where(report => report.Mmsi.Value % 2 == 0).ToList();
        var other = FirstDay.Reports.Where(report => report.Mmsi.Value % 2 == 1).ToList();
        var (once, twice) = (FirstDay.Learn(), Lessons.Learn(other, Lessons.Learn(half)));

        Assert.Equal(once.Table.Entries.Keys.Order(), twice.Table.Entries.Keys.Order());
        Assert.All(once.Table.Entries, entry => Assert.Equal(entry.Value.Samples, twice.Table.Entries[entry.Key].Samples));
        Assert.All(once.Table.Entries, entry => Assert.Equal(entry.Value.Vessels, twice.Table.Entries[entry.Key].Vessels));
        Assert.Equal(once.Windows.Keys.ToArray(), twice.Windows.Keys.ToArray());
    }

    [Fact]
    public void Learn_TwoBasesInEitherOrderWithoutTraffic_IsTheSameModel()
    {
        var (first, second) = (FirstDay.Learn(), SecondDay.Learn());
        var joined = Lessons.Learn([], first, second).ToBytes();
        Assert.Equal(joined, Lessons.Learn([], second, first).ToBytes());
        Assert.True(NormalityModel.TryRead(joined, out var model, out var problem), problem);
        Assert.True(model.HasScores);
    }

    [Fact]
    public void Learn_TheSameTrafficTwice_KeepsEachWindowOnce() =>
        Assert.Equal(FirstDay.Learn().WindowsKept, FirstDay.Learn(FirstDay.Learn()).WindowsKept);

    [Fact]
    public void Learn_FewerThanTwoHundredWindows_TellsLanesAlone()
    {
        var model = new Lessons().Lane(10, type: 80, fromEast: -40_000, fromNorth: 0, course: 90, knots: 12).Learn();
        Assert.InRange(model.WindowsSeen, 20, 199);
        Assert.False(model.HasScores);
        Assert.Equal(0, model.Ordinary.CellsOffLane(TrafficGrid.CellOf(Waters.Place(0, 0)), VesselClass.Tanker, WindowSample.SectorOf(90), 3));
    }

    [Fact]
    public void Learn_AircraftAndStationsAshore_AreNotLearnedFrom()
    {
        var strangers = FirstDay.Reports.Select(report => report with { Dynamic = report.Dynamic with { StationClass = StationClass.SarAircraft } })
            .Concat(FirstDay.Reports.Select(report => new AisReport(report.Dynamic with { Mmsi = new Mmsi(2_190_001) }, null)));
        Assert.Equal(0, Lessons.Learn(strangers).Cells);
    }

    [Fact]
    public void Score_OnTheLaneAndOffIt_RisesWithWhatIsUnusual()
    {
        var model = SecondDay.Learn(FirstDay.Learn());
        var ordinary = ScoreOf(model, Track(fromEast: -20_000, fromNorth: 0, course: 90, knots: 12));
        var slow = ScoreOf(model, Track(fromEast: -20_000, fromNorth: 0, course: 90, knots: 3));
        var wrongWayOffLane = ScoreOf(model, Track(fromEast: -20_000, fromNorth: 25_000, course: 180, knots: 5));

        Assert.True(ordinary.Quantile < 0.9, $"{ordinary}");
        Assert.True(slow.Score > ordinary.Score, $"{slow}");
        Assert.True(wrongWayOffLane.Score > slow.Score, $"{wrongWayOffLane}");
        Assert.True(wrongWayOffLane.Quantile > 0.99, $"{wrongWayOffLane}");
    }

    // A window needs 25 minutes; samples come every minute from minute 0.
    [Theory]
    [InlineData(24, false)]
    [InlineData(25, true)]
    public void TryScore_TrackOfSoManyMinutes_IsJudgedFromTwentyFiveOn(int minutes, bool expected)
    {
        var track = Track(fromEast: -20_000, fromNorth: 0, course: 90, knots: 12, minutes);
        Assert.Equal(expected, SecondDay.Learn(FirstDay.Learn()).TryScore(track.Samples, track.Scale, VesselClass.Tanker, out _));
    }

    [Fact]
    public void TryScore_AWholeWindow_AllocatesNothing()
    {
        var model = SecondDay.Learn(FirstDay.Learn());
        var track = Track(fromEast: -20_000, fromNorth: 25_000, course: 180, knots: 5);
        Assert.Equal(0, Allocations.LeastOf(() => model.TryScore(track.Samples, track.Scale, VesselClass.Tanker, out _)));
    }

    private static NormalityScore ScoreOf(NormalityModel model, VesselTrack track)
    {
        Assert.True(model.TryScore(track.Samples, track.Scale, VesselClass.Tanker, out var score));
        return score;
    }

    private static VesselTrack Track(double fromEast, double fromNorth, double course, double knots, int minutes = 40)
    {
        var track = new VesselTrack(new Mmsi(244_000_001));
        var (sin, cos) = Math.SinCos(course * Math.PI / 180);
        var noise = new Random(8);
        for (var minute = 0; minute <= minutes; minute++)
        {
            var along = knots * Nautical.MetresPerSecondPerKnot * 60 * minute;
            var place = Waters.Place(fromEast + (along * sin), fromNorth + (along * cos));
            track.Take(PositionReport.Create(Waters.Midnight + TimeSpan.FromMinutes(minute), track.Mmsi, place, knots + ((noise.NextDouble() - 0.5) * 0.4), Angle.Normalise(course + ((noise.NextDouble() - 0.5) * 4)), course), DetectionSettings.Default, isBreak: false);
        }

        return track;
    }
}
