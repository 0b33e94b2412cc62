using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Weighing.Silence;

/// <summary>G1 (detectors.md C.9): who goes dark where others are heard, and whose silence tells nothing.</summary>
public sealed class DarkGapTests
{
    // Four hours of lane make its coverage known; then the ship at mile 30 falls silent.
    private const double Dark = 240;
    private static readonly int Ship = BusyLane.ShipAt(Dark, 30);

    [Theory]
    [InlineData(9.5, false)]
    [InlineData(10.0, true)]
    public void Silence_OfClassA_CountsBeyondTenMinutes(double minutes, bool isGap)
    {
        // Her ships report every 30 s: not heard for 9.5 minutes is ten from report to report, which is not longer than ten.
        var log = new BusyLane().Silent(Ship, Dark, Dark + minutes).Watch(0, Dark + 40);
        Assert.Equal(isGap, log.Of(AlertKind.DarkGap).Count > 0);
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(32, true)]
    public void Silence_OfClassB_CountsBeyondThirtyMinutes(double minutes, bool isGap)
    {
        var lane = new BusyLane();
        for (var ship = 0; ship < 60; ship++)
        {
            lane.Is(ship, StationClass.ClassB);
        }

        var log = lane.Silent(Ship, Dark, Dark + minutes).Watch(0, Dark + 60);
        Assert.Equal(isGap, log.Of(AlertKind.DarkGap).Count > 0);
    }

    [Fact]
    public void Silence_FarFromAssets_IsANoticeAndAWarningAfterSixHours()
    {
        var log = new BusyLane().Silent(Ship, Dark, 2000).Watch(0, Dark + (6 * 60) + 5);
        Assert.Equal("04:10", log.When(AlertKind.DarkGap, Severity.Notice));
        Assert.Equal("10:00", log.When(AlertKind.DarkGap, Severity.Warning));
        var raised = log.Of(AlertKind.DarkGap)[0];
        Assert.Equal((AlertState.Raised, $"SHIP {Ship}"), (raised.State, raised.Vessel!.Name));
        Assert.Equal($"dark-gap-{BusyLane.MmsiOf(Ship)}-open-sea-{raised.Since.ToCompactString()}", raised.AlertId);
        Assert.All(log.Of(AlertKind.DarkGap), alert => Assert.Equal(raised.AlertId, alert.AlertId));
    }

    [Theory]
    [InlineData(33, "near the last fix")]
    [InlineData(35.9, "on the way of half an hour")]
    public void Silence_NearAnAssetOrTowardsOne_IsAnAlarmAfterThirtyMinutes(double cableMiles, string _)
    {
        var log = new BusyLane().Silent(Ship, Dark, 2000).Watch(0, Dark + 45, BusyLane.Chart(cableMiles));
        Assert.Equal("04:10", log.When(AlertKind.DarkGap, Severity.Notice));
        Assert.Equal("04:30", log.When(AlertKind.DarkGap, Severity.Alarm));
    }

    [Fact]
    public void Silence_BehindTheAsset_IsNoAlarm() =>
        Assert.Equal(Severity.Notice, new BusyLane().Silent(Ship, Dark, 2000).Watch(0, Dark + 100, BusyLane.Chart(cableMiles: 22)).Worst(AlertKind.DarkGap));

    [Fact]
    public void Silence_Raised_SaysWhatWasTriedAndOnWhatGrounds()
    {
        var raised = new BusyLane().Silent(Ship, Dark, 2000).Watch(0, Dark + 15, BusyLane.Chart(cableMiles: 33)).Of(AlertKind.DarkGap)[0];
        Assert.Equal("lane-cable", raised.Asset!.Id);
        Assert.Equal("lane-cable", Assert.Single(raised.NextAssets).AssetId);
        Assert.Equal(5, raised.Evidence.Explanations.Length);
        Assert.DoesNotContain(raised.Evidence.Explanations, tried => tried.Applies);
        Assert.Contains(raised.Evidence.Measurements, number => number is { Name: "coverage of her waters for her class", Value: >= 0.9, Threshold: 0.9 });
        Assert.Equal(raised.Since, Assert.Single(raised.Evidence.Fixes).Time);
    }

    [Fact]
    public void Silence_InTheFirstHour_IsNotKnownToBeOne() =>
        Assert.Empty(new BusyLane().Silent(BusyLane.ShipAt(25, 30), 25, 2000).Watch(0, 100).Of(AlertKind.DarkGap));

    [Fact]
    public void Silence_AtTheEndOfReception_IsNone()
    {
        // Beyond mile 40 nobody is heard: every ship vanishes there, also the first one after four hours.
        var log = new BusyLane().Deaf((miles, _) => miles > 40).Watch(0, 600);
        Assert.Empty(log.Of(AlertKind.DarkGap));
        Assert.Empty(log.Of(AlertKind.FeedHealth));
    }

