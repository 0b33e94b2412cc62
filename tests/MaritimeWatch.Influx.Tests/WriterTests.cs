namespace MaritimeWatch.Influx.Tests;

/// <summary>The writer before a server that answers as it is told.</summary>
public sealed class WriterTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("writer-");
    private readonly ScriptedServer server = new();
    private readonly List<string?> troubles = [];
    private readonly List<(long Points, string Said)> dropped = [];
    private InfluxOptions? options;
    private InfluxClient? client;
    private InfluxWriter? writer;

    private InfluxWriter Writer => writer ??= Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await CloseAsync();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task ABatch_GoesOut_AsTheApiOf1xWants()
    {
        options = server.Options with { Credentials = new InfluxCredentials(null, "secret"), Gzip = true, Url = new Uri(server.Url, "/influx/") };

        var outcome = await Writer.WriteAsync(Lines.Batch([1, 2], "my rp"));

        Assert.Equal(new WriteOutcome(false, 0), outcome);
        var (head, body) = Assert.Single(server.Requests);
        Assert.StartsWith("POST /influx/write?db=d%20b&rp=my%20rp&precision=ns HTTP/1.1", head, StringComparison.Ordinal);
        Assert.Contains("Authorization: Token secret\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Content-Encoding: gzip\r\n", head, StringComparison.Ordinal);
        Assert.Equal("m n=1i 1\nm n=2i 2\n", body);
        Assert.Equal((2L, 1L, 0L), (Writer.Counters.Written, Writer.Counters.Requests, Writer.Counters.Spilled));
    }

    [Fact]
    public async Task APartialWrite_HasStoredTheRest_AndOnlyItsBeginningIsSentAgain()
    {
        server.Then(400, """{"error":"partial write: max-values-per-tag limit exceeded (3/3): measurement=\"m\" tag=\"h\" value=\"4\" dropped=2"}""");

        Assert.Equal(new WriteOutcome(false, 2), await Writer.WriteAsync(Lines.Batch([1, 2, 3])));
        Assert.Equal(new WriteOutcome(false, 0), await Writer.WriteAsync(Lines.Batch([4])));

        Assert.Equal(["123", "12", "4"], server.Requests.Select(request => string.Concat(Lines.NumbersOf(request.Body))));
        Assert.Equal((2L, 2L, 1L), (Writer.Counters.Written, Writer.Counters.Dropped, Writer.Counters.PartialWrites));
        Assert.Equal((2L, true), (Assert.Single(dropped).Points, dropped[0].Said.Contains("max-values-per-tag", StringComparison.Ordinal)));
        Assert.Contains("max-values-per-tag", Writer.DropReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":"unable to parse"}""")]
    [InlineData(413, """{"error":"Request Entity Too Large"}""")]
    public async Task ABatchThatIsRefused_IsHalved_UntilWhatCannotBeStoredStandsAlone(int status, string body)
    {
        // 8 points of which the third is refused, in whatever it is: 8, 4, 2, 2 with it, then it alone.
        foreach (var answer in new[] { status, status, 204, status, status, 204, 204 })
        {
            server.Then(answer, answer == status ? body : "");
        }

        var outcome = await Writer.WriteAsync(Lines.Batch(Enumerable.Range(1, 8)));

        Assert.Equal(new WriteOutcome(false, 1), outcome);
        Assert.Equal(["12345678", "1234", "12", "34", "3", "4", "5678"], server.Requests.Select(request => string.Concat(Lines.NumbersOf(request.Body))));
        Assert.Equal((7L, 1L), (Writer.Counters.Written, Writer.Counters.Dropped));
    }

    [Fact]
    public async Task ALineFeedInAText_DoesNotCutAPointInTwo()
    {
        var lines = new LineWriter();
        for (var number = 0; number < 2; number++)
        {
            lines.Begin("m");
            lines.Field("t", "a\n\"\\\nb");
            lines.End(number);
        }

        server.Then(413);

        await Writer.WriteAsync(new LineBatch(null, lines.Written, lines.Points));

        var bodies = server.Requests.Select(request => request.Body).ToList();
        Assert.Equal(3, bodies.Count);
        Assert.Equal(bodies[0], bodies[1] + bodies[2]);
        Assert.EndsWith(" 0\n", bodies[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task AServerThatDoesNotTakeIt_FindsItOnTheDisk_AndGetsItInOrder(int status)
    {
        server.Then(status);
        server.Then(status);
        var outcomes = new List<WriteOutcome>();
        for (var number = 0; number < 5; number++)
        {
            outcomes.Add(await Writer.WriteAsync(Lines.Batch([number])));
        }

        await Soon.UntilAsync(() => Writer.WaitingPoints == 0 && Writer.Trouble is null, "all are sent");

        Assert.True(outcomes[0].IsSpilled);
        var taken = server.Requests.Skip(2).SelectMany(request => Lines.NumbersOf(request.Body)).ToList();
        Assert.Equal(Enumerable.Range(0, 5), taken);
        Assert.Equal((5L, 0L), (Writer.Counters.Written, Writer.Counters.Dropped));
        Assert.All(troubles.SkipLast(1), trouble => Assert.Contains(server.Url.Authority, trouble, StringComparison.Ordinal));
        Assert.Contains("points wait on the disk", troubles[0], StringComparison.Ordinal);
        Assert.All(troubles.Skip(1).SkipLast(1), trouble => Assert.Contains("is back", trouble, StringComparison.Ordinal));
        Assert.Null(troubles[^1]);
    }

    // Half an answer, no HTTP, a connection that is closed at once.
    [Theory]
    [InlineData("HTTP/1.1 204 No Cont")]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{\"error\":\"part")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("")]
    public async Task AnAnswerThatBreaksOff_IsNone_AndItIsSentAgain(string answer)
    {
        server.ThenRaw(answer);

        Assert.True((await Writer.WriteAsync(Lines.Batch([1]))).IsSpilled);

        await Soon.UntilAsync(() => Writer.WaitingPoints == 0 && Writer.Trouble is null, "it is sent");
        Assert.Equal(["m n=1i 1\n", "m n=1i 1\n"], server.Requests.Select(request => request.Body));
        Assert.Equal(1, Writer.Counters.Failed(InfluxFault.Unreachable));
    }

    [Fact]
    public async Task AServerThatNeverAnswers_IsWaitedForAsLongAsIsSet()
    {
        options = server.Options with { Timeout = TimeSpan.FromMilliseconds(200) };
        server.ThenRaw(null);

        Assert.True((await Writer.WriteAsync(Lines.Batch([1]))).IsSpilled);

        Assert.Contains("0.2 s", Writer.Trouble ?? troubles[0], StringComparison.Ordinal);
        await Soon.UntilAsync(() => Writer.WaitingPoints == 0, "it is sent");
        Assert.Equal(1, Writer.Counters.Failed(InfluxFault.NoAnswer));
    }

    [Fact]
    public async Task WhatWaits_SurvivesTheProcess()
    {
        Enumerable.Range(0, 1_000).ToList().ForEach(_ => server.Then(500));
        await Writer.WriteAsync(Lines.Batch([1]));
        await Writer.WriteAsync(Lines.Batch([2], "rp"));
        await CloseAsync();
        server.Forget();
        var before = server.Requests.Count;

        await Soon.UntilAsync(() => Writer.WaitingPoints == 0 && Writer.Trouble is null, "it is sent");

        // What the first had under way when it was closed may come twice.
        Assert.Equal([1, 2], server.Requests.Skip(before).SelectMany(request => Lines.NumbersOf(request.Body)).Distinct());
        Assert.Contains("&rp=rp&", server.Requests.Last().Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatIsAwayAndADiskThatRefuses_AreTold_AndTheBatchMayBeGivenAgain()
    {
        server.Then(500);
        _ = Writer;
        Directory.CreateDirectory(Path.Combine(folder.FullName, "000000000001.spill"));

        Assert.True(await Record.ExceptionAsync(() => Writer.WriteAsync(Lines.Batch([1]))) is IOException or UnauthorizedAccessException);

        Assert.Equal(new WriteOutcome(false, 0), await Writer.WriteAsync(Lines.Batch([1])));
    }

    // A directory in the place of the file: what no process can delete as a file, whoever it is.
    [Fact]
    public async Task AFileThatCannotBeDeleted_IsSentOnce_IsTold_AndStopsNothing()
    {
        server.Then(500);
        var answer = server.ThenPieces();
        var left = new List<string?>();
        Writer.LeftChanged += left.Add;
        await Writer.WriteAsync(Lines.Batch([1]));
        await Soon.UntilAsync(() => server.Requests.Count == 2, "it is on its way");
        var stuck = Path.Combine(folder.FullName, "000000000001.spill");
        File.Delete(stuck);
        Directory.CreateDirectory(Path.Combine(stuck, "in the way"));
        answer.TryWrite("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        answer.Complete();

        await Soon.UntilAsync(() => Writer.Trouble is null, "it is dealt with");
        Assert.Equal(new WriteOutcome(false, 0), await Writer.WriteAsync(Lines.Batch([2])));
        server.Then(500);
        Assert.True((await Writer.WriteAsync(Lines.Batch([3]))).IsSpilled);
        await Soon.UntilAsync(() => Writer.Trouble is null, "the next is dealt with");

        Assert.Equal(["1", "1", "2", "3", "3"], server.Requests.Select(request => string.Concat(Lines.NumbersOf(request.Body))));
        Assert.Equal((1, 0L, 0L, false), (Writer.LeftFiles, Writer.WaitingPoints, Writer.WaitingBytes, Writer.IsAway));
        Assert.Contains("cannot be deleted", Assert.Single(left), StringComparison.Ordinal);

        Directory.Delete(stuck, recursive: true);
        server.Then(500);
        await Writer.WriteAsync(Lines.Batch([4]));
        await Soon.UntilAsync(() => Writer.Trouble is null, "the last is dealt with");

        Assert.Equal((0, 2, null), (Writer.LeftFiles, left.Count, left[^1]));
    }

    // Nothing need be written for it to be known that the server is back.
    [Fact]
    public async Task AServerThatSomebodyElseFoundAway_IsAskedUntilItAnswers_AndGetsWhatCameMeanwhile()
    {
        var answer = server.ThenPieces();
        Writer.Doubt("away");
        Assert.Equal(("away", true), (Writer.Trouble, Writer.IsAway));
        await Soon.UntilAsync(() => !server.Requests.IsEmpty, "it is asked");
        Assert.True((await Writer.WriteAsync(Lines.Batch([1]))).IsSpilled);
        answer.TryWrite("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        answer.Complete();

        await Soon.UntilAsync(() => Writer.Trouble is null, "it answers");

        Assert.Equal(["GET /ping", "GET /ping", "POST /write"], AskedFor());
        Assert.Equal(0, Writer.WaitingPoints);
        Assert.Equal(["away", null], troubles);
        Assert.False(Writer.IsAway);
    }

    // A server may answer /ping and hang in /write: that it answers says nothing of what it was given.
    [Fact]
    public async Task APingThatSucceeds_WhileItIsNotKnownWhatBecameOfABatch_IsNoSignThatPointsAreTaken()
    {
        var ping = server.ThenPieces();
        Writer.Doubt("away");
        await Soon.UntilAsync(() => !server.Requests.IsEmpty, "it is asked");
        Assert.True((await Writer.WriteAsync(Lines.Batch([1]))).IsSpilled);
        var write = server.ThenPieces();
        ping.TryWrite("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        ping.Complete();
        await Soon.UntilAsync(() => server.Requests.Count == 2, "what waits is on its way");

        Assert.Equal(("away", true, 1L), (Writer.Trouble, Writer.IsAway, Writer.WaitingPoints));
        Assert.True((await Writer.WriteAsync(Lines.Batch([2]))).IsSpilled);

        // Its answer is lost: it may have been stored, and is sent again.
        server.Then(204);
        var last = server.ThenPieces();
        write.Complete();
        await Soon.UntilAsync(() => server.Requests.Count >= 3, "it is sent again");
        last.TryWrite("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        last.Complete();
        await Soon.UntilAsync(() => Writer.Trouble is null, "all is sent");

        Assert.Equal(["GET /ping", "POST /write"], AskedFor().Take(2));
        Assert.Equal([1, 2], server.Requests.Skip(2).SelectMany(request => Lines.NumbersOf(request.Body)));
        Assert.Equal((0L, 0L, false), (Writer.WaitingPoints, Writer.Counters.LostAtBound, Writer.IsAway));
        Assert.DoesNotContain(troubles.Take(2), trouble => trouble is null || trouble.Contains("is back", StringComparison.Ordinal));
    }

    // It was asked before, and has answered for before.
    [Fact]
    public async Task ADoubtThatComesWhileAPingIsOnItsWay_IsNotAnsweredByIt()
    {
        var (first, second) = (server.ThenPieces(), server.ThenPieces());
        Writer.Doubt("away");
        await Soon.UntilAsync(() => server.Requests.Count == 1, "it is asked");
        Writer.Doubt("away again");
        first.TryWrite("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        first.Complete();

        await Soon.UntilAsync(() => server.Requests.Count == 2, "it is asked again");
        Assert.Equal(("away again", true), (Writer.Trouble, Writer.IsAway));
        second.TryWrite("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        second.Complete();
        await Soon.UntilAsync(() => Writer.Trouble is null, "it answers");

        Assert.Equal(["away", "away again", null], troubles);
        Assert.Equal(["GET /ping", "GET /ping"], AskedFor());
    }

    // The write was sent before anybody doubted, and hangs: the ping that is answered meanwhile settles nothing.
    [Fact]
    public async Task APingThatSucceeds_WhileAWriteHangs_SettlesNothing_AndNothingIsLost()
    {
        var write = server.ThenPieces();
        var writing = Writer.WriteAsync(Lines.Batch([1]));
        await Soon.UntilAsync(() => server.Requests.Count == 1, "it is on its way");
        Writer.Doubt("away");
        await Soon.UntilAsync(() => server.Requests.Count == 2, "it is asked");
        server.Then(500);
        write.Complete();

        Assert.True((await Soon.In(writing)).IsSpilled);
        await Soon.UntilAsync(() => Writer.Trouble is null, "all is sent");

        Assert.Equal([1, 1, 1], server.Requests.SelectMany(request => Lines.NumbersOf(request.Body)));
        Assert.Equal(["away", .. troubles.Skip(1).SkipLast(1).Where(trouble => trouble!.Contains("points wait on the disk", StringComparison.Ordinal)), null], troubles);
        Assert.Equal((0L, 1L), (Writer.WaitingPoints, Writer.Counters.Written));
    }

    [Fact]
    public async Task AnotherReason_IsTold()
    {
        server.Then(500);
        server.Then(401, """{"error":"who are you"}""");

        await Writer.WriteAsync(Lines.Batch([1]));
        await Soon.UntilAsync(() => Writer.WaitingPoints == 0 && Writer.Trouble is null, "it is sent");

        Assert.Equal(3, troubles.Count);
        Assert.Contains("HTTP status 500", troubles[0], StringComparison.Ordinal);
        Assert.Contains("who are you", troubles[1], StringComparison.Ordinal);
        Assert.Null(troubles[2]);
    }

    [Fact]
    public async Task WhatIsDroppedForRoom_IsTold()
    {
        Enumerable.Range(0, 10_000).ToList().ForEach(_ => server.Then(500));
        client = new InfluxClient(server.Options);
        writer = new InfluxWriter(client, new InfluxWriterOptions { SpillFolder = folder.FullName, SpillBytes = 2_048, SegmentBytes = 512 });
        var told = 0L;
        writer.LostAtBound += points => told += points;
        for (var number = 0; number < 200; number++)
        {
            await writer.WriteAsync(Lines.Batch([number]));
        }

        Assert.True(told > 100);
        Assert.Equal((told, 200 - told), (writer.Counters.LostAtBound, writer.WaitingPoints));
    }

    private IEnumerable<string> AskedFor() => server.Requests.Select(request => request.Head.Split('?')[0].Split(" HTTP")[0]);

    private InfluxWriter Open()
    {
        client = new InfluxClient(options ?? server.Options);
        var opened = new InfluxWriter(
            client, new InfluxWriterOptions { SpillFolder = folder.FullName, Backoff = new InfluxBackoff { Shortest = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(100) } }, null, () => 0.5);
        opened.TroubleChanged += trouble =>
        {
            lock (troubles)
            {
                troubles.Add(trouble);
            }
        };
        opened.Dropped += (points, said) => dropped.Add((points, said));
        return opened;
    }

    private async Task CloseAsync()
    {
        if (writer is not null)
        {
            await writer.DisposeAsync();
            client!.Dispose();
            writer = null;
        }
    }
}
