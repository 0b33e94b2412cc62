using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>S4: 500 m inside land; heading and course 45 degrees apart above 3 kn for 10 minutes (detectors.md C.10).</summary>
public sealed class ImplausiblePositionTests
{
    [Theory]
    [InlineData(90, 100, 10, 1)]
    [InlineData(46, 12, 10, 1)]
    [InlineData(44, 100, 10, 0)]
    [InlineData(90, 11, 10, 0)]
    [InlineData(90, 100, 3, 0)]
    public void Watch_HeadingDeniesCourse_IsANoticeBeyondTheLimits(double degreesOff, int minutes, double knots, int expected)
    {
        var log = new Waters().Watch(Sound().Sails(Clock(20 + minutes), knots, 0, heading: degreesOff).Sails(Clock(20 + minutes + 40), 12, 0));
        Assert.Equal(expected, log.Of(AlertKind.ImplausiblePosition).Count(alert => alert.State == AlertState.Raised));
        Assert.All(log.Of(AlertKind.ImplausiblePosition), alert => Assert.Equal(Severity.Notice, alert.Severity));
    }

    [Fact]
    public void Watch_HeadingAgreesAgain_ClosesAfterThirtyMinutes()
    {
        var log = new Waters().Watch(Sound().Sails("01:00", 10, 0, heading: 90).Sails("02:00", 12, 0));
        var last = log.Of(AlertKind.ImplausiblePosition)[^1];
        Assert.Equal(AlertState.Closed, last.State);
        Logbook.AssertBetween("01:29", "01:32", last.EventTime);
    }

    [Theory]
    [InlineData("faulty compass")]
    [InlineData("wind and stream")]
    [InlineData("astern")]
    [InlineData("cannot manoeuvre")]
    [InlineData("towing")]
    [InlineData("exempt")]
    [InlineData("fishing")]
    [InlineData("stuck compass")]
    [InlineData("offset")]
    public void Watch_InnocentReason_IsHeldBack(string what)
    {
        var log = new Waters().Watch(what switch
        {
            "faulty compass" => Voyage.Of().Starts("00:00", 0, knots: 12, heading: 90).Sails("02:00", 12, 0, heading: 90),
            "wind and stream" => Sound().Sails("01:00", 4.5, 0, heading: 140),
            "astern" => Sound().Sails("01:00", 8, 0, heading: 178),
            "cannot manoeuvre" => Sound().Status(NavigationalStatus.RestrictedManoeuvrability).Sails("01:00", 8, 0, heading: 90),
            "towing" => Sound(31).Sails("01:00", 8, 0, heading: 90),
            "exempt" => Sound(52).Sails("01:00", 8, 0, heading: 90),
            "fishing" => Sound(30).Sails("01:00", 6, 0, heading: 90),
            "stuck compass" => Sound().Sails("00:25", 8, 90, heading: 0).Sails("01:00", 8, 130, heading: 0),
            _ => Sound().Sails("00:25", 8, 90, heading: 0).Sails("01:00", 8, 180, heading: 90),
        });
        Assert.Empty(log.Of(AlertKind.ImplausiblePosition));
        var reason = Assert.Single(log.HeldBack, held => held.Kind == AlertKind.ImplausiblePosition).Reason;
        Assert.Contains(what, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Watch_NoHeading_IsNothing()
    {
        var log = new Waters().Watch(Voyage.Of().ClassB().Starts("00:00", 0, knots: 12).Sails("02:00", 12, 0, saysHeading: false));
        Assert.Empty(log.Events);
        Assert.Empty(log.HeldBack);
    }

    // Land begins 20 km east; more than 500 m inside it.
    [Theory]
    [InlineData(20_450, 0)]
    [InlineData(20_550, 1)]
    public void Watch_JumpsOntoLand_IsANoticeBeyondTheLimit(double metresOff, int expected)
    {
        var log = Coast().Watch(Voyage.Of().Reporting(30).Starts("00:00", 0).LiesStill("00:20").At("00:20:30", 0, metresOff).LiesStill("00:40"));
        Assert.Equal(expected, log.Of(AlertKind.ImplausiblePosition).Count(alert => alert.State == AlertState.Raised));
    }

    [Fact]
    public void Watch_SailsInland_IsHeldBack()
    {
        var log = Coast().Watch(Voyage.Of().Starts("00:00", 15_000, knots: 12).Sails("01:00", 12, 90));
        Assert.Empty(log.Of(AlertKind.ImplausiblePosition));
        Assert.Contains("waterway", Assert.Single(log.HeldBack, held => held.Kind == AlertKind.ImplausiblePosition).Reason, StringComparison.Ordinal);
    }

    // A port within a mile.
    [Theory]
    [InlineData(23_000, 0)]
    [InlineData(25_000, 1)]
    public void Watch_JumpsIntoADock_IsNothing(double metresOff, int expected)
    {
        var log = Coast().Area(ContextCategory.Port, "port", 20_000, 22_000).Watch(
            Voyage.Of().Reporting(30).Starts("00:00", 0).LiesStill("00:20").At("00:20:30", 0, metresOff).LiesStill("00:40"));
        Assert.Equal(expected, log.Of(AlertKind.ImplausiblePosition).Count(alert => alert.State == AlertState.Raised));
    }

    private static Waters Coast() => new Waters().Area(ContextCategory.Land, "coast", 20_000, 60_000);

    private static Voyage Sound(int shipType = 70) => Voyage.Of(shipType: shipType).Starts("00:00", 0, knots: 12).Sails("00:20", 12, 0);

    private static string Clock(int minutes) => TimeSpan.FromMinutes(minutes).ToString();
}
