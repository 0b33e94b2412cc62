using MaritimeWatch.Tests;

namespace MaritimeWatch.Influx.Tests;

/// <summary>The client and the writer with a real InfluxDB 1.x.</summary>
public sealed class RealServerTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("real-");
    private InfluxDaemon? daemon;

    private InfluxDaemon Daemon => daemon!;

    private InfluxOptions Options => new() { Url = Daemon.Url, Database = "x" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Daemon.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task HostileText_GoesInAndComesOutAsItWas()
    {
        await StartAsync();
        using var client = new InfluxClient(Options with { Gzip = true });
        string[] texts = ["A\"B\\C,D=E F'G", "x\" 1\nm a=1 2", "\\", "\\\"", "a\\", "Æ船\U0001F6A2\u0001\0", "", "'; DROP DATABASE x; --", "a\\,b", "a, b=c"];
        var lines = new LineWriter();
        foreach (var (text, number) in texts.Select((text, number) => (text, number)))
        {
            lines.Begin("m");
            lines.Tag("number", (ulong)number, 3);
            lines.Tag("t,a g=", text.Contains('\0', StringComparison.Ordinal) ? "" : text);
            lines.Field("te,xt =", text);
            lines.Field("n", 0.1 + number);
            Assert.True(lines.End(number));
        }

        Assert.Equal(WriteAnswerKind.Stored, (await client.WriteAsync(lines.Written, null, default)).Kind);

        using var rows = client.Query($"SELECT {InfluxQl.Name("te,xt =")}, n FROM m GROUP BY *");
        var found = new Dictionary<string, (string, double)>();
        while (rows.Read())
        {
            found.Add(rows.Tags["number"], (rows[1].Text!, rows[2].AsNumber!.Value));
        }

        Assert.Equal(texts.Select((text, number) => (text, 0.1 + number)), found.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => row.Value));

        // What a person types into a statement is text in it.
        using var asked = client.Query($"SELECT n FROM m WHERE {InfluxQl.Name("te,xt =")} = {InfluxQl.Text("'; DROP DATABASE x; --")}");
        Assert.True(asked.Read());
        Assert.Equal(7.1, asked["n"].AsNumber);
    }

    /// <summary>InfluxData's own client reads what was written.</summary>
    [Fact]
    public async Task WhatIsWritten_IsReadByTheOfficialClient()
    {
        await StartAsync();
        using var client = new InfluxClient(Options);
        var lines = new LineWriter();
        lines.Begin("m");
        lines.Tag("ship", "A, B=\"C\"");
        lines.Field("said", "say \"x\"");
        lines.Field("n", 9_007_199_254_740_993L);
        lines.End(1_731_801_600_000_000_007);
        Assert.Equal(WriteAnswerKind.Stored, (await client.WriteAsync(lines.Written, null, default)).Kind);

        var start = new System.Diagnostics.ProcessStartInfo(
            InfluxDaemon.Find("influx"), ["-host", Daemon.Url.Host, "-port", Daemon.Url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-database", "x", "-format", "json", "-execute", "SELECT n, said FROM m GROUP BY ship"])
        {
            RedirectStandardOutput = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var said = await Soon.In(process.StandardOutput.ReadToEndAsync());

        using var answer = System.Text.Json.JsonDocument.Parse(said);
        var series = answer.RootElement.GetProperty("results")[0].GetProperty("series")[0];
        Assert.Equal("A, B=\"C\"", series.GetProperty("tags").GetProperty("ship").GetString());
        Assert.Equal("[[1731801600000000007,9007199254740993,\"say \\\"x\\\"\"]]", series.GetProperty("values").GetRawText());
    }

    [Fact]
    public async Task Ping_AndAMistake_AreTold()
    {
        await StartAsync();
        using var client = new InfluxClient(Options);
        using var other = new InfluxClient(Options with { Database = "nodb" });
        using var nobody = new InfluxClient(Options with { Url = new Uri($"http://127.0.0.1:{FreePort.Take()}") });

        Assert.StartsWith("1.", client.Ping(), StringComparison.Ordinal);
        Assert.Equal(InfluxFault.Refused, Assert.Throws<InfluxException>(() => client.Execute("SELECT FROM")).Fault);
        Assert.Equal(InfluxFault.NoDatabase, Assert.Throws<InfluxException>(() => other.Execute("SELECT a FROM m")).Fault);
        Assert.Equal(InfluxFault.NoDatabase, (await other.WriteAsync("m a=1 1"u8.ToArray(), null, default)).Fault);
        Assert.Equal(InfluxFault.NoDatabase, (await client.WriteAsync("m a=1 1"u8.ToArray(), "nope", default)).Fault);
        Assert.Equal(InfluxFault.Unreachable, Assert.Throws<InfluxException>(() => nobody.Ping()).Fault);
    }

    [Fact]
    public async Task Authentication_IsByUserAndPassword_AndARightThatComesLaterIsTaken()
    {
        await StartAsync("", "auth-enabled = true", makeDatabase: false);
        await Daemon.AskAsync("CREATE USER admin WITH PASSWORD 'a b:c' WITH ALL PRIVILEGES");
        await Daemon.AskAsync("CREATE DATABASE x; CREATE USER watch WITH PASSWORD 'w'", user: "admin", password: "a b:c");
        using var admin = new InfluxClient(Options with { Credentials = new InfluxCredentials("admin", "a b:c") });
        using var stranger = new InfluxClient(Options with { Credentials = new InfluxCredentials("admin", "wrong") });
        using var watch = new InfluxClient(Options with { Credentials = new InfluxCredentials("watch", "w") });

        Assert.Equal(InfluxFault.NotAllowed, (await stranger.WriteAsync("m a=1 1"u8.ToArray(), null, default)).Fault);
        Assert.Equal(InfluxFault.NotAllowed, Assert.Throws<InfluxException>(() => stranger.Execute("SHOW DATABASES")).Fault);
        Assert.Equal(WriteAnswerKind.Stored, (await admin.WriteAsync("m a=1 1"u8.ToArray(), null, default)).Kind);

        await using var writer = new InfluxWriter(watch, new InfluxWriterOptions { SpillFolder = folder.FullName });
        Assert.True((await writer.WriteAsync(Lines.Batch([2]))).IsSpilled);
        Assert.Contains("'watch'", writer.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain("\"w\"", writer.Trouble, StringComparison.Ordinal);
        admin.Execute("GRANT ALL ON x TO watch");
        await Soon.UntilAsync(() => writer.WaitingPoints == 0, "the right is taken");
    }

    // The server is killed in mid-write again and again, and comes back: whatever was acknowledged is there.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task AServerThatIsKilledInMidWrite_LosesNothingAcknowledged(int seed)
    {
        const int Kills = 5;
        var random = new Random(seed);
        await StartAsync();
        using var client = new InfluxClient(Options);
        await using var writer = new InfluxWriter(
            client, new InfluxWriterOptions { SpillFolder = folder.FullName, Backoff = new InfluxBackoff { Shortest = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(200) } });
        var (acknowledged, stop) = (0, false);
        var writing = Task.Run(async () =>
        {
            while (!Volatile.Read(ref stop))
            {
                var count = random.Next(1, 3_000);
                await writer.WriteAsync(Lines.Batch(Enumerable.Range(acknowledged, count)));
                Volatile.Write(ref acknowledged, acknowledged + count);
            }
        });
        var moments = new Random(seed + 1_000);
        for (var kill = 0; kill < Kills; kill++)
        {
            var until = Volatile.Read(ref acknowledged) + moments.Next(1, 40_000);
            await Soon.UntilAsync(() => Volatile.Read(ref acknowledged) >= until, "points are acknowledged");
            await Daemon.KillAsync();
            var away = Volatile.Read(ref acknowledged) + moments.Next(1, 20_000);
            await Soon.UntilAsync(() => Volatile.Read(ref acknowledged) >= away, "points are acknowledged while it is away");
            await Daemon.RestartAfterKillAsync();
        }

        Volatile.Write(ref stop, true);
        await Soon.In(writing.ContinueWith(_ => true, TaskScheduler.Default));
        await writing;
        await Soon.UntilAsync(() => writer.WaitingPoints == 0 && writer.Trouble is null, "what waited is sent");

        using var rows = client.Query("SELECT count(n), sum(n) FROM m");
        Assert.True(rows.Read());
        Assert.Equal((acknowledged, (long)acknowledged * (acknowledged - 1) / 2), ((long)rows["count"].AsWhole!, (long)rows["sum"].AsWhole!));
        Assert.True(writer.Counters.Spilled > 0);
        Assert.Equal((0L, 0L), (writer.Counters.LostAtBound, writer.Counters.Dropped));
    }

    private async Task StartAsync(string data = "", string http = "", bool makeDatabase = true)
    {
        daemon = await InfluxDaemon.StartAsync(data, http);
        if (makeDatabase)
        {
            await Daemon.AskAsync("CREATE DATABASE x");
        }
    }
}
