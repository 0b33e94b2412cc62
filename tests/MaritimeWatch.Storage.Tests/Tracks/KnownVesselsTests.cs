using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;
using MaritimeWatch.Influx.Tests;
using MaritimeWatch.Storage.Influx;

namespace MaritimeWatch.Storage.Tests.Tracks;

/// <summary>What is known of vessels, before a server that is slow to say it.</summary>
public sealed class KnownVesselsTests : IAsyncLifetime
{
    private const string Answer =
        """
        {"results":[{"statement_id":0,"series":[{"name":"ais","tags":{"mmsi_head":"41400","mmsi_tail":"0001"},
        "columns":["time","heard_at","imo","call_sign","name","ship_type","to_bow","to_stern","to_port","to_starboard","length","breadth","draught","destination","message_type","feed","class"],
        "values":[[0,1731801600,null,null,"YI",null,null,null,null,null,225,null,null,null,5,0,0]]}]}]}
        """;

    private readonly ScriptedServer server = new();
    private readonly ManualClock clock = new();
    private readonly InfluxClient client;
    private readonly KnownVessels vessels;

    public KnownVesselsTests()
    {
        client = new InfluxClient(server.Options, clock);
        vessels = new KnownVessels(new InfluxReader(client), isLive: true, clock);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task AServerThatIsSlow_StopsNobody_IsAskedOnce_AndIsHeardWhenItSpeaks()
    {
        var answer = server.ThenPieces();
        var asked = Enumerable.Range(0, 3).Select(_ => Task.Run(() => vessels.Find(Given.Yi))).Append(Task.Run(() => vessels.Read(new Mmsi(0), 10).FirstOrDefault())).ToList();
        await Soon.UntilAsync(() => clock.Set == asked.Count + 1 && !server.Requests.IsEmpty, "all wait for the one answer");

        vessels.Note(Given.Epoch.UnixSeconds + 60, new StaticReport(Given.Yi, Destination: "ANTWERP", MessageType: 5));
        clock.Move(KnownVessels.Patience);

        foreach (var one in asked)
        {
            var failure = await Assert.ThrowsAsync<StoreException>(() => Soon.In(one));
            Assert.Equal(StoreFault.Away, failure.Fault);
            Assert.Contains("has not said yet what it knows of vessels", failure.Message, StringComparison.Ordinal);
        }

        answer.TryWrite($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{Answer}");
        answer.Complete();
        var known = await Soon.In(Task.Run(() => vessels.Find(Given.Yi)));

        Assert.Equal(("YI", "ANTWERP", (ushort)225), (known!.Static.Name, known.Static.Destination, known.Static.LengthMetres!.Value));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void AServerThatFails_IsToldAtOnce_AndAskedAgain()
    {
        server.Then(500, """{"error":"no"}""");
        server.Then(200, Answer);

        Assert.Equal(StoreFault.Away, Assert.Throws<StoreException>(() => vessels.Find(Given.Yi)).Fault);
        Assert.Equal("YI", vessels.Find(Given.Yi)?.Static.Name);
        Assert.Equal("YI", vessels.Find(Given.Yi)?.Static.Name);
        Assert.Equal(2, server.Requests.Count);
    }
}