    [Fact]
    public void Silence_BeforeTheEndOfReception_IsNoneWhereTheWayOnIsNotHeard()
    {
        // Two miles before the end: the cell she is lost in is well heard, the half hour ahead of her is not.
        var ship = BusyLane.ShipAt(Dark, 38.2);
        Assert.Empty(new BusyLane().Deaf((miles, _) => miles > 40).Silent(ship, Dark, 2000).Watch(0, 400).Of(AlertKind.DarkGap));
    }

    [Fact]
    public void Silence_WhereEveryThirdShipIsLost_IsNone()
    {
        var lane = new BusyLane();
        for (var ship = 0; ship < 60; ship += 3)
        {
            // Not heard for eight minutes in the middle of the lane: no gap by itself, and no good reception.
            var there = (ship * BusyLane.Headway) - BusyLane.PassageMinutes + 148;
            lane.Silent(ship, there, there + 8);
        }

        Assert.Empty(lane.Silent(Ship, Dark, 2000).Watch(0, Dark + 60).Of(AlertKind.DarkGap));
    }

    [Theory]
    [InlineData(NavigationalStatus.UnderWayUsingEngine, 0.4)]
    [InlineData(NavigationalStatus.AtAnchor, 2.0)]
    [InlineData(NavigationalStatus.Moored, 1.0)]
    public void Silence_OfWhoIsNotUnderWay_IsNone(NavigationalStatus status, double knots)
    {
        var lane = new BusyLane().Is(Ship, StationClass.ClassA, status).Makes(Ship, Dark - 30, knots).Silent(Ship, Dark, 2000);
        Assert.Empty(lane.Watch(0, Dark + 60).Of(AlertKind.DarkGap));
    }

    [Fact]
    public void Silence_OfWhoSaysMooredAtFullSpeed_IsOne()
    {
        // Status is evidence, never a gate (detectors.md C.0).
        var lane = new BusyLane().Is(Ship, StationClass.ClassA, NavigationalStatus.Moored).Silent(Ship, Dark, 2000);
        Assert.NotEmpty(lane.Watch(0, Dark + 60).Of(AlertKind.DarkGap));
    }

    [Theory]
    [InlineData(ContextCategory.Port)]
    [InlineData(ContextCategory.Anchorage)]
    public void Silence_AtAHarbour_IsNone(ContextCategory category)
    {
        var chart = BusyLane.Chart(area: BusyLane.Area(category, 30, 1500));
        Assert.Empty(new BusyLane().Silent(Ship, Dark, 2000).Watch(0, Dark + 60, chart).Of(AlertKind.DarkGap));
    }

    [Fact]
    public void Silence_OfWhoIsHeardEveryFewMinutesOnly_TakesTenOfThose()
    {
        // Four minutes: ten of them are forty.
        var lane = new BusyLane().Is(Ship, StationClass.ClassA, intervalSeconds: 240).Silent(Ship, Dark, 2000);
        Assert.Empty(lane.Watch(0, Dark + 30).Of(AlertKind.DarkGap));
        Assert.NotEmpty(lane.Watch(0, Dark + 50).Of(AlertKind.DarkGap));
    }

