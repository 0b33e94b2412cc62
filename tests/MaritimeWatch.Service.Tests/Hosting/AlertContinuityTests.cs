using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Hosting;

namespace MaritimeWatch.Service.Tests.Hosting;

public sealed class AlertContinuityTests
{
    [Theory]
    [InlineData(5, 5, 6)] // the replay came to the same revision
    [InlineData(5, 3, 4)] // its window began later, so it counted fewer
    [InlineData(5, 7, 8)] // it came further than the log
    public void Continued_AfterReplayUnderTheSameId_FollowsTheLoggedRevision(int logged, int replayed, int next)
    {
        var continuity = new AlertContinuity([Alert("a", logged)], Traffic.Epoch);
        continuity.Replayed(Alert("a", replayed));

        Assert.Equal(Math.Max(logged, replayed) + 1, continuity.Continued(Alert("a", next)).Revision);
        Assert.Equal(Math.Max(logged, replayed) + 2, continuity.Continued(Alert("a", next + 1)).Revision);
    }

    [Fact]
    public void Continued_OfAnEpisodeThatTheReplayDatedLater_IsStillTheLoggedAlert()
    {
        var continuity = new AlertContinuity([Alert("a", 5)], Traffic.Epoch);
        continuity.Replayed(Alert("later", 1, AlertState.Raised));
        continuity.Replayed(Alert("later", 2));

        var continued = continuity.Continued(Alert("later", 3, minutes: 20));
        var closed = continuity.Continued(Alert("later", 4, AlertState.Closed));
        var anew = continuity.Continued(Alert("new", 1, AlertState.Raised));

        Assert.Equal(("a", 6, Traffic.Epoch), (continued.AlertId, continued.Revision, continued.Since));
        Assert.Equal(("a", 7, AlertState.Closed), (closed.AlertId, closed.Revision, closed.State));
        Assert.Equal(("new", 1, AlertState.Raised), (anew.AlertId, anew.Revision, anew.State));
    }

    [Fact]
    public void Continued_RaisedOnlyAfterTheReplay_MaintainsTheLoggedAlert()
    {
        var continuity = new AlertContinuity([Alert("a", 5)], Traffic.Epoch);

        var first = continuity.Continued(Alert("later", 1, AlertState.Raised));
        var second = continuity.Continued(Alert("later", 2));

        Assert.Equal(("a", 6, AlertState.Maintained), (first.AlertId, first.Revision, first.State));
        Assert.Equal(("a", 7), (second.AlertId, second.Revision));
    }

    [Theory]
    [InlineData(60, "a")]
    [InlineData(61, "later")]
    public void Continued_RaisedWithinAnHourAndOneMinuteBeyond_IsTheLoggedAlertOrANewOne(int minutes, string expected)
    {
        var continuity = new AlertContinuity([Alert("a", 5)], Traffic.Epoch);

        Assert.Equal(expected, continuity.Continued(Alert("later", 1, AlertState.Raised, minutes)).AlertId);
    }

    [Fact]
    public void Continued_OfAnotherKindOrVessel_IsLeftAlone()
    {
        var continuity = new AlertContinuity([Alert("a", 5)], Traffic.Epoch);
        var otherKind = Alert("b", 1, AlertState.Raised) with { Kind = AlertKind.Drifting };
        var otherVessel = Alert("c", 1, AlertState.Raised) with { Vessel = new VesselIdentity(new Mmsi(219_000_001), null, null, null, null, null) };

        Assert.Same(otherKind, continuity.Continued(otherKind));
        Assert.Same(otherVessel, continuity.Continued(otherVessel));
    }

    private static AlertEvent Alert(string id, int revision, AlertState state = AlertState.Maintained, int minutes = 0) => new()
    {
        Sequence = 0,
        AlertId = id,
        Revision = revision,
        State = state,
        Kind = AlertKind.Loitering,
        Severity = Severity.Notice,
        Vessel = new VesselIdentity(new Mmsi(219_000_606), null, null, null, null, null),
        Since = Traffic.Epoch + TimeSpan.FromMinutes(minutes),
        EventTime = Traffic.Epoch + TimeSpan.FromMinutes(minutes),
        Headline = "",
        RecommendedAction = "",
        Evidence = new Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };
}
