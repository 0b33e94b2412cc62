using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>Wrong way: more than 135° off the lane for 10 minutes above 4 kn; the lane runs north, 10 to 14 km east of the cable.</summary>
public sealed class WrongWayTests
{
    private static Waters WithLane() => Waters.WithOneCable().Area(ContextCategory.TrafficSeparation, "the-lane", 10_000, 14_000, direction: 0);

    private static Voyage Sails(double course, string until = "00:30", double knots = 10, double metresOff = 12_000, int? shipType = 70, int? length = 120) =>
        Voyage.Of(shipType: shipType, length: length).Starts("00:00", metresOff, knots: knots, course: course).Sails(until, knots, course);

    [Theory]
    [InlineData("00:09", false)]
    [InlineData("00:10", true)]
    public void WrongWay_AgainstTheLane_IsAWarningAfterTenMinutes(string until, bool raised)
    {
        var log = WithLane().Watch(Sails(180, until));
        Assert.Equal(raised ? Severity.Warning : Severity.Unspecified, log.Worst(AlertKind.RouteDeviation));
    }

    [Fact]
    public void WrongWay_Raised_IsNamedAfterTheLane() =>
        Assert.Equal("route-deviation-219000606-the-lane-20260314T000000Z", WithLane().Watch(Sails(180)).Of(AlertKind.RouteDeviation)[0].AlertId);

    [Theory]
    [InlineData(135, false)]
    [InlineData(137, true)]
    [InlineData(223, true)]
    [InlineData(225, false)]
    [InlineData(0, false)]
    [InlineData(90, false)]
    public void WrongWay_ByCourse_IsMoreThan135Off(double course, bool raised) =>
        Assert.Equal(raised, WithLane().Watch(Sails(course, "00:12", knots: 5)).Of(AlertKind.RouteDeviation).Count > 0);

    [Theory]
    [InlineData(3.9, false)]
    [InlineData(4.0, true)]
    public void WrongWay_BySpeed_IsUnderWay(double knots, bool raised) =>
        Assert.Equal(raised, WithLane().Watch(Sails(180, knots: knots)).Of(AlertKind.RouteDeviation).Count > 0);

    // A hundred metres inside the edge: closer, the chart's doubt may put her beside the lane.
    [Theory]
    [InlineData(10_095, false)]
    [InlineData(10_105, true)]
    [InlineData(13_905, false)]
    public void WrongWay_AlongTheEdge_IsInsideByAHundredMetres(double metresOff, bool raised) =>
        Assert.Equal(raised, WithLane().Watch(Sails(180, metresOff: metresOff)).Of(AlertKind.RouteDeviation).Count > 0);

    [Theory]
    [InlineData(30, 60)]
    [InlineData(70, 19)]
    [InlineData(36, 30)]
    public void WrongWay_SmallSailingOrFishing_IsANotice(int shipType, int length) =>
        Assert.Equal(Severity.Notice, WithLane().Watch(Sails(180, shipType: shipType, length: length)).Worst(AlertKind.RouteDeviation));

    [Theory]
    [InlineData(70, 20)]
    [InlineData(37, 24)]
    [InlineData(99, 100)]
    [InlineData(null, null)]
    public void WrongWay_AnyOtherHull_IsAWarning(int? shipType, int? length) =>
        Assert.Equal(Severity.Warning, WithLane().Watch(Sails(180, shipType: shipType, length: length)).Worst(AlertKind.RouteDeviation));

    [Theory]
    [InlineData(NavigationalStatus.NotUnderCommand, "not under command")]
    [InlineData(NavigationalStatus.RestrictedManoeuvrability, "restricted in her ability")]
    [InlineData(NavigationalStatus.ConstrainedByDraught, "constrained by her draught")]
    public void WrongWay_Hampered_IsHeldBack(NavigationalStatus status, string reason) =>
        AssertHeldBack(WithLane().Watch(Voyage.Of().Status(status).Starts("00:00", 12_000, knots: 8, course: 180).Sails("00:30", 8, 180)), reason);

    [Theory]
    [InlineData(50)]
    [InlineData(51)]
    [InlineData(55)]
    public void WrongWay_PilotRescueAndLaw_AreHeldBack(int shipType) => AssertHeldBack(WithLane().Watch(Sails(180, shipType: shipType)), $"ship type {shipType}");

    [Fact]
    public void WrongWay_OverlappingLaneHerWay_ClearsHer()
    {
        var log = WithLane().Area(ContextCategory.TrafficSeparation, "the-other", 11_000, 13_000, direction: 190).Watch(Sails(180));
        Assert.Empty(log.Of(AlertKind.RouteDeviation));
        Assert.Empty(log.HeldBack);
    }

    [Fact]
    public void WrongWay_LaneWithoutADirection_IsNotJudged() =>
        Assert.Empty(Waters.WithOneCable().Area(ContextCategory.TrafficSeparation, "the-zone", 10_000, 14_000).Watch(Sails(180)).Events);

    [Fact]
    public void WrongWay_OneBadFix_DoesNotInterruptIt()
    {
        var ship = Sails(180, "00:05").At("00:06", 10, 12_000, -1_900, course: 0).At("00:07", 10, 12_000, -2_160, course: 180).Sails("00:12", 10, 180);
        Assert.Equal("00:10", WithLane().Watch(ship).When(AlertKind.RouteDeviation, Severity.Warning));
    }

    [Fact]
    public void WrongWay_TurnsAcross_ClosesTenMinutesLater()
    {
        var log = WithLane().Watch(Sails(180, "00:15").Sails("00:40", 4.5, 270));
        Assert.Equal(AlertState.Closed, log.Of(AlertKind.RouteDeviation)[^1].State);
        Assert.Equal(Voyage.Moment("00:26"), log.Of(AlertKind.RouteDeviation)[^1].EventTime);
    }

    private static void AssertHeldBack(Logbook log, string reason)
    {
        Assert.Empty(log.Of(AlertKind.RouteDeviation));
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.RouteDeviation && held.Reason.Contains(reason, StringComparison.Ordinal));
    }
}
