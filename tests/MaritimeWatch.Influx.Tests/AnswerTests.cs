namespace MaritimeWatch.Influx.Tests;

/// <summary>Answers to queries that stop, or go on and on.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private const string Head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"m\",\"columns\":[\"time\"],\"values\":[[0]";
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private readonly ScriptedServer server = new();
    private readonly ManualClock clock = new();
    private InfluxClient? client;

    private InfluxClient Client => client ??= new InfluxClient(server.Options with { IdleTimeout = Idle }, clock);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        client?.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task AnAnswerThatStopsInTheMiddle_IsGivenUp_AndSaysSo()
    {
        server.ThenPieces().TryWrite(Head);
        using var rows = Client.Query("SELECT");
        Assert.True(rows.Read());

        var next = Task.Run(rows.Read);
        await Soon.UntilAsync(() => clock.Set == 1, "it waits for the next row");
        clock.Move(Idle - TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        clock.Move(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<InfluxException>(() => Soon.In(next));
        Assert.Equal(InfluxFault.NoAnswer, failure.Fault);
        Assert.Contains("stopped in the middle of its answer: nothing more within 20 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerThatFlows_IsReadHoweverLongItTakes_AndWhoeverReadsMayTakeHisTime()
    {
        var pieces = server.ThenPieces();
        pieces.TryWrite(Head);
        using var rows = Client.Query("SELECT");
        Assert.True(rows.Read());
        for (var row = 1; row < 20; row++)
        {
            // Nobody reads for an hour; then the server needs nearly as long as it may.
            clock.Move(TimeSpan.FromHours(1));
            var next = Task.Run(rows.Read);
            await Soon.UntilAsync(() => clock.Set == 1, "it waits for the next row");
            clock.Move(Idle - TimeSpan.FromSeconds(1));
            pieces.TryWrite(FormattableString.Invariant($",[{row}]"));

            Assert.True(await Soon.In(next));
            Assert.Equal(row, rows[0].AsWhole);
        }

        pieces.TryWrite("]}]}]}");
        pieces.Complete();
        Assert.False(await Soon.In(Task.Run(rows.Read)));
    }

    [Fact]
    public async Task ARefusalThatStopsInTheMiddle_IsToldAsFarAsItCame()
    {
        server.ThenPieces().TryWrite("HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\nwho are");

        var asked = Task.Run(() => Client.Execute("SELECT"));
        await Soon.UntilAsync(() => clock.IsSetFor(Idle), "it waits for the rest");
        clock.Move(Idle);

        var failure = await Assert.ThrowsAsync<InfluxException>(() => Soon.In(asked.ContinueWith(task => { task.GetAwaiter().GetResult(); return true; }, TaskScheduler.Default)));
        Assert.Equal(InfluxFault.NotAllowed, failure.Fault);
        Assert.EndsWith("answers 401: who are", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledAnswer_IsLeftAtOnce()
    {
        server.ThenPieces().TryWrite(Head);
        using var cancelled = new CancellationTokenSource();
        using var rows = Client.Query("SELECT", cancelled.Token);
        Assert.True(rows.Read());

        var next = Task.Run(rows.Read);
        await Soon.UntilAsync(() => clock.Set == 1, "it waits for the next row");
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon.In(next));
    }
}
