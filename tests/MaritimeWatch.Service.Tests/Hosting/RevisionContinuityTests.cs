using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Hosting;

namespace MaritimeWatch.Service.Tests.Hosting;

public sealed class RevisionContinuityTests
{
    [Theory]
    [InlineData(5, 5, 6)] // the replay came to the same revision
    [InlineData(5, 3, 4)] // its window began later, so it counted fewer
    [InlineData(5, 7, 8)] // it came further than the log
    public void Continued_AfterReplay_FollowsTheLoggedRevision(int logged, int replayed, int next)
    {
        var revisions = new RevisionContinuity([KeyValuePair.Create("a", logged)]);
        revisions.Replayed(Alert("a", replayed));

        Assert.Equal(Math.Max(logged, replayed) + 1, revisions.Continued(Alert("a", next)).Revision);
        Assert.Equal(Math.Max(logged, replayed) + 2, revisions.Continued(Alert("a", next + 1)).Revision);
    }

    [Fact]
    public void Continued_OfAnAlertThatTheReplayNeverSaw_FollowsTheLoggedRevision()
    {
        var revisions = new RevisionContinuity([KeyValuePair.Create("a", 5)]);

        Assert.Equal(6, revisions.Continued(Alert("a", 1)).Revision);
        Assert.Equal(7, revisions.Continued(Alert("a", 2)).Revision);
        Assert.Equal(1, revisions.Continued(Alert("new", 1)).Revision);
    }

    private static AlertEvent Alert(string id, int revision) => new()
    {
        Sequence = 0, AlertId = id, Revision = revision, State = AlertState.Maintained, Kind = AlertKind.Loitering, Severity = Severity.Notice,
        Since = Traffic.Epoch, EventTime = Traffic.Epoch, Headline = "", RecommendedAction = "",
        Evidence = new Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };
}