    [Fact]
    public void Silence_SharedByThreeOfTen_IsHeldBackAndListed()
    {
        var lane = new BusyLane();
        foreach (var ship in Enumerable.Range(Ship - 2, 5))
        {
            lane.Silent(ship, Dark + (ship - Ship), 2000);
        }

        var log = lane.Watch(0, Dark + 60);
        Assert.Empty(log.Of(AlertKind.DarkGap));
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.DarkGap && held.Vessel.Mmsi.Value == BusyLane.MmsiOf(Ship));
    }

    [Fact]
    public void Return_IsGradedByWhatSheMayHaveCrossed_AndClosedWhenHeardForTenMinutes()
    {
        // Forty minutes at her speed over the cable: she went on as any ship does.
        var log = new BusyLane().Silent(Ship, Dark, Dark + 40).Watch(0, Dark + 70, BusyLane.Chart(cableMiles: 33));
        var gap = log.Of(AlertKind.DarkGap);
        Assert.Equal([AlertState.Raised, AlertState.Maintained, AlertState.Lowered, AlertState.Closed], gap.Select(alert => alert.State));
        Assert.Equal([Severity.Notice, Severity.Alarm, Severity.Notice, Severity.Notice], gap.Select(alert => alert.Severity));
        Assert.Contains("possible crossing of Lane Cable", gap[2].Headline, StringComparison.Ordinal);
        Logbook.AssertBetween("04:50", "04:52", gap[3].EventTime);
    }

    [Fact]
    public void Return_WithTimeLostOverAnAsset_StaysAnAlarm()
    {
        // From the minute she is silent she makes 5 kn of her 12: 3.3 nm in forty minutes, over the cable 2 nm ahead.
        var log = new BusyLane().Makes(Ship, Dark, 5).Silent(Ship, Dark, Dark + 40).Watch(0, Dark + 70, BusyLane.Chart(cableMiles: 32));
        var back = log.Of(AlertKind.DarkGap).Single(alert => alert.Headline.Contains("heard again after", StringComparison.Ordinal));
        Assert.Equal(Severity.Alarm, back.Severity);
        Assert.Contains("with time lost", back.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Return_ForAMomentOnly_IsTheSameCase()
    {
        var log = new BusyLane().Silent(Ship, Dark, Dark + 40).Silent(Ship, Dark + 41, 2000).Watch(0, Dark + 120);
        Assert.Single(log.Of(AlertKind.DarkGap), alert => alert.State == AlertState.Raised);
        Assert.DoesNotContain(log.Of(AlertKind.DarkGap), alert => alert.State == AlertState.Closed);
    }

    [Fact]
    public void Silence_OfWhoIsHeardOnAndOff_IsHeldBack()
    {
        var lane = new BusyLane().Silent(Ship, Dark - 90, Dark - 82).Silent(Ship, Dark - 60, Dark - 52).Silent(Ship, Dark, 2000);
        var log = lane.Watch(0, Dark + 60);
        Assert.Empty(log.Of(AlertKind.DarkGap));
        Assert.Contains(log.HeldBack, held => held.Reason.Contains("on and off", StringComparison.Ordinal));
    }

    [Fact]
    public void Silence_WithTooFewShipsAbout_IsNotRaisedHoursLaterWhenSomeComeBy()
    {
        // For two hours nobody else is heard within fifteen miles (they are not silent together either: the lane is empty); then traffic resumes.
        var lane = new BusyLane();
        foreach (var ship in Enumerable.Range(Ship - 12, 25).Where(ship => ship != Ship))
        {
            lane.Silent(ship, -1000, 5000);
        }

        var log = lane.Silent(Ship, Dark, 5000).Watch(-300, Dark + 300);
        Assert.Empty(log.Of(AlertKind.DarkGap));
        Assert.Contains(log.HeldBack, held => held.Reason.StartsWith("too few vessels", StringComparison.Ordinal));
    }

    [Fact]
    public void Silence_OfAShipThatFishes_IsNoAlarmByDeadReckoning()
    {
        // At 3 kn the cable 7 nm ahead is more than two hours away, and nobody trawls straight on for so long.
        var log = new BusyLane().Makes(Ship, Dark - 20, 3).Silent(Ship, Dark, 2000).Watch(0, Dark + 300, BusyLane.Chart(cableMiles: 34.5));
        Assert.Equal(Severity.Notice, log.Worst(AlertKind.DarkGap));
    }

    [Fact]
    public void SilenceOfTwelveHours_FarFromChartedLand_IsCalledDisabling()
    {
        var land = BusyLane.Area(ContextCategory.Land, -200, 20_000);
        var log = new BusyLane().Silent(Ship, Dark, 5000).Watch(0, Dark + (12 * 60) + 5, BusyLane.Chart(area: land));
        Assert.Contains("apparent disabling", log.Of(AlertKind.DarkGap)[^1].Headline, StringComparison.Ordinal);

        // Where no land is charted, nobody knows how far it is.
        Assert.DoesNotContain(
            new BusyLane().Silent(Ship, Dark, 5000).Watch(0, Dark + (12 * 60) + 5).Of(AlertKind.DarkGap), alert => alert.Headline.Contains("disabling", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Watch_AnyNumberOfShardsAndCalls_SaysTheSame(int shards)
    {
        var lane = new BusyLane().Silent(Ship, Dark, Dark + 50).Late(Ship - 9, Dark, Dark + 20, Dark + 21).Deaf((_, minute) => minute is > 320 and < 333);
        var chart = BusyLane.Chart(cableMiles: 33);
        var traffic = lane.Traffic(0, 420);
        var often = Logbook.Keep(chart, traffic, DetectionSettings.Default, shards);
        var analyser = new Analyser(chart, DetectionSettings.Default);
        foreach (var report in traffic)
        {
            Assert.Equal(DropReason.None, analyser.Observe(report));
        }

        analyser.Complete();
        var once = Logbook.Of(analyser);
        Assert.NotEmpty(often.Of(AlertKind.DarkGap));
        Assert.NotEmpty(often.Of(AlertKind.FeedHealth));
        Assert.Equal(often.Canonical(), once.Canonical());
        Assert.Equal(often.HeldBack, once.HeldBack);
    }
}
