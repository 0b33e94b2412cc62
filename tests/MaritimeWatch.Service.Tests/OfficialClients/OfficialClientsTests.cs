using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Tests.Interop;

namespace MaritimeWatch.Service.Tests.OfficialClients;

/// <summary>The running service as the official clients see it: every event once and in order, resume, heartbeats, tracks, health, deadlines.</summary>
public sealed class OfficialClientsTests(OfficialClientsFixture fixture) : IClassFixture<OfficialClientsFixture>
{
    private static readonly string[] CasesWithEvents = ["watch_live", "watch_from_zero", "drop_and_resume"];

    private static readonly string[] Cases =
        [.. CasesWithEvents, "heartbeats", "beyond_the_log", "invalid_requests", "get_track", "health", "deadline_on_a_quiet_watch"];

    /// <summary>One official client goes through the queries; the messages and the framing are those that both have been through.</summary>
    private static readonly string[] NodeCases = [.. Cases, "query_tracks_in_pages", "vessels", "assets"];

    public static TheoryData<string> AllCases => new(Cases);

    public static TheoryData<string> AllNodeCases => new(NodeCases);

    public static TheoryData<string> EventCases => new(CasesWithEvents);

    [Theory]
    [MemberData(nameof(AllNodeCases))]
    public void NodeClient_Case_Passes(string name) => Passed(fixture.Node, name);

    [Theory]
    [MemberData(nameof(AllCases))]
    public void PythonClient_Case_Passes(string name) => Passed(fixture.Python, name);

    [Theory]
    [MemberData(nameof(EventCases))]
    public void NodeClient_Events_AreThoseOfTheLogWithAllTheirFields(string name) => Assert.Equal(fixture.Logged, Events(fixture.Node, name));

    [Theory]
    [MemberData(nameof(EventCases))]
    public void PythonClient_Events_AreThoseOfTheLogWithAllTheirFields(string name) => Assert.Equal(fixture.Logged, Events(fixture.Python, name));

    [Fact]
    public void Clients_Cases_AreAllAskedFor()
    {
        Assert.Equal(NodeCases.Order(), fixture.Node?.Outcomes.Keys.Order());
        Assert.Equal(Cases.Order(), fixture.Python?.Outcomes.Keys.Order());
    }

    [Fact]
    public void WatchCommand_Json_PrintsTheSameEventsInOrder() =>
        Assert.Equal(fixture.Logged.Select(alert => AlertEventJson.ToJson(AlertEventMapping.ToDomain(alert))), fixture.Printed);

    // The recipes: R2 drags her anchor under way, R4 drags at anchor across assets in a storm; ScenarioCatalog.
    [Fact]
    public void Events_OfTheScenarios_AreTheDragsTheyPlayWithEverythingARecipientNeeds()
    {
        var alerts = fixture.Logged;

        Assert.Equal(Enumerable.Range(1, alerts.Count).Select(number => (long)number), alerts.Select(alert => alert.Sequence));
        Assert.Equal([AlertKind.DragAtAnchor, AlertKind.PoweredDrag], alerts.Select(alert => alert.Kind).Distinct().Order());
        Assert.Equal(Severity.Warning, alerts.Where(alert => alert.Kind == AlertKind.PoweredDrag).Max(alert => alert.Severity));
        Assert.Equal(Severity.Critical, alerts.Where(alert => alert.Kind == AlertKind.DragAtAnchor).Max(alert => alert.Severity));
        Assert.Superset(
            new HashSet<AlertState> { AlertState.Raised, AlertState.Maintained, AlertState.Lowered, AlertState.Closed }, alerts.Select(alert => alert.State).ToHashSet());
        foreach (var episode in alerts.GroupBy(alert => alert.AlertId))
        {
            Assert.Equal(Enumerable.Range(1, episode.Count()), episode.Select(alert => alert.Revision));
            Assert.Equal(AlertState.Raised, episode.First().State);
        }

        Assert.All(alerts, IsComplete);
    }

    private static void IsComplete(AlertEvent alert)
    {
        Assert.NotEmpty(alert.AlertId);
        Assert.True(alert.Vessel.HasMmsi);
        Assert.NotEmpty(alert.Asset.Id);
        Assert.NotEmpty(alert.Asset.Name);
        Assert.True(alert.Since.ToDateTime() <= alert.EventTime.ToDateTime());
        Assert.InRange(alert.Position.Latitude, 50, 56);
        Assert.NotEmpty(alert.Headline);
        Assert.NotEmpty(alert.RecommendedAction);
        Assert.Matches("^[0-9a-f]{16}$", alert.Evidence.SettingsHash);
        Assert.NotEmpty(alert.Evidence.Rule);
        Assert.NotEmpty(alert.Evidence.Cause);
        Assert.True(alert.HasDistanceMetres || alert.State != AlertState.Raised);
        if (alert.State != AlertState.Closed)
        {
            Assert.NotEmpty(alert.Evidence.Measurements);
            Assert.NotEmpty(alert.Evidence.Fixes);
        }
    }

    private static IEnumerable<AlertEvent> Events(OfficialClient? client, string name) =>
        client is not null && client.Events.TryGetValue(name, out var events)
            ? events.Select(bytes => WatchAlertsResponse.Parser.ParseFrom(bytes).Event)
            : throw new Xunit.Sdk.XunitException(OfficialClient.OutcomeOf(client, name));

    private static void Passed(OfficialClient? client, string name)
    {
        var outcome = OfficialClient.OutcomeOf(client, name);
        Assert.True(outcome.Length == 0, outcome);
    }
}
