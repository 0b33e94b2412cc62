using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>D2, limits and the record from detectors.md C.5 and G.1; the ship sails east and crosses the cable at 01:10.</summary>
public sealed class PoweredDragTests
{
    /// <summary>A ship that has sailed at one speed until 01:10, when she is on the line.</summary>
    private static Voyage Crossing(double knots, int shipType = 70, string until = "01:10", int everySeconds = 10) => Voyage.Of(shipType: shipType)
        .Reporting(everySeconds)
        .Starts("00:00", metresOff: -knots * Nautical.MetresPerMile * 70 / 60, knots: knots, course: 90)
        .Sails(until, knots, 90);

    [Fact]
    public void PoweredDrag_EagleS_IsANoticeAtTheCrossing()
    {
        // Estlink 2, 25 December 2024: 9.3 to 8.8 kn, a loss of 5.4 %.
        var log = Waters.WithOneCable().Watch(Crossing(9.3).Sails("01:30", 8.8, 90));
        Assert.Equal(Severity.Notice, log.Worst(AlertKind.PoweredDrag));
        Assert.StartsWith("powered-drag-219000606-north-cable-20260314T011", log.Events[0].AlertId, StringComparison.Ordinal);
        Logbook.AssertBetween("01:11", "01:14", log.Events[0].EventTime);
    }

    [Fact]
    public void PoweredDrag_NewnewPolarBear_DipAndRecoveryIsAWarning()
    {
        // Balticconnector, 8 October 2023: 11 to 9.5 and above 11 kn again within five minutes.
        var log = Waters.WithOneCable().Watch(Crossing(11).Sails("01:12", 9.5, 90).Sails("01:30", 11, 90));
        Assert.Equal(Severity.Warning, log.Worst(AlertKind.PoweredDrag));
        Assert.Contains("lost 1.5 kn of 11.0 kn", log.Of(AlertKind.PoweredDrag)[^1].Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void PoweredDrag_Neighbour_CrossesAtConstantSpeedInSilence() =>
        Assert.Empty(Waters.WithOneCable().Watch(Crossing(11).Sails("02:00", 11, 90)).Events);

    [Fact]
    public void PoweredDrag_YiPeng_LosesNoSpeedAndIsMissed() =>
        Assert.Empty(Waters.WithOneCable().Watch(Crossing(7, everySeconds: 60).Sails("03:00", 7, 90)).Of(AlertKind.PoweredDrag));

    // max(0.4 kn, 5 %): at 8 kn the two meet; above it 5 % decides, below it 0.4 kn.
    [Theory]
    [InlineData(8.0, 7.6, true)]
    [InlineData(8.0, 7.7, false)]
    [InlineData(6.0, 5.6, true)]
    [InlineData(6.0, 5.7, false)]
    [InlineData(12.0, 11.4, true)]
    [InlineData(12.0, 11.5, false)]
    public void PoweredDrag_TierA_BeginsAtTheLimit(double before, double after, bool raised)
    {
        var log = Waters.WithOneCable().Watch(Crossing(before).Sails("01:40", after, 90));
        Assert.Equal(raised ? Severity.Notice : Severity.Unspecified, log.Worst(AlertKind.PoweredDrag));
    }

    // 0.465 kn are 5 % of 9.3 kn: losses of 0.5, 0.4, 0.5 average it, 0.5, 0.3, 0.5 do not.
    [Theory]
    [InlineData(8.9, true)]
    [InlineData(9.0, false)]
    public void PoweredDrag_TierA_ThreeMinutesMayAverageIt(double second, bool raised)
    {
        var ship = Crossing(9.3).Sails("01:11", 8.8, 90).Sails("01:12", second, 90).Sails("01:13", 8.8, 90).Sails("01:40", 9.3, 90);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.PoweredDrag).Count > 0);
    }

    // max(1 kn, 10 %) sustained for ten minutes.
    [Theory]
    [InlineData(8.0, 7.0, Severity.Warning)]
    [InlineData(8.0, 7.1, Severity.Notice)]
    [InlineData(15.0, 13.5, Severity.Warning)]
    [InlineData(15.0, 13.6, Severity.Notice)]
    public void PoweredDrag_TierB_BeginsAtTheLimit(double before, double after, Severity expected) =>
        Assert.Equal(expected, Waters.WithOneCable().Watch(Crossing(before).Sails("01:40", after, 90)).Worst(AlertKind.PoweredDrag));

