using System.Globalization;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>L2, limits from detectors.md C.2: 3 crossings in 6 hours with course changes above 90°, 30 crossings in 30 days.</summary>
public sealed class RepeatedCrossingTests
{
    /// <summary>Sails east and west over the cable, half an hour each way at 6 kn (5.6 km): a crossing in the middle of each leg, every 30 minutes from 00:15.</summary>
    private static Voyage Surveys(int legs, int? shipType = 90, int? length = 80, double knots = 6, double turn = 180, NavigationalStatus status = NavigationalStatus.UnderWayUsingEngine)
    {
        var ship = Voyage.Of(shipType: shipType, length: length).Status(status).Starts("00:00", metresOff: -knots * 1852 / 4, knots: knots, course: 90);
        for (var leg = 1; leg <= legs; leg++)
        {
            ship.Sails(TimeSpan.FromMinutes(30 * leg).ToString(null, CultureInfo.InvariantCulture), knots, leg % 2 == 1 ? 90 : 90 + turn);
        }

        return ship;
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void RepeatedCrossing_SurveyPattern_IsAWarningAtTheThirdCrossing(int legs, bool raised)
    {
        var log = Waters.WithOneCable().Watch(Surveys(legs));
        Assert.Equal(raised ? Severity.Warning : Severity.Unspecified, log.Worst(AlertKind.RepeatedCrossing));
        // On the line at 01:15: the leg that begins there counts it.
        Assert.Equal(raised ? "01:16" : null, log.When(AlertKind.RepeatedCrossing, Severity.Warning));
    }

    [Fact]
    public void RepeatedCrossing_Raised_TellsEveryCrossingAndReversal()
    {
        var alert = Waters.WithOneCable().Watch(Surveys(3)).Of(AlertKind.RepeatedCrossing)[0];
        Assert.Equal("repeated-crossing-219000606-north-cable-20260314T001500Z", alert.AlertId);
        Assert.Equal(["00:15", "00:45", "01:15"], alert.Evidence.Fixes.Select(fix => fix.Time.ToDateTime().ToString("HH:mm", CultureInfo.InvariantCulture)));
        Assert.Equal([90.0, 270.0, 90.0], alert.Evidence.Fixes.Select(fix => fix.CourseOverGroundDegrees!.Value));
        Assert.Equal([180.0, 180.0], alert.Evidence.Measurements.Where(number => number.Name.StartsWith("course change", StringComparison.Ordinal)).Select(number => number.Value));
        Assert.All(alert.Evidence.Fixes, fix => Assert.Equal(6, fix.SpeedOverGroundKnots));
    }

    // Two loops of half a mile radius over the line: Yi Peng 3 circled for about an hour on 18 November 2024 (detectors.md G.1).
    [Fact]
    public void RepeatedCrossing_CirclesOverTheLine_IsAWarning()
    {
        var ship = Voyage.Of(shipType: 70, length: 225).Starts("00:00", metresOff: -3_000, knots: 7, course: 90);
        for (var minute = 1; minute <= 120; minute++)
        {
            ship.Sails(TimeSpan.FromMinutes(minute).ToString(null, CultureInfo.InvariantCulture), 7, minute < 14 ? 90 : 90 + ((minute - 14) * 12 % 360));
        }

        var log = Waters.WithOneCable().Watch(ship);
        Assert.Equal(Severity.Warning, log.Worst(AlertKind.RepeatedCrossing));
        Logbook.AssertBetween("00:40", "01:20", log.Of(AlertKind.RepeatedCrossing)[0].EventTime);
    }

    // Courses 90° and 180° apart by less or more than a right angle: 45° and 135° cross the line, 91° and more apart they count.
    [Theory]
    [InlineData(90, false)]
    [InlineData(92, true)]
    public void RepeatedCrossing_ByCourseChange_CountsAboveNinetyDegrees(double change, bool raised)
    {
        // Eastward on 90° less half the change north of it is not a return: she goes round by the end of the leg, unheard of by the line.
        var ship = Voyage.Of(shipType: 90).Starts("00:00", metresOff: -2_000, knots: 8, course: 90);
        var course = 0 - (change / 2);
        for (var pass = 0; pass < 4; pass++)
        {
            ship.At(At(30 * pass + 5), 8, pass % 2 == 0 ? -400 : 400, pass * 1_000, course: pass % 2 == 0 ? change / 2 : 360 + course)
                .At(At(30 * pass + 9), 8, pass % 2 == 0 ? 400 : -400, (pass * 1_000) + 300, course: pass % 2 == 0 ? change / 2 : 360 + course);
            for (var minute = 12; minute <= 33; minute += 3)
            {
                ship.At(At(30 * pass + minute), 8, pass % 2 == 0 ? 400 + (minute * 20) : -400 - (minute * 20), pass * 1_000, course: 0);
            }
        }

        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.RepeatedCrossing).Count > 0);
        static string At(int minutes) => TimeSpan.FromMinutes(minutes).ToString(null, CultureInfo.InvariantCulture);
    }

    // Any hull can be the culprit.
    [Theory]
    [InlineData(37, 30)]
    [InlineData(70, 170)]
    [InlineData(79, 300)]
    [InlineData(90, 25)]
    [InlineData(99, 100)]
    [InlineData(null, null)]
    [InlineData(31, 30)]
    public void RepeatedCrossing_AnyHull_CountsAlike(int? shipType, int? length) =>
        Assert.Equal(Severity.Warning, Waters.WithOneCable().Watch(Surveys(3, shipType, length)).Worst(AlertKind.RepeatedCrossing));

    [Theory]
    [InlineData(36, 12, NavigationalStatus.UnderWayUsingEngine)]
    [InlineData(37, 24, NavigationalStatus.UnderWayUsingEngine)]
    [InlineData(null, 10, NavigationalStatus.UnderWaySailing)]
    public void RepeatedCrossing_YachtsTacksAndLaps_AreOneStepLower(int? shipType, int length, NavigationalStatus status)
    {
        var log = Waters.WithOneCable().Watch(Surveys(3, shipType, length, status: status));
        Assert.Equal(Severity.Notice, log.Worst(AlertKind.RepeatedCrossing));
        Assert.Equal(["yacht: tacks and laps"], log.Of(AlertKind.RepeatedCrossing)[0].SuppressedBy.ToArray());
    }

    [Theory]
    [InlineData(30, "fishing")]
    [InlineData(33, "ship type 33")]
    [InlineData(51, "ship type 51")]
    [InlineData(6, "ship type 6")]
    public void RepeatedCrossing_ByTrade_IsHeldBack(int shipType, string reason) => AssertHeldBack(Waters.WithOneCable().Watch(Surveys(3, shipType)), reason);

    [Fact]
    public void RepeatedCrossing_SurveyShipWithAPermit_IsHeldBack()
    {
        var listed = DetectionSettings.Default with { ServiceVessels = [219_000_606] };
        AssertHeldBack(Waters.WithOneCable().Watch(listed, Surveys(4, status: NavigationalStatus.RestrictedManoeuvrability)), "listed as a service vessel");
    }

    [Fact]
    public void RepeatedCrossing_SaysRestrictedButIsOnNoList_IsRaisedAndSaysSo()
    {
        var alert = Waters.WithOneCable().Watch(Surveys(3, status: NavigationalStatus.RestrictedManoeuvrability)).Of(AlertKind.RepeatedCrossing)[0];
        Assert.Equal(Severity.Warning, alert.Severity);
        Assert.Contains(alert.Evidence.Explanations, tried => tried.Detail.Contains("restricted in her ability to manoeuvre, but is on no list", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ContextCategory.Port)]
    [InlineData(ContextCategory.Anchorage)]
    [InlineData(ContextCategory.PilotBoarding)]
    public void RepeatedCrossing_WhereShipsGoToAndFro_IsHeldBack(ContextCategory category) =>
        AssertHeldBack(Waters.WithOneCable().Area(category, "the-roads", -4_000, 4_000).Watch(Surveys(3)), "inside the-roads");

    // Between the turbines crew boats cross the export cable all day.
    [Theory]
    [InlineData(40, 24, true)]
    [InlineData(40, 41, false)]
    [InlineData(37, 24, false)]
    [InlineData(null, 24, false)]
    public void RepeatedCrossing_AtAWindFarm_IsHeldBackForWorkboats(int? shipType, int length, bool heldBack)
    {
        var log = Waters.WithOneCable().Area(ContextCategory.WindFarm, "the-farm", -4_000, 4_000).Watch(Surveys(3, shipType, length));
        Assert.Equal(heldBack, log.Of(AlertKind.RepeatedCrossing).Count == 0);
        Assert.Equal(heldBack, log.HeldBack.Any(held => held.Kind == AlertKind.RepeatedCrossing && held.Reason == "workboat of 24 m at the-farm"));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(49)]
    public void RepeatedCrossing_FerryCallsBetween_IsHeldBackAsAService(int shipType) =>
        AssertHeldBack(Waters.WithOneCable().Watch(Shuttles(trips: 6, berthMinutes: 6, shipType)), "regular service");

    [Fact]
    public void RepeatedCrossing_PassengerShipTurnsAtSea_IsRaised() =>
        Assert.Equal(Severity.Warning, Waters.WithOneCable().Watch(Surveys(3, shipType: 60, length: 120)).Worst(AlertKind.RepeatedCrossing));

    // A cargo ship that stops for 15 minutes lay somewhere; one that stops for 10 turned round at sea.
    [Theory]
    [InlineData(17, false)]
    [InlineData(10, true)]
    public void RepeatedCrossing_OthersStopBetween_CountsAsACallOnceTheStopHasFormed(int minutes, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(Shuttles(trips: 4, minutes, shipType: 70)).Of(AlertKind.RepeatedCrossing).Count > 0);

    // A ship swinging at anchor over a line lies on it (A1): she does not cross it.
    [Fact]
    public void RepeatedCrossing_SwingsAtAnchor_IsLeftToAnchoring()
    {
        var ship = Voyage.Of().Reporting(180).Status(NavigationalStatus.AtAnchor).Starts("00:00", metresOff: 150, heading: 270);
        for (var hour = 0; hour < 5; hour++)
        {
            ship.Swings($"0{hour + 1}:00", anchorOff: 0, anchorAlong: 0, radius: 150, fromBearing: hour % 2 == 0 ? 90 : 270, toBearing: hour % 2 == 0 ? 270 : 90);
        }

        var log = Waters.WithOneCable().Watch(ship);
        Assert.Equal(Severity.Alarm, log.Worst(AlertKind.AnchoredOnAsset));
        AssertHeldBack(log, "judged as anchored on asset");
    }

    [Fact]
    public void RepeatedCrossing_SetToAndFroByTheStream_IsLeftToDrifting()
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: -1_000, knots: 2, course: 90, heading: 0);
        for (var leg = 1; leg <= 5; leg++)
        {
            ship.Sails(TimeSpan.FromMinutes(35 * leg).ToString(null, CultureInfo.InvariantCulture), 2, leg % 2 == 1 ? 90 : 270, heading: 0);
        }

        AssertHeldBack(Waters.WithOneCable().Watch(ship), "judged as drifting");
    }

    // Circling at 1.6 kn in a stream of as much: her course is far off her heading, but her heading goes round.
    [Fact]
    public void RepeatedCrossing_SetByTheStreamButTurnsHerBow_IsRaised()
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: -800, knots: 1.6, course: 90, heading: 30);
        for (var leg = 1; leg <= 4; leg++)
        {
            ship.Sails(TimeSpan.FromMinutes(32 * leg).ToString(null, CultureInfo.InvariantCulture), 1.6, leg % 2 == 1 ? 90 : 270, heading: leg % 2 == 1 ? 30 : 210);
        }

        Assert.Equal(Severity.Warning, Waters.WithOneCable().Watch(ship).Worst(AlertKind.RepeatedCrossing));
    }

    [Theory]
    [InlineData(0.9, false)]
    [InlineData(1.1, true)]
    public void RepeatedCrossing_VerySlowly_CountsFromOneKnot(double knots, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(Surveys(3, knots: knots)).Of(AlertKind.RepeatedCrossing).Count > 0);

    [Fact]
    public void RepeatedCrossing_SixHoursWithoutOne_Closes()
    {
        // The last crossing is at 01:15.
        var log = Waters.WithOneCable().Watch(Surveys(3).Sails("07:14", 6, 90).Sails("07:16", 6, 90));
        Assert.Equal(AlertState.Closed, log.Of(AlertKind.RepeatedCrossing)[^1].State);
        Assert.Equal(Voyage.Moment("07:15"), log.Of(AlertKind.RepeatedCrossing)[^1].EventTime);
    }

    // What else she crosses keeps no pattern alive: nor another cable, nor the same one while she swings over it at anchor.
    [Fact]
    public void RepeatedCrossing_CrossesAnotherCableSince_ClosesSixHoursAfterTheLastOfHerPattern()
    {
        var log = Waters.WithOneCable().Cable("second-cable", 10_000).Watch(Surveys(3).Sails("03:00", 6, 90).Sails("04:00", 6, 270).Sails("07:16", 1, 90));
        Assert.Equal(AlertState.Closed, log.Of(AlertKind.RepeatedCrossing)[^1].State);
        Assert.Equal(Voyage.Moment("07:15"), log.Of(AlertKind.RepeatedCrossing)[^1].EventTime);
    }

    [Fact]
    public void RepeatedCrossing_SwingsOverTheCableSince_ClosesSixHoursAfterTheLastOfHerPattern()
    {
        var ship = Surveys(3).Sails("01:42", 3.5, 270).Status(NavigationalStatus.AtAnchor).LiesStill("02:00");
        for (var hour = 2; hour < 8; hour++)
        {
            ship.Swings($"0{hour + 1}:00", anchorOff: 0, anchorAlong: 0, radius: 150, fromBearing: hour % 2 == 0 ? 90 : 270, toBearing: hour % 2 == 0 ? 270 : 90);
        }

        var log = Waters.WithOneCable().Watch(ship);
        Assert.Equal(AlertState.Closed, log.Of(AlertKind.RepeatedCrossing)[^1].State);
        Assert.Equal(Voyage.Moment("07:15"), log.Of(AlertKind.RepeatedCrossing)[^1].EventTime);
    }

    [Fact]
    public void RepeatedCrossing_ParallelCables_IsOneAlert()
    {
        var log = Waters.WithOneCable().Cable("second-cable", 200).Cable("third-cable", 400).Watch(Surveys(5));
        Assert.Single(log.Of(AlertKind.RepeatedCrossing).Select(alert => alert.AlertId).Distinct());
        Assert.Contains("second-cable", log.Of(AlertKind.RepeatedCrossing)[0].Evidence.OtherAssetIds);
    }

    // Silence between: she may have turned round anywhere, and nothing is raised across it (detectors.md C.0).
    [Fact]
    public void RepeatedCrossing_AcrossASilence_IsHeldBack()
    {
        var ship = Surveys(2).IsSilent("01:20", 6, 270).Sails("02:00", 6, 90).Sails("02:45", 6, 90);
        AssertHeldBack(Waters.WithOneCable().Watch(ship), "silent");
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void RepeatedCrossing_ThirtyInAMonth_IsANotice(int crossings, bool raised)
    {
        var log = Waters.WithOneCable().Watch(Habit(crossings, everyHours: 14));
        Assert.Equal(raised ? Severity.Notice : Severity.Unspecified, log.Worst(AlertKind.RepeatedCrossing));
    }

    // A day longer than the month: the first have gone by the time of the thirtieth.
    [Theory]
    [InlineData(24, true)]
    [InlineData(25, false)]
    public void RepeatedCrossing_ThirtyInMoreThanAMonth_IsSilent(double everyHours, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(Habit(40, everyHours)).Of(AlertKind.RepeatedCrossing).Count > 0);

    [Fact]
    public void RepeatedCrossing_AnotherThirty_IsAnotherNotice()
    {
        var log = Waters.WithOneCable().Watch(Habit(61, everyHours: 14));
        Assert.Equal(2, log.Of(AlertKind.RepeatedCrossing).Count(alert => alert.State == AlertState.Raised));
        Assert.Equal(2, log.Of(AlertKind.RepeatedCrossing).Select(alert => alert.AlertId).Distinct().Count());
    }

    // The schedule is learned: a ro-ro ship of no passenger type, there and back at one place with a night in port between.
    [Theory]
    [InlineData(0, false)]
    [InlineData(8_000, true)]
    public void RepeatedCrossing_RegularServiceForAMonth_IsLearned(double scatterAlong, bool raised)
    {
        var log = Waters.WithOneCable().Watch(Habit(40, everyHours: 14, scatterAlong));
        Assert.Equal(raised, log.Of(AlertKind.RepeatedCrossing).Count > 0);
        Assert.Equal(!raised, log.HeldBack.Any(held => held.Kind == AlertKind.RepeatedCrossing && held.Reason.Contains("30 crossings in 30 days: regular service", StringComparison.Ordinal)));
    }

    /// <summary>Crosses every so many hours, silent between: longer than a track is kept. Scattered along the cable, unless she has one place.</summary>
    private static Voyage Habit(int crossings, double everyHours, double scatterAlong = 8_000)
    {
        var ship = Voyage.Of(shipType: 70);
        for (var i = 0; i < crossings; i++)
        {
            var side = i % 2 == 0 ? -1 : 1;
            var start = TimeSpan.FromHours(i * everyHours);
            var along = scatterAlong * (i * 7 % 5) / 4;
            for (var minute = 0; minute <= 4; minute++)
            {
                ship.At((start + TimeSpan.FromMinutes(minute)).ToString(null, CultureInfo.InvariantCulture), 10, side * (700 - (minute * 308)), along, course: side < 0 ? 90 : 270);
            }
        }

        return ship;
    }

    /// <summary>To and fro over the cable, twenty minutes each way at 10 kn, with a stop at either end.</summary>
    private static Voyage Shuttles(int trips, int berthMinutes, int shipType)
    {
        var ship = Voyage.Of(shipType: shipType).Reporting(30).Starts("00:00", metresOff: -3_087, knots: 10, course: 90);
        var at = TimeSpan.Zero;
        for (var trip = 0; trip < trips; trip++)
        {
            ship.Sails((at += TimeSpan.FromMinutes(20)).ToString(null, CultureInfo.InvariantCulture), 10, trip % 2 == 0 ? 90 : 270)
                .LiesStill((at += TimeSpan.FromMinutes(berthMinutes)).ToString(null, CultureInfo.InvariantCulture), knots: 0);
        }

        return ship;
    }

    private static void AssertHeldBack(Logbook log, string reason)
    {
        Assert.Empty(log.Of(AlertKind.RepeatedCrossing));
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.RepeatedCrossing && held.Reason.Contains(reason, StringComparison.Ordinal));
    }
}
