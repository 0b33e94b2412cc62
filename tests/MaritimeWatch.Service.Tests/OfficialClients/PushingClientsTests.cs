using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Tests.Interop;
using MaritimeWatch.Service.Tests.Replays;

namespace MaritimeWatch.Service.Tests.OfficialClients;

/// <summary>IngestService and ReplayService as the official clients see them.</summary>
public sealed class PushingClientsTests(PushingClientsFixture fixture) : IClassFixture<PushingClientsFixture>
{
    private static readonly string[] Cases = ["push_reports", "stream_reports", "rejections_are_values", "batches_out_of_bounds", "replay", "pace_and_stop"];

    public static TheoryData<string> AllCases => new(Cases);

    [Theory]
    [MemberData(nameof(AllCases))]
    public void NodeClient_Case_Passes(string name) => Assert.Equal("", OfficialClient.OutcomeOf(fixture.Node, name));

    [Theory]
    [MemberData(nameof(AllCases))]
    public void PythonClient_Case_Passes(string name) => Assert.Equal("", OfficialClient.OutcomeOf(fixture.Python, name));

    [Fact]
    public void Clients_Cases_AreAllAskedFor()
    {
        Assert.Equal(Cases.Order(), fixture.Node?.Outcomes.Keys.Order());
        Assert.Equal(Cases.Order(), fixture.Python?.Outcomes.Keys.Order());
    }

    [Fact]
    public void Clients_Replays_HaveTheEventsOfTheCommand()
    {
        Assert.NotEmpty(fixture.Expected);
        Assert.Equal(fixture.Expected, Lines(fixture.Node));
        Assert.Equal(fixture.Expected, Lines(fixture.Python));
    }

    private static string[] Lines(OfficialClient? client) => ReplayBed.Lines(client!.Events["replay"].Select(bytes => WatchReplayResponse.Parser.ParseFrom(bytes)));
}
