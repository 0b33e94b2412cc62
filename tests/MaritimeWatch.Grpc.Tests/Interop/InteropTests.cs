namespace MaritimeWatch.Grpc.Tests.Interop;

/// <summary>The official clients take our server for the real thing: the gRPC interoperability test cases, health, and the alert feed.</summary>
public sealed class InteropTests(InteropFixture fixture) : IClassFixture<InteropFixture>
{
    private static readonly string[] Cases =
    [
        "empty_unary", "large_unary", "client_compressed_unary", "server_compressed_unary", "server_compressed_streaming", "message_too_long", "client_streaming", "server_streaming", "ping_pong",
        "empty_stream", "timeout_on_sleeping_server", "cancel_after_begin", "cancel_after_first_response", "status_code_and_message", "special_status_message", "status_details",
        "unimplemented_method", "unimplemented_service", "custom_metadata", "frequent_pings", "many_calls_at_once", "health", "watch_alerts",
        "watch_alerts_resume_expired", "reflection", "reflection_v1alpha",
    ];

    // grpcio keeps its pings at least 10 s apart, whatever it is told.
    private static readonly string[] CasesOfPython = [.. Cases.Except(["frequent_pings"])];

    public static TheoryData<string> NodeCases => new(Cases);

    public static TheoryData<string> PythonCases => new(CasesOfPython);

    [Theory]
    [MemberData(nameof(NodeCases))]
    public void NodeClient_Case_Passes(string name) => Passed(fixture.Node, name);

    [Theory]
    [MemberData(nameof(PythonCases))]
    public void PythonClient_Case_Passes(string name) => Passed(fixture.Python, name);

    [Fact]
    public void Clients_Cases_AreAllAskedFor()
    {
        Assert.Equal(Cases.Order(), fixture.Node?.Outcomes.Keys.Order());
        Assert.Equal(CasesOfPython.Order(), fixture.Python?.Outcomes.Keys.Order());
    }

    /// <summary>The sleeping handler would go on for a minute, the cancelled ones for ever.</summary>
    [Fact]
    public void Server_AfterBothClients_HasNoCallLeft() => Assert.True(fixture.HasNoCallLeft());

    private static void Passed(OfficialClient? client, string name)
    {
        var outcome = OfficialClient.OutcomeOf(client, name);
        Assert.True(outcome.Length == 0, outcome);
    }
}
