using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;
using MaritimeWatch.Influx.Tests;
using MaritimeWatch.Storage.Influx;

namespace MaritimeWatch.Storage.Tests.Tracks;

/// <summary>Where vessels were last, before a store that is slow to say it.</summary>
public sealed class RecentPositionsTests : IAsyncLifetime
{
    private const string Newest = """{"results":[{"statement_id":0,"series":[{"name":"ais","columns":["time","last"],"values":[[1731801600000000000,30600000]]}]}]}""";

    private const string Answer =
        """
        {"results":[{"statement_id":0,"series":[{"name":"ais","tags":{"mmsi_head":"41400","mmsi_tail":"0001"},
        "columns":["time","last","lon","speed","course","heading","turn","status","kind"],"values":[[1731801600000000000,30600000,1200000,10,null,null,null,0,2]]}]}]}
        """;

    private readonly ScriptedServer server = new();
    private readonly ManualClock clock = new();
    private readonly InfluxClient client;
    private readonly RecentPositions recent;

    public RecentPositionsTests()
    {
        client = new InfluxClient(server.Options, clock);
        var reader = new InfluxReader(client);
        recent = new RecentPositions(reader.NewestWithin, isLive: true, KnownVessels.Patience, clock, reader.Place);
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
        using var gone = new CancellationTokenSource();
        var asked = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Read())).ToList();
        var left = Task.Run(() => Read(gone.Token));
        await Soon.UntilAsync(() => clock.Set == 5 && !server.Requests.IsEmpty, "all wait for the one answer");

        // Whoever goes takes nobody with him; whoever stores is not kept.
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon.In(left));
        recent.Note(Given.Position(60).Dynamic);
        Assert.Null(recent.Find(Given.Yi));
        clock.Move(KnownVessels.Patience);
        foreach (var one in asked)
        {
            var failure = await Assert.ThrowsAsync<StoreException>(() => Soon.In(one));
            Assert.Equal(StoreFault.Away, failure.Fault);
            Assert.Contains("has not said yet where vessels were last", failure.Message, StringComparison.Ordinal);
        }

        server.Then(200, Answer);
        answer.TryWrite($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{Newest}");
        answer.Complete();
        var known = await Soon.In(Task.Run(() => Read()));

        Assert.Equal(60, Assert.Single(known).Time.UnixSeconds - Given.Epoch.UnixSeconds);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void AServerThatFails_IsToldAtOnce_AndAskedAgain()
    {
        server.Then(500, """{"error":"no"}""");
        server.Then(200, Newest);
        server.Then(200, Answer);

        Assert.Equal(StoreFault.Away, Assert.Throws<StoreException>(() => Read()).Fault);
        Assert.Equal(Given.Yi, Assert.Single(Read()).Mmsi);
        Assert.Equal(Given.Yi, recent.Find(Given.Yi)?.Mmsi);
        Assert.Equal(3, server.Requests.Count);
    }

    // A file on this machine is waited for as long as it takes, and read for somebody or not at all.
    [Fact]
    public async Task WhereNobodyLosesPatience_AReadingEndsWithTheLastWhoWaits_AndIsBegunAnew()
    {
        var (begun, ended, may) = (0, 0, new TaskCompletionSource());
        var slow = new RecentPositions(
            (_, cancellation) =>
            {
                Interlocked.Increment(ref begun);
                try
                {
                    may.Task.Wait(cancellation);
                    return [Given.Position(1).Dynamic];
                }
                finally
                {
                    Interlocked.Increment(ref ended);
                }
            },
            isLive: true);
        using var gone = new CancellationTokenSource();
        var asked = Task.Run(() => slow.Read(default, 10, gone.Token));
        await Soon.UntilAsync(() => Volatile.Read(ref begun) == 1, "it is read");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon.In(asked));
        Assert.Equal((1, 1), (begun, ended));

        may.SetResult();
        Assert.Single(slow.Read(default, 10, CancellationToken.None));
        Assert.Equal((2, 2), (begun, ended));
    }

    private List<PositionReport> Read(CancellationToken cancellation = default) => recent.Read(new Mmsi(0), 10, cancellation);
}
