using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>S1: 60 kn, 30 kn for cargo ships and tankers, 50 kn for passenger ships, 50 kn reported, two of three fixes (detectors.md C.10).</summary>
public sealed class KinematicSpoofTests
{
    private const double Mile = 1852;

    private readonly Waters waters = new();

    [Fact]
    public void Watch_TrackGoesOnFarAway_IsAWarningThatClosesAfterThirtyCleanMinutes()
    {
        var log = waters.Watch(Voyage.Of().Reporting(10).Starts("00:00", 0, knots: 12).Sails("00:20", 12, 0).At("00:20:10", 12, 10 * Mile, 0).Sails("01:00", 12, 0));

        var jump = log.Of(AlertKind.KinematicSpoof);
        Assert.Equal([AlertState.Raised, AlertState.Closed], jump.Select(alert => alert.State));
        Assert.Equal(Severity.Warning, jump[0].Severity);
        Assert.Equal(Voyage.Moment("00:20:10"), jump[0].Since);

        // The old place is given up after three of her intervals.
        Logbook.AssertBetween("00:20:30", "00:20:50", jump[0].EventTime);
        Logbook.AssertBetween("00:50:20", "00:51:50", jump[1].EventTime);
        Assert.Contains(jump[0].Evidence.Measurements, measured => measured is { Name: "implied speed", Value: > 3_000, Threshold: 30 });
    }

    [Fact]
    public void Watch_OneWrongPosition_IsOnlyCounted()
    {
        var log = waters.Watch(Voyage.Of().Reporting(10).Starts("00:00", 0, knots: 12).Sails("00:20", 12, 0).At("00:20:05", 12, 10 * Mile).At("00:20:10", 12, 0, 7_470).Sails("01:00", 12, 0));
        Assert.Empty(log.Events);
        Assert.Equal(1, log.Dropped("Track", DropReason.ImplausibleJump));
    }

    // Four miles to and fro, a wrong position after each good one: two hulls are told apart from five miles on, one ship does not do it at all.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(5, 1)]
    public void Watch_LeapsToAndFro_IsAWarningFromTheSecondOfThree(int leaps, int expected)
    {
        var ship = Voyage.Of().Reporting(10).Starts("00:00", 0, knots: 12).Sails("00:20", 12, 0);
        for (var i = 0; i < leaps; i++)
        {
            ship.At($"00:20:{(10 * i) + 5:D2}", 0.1, 4 * Mile, 7_408).At($"00:20:{(10 * i) + 10:D2}", 12, 0, 7_408 + (62 * (i + 1)));
        }

        var log = waters.Watch(ship.Sails("01:30", 12, 0));
        Assert.Equal(expected, log.Of(AlertKind.KinematicSpoof).Count(alert => alert.State == AlertState.Raised));
        Assert.Empty(log.Of(AlertKind.DuplicateMmsi));
    }

    // A minute is conceded to clocks that differ: within 10 s a ship of no class may be 70 s x 60 kn = 2,161 m off, a cargo ship 1,080 m.
    [Theory]
    [InlineData(null, 2_140, 0)]
    [InlineData(null, 2_180, 1)]
    [InlineData(70, 1_060, 0)]
    [InlineData(70, 1_100, 1)]
    [InlineData(69, 1_785, 0)]
    [InlineData(69, 1_820, 1)]
    public void Watch_JumpAtTheLimit_IsOneBeyondIt(int? shipType, double metres, int expected)
    {
        var log = waters.Watch(Voyage.Of(shipType: shipType).Reporting(10).Starts("00:00", 0).LiesStill("00:20").At("00:20:10", 0, metres).LiesStill("00:30"));
        Assert.Equal(expected, log.Of(AlertKind.KinematicSpoof).Count(alert => alert.State == AlertState.Raised));
    }

    // Over 5 minutes and the conceded one: a cargo ship may come 3 nm, a ferry 5 nm.
    [Theory]
    [InlineData(70, 35, 0)]
    [InlineData(70, 37, 1)]
    [InlineData(60, 59, 0)]
    [InlineData(40, 61, 1)]
    [InlineData(36, 59, 0)]
    [InlineData(36, 61, 1)]
    public void Watch_FasterThanHerClass_IsAWarning(int shipType, double knots, int expected)
    {
        var voyage = Voyage.Of(shipType: shipType).Reporting(30).Starts("00:00", 0, knots: 10);
        for (var i = 1; i <= 40; i++)
        {
            // What she reports herself is an ordinary speed.
            voyage.At(TimeSpan.FromSeconds(30 * i).ToString(), 10, 0, i * 30 * knots * Mile / 3600);
        }

        Assert.Equal(expected, waters.Watch(voyage).Of(AlertKind.KinematicSpoof).Count(alert => alert.State == AlertState.Raised));
    }

