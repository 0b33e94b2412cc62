using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Tests.Weighing.Silence;

/// <summary>R9: what arrives late fills silences.</summary>
public sealed class LateGapTests
{
    private const double Dark = 240;
    private static readonly int Ship = BusyLane.ShipAt(Dark, 30);

    [Fact]
    public void WholeBatch_AfterTheAlarm_RetractsAndRaisesNothingAgain()
    {
        // The watermark is a minute behind the stream: what comes with the batch is late up to there.
        var log = new BusyLane().Late(Ship, Dark, Dark + 40, Dark + 40).Watch(0, Dark + 120, BusyLane.Chart(cableMiles: 33));
        var gap = log.Of(AlertKind.DarkGap);
        Assert.Equal([AlertState.Raised, AlertState.Maintained, AlertState.Retracted], gap.Where(alert => alert.State != AlertState.Lowered).Select(alert => alert.State));
        Assert.Single(gap.Select(alert => alert.AlertId).Distinct());
        Assert.Equal(Enumerable.Range(1, gap.Count), gap.Select(alert => alert.Revision));
        Logbook.AssertBetween("04:39", "04:41", gap[^1].EventTime);
    }

    [Fact]
    public void WholeBatch_WhileSheIsStillSilent_RetractsAndCountsAnew()
    {
        var log = new BusyLane().Late(Ship, Dark, Dark + 39, Dark + 40).Silent(Ship, Dark + 39, 2000).Watch(0, Dark + 70);
        var gap = log.Of(AlertKind.DarkGap);
        Assert.Equal([AlertState.Raised, AlertState.Retracted, AlertState.Raised], gap.Select(alert => alert.State));
        Assert.Equal(2, gap.Select(alert => alert.AlertId).Distinct().Count());
        Logbook.AssertBetween("04:48", "04:50", gap[2].EventTime);
    }

    [Fact]
    public void WholeBatch_AfterTheCaseWasClosed_RetractsIt()
    {
        var log = new BusyLane().Late(Ship, Dark, Dark + 40, Dark + 90).Watch(0, Dark + 120);
        var gap = log.Of(AlertKind.DarkGap);
        Assert.Equal([AlertState.Closed, AlertState.Retracted], gap.TakeLast(2).Select(alert => alert.State));
        Assert.Single(gap.Select(alert => alert.AlertId).Distinct());
        Assert.Equal(Enumerable.Range(1, gap.Count), gap.Select(alert => alert.Revision));
    }

    [Fact]
    public void PartOfTheBatch_ShortensTheGap_AndGradesItAgain()
    {
        // 75 minutes; after 40 of them the first 22 arrive: 18 are left, and 30 are full again after 52.
        var log = new BusyLane().Late(Ship, Dark, Dark + 22, Dark + 40).Silent(Ship, Dark + 22, Dark + 75).Watch(0, Dark + 120, BusyLane.Chart(cableMiles: 33));
        var gap = log.Of(AlertKind.DarkGap);
        Assert.Equal(
            [Severity.Notice, Severity.Alarm, Severity.Notice, Severity.Alarm],
            gap.Take(4).Select(alert => alert.Severity));
        Assert.Equal(AlertState.Lowered, gap[2].State);
        Logbook.AssertBetween("04:51", "04:53", gap[3].EventTime);
        Assert.Single(gap, alert => alert.State == AlertState.Raised);
        Assert.Equal(AlertState.Closed, gap[^1].State);
    }

    [Fact]
    public void Reports_ThatComeAFewMinutesLateAllTheTime_LeaveNoGap()
    {
        var lane = new BusyLane();
        for (var from = Dark; from < Dark + 100; from += 5)
        {
            lane.Late(Ship, from, from + 5, from + 7);
        }

        Assert.Empty(lane.Watch(0, Dark + 120).Of(AlertKind.DarkGap));
    }
}
