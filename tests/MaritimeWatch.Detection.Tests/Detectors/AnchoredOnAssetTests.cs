using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>A1, limits from detectors.md C.3; the swinging radius is 0.15 nm (278 m) or 1.5 lengths (C.4).</summary>
public sealed class AnchoredOnAssetTests
{
    [Theory]
    [InlineData("00:14", false)]
    [InlineData("00:15", true)]
    public void Anchored_LiesStopped_CountsAfterFifteenMinutes(string until, bool raised) =>
        Assert.Equal(raised, Lies(metresOff: 80, until: until).Of(AlertKind.AnchoredOnAsset).Count > 0);

    [Theory]
    [InlineData("00:03", false)]
    [InlineData("00:06", true)]
    public void Anchored_SaysSo_CountsAfterThreeFixes(string until, bool raised)
    {
        var ship = Voyage.Of().Reporting(180).Status(NavigationalStatus.AtAnchor).Starts("00:00", metresOff: 80).LiesStill(until);
        var log = Waters.WithOneCable().Watch(ship);
        Assert.Equal(raised, log.Events.Count > 0);
    }

    [Theory]
    [InlineData(0.8, true)]
    [InlineData(0.9, false)]
    public void Anchored_AtTheStopSpeed_IsStoppedUpToIt(double knots, bool raised)
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 80, knots: knots).LiesStill("00:19", knots: knots);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.AnchoredOnAsset).Count > 0);
    }

    // Tiers 250, 500, 926 m and 130 m of doubt; the swinging circle reaches 278 m further than the stop for the watch tier only.
    [Theory]
    [InlineData(278, Severity.Alarm)]
    [InlineData(379, Severity.Alarm)]
    [InlineData(382, Severity.Warning)]
    [InlineData(629, Severity.Warning)]
    [InlineData(632, Severity.Notice)]
    [InlineData(1332, Severity.Notice)]
    [InlineData(1336, Severity.Unspecified)]
    public void Anchored_ByDistance_TakesTheTier(double metresOff, Severity expected) =>
        Assert.Equal(expected, Lies(metresOff).Worst(AlertKind.AnchoredOnAsset));

    // 300 m long: 1.5 lengths are 450 m of swinging radius; a short ship at the same place lies in the protected tier.
    [Theory]
    [InlineData(300, 448, Severity.Alarm)]
    [InlineData(300, 452, Severity.Warning)]
    [InlineData(100, 448, Severity.Warning)]
    public void Anchored_SwingingCircleCoversTheLine_IsAnAlarm(int length, double metresOff, Severity expected)
    {
        var ship = Voyage.Of(length: length).Starts("00:00", metresOff).LiesStill("00:30");
        Assert.Equal(expected, Waters.WithOneCable().Watch(ship).Worst(AlertKind.AnchoredOnAsset));
    }

    [Theory]
    [InlineData(80, Severity.Alarm)]
    [InlineData(600, Severity.Notice)]
    public void Anchored_InAChartedAnchorage_IsOneStepLowerButNotInTheCore(double metresOff, Severity expected)
    {
        var waters = Waters.WithOneCable().Area(ContextCategory.Anchorage, "the-roads", -2000, 2000);
        var log = waters.Watch(Voyage.Of().Starts("00:00", metresOff).LiesStill("00:30"));
        Assert.Equal(expected, log.Worst(AlertKind.AnchoredOnAsset));
        Assert.Equal(expected == Severity.Notice ? ["charted anchorage the-roads"] : [], log.Events[0].SuppressedBy.ToArray());
    }

    [Fact]
    public void Anchored_WatchTierOfAChartedAnchorage_IsHeldBack()
    {
        var waters = Waters.WithOneCable().Area(ContextCategory.Anchorage, "the-roads", -2000, 2000);
        var log = waters.Watch(Voyage.Of().Starts("00:00", metresOff: 900).LiesStill("00:30"));
        Assert.Empty(log.Events);
        Assert.Contains(log.HeldBack, held => held is { Kind: AlertKind.AnchoredOnAsset, Reason: "charted anchorage the-roads" });
    }

    [Theory]
    [InlineData(52)]
    [InlineData(33)]
    public void Anchored_WorksThereByTrade_IsHeldBack(int shipType)
    {
        var log = Waters.WithOneCable().Watch(Voyage.Of(shipType: shipType).Starts("00:00", metresOff: 80).LiesStill("00:30"));
        Assert.Empty(log.Events);
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.AnchoredOnAsset && held.Reason.Contains($"ship type {shipType}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public void Anchored_WorkboatAtAWindFarm_IsHeldBack(int length, bool heldBack)
    {
        var log = Waters.WithOneCable().Area(ContextCategory.WindFarm, "the-farm", 300, 5_000)
            .Watch(Voyage.Of(shipType: 90, length: length).Starts("00:00", metresOff: 80).LiesStill("00:30"));
        Assert.Equal(heldBack, log.Of(AlertKind.AnchoredOnAsset).Count == 0);
        Assert.Equal(heldBack, log.HeldBack.Any(held => held.Kind == AlertKind.AnchoredOnAsset && held.Reason == "workboat of 40 m at the-farm"));
    }

    [Theory]
    [InlineData(36, 9)]
    [InlineData(37, 20)]
    [InlineData(99, 60)]
    [InlineData(79, 300)]
    [InlineData(30, 30)]
    [InlineData(null, null)]
    public void Anchored_AnyHull_IsAnAlarmInTheCore(int? shipType, int? length) => Assert.Equal(
        Severity.Alarm, Waters.WithOneCable().Watch(Voyage.Of(shipType: shipType, length: length).ClassB().Starts("00:00", metresOff: 80).LiesStill("00:30")).Worst(AlertKind.AnchoredOnAsset));

    [Fact]
    public void Anchored_MooredInPort_IsHeldBack()
    {
        var waters = Waters.WithOneCable().Area(ContextCategory.Port, "the-port", -2000, 2000);
        var log = waters.Watch(Voyage.Of().Status(NavigationalStatus.Moored).Starts("00:00", metresOff: 80).LiesStill("00:30"));
        Assert.Empty(log.Events);
        Assert.Contains(log.HeldBack, held => held is { Kind: AlertKind.AnchoredOnAsset, Reason: "inside the-port" });
    }

    [Fact]
    public void Anchored_ForTwoHours_IsNotLoitering()
    {
        var log = Lies(metresOff: 80, until: "02:30");
        Assert.Equal(Severity.Alarm, log.Worst(AlertKind.AnchoredOnAsset));
        Assert.Empty(log.Of(AlertKind.Loitering));
    }

    // The line is 100 m further than the tier allows before she has left it; while forming she was inside.
    [Theory]
    [InlineData(470, Severity.Warning)]
    [InlineData(730, Severity.Notice)]
    public void Anchored_JustBeyondATier_IsNotLiftedIntoItByTheSlack(double metresOff, Severity expected) =>
        Assert.Equal(expected, Lies(metresOff, until: "03:00").Worst(AlertKind.AnchoredOnAsset));

    // Leaves at more than 1.5 kn on two fixes.
    [Theory]
    [InlineData(1.5, 5, false)]
    [InlineData(1.6, 1, false)]
    [InlineData(1.6, 2, true)]
    public void Anchored_GetsUnderWay_ClosesAfterTwoFastFixes(double knots, int minutes, bool closed)
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 80).LiesStill("00:30").Sails($"00:{30 + minutes}", knots, 0);
        var log = Waters.WithOneCable().Watch(ship);
        Assert.Equal(closed, log.Of(AlertKind.AnchoredOnAsset)[^1].State == AlertState.Closed);
    }

    // On 350 m of chain and ship the turn of the tide takes her further than the two radii of 278 m that make one stop.
    [Fact]
    public void Anchored_SwungWideByTheTide_IsOneAnchoring()
    {
        var ship = Voyage.Of().Status(NavigationalStatus.AtAnchor).Starts("00:00", metresOff: 350, heading: 270).LiesStill("03:00")
            .Swings("04:00", 0, 0, 350, fromBearing: 90, toBearing: 270).LiesStill("07:00", heading: 90)
            .Swings("08:00", 0, 0, 350, fromBearing: 270, toBearing: 90).LiesStill("11:00");
        var alerts = Waters.WithOneCable().Watch(ship).Of(AlertKind.AnchoredOnAsset);
        Assert.Single(alerts.Select(alert => alert.AlertId).Distinct());
        Assert.DoesNotContain(alerts, alert => alert.State == AlertState.Closed);
    }

    // Static data come every six minutes: a dredger on her site is not raised because nobody knew her yet.
    [Theory]
    [InlineData("00:20", false)]
    [InlineData("00:40", true)]
    public void Anchored_AStranger_IsGivenHalfAnHourToSayWhoSheIs(string says, bool raised)
    {
        var log = Waters.WithOneCable().Watch(Voyage.Of(shipType: 33).SaysWhoSheIs(says).Starts("00:00", metresOff: 80).LiesStill("01:30"));
        Assert.Equal(raised ? [AlertState.Raised, AlertState.Closed] : [], log.Of(AlertKind.AnchoredOnAsset).Select(alert => alert.State));
        Assert.Contains(log.HeldBack, held => held is { Kind: AlertKind.AnchoredOnAsset, Reason: "exempt by ship type 33 (dredging)" });
    }

    private static Logbook Lies(double metresOff, string until = "00:30") =>
        Waters.WithOneCable().Watch(Voyage.Of().Starts("00:00", metresOff).LiesStill(until));
}
