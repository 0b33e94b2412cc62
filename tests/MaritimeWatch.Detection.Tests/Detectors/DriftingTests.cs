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
        var ship = Voyage.Of().Starts("00:00", FarOff, knots: sailed).Sails("00:30", sailed, 0).Sails("01:00", 2, course: 90, heading: 0);
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
}