    [Fact]
    public void PoweredDrag_TierB_NeedsTenMinutes()
    {
        // The first whole slow minute ends at 01:11.
        var log = Waters.WithOneCable().Watch(Crossing(10).Sails("01:40", 8.5, 90));
        Assert.Equal("01:21", log.When(AlertKind.PoweredDrag, Severity.Warning));
    }

    // Within five minutes of the crossing it is the cable's; later it is something else.
    [Theory]
    [InlineData("01:13", true)]
    [InlineData("01:18", false)]
    public void PoweredDrag_LosesSpeedAfterTheCrossing_CountsWithinFiveMinutes(string onset, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(Crossing(10, until: onset).Sails("02:00", 8.5, 90)).Events.Count > 0);

    [Fact]
    public void PoweredDrag_SteadyStream_IsSilent()
    {
        // A foul stream takes 1.2 kn an hour, before the crossing and after it (detectors.md D).
        var ship = Voyage.Of().Reporting(10).Starts("00:00", metresOff: -22_000, knots: 11, course: 90).Sails("02:00", 11, 90, thenKnots: 8.6);
        var log = Waters.WithOneCable().Watch(ship);
        Assert.Empty(log.Events);
        Assert.Empty(log.HeldBack);
    }

    // One knot and more of 12 goes about the crossing either way: an anchor takes it in minutes, another stream in three quarters of an hour.
    [Theory]
    [InlineData("01:06", "01:11", true)]
    [InlineData("00:50", "01:35", false)]
    public void PoweredDrag_LosesAKnot_InMinutesIsADragSlowlyAStream(string from, string to, bool raised)
    {
        var ship = Crossing(12, until: from).Sails(to, 12, 90, thenKnots: 10.6).Sails("02:20", 10.6, 90);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.PoweredDrag).Count > 0);
    }

    // With position and speed noise a crossing at constant speed stays silent.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PoweredDrag_NoisyButSteady_IsSilent(int seed) => Assert.Empty(Waters.WithOneCable().Watch(
        Voyage.Of().Reporting(10).Noisy(seed).Starts("00:00", metresOff: -24_000, knots: 11, course: 90).Sails("02:00", 11, 90)).Events);

    [Theory]
    [InlineData(18, true)]
    [InlineData(30, false)]
    public void PoweredDrag_AltersCourse_IsExplainedAboveTwentyDegrees(double turn, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(Crossing(10).Sails("01:40", 8.5, 90 + turn)).Of(AlertKind.PoweredDrag).Any(alert => alert.State != AlertState.Closed));

    [Fact]
    public void PoweredDrag_SlowsAndThenTurns_ClosesTheAlertWithTheExplanation()
    {
        var log = Waters.WithOneCable().Watch(Crossing(10).Sails("01:16", 9, 90).Sails("01:40", 9, 130));
        Assert.Equal([AlertState.Raised, AlertState.Closed], log.Events.Select(alert => alert.State));
        Assert.Contains("course change", log.Events[1].Headline, StringComparison.Ordinal);
    }

    // 5 nm are 9,260 m: the area's western edge lies that far ahead of where she is judged, some 700 m past the line.
    [Theory]
    [InlineData(ContextCategory.Port, 8_000, true)]
    [InlineData(ContextCategory.PilotBoarding, 8_000, true)]
    [InlineData(ContextCategory.Port, 20_000, false)]
    [InlineData(ContextCategory.Restricted, 8_000, false)]
    public void PoweredDrag_OnApproach_IsHeldBackWithinFiveMiles(ContextCategory category, double areaWest, bool heldBack)
    {
        var log = Waters.WithOneCable().Area(category, "the-approach", areaWest, areaWest + 5_000).Watch(Crossing(10).Sails("01:20", 9, 90));
        Assert.Equal(heldBack, log.Events.Count == 0);
        Assert.Equal(heldBack, log.HeldBack.Any(held => held.Kind == AlertKind.PoweredDrag && held.Reason.Contains("approach", StringComparison.Ordinal)));
    }

    [Fact]
    public void PoweredDrag_TrafficSchemeBoundary_IsHeldBack()
    {
        var log = Waters.WithOneCable().Area(ContextCategory.TrafficSeparation, "the-lane", -30_000, 200).Watch(Crossing(10).Sails("01:20", 9, 90));
        Assert.Empty(log.Events);
        Assert.Contains(log.HeldBack, held => held.Reason.Contains("left the-lane", StringComparison.Ordinal));
    }

    [Fact]
    public void PoweredDrag_Trawler_IsHeldBackAsFishing()
    {
        var log = Waters.WithOneCable().Watch(Crossing(8, shipType: 30).Sails("01:30", 7, 90));
        Assert.Empty(log.Of(AlertKind.PoweredDrag));
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.PoweredDrag && held.Reason.Contains("fishing", StringComparison.Ordinal));
    }

    // Dredgers, pilots, tugs and tows start and stop for a living.
    [Theory]
    [InlineData(33)]
    [InlineData(50)]
    [InlineData(52)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(6)]
    public void PoweredDrag_ByTrade_IsHeldBack(int shipType)
    {
        var log = Waters.WithOneCable().Watch(Crossing(10, shipType).Sails("01:30", 8, 90));
        Assert.Empty(log.Events);
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.PoweredDrag && held.Reason.StartsWith("her trade", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(36)]
    [InlineData(37)]
    [InlineData(99)]
    [InlineData(60)]
    [InlineData(79)]
    public void PoweredDrag_AnyOtherHull_IsAWarning(int shipType) =>
        Assert.Equal(Severity.Warning, Waters.WithOneCable().Watch(Crossing(10, shipType).Sails("01:30", 8, 90)).Worst(AlertKind.PoweredDrag));

    // The turn makes a new leg before the loss is long enough to count: it is listed, not forgotten.
    [Fact]
    public void PoweredDrag_TurnsAtTheCrossing_IsListedAsHeldBack()
    {
        var log = Waters.WithOneCable().Watch(Crossing(10).Sails("01:40", 8.5, 140));
        Assert.Empty(log.Events);
        var held = Assert.Single(log.HeldBack, held => held.Kind == AlertKind.PoweredDrag);
        Assert.StartsWith("course change: 50°", held.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void PoweredDrag_TurnsAtTheCrossingAtFullSpeed_IsNothing() =>
        Assert.Empty(Waters.WithOneCable().Watch(Crossing(10).Sails("01:40", 10, 140)).HeldBack);

    // From one lane into the next where both overlap: the boundary counts although she is in a lane before and after.
    [Fact]
    public void PoweredDrag_LeavesOneOfTwoLanes_IsHeldBack()
    {
        var log = Waters.WithOneCable().Area(ContextCategory.TrafficSeparation, "a-lane", -30_000, 30_000).Area(ContextCategory.TrafficSeparation, "b-lane", -30_000, 200)
            .Watch(Crossing(10).Sails("01:20", 9, 90));
        Assert.Empty(log.Events);
        Assert.Contains(log.HeldBack, held => held.Reason.Contains("left b-lane", StringComparison.Ordinal));
    }

    // A crew boat is up to 40 m long and slows at her wind farm; a ship of 41 m does not belong there.
    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public void PoweredDrag_CrewBoatAtAWindFarm_IsHeldBack(int length, bool heldBack)
    {
        var boat = Voyage.Of(length: length).Reporting(10).Starts("00:00", metresOff: -21_607, knots: 10, course: 90).Sails("01:10", 10, 90).Sails("01:20", 8, 90);
        var log = Waters.WithOneCable().Area(ContextCategory.WindFarm, "the-farm", -1_000, 3_000).Watch(boat);
        Assert.Equal(heldBack, log.Events.Count == 0);
        Assert.Equal(heldBack, log.HeldBack.Any(held => held.Kind == AlertKind.PoweredDrag && held.Reason.Contains("the-farm", StringComparison.Ordinal)));
    }

    [Fact]
    public void PoweredDrag_SecondCableWhileStillSlow_IsAnAlarm()
    {
        // 8.8 kn are 272 m a minute: 8 km further is 01:39:28.
        var log = Waters.WithOneCable().Cable("second-cable", 8_000).Watch(Crossing(9.3).Sails("01:50", 8.8, 90));
        Assert.Contains(log.When(AlertKind.PoweredDrag, Severity.Alarm), new[] { "01:40", "01:41", "01:42" });
        Assert.Equal(Severity.Alarm, log.Worst(AlertKind.PoweredDrag));
        Assert.Single(log.Events.Select(alert => alert.AlertId).Distinct());
    }

    [Fact]
    public void PoweredDrag_ThirdCableAhead_IsCriticalToTheEnd()
    {
        var waters = Waters.WithOneCable().Cable("second-cable", 8_000).Cable("third-cable", 14_000);
        var log = waters.Watch(Crossing(10).Sails("01:45", 8.5, 90));
        Assert.Equal(Severity.Critical, log.Events[^1].Severity);
        Assert.Equal("third-cable", log.Events[^1].NextAssets[0].AssetId);
    }

    // D3 lifts a warning as it does an alarm. At 8.5 kn she is 3,936 m past the line at 01:25, and half an hour is 7,871 m.
    [Theory]
    [InlineData(11_700, Severity.Critical)]
    [InlineData(12_000, Severity.Warning)]
    public void PoweredDrag_TierBWithACableAhead_IsCriticalWithinHalfAnHour(double metresEast, Severity expected) =>
        Assert.Equal(expected, Waters.WithOneCable().Cable("second-cable", metresEast).Watch(Crossing(10).Sails("01:25", 8.5, 90)).Worst(AlertKind.PoweredDrag));

    [Fact]
    public void PoweredDrag_TierAWithACableAhead_StaysANotice()
    {
        var log = Waters.WithOneCable().Cable("second-cable", 7_000).Watch(Crossing(9.3).Sails("01:30", 8.8, 90));
        Assert.Equal(Severity.Notice, log.Worst(AlertKind.PoweredDrag));
        Assert.Equal("second-cable", log.Events[^1].NextAssets[0].AssetId);
    }

    // There and back all day, ten minutes alongside at either end: a step lower than tier b, and a notice is not lifted by the cable ahead.
    [Fact]
    public void PoweredDrag_RegularServiceWithACableAhead_StaysANotice()
    {
        var ferry = Voyage.Of(shipType: 60).Reporting(30).Starts("00:00", metresOff: -10 * Nautical.MetresPerMile * 40 / 60, knots: 10, course: 90);
        for (var trip = 0; trip < 6; trip++)
        {
            ferry.Sails(At((90 * trip) + 80), 10, trip % 2 == 0 ? 90 : 270).LiesStill(At(90 * (trip + 1)), knots: 0);
        }

        var log = Waters.WithOneCable().Cable("second-cable", 6_000).Watch(ferry.Sails(At((90 * 6) + 40), 10, 90).Sails(At((90 * 6) + 52), 8.5, 90));
        Assert.Equal(Severity.Notice, log.Worst(AlertKind.PoweredDrag));
        Assert.Contains(log.Of(AlertKind.PoweredDrag), alert => alert.SuppressedBy.Contains("regular service over north-cable"));
        static string At(int minutes) => TimeSpan.FromMinutes(minutes).ToString();
    }

    // At 01:40 she is on it; three judgements later nothing is ahead, and that holds for ten minutes.
    [Fact]
    public void PoweredDrag_CableAheadIsCrossed_FallsBackFromCritical()
    {
        var log = Waters.WithOneCable().Cable("second-cable", 8_000).Watch(Crossing(10).Sails("02:10", 8.5, 90));
        Assert.Equal(Severity.Critical, log.Worst(AlertKind.PoweredDrag));
        var lowered = log.Of(AlertKind.PoweredDrag).Single(alert => alert.State == AlertState.Lowered);
        Assert.Equal(Severity.Alarm, lowered.Severity);
        Logbook.AssertBetween("01:52", "01:54", lowered.EventTime);
    }

    [Fact]
    public void PoweredDrag_SecondCableCloseBy_IsTheSameCrossing()
    {
        // Cables in one trench are one crossing: the second must be a mile apart.
        var log = Waters.WithOneCable().Cable("second-cable", 300).Watch(Crossing(10).Sails("01:50", 8.5, 90));
        Assert.Equal(Severity.Warning, log.Worst(AlertKind.PoweredDrag));
    }

    [Fact]
    public void PoweredDrag_TooSlowABaseline_IsManoeuvring()
    {
        Assert.NotEmpty(Waters.WithOneCable().Watch(Crossing(5.0).Sails("01:40", 4.0, 90)).Of(AlertKind.PoweredDrag));
        Assert.Empty(Waters.WithOneCable().Watch(Crossing(4.9).Sails("01:40", 3.9, 90)).Of(AlertKind.PoweredDrag));
    }

    [Fact]
    public void PoweredDrag_Recovers_LowersAndCloses()
    {
        var log = Waters.WithOneCable().Cable("second-cable", 8_000).Watch(Crossing(9.3).Sails("01:45", 8.8, 90).Sails("03:00", 9.3, 90));
        var states = log.Of(AlertKind.PoweredDrag).Select(alert => alert.State).ToList();
        Assert.Equal(AlertState.Raised, states[0]);
        Assert.Contains(AlertState.Lowered, states);
        Assert.Equal(AlertState.Closed, states[^1]);
        var lowered = log.Events.First(alert => alert.State == AlertState.Lowered);
        Assert.Equal(Severity.Notice, lowered.Severity);
        Logbook.AssertBetween("02:15", "02:27", lowered.EventTime);
        Logbook.AssertBetween("02:45", "02:47", log.Events[^1].EventTime);
        Assert.Equal(Enumerable.Range(1, log.Events.Count), log.Events.Select(alert => alert.Revision));
    }

    // Nothing is raised across a silence (detectors.md C.0): the half hour, the ten minutes and the level she kept begin anew.
    [Fact]
    public void PoweredDrag_SlowerAfterASilence_IsNoSecondLoss()
    {
        var log = Waters.WithOneCable().Watch(Crossing(10).Sails("01:40", 8.7, 90).IsSilent("03:00", 8.7, 90).Sails("04:00", 5.5, 90));
        Assert.Equal("03:32", log.When(AlertKind.PoweredDrag, Severity.Alarm));
        Assert.Contains("slow under way", log.Of(AlertKind.PoweredDrag).First(alert => alert.Severity == Severity.Alarm).Evidence.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Events, alert => alert.Evidence.Explanations.Any(tried => tried.Detail.StartsWith("second loss", StringComparison.Ordinal)));
    }

    [Fact]
    public void PoweredDrag_SecondLossInHearing_IsAnAlarm()
    {
        var log = Waters.WithOneCable().Watch(Crossing(10).Sails("01:40", 8.7, 90).Sails("02:00", 6.3, 90));
        Assert.Contains("second loss", log.Of(AlertKind.PoweredDrag).First(alert => alert.Severity == Severity.Alarm).Evidence.Cause, StringComparison.Ordinal);
    }

    // 25 minutes below 60 % before the silence do not add to those after it: slow since 02:41, longer than half an hour at 03:12.
    [Fact]
    public void PoweredDrag_SlowBeforeAndAfterASilence_CountsFromItsEnd()
    {
        var log = Waters.WithOneCable().Watch(Crossing(10).Sails("01:35", 5.5, 90).IsSilent("02:40", 5.5, 90).Sails("03:20", 5.5, 90));
        Assert.Equal("03:12", log.When(AlertKind.PoweredDrag, Severity.Alarm));
    }

    [Fact]
    public void PoweredDrag_CrabShiftBeforeAndAfterASilence_IsNotTenMinutesOfIt()
    {
        var ship = Crossing(10).Sails("01:19", 8.5, 90, heading: 80).IsSilent("02:40", 8.5, 90).Sails("02:49", 8.5, 90, heading: 80);
        Assert.Equal(Severity.Notice, Waters.WithOneCable().Watch(ship).Worst(AlertKind.PoweredDrag));
    }

    // Twenty minutes back at her speed, unheard for eighty: she was seen at it for twenty, and is for forty more.
    [Fact]
    public void PoweredDrag_RecoveredBeforeASilence_ClosesAfterAnHourInHearing()
    {
        var ship = Crossing(10).Sails("01:30", 8.5, 90).Sails("01:50", 10, 90).IsSilent("03:10", 10, 90).Sails("04:00", 10, 90);
        var closed = Waters.WithOneCable().Watch(ship).Of(AlertKind.PoweredDrag)[^1];
        Assert.Equal(AlertState.Closed, closed.State);
        Logbook.AssertBetween("03:50", "03:53", closed.EventTime);
    }

    // Three changes of course above 45° within two hours (detectors.md C.7), while slow: an anchor that holds and lets go.
    [Theory]
    [InlineData(2, 8.5, 46, Severity.Warning)]
    [InlineData(3, 8.5, 46, Severity.Alarm)]
    [InlineData(3, 8.5, 45, Severity.Warning)]
    [InlineData(3, 10, 46, Severity.Warning)]
    public void PoweredDrag_ZigZagWhileSlow_IsAnAlarm(int turns, double knots, double degrees, Severity expected)
    {
        var ship = Crossing(10).Sails("01:36", 8.5, 90);
        for (var turn = 1; turn <= turns; turn++)
        {
            ship.Sails(TimeSpan.FromMinutes(96 + (12 * turn)).ToString(), knots, turn % 2 == 1 ? 90 + degrees : 90);
        }

        Assert.Equal(expected, Waters.WithOneCable().Watch(ship).Worst(AlertKind.PoweredDrag));
    }
}
