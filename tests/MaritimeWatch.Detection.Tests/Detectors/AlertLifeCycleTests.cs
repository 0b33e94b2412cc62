using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>The evidence life cycle of detectors.md E: one alert a situation, revisions, silence, late data.</summary>
public sealed class AlertLifeCycleTests
{
    [Fact]
    public void Alert_RaisedThenWorseThenOver_CountsRevisionsFromOne()
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Paces("02:30", 1.2).Sails("03:00", 9, 90);
        var log = Waters.WithOneCable().Watch(ship);
        Assert.Equal(
            [
                (1, AlertState.Raised, Severity.Notice, "00:20"),
                (2, AlertState.Maintained, Severity.Warning, "00:40"),
                (3, AlertState.Maintained, Severity.Warning, "01:40"),
                (4, AlertState.Maintained, Severity.Alarm, "02:00"),
            ],
            log.Events.Take(4).Select(alert => (alert.Revision, alert.State, alert.Severity, (alert.EventTime - Waters.Midnight).ToString(@"hh\:mm", null))));
        Assert.Equal((5, AlertState.Closed, 5L), (log.Events[^1].Revision, log.Events[^1].State, log.Events[^1].Sequence));
        Assert.Single(log.Events.Select(alert => alert.AlertId).Distinct());
    }

    [Fact]
    public void Alert_SameThingAgainLater_IsANewAlert()
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:30", 1.2, 0).Sails("01:00", 9, 90).Sails("01:30", 9, 270).Sails("02:00", 1.2, 0);
        var ids = Waters.WithOneCable().Watch(ship).Events.Select(alert => alert.AlertId).Distinct().ToList();
        Assert.Equal(2, ids.Count);
        Assert.All(ids, id => Assert.StartsWith("loitering-219000606-north-cable-20260314T0", id, StringComparison.Ordinal));
    }

    [Fact]
    public void Alert_BetweenParallelCables_StaysWithTheFirst()
    {
        // Two cables 400 m apart; she paces from beside the one to beside the other and back.
        var ship = Voyage.Of().Starts("00:00", metresOff: 20, knots: 1.2).Sails("00:25", 1.2, 0);
        for (var minute = 35; minute <= 115; minute += 20)
        {
            ship.Sails($"{minute / 60:D2}:{minute % 60:D2}", 1.2, 90).Sails($"{(minute + 10) / 60:D2}:{(minute + 10) % 60:D2}", 1.2, 270);
        }

        var log = Waters.WithOneCable().Cable("south-cable", 400).Watch(ship);
        Assert.True(log.Events.Count >= 3);
        Assert.Equal(["loitering-219000606-north-cable-20260314T000000Z"], log.Events.Select(alert => alert.AlertId).Distinct());
        Assert.All(log.Events, alert => Assert.Equal("north-cable", alert.Asset!.Id));
        Assert.Contains("south-cable", log.Events[0].Evidence.OtherAssetIds);
    }

    /// <summary>Static data an hour late names a ship that had not said it, and changes nothing she has said since.</summary>
    [Fact]
    public void Alert_StaticDataComesLate_FillsTheVessel()
    {
        var traffic = Voyage.Traffic(Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Paces("02:30", 1.2)).ToList();
        var late = new StaticReport(new Mmsi(219_000_606), ImoNumber: 9_074_729, CallSign: "OXYZ2", Name: "OLD NAME", MessageType: 5);
        traffic.Insert(70, new AisReport(PositionReport.Create(Waters.Midnight - TimeSpan.FromMinutes(1), late.Mmsi, null), late));

        var events = Logbook.Keep(Waters.WithOneCable().Index, traffic, DetectionSettings.Default).Events;

        Assert.Equal(("SHIP 606", null), (events[0].Vessel!.Name, events[0].Vessel!.CallSign));
        Assert.Equal(("SHIP 606", "OXYZ2", 9_074_729u), (events[^1].Vessel!.Name, events[^1].Vessel!.CallSign, events[^1].Vessel!.ImoNumber!.Value));
    }

    // Silent for six hours, and the stream's time goes on: closed, at the sixth hour, whoever tells the time.
    [Theory]
    [InlineData("06:29", false)]
    [InlineData("06:30", true)]
    public void Alert_TrackLost_ClosesAfterSixHours(string until, bool closed)
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Sails("00:30", 1.2, 0);
        var other = Voyage.Of(244_000_001).Reporting(60).Starts("00:00", metresOff: 60_000).Sails(until, 0.1, 90);
        var log = Waters.WithOneCable().Watch(ship, other);
        Assert.Equal(closed ? AlertState.Closed : AlertState.Raised, log.Events[^1].State);
        if (closed)
        {
            Assert.Equal(Voyage.Moment("06:30"), log.Events[^1].EventTime);
        }
    }

    [Fact]
    public void Alert_OneLateContradiction_IsNotEnough()
    {
        var log = Waters.WithOneCable().Watch(Loitering().Late("00:10", arrives: "00:45:30", knots: 9, metresOff: 5_000));
        Assert.DoesNotContain(log.Events, alert => alert.State == AlertState.Retracted);
        Assert.Equal(1, log.Dropped("Order", DropReason.Late));
    }

    [Fact]
    public void Alert_TwoLateContradictions_RetractIt()
    {
        var log = Waters.WithOneCable().Watch(Loitering()
            .Late("00:10", arrives: "00:45:30", knots: 9, metresOff: 5_000)
            .Late("00:12", arrives: "00:45:40", knots: 9, metresOff: 5_500));
        var retracted = Assert.Single(log.Events, alert => alert.State == AlertState.Retracted);
        Assert.Equal((log.Events[0].AlertId, 3), (retracted.AlertId, retracted.Revision));
        Assert.Contains("late reports", retracted.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Alert_LateFixesThatAgree_RetractNothing()
    {
        var log = Waters.WithOneCable().Watch(Loitering()
            .Late("00:10", arrives: "00:45:30", knots: 1.2, metresOff: 80, metresAlong: 370)
            .Late("00:12", arrives: "00:45:40", knots: 1.2, metresOff: 80, metresAlong: 440));
        Assert.DoesNotContain(log.Events, alert => alert.State == AlertState.Retracted);
    }

    // Six hours of event time before the watermark, which is a minute before the last report (detectors.md E rule 7, C.0).
    [Theory]
    [InlineData("01:30", true)]
    [InlineData("01:29:59", false)]
    public void Alert_LateData_CountsForSixHours(string ofTime, bool retracted)
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Paces("07:31", 1.2)
            .Late(ofTime, arrives: "07:31:10", knots: 9, metresOff: 5_000).Late(ofTime, arrives: "07:31:20", knots: 9, metresOff: 5_100);
        var log = Waters.WithOneCable().Watch(ship);
        Assert.Equal(retracted, log.Events.Any(alert => alert.State == AlertState.Retracted));
        Assert.Equal(retracted ? 0 : 2, log.Dropped("Order", DropReason.TooOld));
    }

    // A satellite delivers again, forty minutes late, what stations on land heard long ago: that contradicts nothing.
    [Fact]
    public void Alert_PoweredDragHeardAgainLater_IsNotRetracted()
    {
        var ship = Voyage.Of().Reporting(10).Starts("00:00", metresOff: -21_609, knots: 10, course: 90).Sails("01:12", 10, 90).Sails("01:14", 8.5, 90)
            .Sails("02:00", 10, 90).ArrivesAgain("01:05", "01:20", at: "01:58:05");
        var log = Waters.WithOneCable().Watch(ship);
        Assert.Equal(Severity.Warning, log.Worst(AlertKind.PoweredDrag));
        Assert.DoesNotContain(log.Events, alert => alert.State == AlertState.Retracted);
    }

    [Fact]
    public void Alert_DragAtAnchorHeardAgainLater_IsNotRetracted()
    {
        var ship = Voyage.Of().Reporting(60).Starts("00:00", metresOff: -12_000, heading: 270).LiesStill("01:00")
            .Sails("01:45", 1.2, 90, heading: 270).Sails("02:30", 1.2, 270).LiesStill("02:40").ArrivesAgain("01:00", "02:40", at: "02:42:05").LiesStill("02:45");
        var log = Waters.WithOneCable().Watch(ship);
        Assert.NotEmpty(log.Of(AlertKind.DragAtAnchor));
        Assert.DoesNotContain(log.Events, alert => alert.State == AlertState.Retracted);
    }

    [Fact]
    public void Alert_LoiteringHeardAgainLater_IsNotRetracted()
    {
        var log = Waters.WithOneCable().Watch(Loitering().ArrivesAgain("00:00", "00:45", at: "00:50:05"));
        Assert.NotEmpty(log.Events);
        Assert.DoesNotContain(log.Events, alert => alert.State == AlertState.Retracted);
    }

    // detectors.md E rule 7: a retracted or closed id is never used again.
    [Fact]
    public void Alert_RetractedAndTrueAgain_HasANewId()
    {
        var ship = Voyage.Of().Reporting(180).Starts("00:00", metresOff: -12_000, heading: 270).LiesStill("01:00")
            .Sails("01:45", 1.3, 90, heading: 270)
            .Late("01:16", arrives: "01:45:10", knots: 0.1, metresOff: -12_000).Late("01:17", arrives: "01:45:20", knots: 0.1, metresOff: -12_000)
            .Sails("02:00", 1.3, 90, heading: 270);
        var drags = Waters.WithOneCable().Watch(ship).Of(AlertKind.DragAtAnchor);
        Assert.Contains(drags, alert => alert.State == AlertState.Retracted);
        var ids = drags.Where(alert => alert.State == AlertState.Raised).Select(alert => alert.AlertId).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public void Alert_AnchoringRetractedAndTrueAgain_HasANewId()
    {
        var ship = Voyage.Of().Starts("00:00", metresOff: 80).LiesStill("00:40")
            .Late("00:10", arrives: "00:40:10", knots: 9, metresOff: 5_000).Late("00:12", arrives: "00:40:20", knots: 9, metresOff: 5_000).LiesStill("01:00");
        var raised = Waters.WithOneCable().Watch(ship).Of(AlertKind.AnchoredOnAsset).Where(alert => alert.State == AlertState.Raised).Select(alert => alert.AlertId).ToList();
        Assert.Equal(2, raised.Count);
        Assert.Equal(2, raised.Distinct().Count());
    }

    private static Voyage Loitering() => Voyage.Of().Starts("00:00", metresOff: 80, knots: 1.2).Paces("00:50", 1.2);
}
