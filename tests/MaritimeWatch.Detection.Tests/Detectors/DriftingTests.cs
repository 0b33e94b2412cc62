using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>DR, limits from detectors.md C.6.</summary>
public sealed class DriftingTests
{
    private const double FarOff = 15_000;

    private const double MetresPerKnotMinute = 1852 / 60.0;

    /// <summary>Sails north at 10 kn for half an hour, then the engine stops: she still heads north and the stream takes her east at 2 kn.</summary>
    private static Voyage EngineStops(double metresOff, string until, double knots = 2, double course = 90, double heading = 0, int? length = 120, int? shipType = 70) =>
        Voyage.Of(length: length, shipType: shipType).Starts("00:00", metresOff, knots: 10).Sails("00:30", 10, 0).Sails(until, knots, course, heading);

    // The run begins at 00:31, ten minutes and three fixes make it; 2 kn are 617 m.
    [Theory]
    [InlineData("00:40", false)]
    [InlineData("00:41", true)]
    public void Drifting_EngineStops_IsRaisedAfterTenMinutes(string until, bool raised)
    {
        var log = Waters.WithOneCable().Watch(EngineStops(FarOff, until));
        Assert.Equal(raised ? Severity.Notice : Severity.Unspecified, log.Worst(AlertKind.Drifting));
        Assert.Equal(raised ? ["drifting-219000606-open-sea-20260314T003100Z"] : [], log.Events.Select(alert => alert.AlertId));
    }

    // 1.5 kn are 463 m in ten minutes and 509 m in eleven.
    [Theory]
    [InlineData("00:41", false)]
    [InlineData("00:42", true)]
    public void Drifting_Slowly_NeedsFiveHundredMetres(string until, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(EngineStops(FarOff, until, knots: 1.5)).Of(AlertKind.Drifting).Count > 0);

    [Theory]
    [InlineData(0.9, false)]
    [InlineData(1.0, true)]
    [InlineData(5.0, true)]
    [InlineData(5.1, false)]
    public void Drifting_AtTheSpeedLimits_IsJudged(double knots, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(EngineStops(FarOff, "01:10", knots)).Of(AlertKind.Drifting).Count > 0);

    [Theory]
    [InlineData(45, false)]
    [InlineData(46, true)]
    [InlineData(134, true)]
    [InlineData(135, false)]
    public void Drifting_ByAngle_IsBroadside(double angle, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(EngineStops(FarOff, "01:10", course: 90, heading: 90 - angle + 360)).Of(AlertKind.Drifting).Count > 0);

