using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>L1, limits from detectors.md C.1: 20, 40, 120 minutes; 2 kn; 0.5 nm in, 2.5 kn or 0.6 nm out.</summary>
public sealed class LoiteringTests
{
    [Theory]
    [InlineData("00:19", Severity.Unspecified)]
    [InlineData("00:20", Severity.Notice)]
    [InlineData("00:39", Severity.Notice)]
    [InlineData("00:40", Severity.Warning)]
    [InlineData("01:59", Severity.Warning)]
    [InlineData("02:00", Severity.Alarm)]
    public void Loitering_SlowAlongTheCable_RisesWithTime(string until, Severity expected) =>
        Assert.Equal(expected, Waters.WithOneCable().Watch(Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Paces(until, 1.2)).Worst(AlertKind.Loitering));

    [Fact]
    public void Loitering_Raised_IsNamedAfterItsEvidence()
    {
        var alert = Assert.Single(Waters.WithOneCable().Watch(Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:20", 1.2, 0)).Events);
        Assert.Equal("loitering-219000606-north-cable-20260314T000000Z", alert.AlertId);
        Assert.Equal((1L, 1, AlertState.Raised), (alert.Sequence, alert.Revision, alert.State));
        Assert.Equal(Voyage.Moment("00:20"), alert.EventTime);
        Assert.InRange(alert.DistanceMetres!.Value, 79, 81);
    }

    // The distance in twenty minutes decides, not what she reports: both say 2.0 kn.
    [Theory]
    [InlineData(1.90, true)]
    [InlineData(1.99, true)]
    [InlineData(2.01, false)]
    public void Loitering_AtTheSpeedLimit_IsJudgedByPositions(double knots, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(Voyage.Of().Starts("00:00", metresOff: 80, knots: knots).Sails("00:30", knots, 0)).Of(AlertKind.Loitering).Count > 0);

    // 926 m watch tier + 100 m cable + 30 m position, or 10 m with the accuracy flag, + the hull ahead of the antenna (B.2, B.3).
    [Theory]
    [InlineData(1054, false, null, true)]
    [InlineData(1058, false, null, false)]
    [InlineData(1034, true, null, true)]
    [InlineData(1038, true, null, false)]
    [InlineData(1144, false, 90, true)]
    [InlineData(1148, false, 90, false)]
    public void Loitering_AtTheEdgeOfTheWatchTier_CountsTheDoubt(double metresOff, bool accurate, int? antennaToBow, bool raised)
    {
        var ship = Voyage.Of(antennaToBow: antennaToBow);
        ship = accurate ? ship.WithAccurateGnss() : ship;
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship.Starts("00:00", metresOff, knots: 1.2).Sails("00:30", 1.2, 0)).Of(AlertKind.Loitering).Count > 0);
    }

    [Fact]
    public void Loitering_SailsOn_ClosesAboveTheExitSpeedOnly()
    {
        var slow = Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:25", 1.2, 0);
        Assert.DoesNotContain(Waters.WithOneCable().Watch(slow.Sails("01:05", 2.4, 0)).Events, alert => alert.State == AlertState.Closed);

        var quick = Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:25", 1.2, 0).Sails("01:05", 2.6, 0);
        Assert.Equal(AlertState.Closed, Waters.WithOneCable().Watch(quick).Events[^1].State);
    }

