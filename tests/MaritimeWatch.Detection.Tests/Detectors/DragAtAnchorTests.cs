using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>D1, limits from detectors.md C.4 and decision 0302; the circle of a 120 m ship is 278 m, doubled (556 m) before a full turn.</summary>
public sealed class DragAtAnchorTests
{
    private const double FarOff = -12_000;

    /// <summary>The wind is west: the bow points west, the anchor holds her, and a drag goes east, towards the cable.</summary>
    private static Voyage AtAnchor(double metresOff, int everySeconds = 180, int? length = 120, double heading = 270) => Voyage.Of(length: length)
        .Reporting(everySeconds).Status(NavigationalStatus.AtAnchor).Starts("00:00", metresOff, heading: heading).LiesStill("01:00", heading);

    // Adrift, still for an hour at slack water, and then set off the other way: no anchor was let go unless she says so.
    [Theory]
    [InlineData(NavigationalStatus.UnderWayUsingEngine, "01:45", false)]
    [InlineData(NavigationalStatus.AtAnchor, "01:45", true)]
    [InlineData(NavigationalStatus.UnderWayUsingEngine, "02:40", true)]
    public void Drag_AfterSlackWaterOfADrift_NeedsAnAnchor(NavigationalStatus says, string still, bool raised)
    {
        var ship = Voyage.Of().Starts("00:00", FarOff, knots: 10).Sails("00:30", 10, 0).Sails("00:50", 2, 90, heading: 0)
            .Status(says).LiesStill(still, heading: 0).Sails("05:00", 1.2, 270, heading: 90);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.DragAtAnchor).Count > 0);
    }

    // Stopped, then set off sideways for hours: the stern-first drift that follows a turn of the tide is no drag from a place miles behind.
    // A tanker that stops for orders at slack water and is set astern looks the same: a notice, until something is in danger.
    [Theory]
    [InlineData(NavigationalStatus.UnderWayUsingEngine, "00:45", Severity.Notice)]
    [InlineData(NavigationalStatus.UnderWayUsingEngine, "01:45", Severity.Warning)]
    [InlineData(NavigationalStatus.AtAnchor, "00:45", Severity.Warning)]
    public void Drag_NeverSaidAtAnchorAfterAShortStop_IsANotice(NavigationalStatus says, string still, Severity expected)
    {
        var ship = Voyage.Of().Status(says).Starts("00:00", FarOff).LiesStill(still, heading: 0).Sails("04:00", 1.2, 180, heading: 0);
        var log = Waters.WithOneCable().Watch(ship);
        Assert.Equal(expected, log.Worst(AlertKind.DragAtAnchor));
        Assert.Equal(expected == Severity.Notice, log.Of(AlertKind.DragAtAnchor)[0].SuppressedBy.Length > 0);
    }

    [Fact]
    public void Drag_LeftThePlaceLongAgo_IsNone()
    {
        var ship = Voyage.Of().Starts("00:00", FarOff, knots: 10).Sails("00:30", 10, 0).LiesStill("00:50", heading: 0)
            .Sails("03:00", 1.4, 90, heading: 0).Sails("05:00", 1.2, 180, heading: 0);
        Assert.Empty(Waters.WithOneCable().Watch(ship).Of(AlertKind.DragAtAnchor));
    }

    [Fact]
    public void Drag_SternFirstOutOfTheCircle_IsAWarningAfterThreeFixesAndSixMinutes()
    {
        // Straight astern, the bow where it was: 1.3 kn are 120 m in three minutes, beyond 100 m from 01:03 (120 m) on, the third fix is 01:09.
        var log = Waters.WithOneCable().Watch(AtAnchor(FarOff).Sails("01:40", 1.3, 90, heading: 270));
        Assert.Equal("01:09", log.When(AlertKind.DragAtAnchor, Severity.Warning));
        Assert.Equal("drag-at-anchor-219000606-north-cable-20260314T010300Z", log.Of(AlertKind.DragAtAnchor)[0].AlertId);
        Assert.Equal(Severity.Warning, log.Worst(AlertKind.DragAtAnchor));
    }

    [Fact]
    public void Drag_ReportsEveryTenSeconds_NeedsTheSixMinutesToo()
    {
        // Her own course is straight astern from 01:00:10 on, and six minutes more.
        var when = Waters.WithOneCable().Watch(AtAnchor(FarOff, everySeconds: 10).Sails("01:40", 1.2, 90, heading: 270)).When(AlertKind.DragAtAnchor, Severity.Warning);
        Assert.Equal("01:06", when);
    }

    [Fact]
    public void Drag_SlowEnoughForAStop_DoesNotMoveTheAnchor()
    {
        // 0.7 kn are 65 m in three minutes and still the speed of a stop: the way astern counts from 01:03, the third fix is 194 m off.
        var log = Waters.WithOneCable().Watch(AtAnchor(FarOff).Sails("01:40", 0.7, 90, heading: 270));
        Assert.Equal("01:09", log.When(AlertKind.DragAtAnchor, Severity.Warning));
    }

    // Beam on at first, as an anchor often comes home: outside 556 m from 01:15 on, but what counts is the three fixes astern from 01:21 on.
    [Fact]
    public void Drag_SidewaysAtFirst_CountsFromTheFirstFixAstern()
    {
        var ship = AtAnchor(FarOff).Sails("01:18", 1.3, 90, heading: 0).Sails("01:40", 1.3, 90, heading: 270);
        Assert.Equal("01:27", Waters.WithOneCable().Watch(ship).When(AlertKind.DragAtAnchor, Severity.Warning));
    }

    // A full turn seen, then shifted by 972 m and still for an hour: she lies there now, and her sheer is about that place, not outside the 278 m about the old one.
    [Theory]
    [InlineData(0.5, 130, false)]
    [InlineData(0.7, 90, true)]
    public void Drag_AfterShiftingHerBerth_IsJudgedFromTheNewOne(double knots, double course, bool raised)
    {
        var ship = AtAnchor(FarOff).LiesStill("02:00", heading: 90).Sails("02:45", 0.7, 90, heading: 0).LiesStill("03:45", heading: 270)
            .Sails("03:57", knots, course, heading: 270).LiesStill("04:45", heading: 270);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.DragAtAnchor).Count > 0);
    }

    // Swung to the other end of 432 m, she falls back straight astern with a steady bow: while that is water she lay in before, it is her circle.
    [Theory]
    [InlineData("02:32", false)]
    [InlineData("02:50", true)]
    public void Drag_BackOverWaterSheLayIn_IsNoneUntilBeyondIt(string until, bool raised)
    {
        var ship = AtAnchor(FarOff).Sails("01:20", 0.7, 90, heading: 0).LiesStill("02:20", heading: 90).Sails(until, 0.7, 270, heading: 90).LiesStill("03:30", heading: 90);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.DragAtAnchor).Count > 0);
    }

    // A bow that has swung away by more than she yaws may be a turn of the tide: outside 556 m from 01:15 (602 m) on.
    [Theory]
    [InlineData(300, "01:09")]
    [InlineData(302, "01:21")]
    public void Drag_BowSwungAway_NeedsTheDoubledCircle(double heading, string expected)
    {
        var ship = AtAnchor(FarOff).Sails("01:40", 1.3, heading - 180, heading: heading);
        Assert.Equal(expected, Waters.WithOneCable().Watch(ship).When(AlertKind.DragAtAnchor, Severity.Warning));
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.5)]
    [InlineData(0.6)]
    [InlineData(0.8)]
    [InlineData(3.0)]
    public void Drag_WithinTheSpeeds_IsRaised(double knots) =>
        Assert.NotEmpty(Waters.WithOneCable().Watch(AtAnchor(FarOff).Sails("03:00", knots, 90, heading: 270)).Of(AlertKind.DragAtAnchor));

    [Theory]
    [InlineData(0.3)]
    [InlineData(3.1)]
    public void Drag_BeyondTheSpeeds_IsNot(double knots) =>
        Assert.Empty(Waters.WithOneCable().Watch(AtAnchor(FarOff).Sails("03:00", knots, 90, heading: 270)).Of(AlertKind.DragAtAnchor));

    // Stern-first is a course 135 to 225 degrees off the heading; status "under way", so that the sideways rule does not speak.
    [Theory]
    [InlineData(315, true)]
    [InlineData(225, true)]
    [InlineData(314 - 90, false)]
    [InlineData(316, false)]
    public void Drag_ByAngle_CountsFromThreeQuartersAstern(double heading, bool raised)
    {
        var ship = AtAnchor(FarOff).Status(NavigationalStatus.UnderWayUsingEngine).Sails("01:40", 1.2, 90, heading);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.DragAtAnchor).Count > 0);
    }

    [Theory]
    [InlineData("00:09", 2.0, false)]
    [InlineData("00:10", 2.0, true)]
    [InlineData("00:16", 1.0, false)]
    [InlineData("00:17", 1.0, true)]
    public void Drag_HeadingUnknown_NeedsTenMinutesAndFiveHundredMetres(string outsideFor, double knots, bool raised)
    {
        // First outside fix: 600 m off the anchor at 01:01; 2.0 kn are 617 m in ten minutes, 1.0 kn 494 m in sixteen and 525 m in seventeen.
        var ship = Voyage.Of().Status(NavigationalStatus.AtAnchor).Starts("00:00", FarOff).LiesStill("01:00")
            .At("01:01", knots, FarOff + 480, course: 90, heading: null).At("01:02", knots, FarOff + 560, course: 90, heading: null);
        ship.Sails((TimeSpan.FromMinutes(62) + Voyage.Clock(outsideFor)).ToString(), knots, 90, saysHeading: false);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.DragAtAnchor).Count > 0);
    }

    // Decision 0302: "at anchor", course 30 to 135 degrees off the heading, twice the slow form: 20 min and 1,000 m.
    [Theory]
    [InlineData(NavigationalStatus.AtAnchor, 60, "00:19", false)]
    [InlineData(NavigationalStatus.AtAnchor, 60, "00:20", true)]
    [InlineData(NavigationalStatus.AtAnchor, 30, "00:20", true)]
    [InlineData(NavigationalStatus.AtAnchor, 29, "00:30", false)]
    [InlineData(NavigationalStatus.UnderWayUsingEngine, 60, "00:30", false)]
    public void Drag_SetSideways_CountsWhileSheSaysAtAnchor(NavigationalStatus status, double angle, string outsideFor, bool raised)
    {
        var ship = Voyage.Of().Status(NavigationalStatus.AtAnchor).Starts("00:00", FarOff).LiesStill("01:00")
            .Status(status).At("01:01", 2, FarOff + 560, course: 90, heading: 90 - angle);
        ship.Sails((TimeSpan.FromMinutes(61) + Voyage.Clock(outsideFor)).ToString(), 2.0, 90, heading: 90 - angle);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.DragAtAnchor).Count > 0);
    }

    [Fact]
    public void Drag_TideTurnsTwice_IsSilent()
    {
        // R13: 250 m of chain; each turn takes an hour, and between the turns she lies for five.
        var ship = Voyage.Of(length: 180).Reporting(180).Status(NavigationalStatus.AtAnchor).Noisy(13)
            .Starts("00:00", FarOff + 250, heading: 270).LiesStill("05:00")
            .Swings("06:00", FarOff, 0, 250, fromBearing: 90, toBearing: 270).LiesStill("11:00", heading: 90)
            .Swings("12:00", FarOff, 0, 250, fromBearing: 270, toBearing: 90).LiesStill("16:00", heading: 270);
        Assert.Empty(Waters.WithOneCable().Watch(ship).Events);
    }

    [Fact]
    public void Drag_AfterAFullTurn_TheCircleIsKnownAndHalfAsWide()
    {
        // Anchor at the middle of the turn: 278 m around it. From 250 m east she passes the circle at once.
        var ship = Voyage.Of().Reporting(180).Status(NavigationalStatus.AtAnchor)
            .Starts("00:00", FarOff + 250, heading: 270).LiesStill("01:00")
            .Swings("02:30", FarOff, 0, 250, fromBearing: 90, toBearing: 270).LiesStill("05:00", heading: 90)
            .Swings("06:30", FarOff, 0, 250, fromBearing: 270, toBearing: 450).LiesStill("07:00")
            .Sails("07:40", 1.2, 90, heading: 270);
        Assert.Equal("07:09", Waters.WithOneCable().Watch(ship).When(AlertKind.DragAtAnchor, Severity.Warning));
    }

    // To stop and go astern is their work; once they have said that they are at anchor, they drag like any other.
    [Theory]
    [InlineData(52, "ship type 52")]
    [InlineData(33, "ship type 33")]
    [InlineData(31, "towing")]
    [InlineData(30, "fishing")]
    public void Drag_ByTrade_IsHeldBackUnlessSheSaidAtAnchor(int shipType, string reason)
    {
        var waters = Waters.WithOneCable();
        var log = waters.Watch(Stops(shipType, NavigationalStatus.UnderWayUsingEngine));
        Assert.Empty(log.Of(AlertKind.DragAtAnchor));
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.DragAtAnchor && held.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.NotEmpty(waters.Watch(Stops(shipType, NavigationalStatus.AtAnchor)).Of(AlertKind.DragAtAnchor));
    }

    [Theory]
    [InlineData(36, 12)]
    [InlineData(37, 20)]
    [InlineData(99, 60)]
    [InlineData(79, 300)]
    public void Drag_AnyOtherHull_IsRaised(int shipType, int length) =>
        Assert.NotEmpty(Waters.WithOneCable().Watch(Stops(shipType, NavigationalStatus.UnderWayUsingEngine, length)).Of(AlertKind.DragAtAnchor));

    [Fact]
    public void Drag_LeavesHerBerthAstern_IsHeldBackInAPort()
    {
        var log = Waters.WithOneCable().Area(ContextCategory.Port, "the-port", FarOff - 300, FarOff + 300).Watch(Stops(70, NavigationalStatus.Moored));
        Assert.Empty(log.Of(AlertKind.DragAtAnchor));
        Assert.Contains(log.HeldBack, held => held is { Kind: AlertKind.DragAtAnchor, Reason: "stopped inside the-port: leaving a berth" });
    }

    // A charted anchorage explains no drag: D1 stays on (assets.md 2).
    [Fact]
    public void Drag_InAnAnchorage_IsRaised() => Assert.NotEmpty(
        Waters.WithOneCable().Area(ContextCategory.Anchorage, "the-roads", FarOff - 5_000, FarOff + 5_000).Watch(Stops(70, NavigationalStatus.AtAnchor)).Of(AlertKind.DragAtAnchor));

    private static Voyage Stops(int shipType, NavigationalStatus status, int length = 120) => Voyage.Of(shipType: shipType, length: length)
        .Reporting(60).Status(status).Starts("00:00", FarOff, heading: 270).LiesStill("01:00", 270).Sails("02:00", 1.5, 90, heading: 270);

    [Fact]
    public void Drag_WeighsAnchor_IsSilent()
    {
        var ship = AtAnchor(FarOff).Sails("01:10", 1, 270).Status(NavigationalStatus.UnderWayUsingEngine).Sails("01:20", 2.5, 270).Sails("02:00", 9, 90);
        Assert.Empty(Waters.WithOneCable().Watch(ship).Events);
    }

    // 1.5 kn are 1,389 m in thirty minutes. The corridor's edge is 926 + 130 m from the line.
    [Fact]
    public void Drag_CorridorWithinThirtyMinutes_IsAnAlarm()
    {
        // Raised at 01:21: 972 m from the anchor. The edge is then 1,389 m ahead for a ship anchored 3,417 m off.
        var log = Waters.WithOneCable().Watch(AtAnchor(-3_400).Sails("01:21", 1.5, 90, heading: 270));
        Assert.Equal(Severity.Alarm, log.Worst(AlertKind.DragAtAnchor));
        Assert.Equal(Severity.Warning, Waters.WithOneCable().Watch(AtAnchor(-3_460).Sails("01:21", 1.5, 90, heading: 270)).Worst(AlertKind.DragAtAnchor));
    }

    [Fact]
    public void Drag_LineWithinThirtyMinutes_IsCriticalAndNamesIt()
    {
        var critical = Waters.WithOneCable().Watch(AtAnchor(-2_350).Sails("01:21", 1.5, 90, heading: 270));
        Assert.Equal(Severity.Critical, critical.Worst(AlertKind.DragAtAnchor));
        Assert.Equal("north-cable", critical.Of(AlertKind.DragAtAnchor)[^1].NextAssets[0].AssetId);
        Assert.Equal(Severity.Alarm, Waters.WithOneCable().Watch(AtAnchor(-2_380).Sails("01:21", 1.5, 90, heading: 270)).Worst(AlertKind.DragAtAnchor));
    }

    [Fact]
    public void Drag_HoldsAgain_ClosesThirtyMinutesLater()
    {
        // She stops at 01:40; the third fix below 0.3 kn is 01:49, and thirty minutes more.
        var ship = AtAnchor(FarOff).Sails("01:40", 1.2, 90, heading: 270);
        Assert.NotEqual(AlertState.Closed, Waters.WithOneCable().Watch(ship.LiesStill("02:16")).Of(AlertKind.DragAtAnchor)[^1].State);
        var last = Waters.WithOneCable().Watch(ship.LiesStill("02:19")).Of(AlertKind.DragAtAnchor)[^1];
        Assert.Equal(AlertState.Closed, last.State);
    }

    [Fact]
    public void Drag_OverACableSheAnchoredBeside_LowersTheAnchoring()
    {
        var log = Waters.WithOneCable().Watch(AtAnchor(-900).Sails("01:40", 1.2, 90, heading: 270));
        Assert.Equal(Severity.Critical, log.Worst(AlertKind.DragAtAnchor));
        Assert.Contains(log.Of(AlertKind.AnchoredOnAsset), alert => alert.State is AlertState.Closed || alert.SuppressedBy.Contains("superseded by drag at anchor"));
    }
}
