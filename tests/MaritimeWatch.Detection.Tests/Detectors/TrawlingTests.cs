using System.Globalization;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>TR, limits from detectors.md C.7: 2.5 to 4.5 kn, three course changes above 45° in 2 hours, 3 passes in 6 hours, an hour to close.</summary>
public sealed class TrawlingTests
{
    /// <summary>Tows east and west over the cable, half an hour each way: at 3.5 kn 3.2 km, a crossing in the middle of each leg; course changes at 00:30, 01:00 and so on.</summary>
    private static Voyage Tows(int legs, double knots = 3.5, int? shipType = 30, int? length = 30, double turn = 180, NavigationalStatus status = NavigationalStatus.EngagedInFishing, double off = 0)
    {
        var ship = Voyage.Of(shipType: shipType, length: length).Status(status).Starts("00:00", metresOff: off - (knots * 1852 / 4), knots: knots, course: 90);
        for (var leg = 1; leg <= legs; leg++)
        {
            ship.Sails(TimeSpan.FromMinutes(30 * leg).ToString(null, CultureInfo.InvariantCulture), knots, leg % 2 == 1 ? 90 : 90 + turn);
        }

        return ship;
    }

    // The third course change is at 01:30, told by two samples: she has passed three times by then.
    [Theory]
    [InlineData(3, Severity.Unspecified)]
    [InlineData(4, Severity.Warning)]
    public void Trawling_ZigZagOverTheCable_IsSeenAtTheThirdTurn(int legs, Severity expected)
    {
        var log = Waters.WithOneCable().Watch(Tows(legs));
        Assert.Equal(expected, log.Worst(AlertKind.Trawling));
        Assert.Equal(expected == Severity.Unspecified ? null : "01:32", log.When(AlertKind.Trawling, Severity.Notice));
    }

    [Fact]
    public void Trawling_Raised_TellsThePassesAndTheBurialDepth()
    {
        var alert = Waters.WithOneCable().Watch(Tows(4)).Of(AlertKind.Trawling)[0];
        Assert.StartsWith("trawling-219000606-north-cable-20260314T00", alert.AlertId, StringComparison.Ordinal);
        Assert.Equal(3, alert.Evidence.Measurements.Single(number => number.Name.StartsWith("passes", StringComparison.Ordinal)).Value);
        Assert.True(alert.Evidence.Fixes.Length >= 4);
    }

    [Theory]
    [InlineData(2.4, false)]
    [InlineData(2.5, true)]
    [InlineData(4.5, true)]
    [InlineData(4.6, false)]
    public void Trawling_BySpeed_IsTowingSpeed(double knots, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(Tows(6, knots)).Of(AlertKind.Trawling).Count > 0);