    // 0.6 nm is 1,111 m; with 130 m of doubt 1,241 m.
    [Theory]
    [InlineData(1235, false)]
    [InlineData(1247, true)]
    public void Loitering_MovesOff_ClosesBeyondTheExitDistance(double metresOff, bool closed)
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 900, knots: 1.2).Paces("00:30", 1.2)
            .At("00:35", 1.2, metresOff).At("00:36", 1.2, metresOff, 30).At("00:37", 1.2, metresOff, 60).At("00:38", 1.2, metresOff, 90);
        Assert.Equal(closed, Waters.WithOneCable().Watch(ship).Events[^1].State == AlertState.Closed);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(51)]
    [InlineData(52)]
    [InlineData(53)]
    [InlineData(54)]
    [InlineData(55)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(30)]
    public void Loitering_WorksSlowlyByTrade_IsHeldBackWithTheReason(int shipType)
    {
        var log = Waters.WithOneCable().Watch(Voyage.Of(shipType: shipType).Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:30", 1.2, 0));
        Assert.Empty(log.Events);
        var held = Assert.Single(log.HeldBack);
        Assert.Equal(("north-cable", AlertKind.Loitering), (held.AssetId, held.Kind));
        Assert.Contains(shipType == 30 ? "fishing" : $"ship type {shipType}", held.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70)]
    [InlineData(49)]
    [InlineData(56)]
    [InlineData(35)]
    public void Loitering_OtherTypes_AreNotExempt(int shipType) => Assert.Single(
        Waters.WithOneCable().Watch(Voyage.Of(shipType: shipType).Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:30", 1.2, 0)).Events);

    [Fact]
    public void Loitering_SaysSheIsFishing_IsLeftToTrawling()
    {
        var log = Waters.WithOneCable().Watch(Voyage.Of().Status(NavigationalStatus.EngagedInFishing).Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:30", 1.2, 0));
        Assert.Empty(log.Events);
        Assert.Contains("fishing", Assert.Single(log.HeldBack).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ContextCategory.Anchorage, true)]
    [InlineData(ContextCategory.Port, true)]
    [InlineData(ContextCategory.PilotBoarding, true)]
    [InlineData(ContextCategory.WindFarm, false)]
    [InlineData(ContextCategory.TrafficSeparation, false)]
    public void Loitering_InsideAnArea_IsHeldBackWhereWaitingIsUsual(ContextCategory category, bool heldBack)
    {
        var waters = WithArea(category);
        var log = waters.Watch(Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:30", 1.2, 0));
        Assert.Equal(heldBack, log.Events.Count == 0);
        Assert.Equal(heldBack ? ["inside the-roads"] : [], log.HeldBack.Where(held => held.Kind == AlertKind.Loitering).Select(held => held.Reason));

        static Waters WithArea(ContextCategory category) => Waters.WithOneCable().Area(category, "the-roads", -2000, 2000);
    }

    [Theory]
    [InlineData(90, 40, true)]
    [InlineData(90, 41, false)]
    [InlineData(36, 12, false)]
    [InlineData(null, 12, false)]
    public void Loitering_WorkboatAtAWindFarm_IsHeldBack(int? shipType, int length, bool heldBack)
    {
        var log = Waters.WithOneCable().Area(ContextCategory.WindFarm, "the-farm", 300, 5_000)
            .Watch(Voyage.Of(shipType: shipType, length: length).Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:30", 1.2, 0));
        Assert.Equal(heldBack, log.Of(AlertKind.Loitering).Count == 0);
        Assert.Equal(heldBack, log.HeldBack.Any(held => held.Kind == AlertKind.Loitering && held.Reason == "workboat of 40 m at the-farm"));
    }

    // Any hull can be the culprit: no class is exempt by being small.
    [Theory]
    [InlineData(36, 9)]
    [InlineData(37, 12)]
    [InlineData(99, 60)]
    [InlineData(79, 300)]
    [InlineData(31, 25)]
    [InlineData(null, null)]
    public void Loitering_AnyHull_IsRaised(int? shipType, int? length) => Assert.Single(
        Waters.WithOneCable().Watch(Voyage.Of(shipType: shipType, length: length).ClassB().Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:30", 1.2, 0)).Events);

    // DR is held back for Class B and for tows: that must not silence L1 too.
    [Theory]
    [InlineData(70, true)]
    [InlineData(31, false)]
    public void Loitering_WhereADriftWasExplained_StillSpeaks(int shipType, bool isClassB)
    {
        var ship = Voyage.Of(shipType: shipType);
        ship = (isClassB ? ship.ClassB() : ship).Starts("00:00", metresOff: -9_000, knots: 9, course: 90).Sails("00:32", 9, 90).Sails("01:30", 1.3, 0, heading: 90);
        var log = Waters.WithOneCable().Watch(ship);
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.Drifting);
        Assert.NotEmpty(log.Of(AlertKind.Loitering));
    }

    // Two late fixes beside the second cable, 3 km from the one she loiters over: near an asset, but not hers.
    [Fact]
    public void Loitering_LateFixesByAnotherAsset_RetractIt()
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Paces("01:00", 1.2)
            .Late("00:30", arrives: "01:00:05", knots: 6, metresOff: 3_000).Late("00:31", arrives: "01:00:05", knots: 6, metresOff: 3_050);
        Assert.Contains(Waters.WithOneCable().Cable("second-cable", 3_000).Watch(ship).Of(AlertKind.Loitering), alert => alert.State == AlertState.Retracted);
    }

    [Fact]
    public void Loitering_ThenStops_YieldsToAnchoring()
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:25", 1.2, 0).LiesStill("01:00");
        var log = Waters.WithOneCable().Watch(ship);
        Assert.Equal(AlertState.Closed, log.Of(AlertKind.Loitering)[^1].State);
        Assert.Contains("anchored-on-asset", log.Of(AlertKind.Loitering)[^1].Headline, StringComparison.Ordinal);
        Assert.Equal(Severity.Alarm, log.Worst(AlertKind.AnchoredOnAsset));
    }

    // At 1.2 kn Class A reports every ten seconds: thirty minutes is the silence of a slow reporter (detectors.md C.0, C.9).
    [Theory]
    [InlineData("00:40", true)]
    [InlineData("00:41", false)]
    public void Loitering_AcrossASilence_IsSuspended(string back, bool raised)
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:10", 1.2, 0)
            .IsSilent(back, 1.2, 180).Sails("00:51", 1.2, 0);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.Loitering).Count > 0);
    }
}