    [Theory]
    [InlineData(50.0, 50.0, 0, 0)]
    [InlineData(50.1, 50.1, 1, 0)]
    [InlineData(55.0, 41.0, 1, 0)]
    [InlineData(55.0, 39.0, 0, 1)]
    public void Watch_ReportsMoreThanAnyShip_IsAWarningWhereHerPositionsBearItOut(double says, double makes, int raised, int heldBack)
    {
        var voyage = Voyage.Of(shipType: null).Reporting(10).Starts("00:00", 0, knots: 20);
        for (var i = 1; i <= 60; i++)
        {
            voyage.At(TimeSpan.FromSeconds(10 * i).ToString(), says, 0, i * 10 * makes * Mile / 3600);
        }

        var log = waters.Watch(voyage);
        Assert.Equal(raised, log.Of(AlertKind.KinematicSpoof).Count);
        Assert.Equal(heldBack, log.HeldBack.Count(held => held.Kind == AlertKind.KinematicSpoof));
    }

    [Fact]
    public void Watch_OneFastReport_IsNothing()
    {
        var log = waters.Watch(Voyage.Of(shipType: null).Reporting(10).Starts("00:00", 0, knots: 20).Sails("00:10", 20, 0).Sails("00:10:10", 51, 0).Sails("00:20", 20, 0));
        Assert.Empty(log.Events);
        Assert.Empty(log.HeldBack);
    }

    // Heard again an hour later, as far as she can have sailed: honest.
    [Fact]
    public void Watch_SilenceThenElsewhere_IsNoJump()
    {
        var log = waters.Watch(Voyage.Of().Reporting(10).Starts("00:00", 0, knots: 12).Sails("00:20", 12, 0).IsSilent("01:20", 12, 0).Sails("02:00", 12, 0));
        Assert.Empty(log.Of(AlertKind.KinematicSpoof));
    }

    // Two receivers, one of them a minute slow: at 25 kn the copies lie 770 m behind.
    [Fact]
    public void Watch_CopiesByASlowClock_AreNoJump()
    {
        var voyage = Voyage.Of().Reporting(10).Starts("00:00", 0, knots: 25);
        for (var i = 1; i <= 360; i++)
        {
            voyage.At(TimeSpan.FromSeconds(10 * i).ToString(), 25, 0, ((10 * i) - (i % 3 == 0 ? 60 : 0)) * 25 * Mile / 3600);
        }

        Assert.Empty(waters.Watch(voyage).Events);
    }

    // A satellite feed repeats what she reported half an hour ago, under the time of its coming: 10 nm behind, several in a row.
    [Fact]
    public void Watch_OldReportsUnderANewTime_AreDropped()
    {
        var voyage = Voyage.Of().Reporting(10).Starts("00:00", 0, knots: 20);
        for (var i = 1; i <= 720; i++)
        {
            voyage.At(TimeSpan.FromSeconds(10 * i).ToString(), 20, 0, ((10 * i) - (i > 300 && i % 20 < 4 ? 1800 : 0)) * 20 * Mile / 3600);
        }

        var log = waters.Watch(voyage);
        Assert.Empty(log.Events);
        Assert.Empty(log.HeldBack);
        Assert.Equal(84, log.Dropped("Track", DropReason.ImplausibleJump));
    }

    // Switched on after a night in port: first the old berth twice, then where she is, which she could reach.
    [Fact]
    public void Watch_ReceiverWakesUpWithAnOldPlace_IsHeldBack()
    {
        var log = waters.Watch(Voyage.Of().Reporting(10).Starts("00:00", 0).LiesStill("00:20")
            .At("05:00", 0, 0).At("05:00:10", 0, 0).At("05:00:20", 12, 30 * Mile).Sails("05:40", 12, 0));
        Assert.Empty(log.Of(AlertKind.KinematicSpoof));
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.KinematicSpoof && held.Reason.Contains("just switched on", StringComparison.Ordinal));
    }

    // 111MIDxxx: an aircraft is no vessel.
    [Fact]
    public void Watch_RescueAircraft_IsNotFollowed()
    {
        var log = waters.Watch(Voyage.Of(111_219_501).Reporting(10).Starts("00:00", 0, knots: 100).Sails("00:20", 100, 0));
        Assert.Empty(log.Events);
        Assert.Empty(log.HeldBack);
        Assert.Equal(121, log.Dropped("Track", DropReason.NotAVessel));
    }

    [Fact]
    public void Watch_WingInGround_IsHeldBack()
    {
        var log = waters.Watch(Voyage.Of(shipType: 20).Reporting(10).Starts("00:00", 0, knots: 55).Sails("00:20", 55, 0));
        Assert.Empty(log.Events);
        Assert.Single(log.HeldBack);
    }
}