    // Sideways all the time, but her bow comes round by so many degrees a minute: she circles under engine in the stream.
    [Theory]
    [InlineData(4, true)]
    [InlineData(6, false)]
    public void Drifting_BowComesRound_IsSteered(double degreesPerMinute, bool raised)
    {
        var ship = Voyage.Of().Starts("00:00", FarOff, knots: 10).Sails("00:30", 10, 0);
        for (var minute = 0; minute < 14; minute++)
        {
            ship.Sails($"00:{31 + minute}", 2, 90, heading: 40 - (degreesPerMinute * minute) + 360);
        }

        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.Drifting).Count > 0);
    }

    [Theory]
    [InlineData(49, false)]
    [InlineData(50, true)]
    [InlineData(null, true)]
    public void Drifting_ByLength_ConcernsShipsOfFiftyMetres(int? length, bool raised) =>
        Assert.Equal(raised, Waters.WithOneCable().Watch(EngineStops(FarOff, "01:10", length: length)).Of(AlertKind.Drifting).Count > 0);

    [Fact]
    public void Drifting_CrabsInTheStreamAtTwelveKnots_IsSilent()
    {
        var ship = Voyage.Of().Starts("00:00", FarOff, knots: 12).Sails("02:00", 12, course: 10, heading: 0);
        Assert.Empty(Waters.WithOneCable().Watch(ship).Events);
    }

    // A crab angle alone is noise: she must have sailed at 5 kn within two hours, or say "not under command".
    [Theory]
    [InlineData(NavigationalStatus.UnderWayUsingEngine, false)]
    [InlineData(NavigationalStatus.NotUnderCommand, true)]
    public void Drifting_WithoutHavingSailed_NeedsTheStatus(NavigationalStatus status, bool raised)
    {
        var ship = Voyage.Of().Status(status).Starts("00:00", FarOff, knots: 2, course: 90, heading: 0).Sails("01:00", 2, course: 90, heading: 0);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.Drifting).Count > 0);
    }

    [Theory]
    [InlineData(4.9, false)]
    [InlineData(5.0, true)]
    public void Drifting_AfterSailing_TakesFiveKnotsAsSailing(double sailed, bool raised)
    {
        // 3.5 kn are more than 60 % of either: that sign says nothing.
        var ship = Voyage.Of().Starts("00:00", FarOff, knots: sailed).Sails("00:30", sailed, 0).Sails("01:00", 3.5, course: 90, heading: 0);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.Drifting).Count > 0);
    }

    // Out of her berth, and the engine stops at once: a few minutes at 10 kn are no voyage.
    [Theory]
    [InlineData("01:09", false)]
    [InlineData("01:10", true)]
    public void Drifting_AfterSailing_TakesTenMinutesOfIt(string engineStops, bool raised)
    {
        var ship = Voyage.Of().Starts("00:00", FarOff).LiesStill("01:00", heading: 0).Sails(engineStops, 10, 0).Sails("01:40", 2, course: 90, heading: 0);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.Drifting).Count > 0);
    }

    // Below 5 kn all day: 60 % of 4.5 kn are 2.7 kn.
    [Theory]
    [InlineData(2.7, false)]
    [InlineData(2.6, true)]
    public void Drifting_SlowShip_IsJudgedByHerOwnSpeedOfTheHourBefore(double knots, bool raised)
    {
        var ship = Voyage.Of().Starts("00:00", FarOff, knots: 4.5).Sails("01:00", 4.5, 0).Sails("01:30", knots, course: 90, heading: 0);
        var events = Waters.WithOneCable().Watch(ship).Of(AlertKind.Drifting);
        Assert.Equal(raised ? [58.0] : [], events.Take(1).SelectMany(alert => alert.Evidence.Measurements).Where(number => number.Unit == "%").Select(number => number.Value));
        Assert.Equal(raised, events.Count > 0);
    }

    // The first report of the drift comes a minute later: half an hour of her own speed is what C.5 calls a baseline.
    [Theory]
    [InlineData("00:28", false)]
    [InlineData("00:29", true)]
    public void Drifting_SlowShip_NeedsHalfAnHourOfHerOwnSpeed(string engineStops, bool raised)
    {
        var ship = Voyage.Of().Starts("00:00", FarOff, knots: 4.5).Sails(engineStops, 4.5, 0).Sails("01:10", 2, course: 90, heading: 0);
        Assert.Equal(raised, Waters.WithOneCable().Watch(ship).Of(AlertKind.Drifting).Count > 0);
    }

    [Theory]
    [InlineData(31, "towing")]
    [InlineData(32, "towing")]
    [InlineData(30, "fishing")]
    [InlineData(52, "ship type 52")]
    public void Drifting_ByTrade_IsHeldBack(int shipType, string reason)
    {
        var log = Waters.WithOneCable().Watch(EngineStops(FarOff, "01:00", shipType: shipType));
        Assert.Empty(log.Of(AlertKind.Drifting));
        Assert.Contains(log.HeldBack, held => held.Kind == AlertKind.Drifting && held.Reason.Contains(reason, StringComparison.Ordinal));
    }

    // Status 3 is her own word; the permit is what the list says.
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Drifting_RestrictedInHerAbilityToManoeuvre_NeedsThePermit(bool listed, bool raised)
    {
        var settings = DetectionSettings.Default with { ServiceVessels = listed ? [219_000_606] : [] };
        var ship = Voyage.Of().Starts("00:00", FarOff, knots: 10).Sails("00:30", 10, 0).Status(NavigationalStatus.RestrictedManoeuvrability).Sails("01:00", 2, 90, 0);
        Assert.Equal(raised, Waters.WithOneCable().Watch(settings, ship).Of(AlertKind.Drifting).Count > 0);
    }

    [Theory]
    [InlineData(NavigationalStatus.TowingAstern)]
    [InlineData(NavigationalStatus.PushingAhead)]
    public void Drifting_SaysSheTows_IsHeldBack(NavigationalStatus status)
    {
        var log = Waters.WithOneCable().Watch(Voyage.Of().Status(status).Starts("00:00", FarOff, knots: 10).Sails("00:30", 10, 0).Sails("01:00", 2, 90, 0));
        Assert.Empty(log.Of(AlertKind.Drifting));
        Assert.Contains(log.HeldBack, held => held is { Kind: AlertKind.Drifting, Reason: "towing" });
    }

    [Fact]
    public void Drifting_InAnAnchorage_IsHeldBack()
    {
        var log = Waters.WithOneCable().Area(ContextCategory.Anchorage, "the-roads", 10_000, 30_000).Watch(EngineStops(FarOff, "01:00"));
        Assert.Empty(log.Of(AlertKind.Drifting));
        Assert.Contains(log.HeldBack, held => held is { Kind: AlertKind.Drifting, Reason: "inside the-roads" });
    }

    // Westwards to the cable at 2 kn (62 m a minute): 6 h are 22,224 m, 30 min 1,852 m; the watch tier with its doubt reaches 1,056 m.
    [Theory]
    [InlineData(25_000, Severity.Notice)]
    [InlineData(20_000, Severity.Warning)]
    [InlineData(2_600, Severity.Warning)]
    [InlineData(2_300, Severity.Alarm)]
    public void Drifting_TowardsTheCable_RisesWithTheTimeLeft(double metresOff, Severity expected) =>
        Assert.Equal(expected, Waters.WithOneCable().Watch(EngineStops(metresOff, "00:41", course: 270)).Worst(AlertKind.Drifting));

    [Fact]
    public void Drifting_FrioLike_EngineStopsAndSheSetsOverTheCable()
    {
        var log = Waters.WithOneCable().Watch(EngineStops(-3_000, "02:30", course: 80).Sails("04:00", 8, 0));
        Assert.Equal("00:41", log.When(AlertKind.Drifting, Severity.Warning));
        Assert.Equal("drifting-219000606-north-cable-20260314T003100Z", log.Of(AlertKind.Drifting)[0].AlertId);
        Assert.Equal(Severity.Alarm, log.Worst(AlertKind.Drifting));
        Assert.Equal(AlertState.Closed, log.Of(AlertKind.Drifting)[^1].State);
        Assert.Empty(log.Of(AlertKind.Loitering));
    }

    [Fact]
    public void Drifting_EngineRestarts_ClosesThirtyMinutesAfterThreeFixes()
    {
        // Under way from 01:01: the third such fix is 01:03.
        var ship = EngineStops(FarOff, "01:00").Sails("01:32", 8, 0);
        Assert.NotEqual(AlertState.Closed, Waters.WithOneCable().Watch(ship).Of(AlertKind.Drifting)[^1].State);
        Assert.Equal(AlertState.Closed, Waters.WithOneCable().Watch(ship.Sails("01:33", 8, 0)).Of(AlertKind.Drifting)[^1].State);
    }

    // Ten minutes under way, unheard for an hour: the half hour begins anew with three fixes.
    [Fact]
    public void Drifting_SilentAfterItsEnd_ClosesAfterThirtyMinutesInHearing()
    {
        var log = Waters.WithOneCable().Watch(EngineStops(FarOff, "01:00").Sails("01:10", 8, 0).IsSilent("02:10", 8, 0).Sails("02:50", 8, 0));
        var closed = log.Of(AlertKind.Drifting)[^1];
        Assert.Equal((AlertState.Closed, Voyage.Moment("02:43")), (closed.State, closed.EventTime));
    }

    // A ship that lost her power may have lost her gyro with it, and one at anchor may tell no course: speed alone says that the drift is over.
    [Theory]
    [InlineData(8.0, true, false, "she is under way again")]
    [InlineData(8.0, false, true, "she is under way again")]
    [InlineData(0.1, true, false, "she lies still")]
    [InlineData(0.1, false, false, "she lies still")]
    public void Drifting_AngleNoLongerTold_ClosesBySpeed(double knots, bool saysCourse, bool saysHeading, string cause)
    {
        var ship = Tells(EngineStops(FarOff, "01:00"), from: 61, to: 92, knots, saysCourse, saysHeading);
        Assert.NotEqual(AlertState.Closed, Waters.WithOneCable().Watch(ship).Of(AlertKind.Drifting)[^1].State);

        var closed = Waters.WithOneCable().Watch(Tells(ship, from: 93, to: 93, knots, saysCourse, saysHeading)).Of(AlertKind.Drifting)[^1];
        Assert.Equal((AlertState.Closed, Voyage.Moment("01:33")), (closed.State, closed.EventTime));
        Assert.Contains(cause, closed.Headline, StringComparison.Ordinal);
    }

    // At 0.6 kn she may drift or swing: a stop that has formed (15 minutes) tells which.
    [Fact]
    public void Drifting_AngleNoLongerTold_AStopEndsIt()
    {
        var log = Waters.WithOneCable().Watch(Tells(EngineStops(FarOff, "01:00"), from: 61, to: 120, 0.6, saysCourse: false, saysHeading: false, moves: false));
        var closed = log.Of(AlertKind.Drifting)[^1];
        Assert.Equal(AlertState.Closed, closed.State);
        Logbook.AssertBetween("01:45", "01:50", closed.EventTime);
    }

    // The gyro fails and the drift goes on: she is watched on, and told of as she nears the cable.
    [Fact]
    public void Drifting_AngleNoLongerTold_DriftsOnTowardsTheCable()
    {
        var log = Waters.WithOneCable().Watch(EngineStops(-9_000, "01:00", course: 90).Sails("02:40", 2, 90, saysHeading: false));
        Assert.Equal("00:41", log.When(AlertKind.Drifting, Severity.Warning));
        Assert.Equal(Severity.Alarm, log.Worst(AlertKind.Drifting));
        var last = log.Of(AlertKind.Drifting)[^1];
        Assert.NotEqual(AlertState.Closed, last.State);
        Assert.Contains("her heading or course not told", last.Headline, StringComparison.Ordinal);
        Assert.DoesNotContain(last.Evidence.Measurements, number => number.Name == "course off heading");
    }

    // Every second report without a heading: those neither begin the count anew nor add to it.
    [Fact]
    public void Drifting_HeadingComesAndGoes_ClosesWhenSheHeadsWhereSheGoes()
    {
        var ship = EngineStops(FarOff, "01:00");
        for (var minute = 61; minute <= 98; minute++)
        {
            ship.Sails(TimeSpan.FromMinutes(minute).ToString(), 4, 0, saysHeading: minute % 2 == 0);
        }

        // At 01:02, 01:04 and 01:06 she heads where she goes.
        var closed = Waters.WithOneCable().Watch(ship).Of(AlertKind.Drifting)[^1];
        Assert.Equal((AlertState.Closed, Voyage.Moment("01:36")), (closed.State, closed.EventTime));
    }

    /// <summary>Goes on north, or lies where she is, from one minute to another, without course or heading.</summary>
    private static Voyage Tells(Voyage ship, int from, int to, double knots, bool saysCourse, bool saysHeading, bool moves = true)
    {
        // Where the drift of half an hour at 2 kn left her.
        for (var minute = from; minute <= to; minute++)
        {
            var along = (10 * 30 * MetresPerKnotMinute) + (moves ? knots * (minute - 60) * MetresPerKnotMinute : 0);
            ship.At(TimeSpan.FromMinutes(minute).ToString(), knots, FarOff + (2 * 30 * MetresPerKnotMinute), along, saysCourse ? 0 : null, saysHeading ? 0 : null);
        }

        return ship;
    }
}
