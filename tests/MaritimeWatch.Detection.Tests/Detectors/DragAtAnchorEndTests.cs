using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>What ends, lowers or takes back a D1 alert, and what does not.</summary>
public sealed class DragAtAnchorEndTests
{
    private const double FarOff = -12_000;

    private static Voyage AtAnchor(double metresOff, int everySeconds = 180, int? length = 120) => Voyage.Of(length: length)
        .Reporting(everySeconds).Status(NavigationalStatus.AtAnchor).Starts("00:00", metresOff, heading: 270).LiesStill("01:00");

    // 3,000 m off at 1.3 kn she is half an hour and less from the corridor; turned away at 01:30 she is not, and ten minutes later that stands.
    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(180)]
    public void Drag_TurnedAwayFromTheCable_IsLoweredAfterTenMinutes(int everySeconds)
    {
        var log = Waters.WithOneCable().Watch(AtAnchor(-3000, everySeconds).Sails("01:30", 1.3, 90, heading: 270).Sails("03:00", 1.3, 270, heading: 90));
        var events = log.Of(AlertKind.DragAtAnchor);
        Assert.Equal(Severity.Alarm, log.Worst(AlertKind.DragAtAnchor));
        var lowered = Assert.Single(events, alert => alert.State == AlertState.Lowered);
        Assert.Equal(Severity.Warning, lowered.Severity);
        Logbook.AssertBetween("01:40", "01:55", lowered.EventTime);
    }

    // Told of 100 m astern, with a circle of 450 m, she drags on inside of it. The cable is 28 min ahead at 01:15 (208 m gone at 13.9 m/min), and again at the next report.
    [Fact]
    public void Drag_ToldOfWithinTheCircle_HasNotStoppedThere()
    {
        var log = Waters.WithOneCable().Watch(AtAnchor(-600, length: 300).Sails("01:40", 0.45, 90, heading: 270));
        Assert.DoesNotContain(log.Of(AlertKind.DragAtAnchor), alert => alert.Evidence.Cause.Contains("stopped", StringComparison.Ordinal));
        Assert.Equal("01:18", log.When(AlertKind.DragAtAnchor, Severity.Critical));
    }

    [Fact]
    public void Drag_OfALargeShipInsideHerCircle_IsNotOverWhileSheGoesOn()
    {
        var log = Waters.WithOneCable().Watch(AtAnchor(FarOff, length: 400).Sails("02:40", 0.45, 90, heading: 270));
        Assert.DoesNotContain(log.Of(AlertKind.DragAtAnchor), alert => alert.State == AlertState.Closed);
    }

    [Fact]
    public void Drag_LateReportsOfTheDragItself_ContradictNothing()
    {
        var log = Waters.WithOneCable().Watch(AtAnchor(FarOff).Sails("01:12", 0.7, 90, heading: 270)
            .Late("01:04:30", "01:12:30", 1.2, FarOff + 97, course: 90).Late("01:07:30", "01:12:40", 1.2, FarOff + 162, course: 90)
            .Sails("01:30", 0.7, 90, heading: 270));
        Assert.DoesNotContain(log.Of(AlertKind.DragAtAnchor), alert => alert.State == AlertState.Retracted);
    }

    [Fact]
    public void Drag_LateReportsThatSheLayStill_TakeItBack()
    {
        var log = Waters.WithOneCable().Watch(AtAnchor(FarOff).Sails("01:12", 0.7, 90, heading: 270)
            .Late("01:04:30", "01:12:30", 0.1, FarOff).Late("01:07:30", "01:12:40", 0.1, FarOff + 5).LiesStill("01:20"));
        Assert.Contains(log.Of(AlertKind.DragAtAnchor), alert => alert.State == AlertState.Retracted);
    }

    // Two fixes astern, three hours unheard, and the third one miles off: nothing is raised across silence.
    [Fact]
    public void Drag_ThirdFixAfterASilence_IsNone()
    {
        var ship = AtAnchor(FarOff).Sails("01:06", 1.3, 90, heading: 270).IsSilent("04:06", 1.1, 90).Sails("04:09", 0.6, 90, heading: 270).LiesStill("05:00");
        Assert.Empty(Waters.WithOneCable().Watch(ship).Of(AlertKind.DragAtAnchor));
    }

    // Her compass stands at 270 whatever she does: 12 kn is no drag.
    [Fact]
    public void Drag_SailsWithACompassThatStands_IsOver()
    {
        var log = Waters.WithOneCable().Watch(AtAnchor(FarOff).Sails("01:30", 1.3, 90, heading: 270).Sails("02:00", 12, 0, heading: 180));
        var closed = Assert.Single(log.Of(AlertKind.DragAtAnchor), alert => alert.State == AlertState.Closed);
        Logbook.AssertBetween("01:30", "01:45", closed.EventTime);
    }

    // A shackle or two veered in six minutes, an hour's rest there, and a yaw across and ahead at half a knot: she holds.
    [Theory]
    [InlineData(105)]
    [InlineData(140)]
    public void Drag_VeeredThenYawing_IsNone(double veered)
    {
        var ship = AtAnchor(FarOff).Sails("01:06", veered / 2 / 92.6, 90, heading: 270).LiesStill("02:00");
        for (var minute = 123; minute < 240; minute += 6)
        {
            ship.At(Clock(minute), 0.5, FarOff + veered, 15, course: 0, heading: 275);
            ship.At(Clock(minute + 3), 0.5, FarOff + veered, -15, course: 270, heading: 265);
        }

        Assert.Empty(Waters.WithOneCable().Watch(ship).Of(AlertKind.DragAtAnchor));
        static string Clock(int minute) => $"{minute / 60:D2}:{minute % 60:D2}";
    }
}