    [Theory]
    [InlineData(44, false)]
    [InlineData(47, true)]
    public void Trawling_ByCourseChange_IsAboveFortyFiveDegrees(double turn, bool raised)
    {
        // Along the line, weaving over it.
        var ship = Voyage.Of(shipType: 30, length: 30).Starts("00:00", metresOff: -200, metresAlong: -5_000, knots: 3.5);
        for (var leg = 1; leg <= 8; leg++)
        {
            ship.Sails(TimeSpan.FromMinutes(15 * leg).ToString(null, CultureInfo.InvariantCulture), 3.5, leg % 2 == 1 ? turn / 2 : 360 - (turn / 2));
        }

        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.Trawling).Count > 0);
    }

    // 500 m protected tier, 100 m cable and 30 m position: the zig-zag keeps east of the line, its nearest point so far off.
    [Theory]
    [InlineData(620, Severity.Notice)]
    [InlineData(760, Severity.Unspecified)]
    public void Trawling_BesideTheCable_CountsInsideTheProtectedTier(double nearest, Severity expected)
    {
        // 30 minutes at 3.5 kn are 3,241 m; the turn of each second leg is nearest.
        var log = Waters.WithOneCable().Watch(Tows(5, off: nearest + 1_620));
        Assert.Equal(expected, Min(log.Worst(AlertKind.Trawling), Severity.Notice));
        static Severity Min(Severity a, Severity b) => a < b ? a : b;
    }

    [Fact]
    public void Trawling_OnePass_IsANotice_ThirdIsAWarning()
    {
        // Three turns beside the line first, then over it.
        var log = Waters.WithOneCable().Watch(Tows(4, off: 9_000).Sails("03:30", 3.5, 270).Sails("04:15", 3.5, 90).Sails("05:00", 3.5, 270));
        Assert.Equal([Severity.Notice, Severity.Warning], log.Of(AlertKind.Trawling).Where(alert => alert.State != AlertState.Closed).Select(alert => alert.Severity).Distinct());
    }

    [Theory]
    [InlineData(30, NavigationalStatus.UnderWayUsingEngine, true)]
    [InlineData(38, NavigationalStatus.UnderWayUsingEngine, true)]
    [InlineData(70, NavigationalStatus.EngagedInFishing, true)]
    [InlineData(null, NavigationalStatus.EngagedInFishing, true)]
    [InlineData(37, NavigationalStatus.UnderWayUsingEngine, false)]
    [InlineData(90, NavigationalStatus.UnderWayUsingEngine, false)]
    public void Trawling_ByTypeOrByWord_IsFishing(int? shipType, NavigationalStatus status, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(Tows(5, shipType: shipType, status: status)).Of(AlertKind.Trawling).Count > 0);

    // She says nothing of herself: six turns in two hours and at most 45 m, or she is judged as any other hull.
    [Theory]
    [InlineData(45, 15, true)]
    [InlineData(46, 15, false)]
    [InlineData(null, 15, true)]
    [InlineData(45, 30, false)]
    public void Trawling_UndeclaredByHerTrackAlone_NeedsMoreTurns(int? length, int legMinutes, bool raised)
    {
        var ship = Voyage.Of(shipType: null, length: length).Starts("00:00", metresOff: -800, knots: 3.5, course: 90);
        for (var leg = 1; leg <= 9; leg++)
        {
            ship.Sails(TimeSpan.FromMinutes(legMinutes * leg).ToString(null, CultureInfo.InvariantCulture), 3.5, leg % 2 == 1 ? 90 : 270);
        }

        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.Trawling).Count > 0);
    }

    [Fact]
    public void Trawling_OneSlowRoundTurn_IsOneCourseChange()
    {
        // 180° in twelve minutes pass 45° four times.
        var ship = Voyage.Of(shipType: 30).Starts("00:00", metresOff: -1_000, knots: 3, course: 90).Sails("00:40", 3, 90);
        for (var minute = 41; minute <= 52; minute++)
        {
            ship.Sails(TimeSpan.FromMinutes(minute).ToString(null, CultureInfo.InvariantCulture), 3, 90 + ((minute - 40) * 15));
        }

        Assert.Empty(Waters.WithOneCable().Watch(ship.Sails("02:00", 3, 270)).Of(AlertKind.Trawling));
    }

    [Fact]
    public void Trawling_StraightTowBeforeAnyZigZag_IsHeldBackWithTheReason()
    {
        var log = Waters.WithOneCable().Watch(Voyage.Of(shipType: 30).Status(NavigationalStatus.EngagedInFishing).Starts("00:00", metresOff: -3_000, knots: 3.5, course: 90).Sails("02:00", 3.5, 90));
        Assert.Empty(log.Events);
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.Trawling && held.Reason.Contains("no zig-zag", StringComparison.Ordinal));
    }

    [Fact]
    public void Trawling_StraightTowsOnceSeen_CountAsPasses()
    {
        // The zig-zag is 9 km off; the tow that crosses is straight.
        var log = Waters.WithOneCable().Watch(Tows(4, off: 9_000).Sails("05:00", 3.5, 270));
        Assert.Equal(Severity.Notice, log.Worst(AlertKind.Trawling));
    }

    [Fact]
    public void Trawling_NoPassForAnHour_Closes()
    {
        // The last crossing of four legs is at 01:45; she leaves the tier of 630 m some six minutes later.
        var log = Waters.WithOneCable().Watch(Tows(4).Sails("03:30", 3.5, 270));
        var closed = log.Of(AlertKind.Trawling)[^1];
        Assert.Equal(AlertState.Closed, closed.State);
        Logbook.AssertBetween("02:49", "02:53", closed.EventTime);
    }

    [Fact]
    public void Trawling_Steaming_IsSilent() => Assert.Empty(Waters.WithOneCable().Watch(Tows(6, knots: 8)).Of(AlertKind.Trawling));

    // The trap: the gear comes up, she steams off and slows again at the next cable. Neither a drag nor a loitering.
    [Theory]
    [InlineData(30)]
    [InlineData(70)]
    public void Trawling_TurnsToSteaming_RaisesNoDrag(int shipType)
    {
        var ship = Tows(4, shipType: shipType).Status(NavigationalStatus.UnderWayUsingEngine).Sails("03:20", 8, 90).Sails("03:50", 3.5, 90);
        var log = Waters.WithOneCable().Cable("second-cable", 17_900).Watch(ship);
        Assert.Empty(log.Of(AlertKind.PoweredDrag));
        Assert.Empty(log.Of(AlertKind.Loitering));
        Assert.Empty(log.Of(AlertKind.RepeatedCrossing));
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.PoweredDrag && held.Reason.StartsWith("fishing", StringComparison.Ordinal));
    }
}
