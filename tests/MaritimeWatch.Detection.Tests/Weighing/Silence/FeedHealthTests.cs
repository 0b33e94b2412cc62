using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Weighing.Silence;

/// <summary>H1 (detectors.md C.11): outages of the feed are one word about the feed, none about a ship.</summary>
public sealed class FeedHealthTests
{
    private const double Out = 240;

    [Fact]
    public void WholeFeed_StopsForTwentyTwoMinutes_IsOneOutageAndNoGap()
    {
        var log = new BusyLane().Deaf((_, minute) => minute is >= Out and < Out + 22).Watch(0, Out + 80);
        Assert.Empty(log.Of(AlertKind.DarkGap));
        var feed = log.Of(AlertKind.FeedHealth);
        Assert.Equal([AlertState.Raised, AlertState.Closed], feed.Select(alert => alert.State));
        Assert.Equal([Severity.Warning, Severity.Warning], feed.Select(alert => alert.Severity));
        Assert.StartsWith("feed-health-whole-feed-20260314T0359", feed[0].AlertId, StringComparison.Ordinal);
        Assert.Null(feed[0].Vessel);
        Logbook.AssertBetween("04:01", "04:03", feed[0].EventTime);
        Logbook.AssertBetween("04:24", "04:26", feed[1].EventTime);
        Assert.Contains("(22 min)", feed[1].Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void WholeFeed_WithAssetsInIt_IsAnAlarmAfterFiveMinutes()
    {
        var log = new BusyLane().Deaf((_, minute) => minute is >= Out and < Out + 22).Watch(0, Out + 80, BusyLane.Chart(cableMiles: 33));
        Assert.Equal("04:05", log.When(AlertKind.FeedHealth, Severity.Alarm));
        Assert.Contains("lane-cable", log.Of(AlertKind.FeedHealth)[1].Evidence.OtherAssetIds);
    }

    [Fact]
    public void WholeFeed_StopsForAMinute_IsNothing() =>
        Assert.Empty(new BusyLane().Deaf((_, minute) => minute is >= Out and < Out + 0.8).Watch(0, Out + 30).Events);

    [Fact]
    public void Receiver_Lost_IsOneOutageOfItsRegionAndNoGap()
    {
        // Half the lane, fifteen ships; the other half goes on.
        var log = new BusyLane().Deaf((miles, minute) => miles is > 15 and < 45 && minute is >= Out and < Out + 22).Watch(0, Out + 80, BusyLane.Chart(cableMiles: 33));
        Assert.Empty(log.Of(AlertKind.DarkGap));
        var feed = log.Of(AlertKind.FeedHealth);
        var raised = Assert.Single(feed, alert => alert.State == AlertState.Raised);
        Assert.Equal(AlertState.Closed, feed[^1].State);
        Assert.Equal(Severity.Alarm, log.Worst(AlertKind.FeedHealth));
        Assert.StartsWith("feed-health-area-51", raised.AlertId, StringComparison.Ordinal);
        Assert.InRange(raised.Position!.Value.Longitude, BusyLane.Place(25).Longitude, BusyLane.Place(35).Longitude);
        Logbook.AssertBetween("04:05", "04:07", raised.EventTime);
        Logbook.AssertBetween("04:23", "04:27", feed[^1].EventTime);
    }

    [Fact]
    public void Receiver_Lost_LetsAShipThatStaysSilentBeJudgedAfterwards()
    {
        var ship = BusyLane.ShipAt(Out, 30);
        var log = new BusyLane().Deaf((miles, minute) => miles is > 15 and < 45 && minute is >= Out and < Out + 22).Silent(ship, Out, 2000).Watch(0, Out + 80);
        var raised = Assert.Single(log.Of(AlertKind.DarkGap), alert => alert.State == AlertState.Raised);
        Assert.Equal(BusyLane.MmsiOf(ship), raised.Vessel!.Mmsi.Value);
        Logbook.AssertBetween("04:32", "04:45", raised.EventTime);
    }

    [Fact]
    public void Receiver_Lost_DoesNotSpoilTheCoverageOfItsRegion()
    {
        var ship = BusyLane.ShipAt(Out + 120, 30);
        var log = new BusyLane().Deaf((miles, minute) => miles is > 15 and < 45 && minute is >= Out and < Out + 22).Silent(ship, Out + 120, 2000).Watch(0, Out + 180);
        Assert.Equal(BusyLane.MmsiOf(ship), Assert.Single(log.Of(AlertKind.DarkGap)).Vessel!.Mmsi.Value);
    }

    [Fact]
    public void FourShips_SilentTogether_AreNoReceiver()
    {
        var log = new BusyLane().Deaf((miles, minute) => miles is > 26 and < 34 && minute is >= Out and < Out + 22).Watch(0, Out + 80);
        Assert.Empty(log.Of(AlertKind.FeedHealth));
        Assert.Empty(log.Of(AlertKind.DarkGap));
    }

    // Far ships that only unusual conditions let through vanish together and never come back, beside those of every day.
    [Fact]
    public void Region_WhoseFarShipsVanishForGood_IsOverForThoseWhoAreThere()
    {
        var ship = BusyLane.ShipAt(Out + 100, 30);
        var log = new BusyLane().And(FarShips(20)).Silent(ship, Out + 100, 2000).Watch(0, Out + 180);
        var feed = log.Of(AlertKind.FeedHealth);
        Assert.Equal([AlertState.Raised, AlertState.Closed], feed.Select(alert => alert.State));
        Logbook.AssertBetween("05:08", "05:12", feed[1].EventTime);
        Assert.EndsWith("who is there now is heard, though most of those who fell silent have not come back.", feed[1].Headline, StringComparison.Ordinal);
        Assert.Equal(BusyLane.MmsiOf(ship), Assert.Single(log.Of(AlertKind.DarkGap)).Vessel!.Mmsi.Value);
        Assert.DoesNotContain(log.HeldBack, held => held.Since > BusyLane.At(Out + 75) && held.Reason.StartsWith("outage", StringComparison.Ordinal));
    }

    [Fact]
    public void Receiver_LostForGood_IsToldForADay()
    {
        var feed = new BusyLane().Deaf((miles, minute) => miles is > 15 and < 45 && minute >= Out).Watch(0, Out + 1500).Of(AlertKind.FeedHealth)
            .Where(alert => alert.AlertId.Contains("area", StringComparison.Ordinal)).ToList();
        Assert.Equal([AlertState.Raised, AlertState.Closed], feed.Select(alert => alert.State));
        Assert.InRange((feed[1].EventTime - feed[0].Since).TotalHours, 24, 24.05);
    }

    [Fact]
    public void Recording_ThatEnds_IsNoOutage() =>
        Assert.Empty(new BusyLane().Watch(0, 300).Events);

    [Fact]
    public void Recordings_OneAfterAnother_AreNoOutageAndNoGap()
    {
        // The second begins two days after the first: event time leaps, and three reports in a row confirm it.
        var lane = new BusyLane();
        AisReport[] traffic = [.. lane.Traffic(0, 300), .. new BusyLane().Traffic(3 * 1440, (3 * 1440) + 200)];
        var log = Logbook.Keep(BusyLane.Chart(), traffic, DetectionSettings.Default);
        Assert.Empty(log.Events);
    }

    [Fact]
    public void Recordings_OneAfterAnother_EndWhatWasOpen()
    {
        var ship = BusyLane.ShipAt(Out, 30);
        AisReport[] traffic = [.. new BusyLane().Silent(ship, Out, 2000).Traffic(0, 300), .. new BusyLane().Traffic(3 * 1440, (3 * 1440) + 200)];
        var log = Logbook.Keep(BusyLane.Chart(), traffic, DetectionSettings.Default);
        Assert.Equal([AlertState.Raised, AlertState.Closed], log.Of(AlertKind.DarkGap).Select(alert => alert.State));
        Assert.Empty(log.Of(AlertKind.FeedHealth));
    }

    [Fact]
    public void Rate_BelowHalfOfTheSameHourOnTheDaysBefore_IsANoticeUntilItIsNormal()
    {
        // Three days with a ship a minute apart in her reports, on the last of them every second report from 06:00 to 09:00 but four of five lost.
        const uint First = 211_000_001;
        IEnumerable<AisReport> Day(int day)
        {
            for (var minute = 0; minute < 1440; minute++)
            {
                for (var ship = 0u; ship < 6; ship++)
                {
                    var isLost = day == 3 && minute is >= 360 and < 540 && (minute + ship) % 5 != 0;
                    if (!isLost)
                    {
                        var time = Waters.Midnight + TimeSpan.FromMinutes((day * 1440) + minute) + TimeSpan.FromSeconds(ship * 7);
                        yield return new AisReport(
                            PositionReport.Create(time, new Mmsi(First + ship), BusyLane.Place(10 + ship, ship * 500), 0.1, 0, 90, NavigationalStatus.AtAnchor), null);
                    }
                }
            }
        }

        var log = Logbook.Keep(BusyLane.Chart(), [.. Enumerable.Range(0, 4).SelectMany(Day)], DetectionSettings.Default);
        var whole = log.Of(AlertKind.FeedHealth).Where(alert => alert.AlertId.Contains("whole-feed", StringComparison.Ordinal)).ToList();
        Assert.Equal([AlertState.Raised, AlertState.Closed], whole.Select(alert => alert.State));
        Assert.Equal(Severity.Notice, whole[0].Severity);
        Assert.Equal(Waters.Midnight + TimeSpan.FromHours(72 + 7), whole[0].EventTime);
        Assert.Equal(Waters.Midnight + TimeSpan.FromHours(72 + 10), whole[1].EventTime);
    }

    // At anchor about the middle of the lane, two cells wide, heard until the outage.
    private static IEnumerable<AisReport> FarShips(int count) =>
        from ship in Enumerable.Range(0, count)
        from minute in Enumerable.Range(0, (int)Out)
        select new AisReport(
            PositionReport.Create(
                BusyLane.At(minute) + TimeSpan.FromSeconds(ship), new Mmsi(211_000_001u + (uint)ship), BusyLane.Place(25 + (ship * 10.0 / count), 200 + (ship * 30)), 0.1, 0, 90, NavigationalStatus.AtAnchor),
            null);
}
