using System.IO.Compression;
using System.Text;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Gateway.Feeds;

/// <summary>The REST interface of Digitraffic marine, as <c>https://www.digitraffic.fi/en/marine-traffic/</c> describes it; the clock is the test's.</summary>
public sealed class DigitrafficSourceTests
{
    private static readonly DateTimeOffset Start = new(2024, 11, 17, 0, 0, 30, TimeSpan.Zero);

    [Fact]
    public async Task Source_ThatPolls_ReportsEachPositionOnce()
    {
        var clock = new ManualClock(new Instant(Start.ToUnixTimeMilliseconds()));
        var asked = new List<string>();
        await using var server = await ScriptedServer.StartAsync((http, _) => AnswerAsync(http, asked));
        await using var feed = await FeedService.StartAsync(Entry(server) + """, "Latitude": 60.5, "Longitude": 20.25, "RadiusKilometres": 150 """, clock: clock, eventTime: EventTimeSource.Receipt);

        await feed.UntilAsync(_ => Sums(feed).Positions.Received == 1 && Sums(feed).Statics.Received == 1);
        await feed.UntilAsync(source => source.Health.Reason == $"polling 127.0.0.1:{server.Port}");
        await PassUntilAsync(clock, () => Count(asked) == 4);
        await PassUntilAsync(clock, () => Sums(feed).Positions.Received == 2);

        lock (asked)
        {
            Assert.Equal(["/vessels", "/locations?latitude=60.5&longitude=20.25&radius=150"], asked.Take(2));
            Assert.Equal(["/vessels \"v1\"", "/locations?latitude=60.5&longitude=20.25&radius=150 \"l1\""], asked.Skip(2).Take(2));
        }

        // Answers that repeat what is known are no messages of their own; a position of yesterday is passed over when first seen.
        Assert.Equal(1, feed.Dropped(DropReason.OutsideTimeRange));

        static async Task AnswerAsync(HttpContext http, List<string> asked)
        {
            var tag = http.Request.Headers.IfNoneMatch.ToString();
            Assert.Equal(("Test Centre/MaritimeWatch", "gzip"), (http.Request.Headers["Digitraffic-User"].ToString(), http.Request.Headers.AcceptEncoding.ToString()));
            int number;
            lock (asked)
            {
                asked.Add($"{http.Request.Path}{http.Request.QueryString} {tag}".Replace("/api/ais/v1", "", StringComparison.Ordinal).Trim());
                number = asked.Count;
            }

            if (number is 3 or 4)
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            var isVessels = http.Request.Path == "/api/ais/v1/vessels";
            http.Response.Headers.ETag = isVessels ? "\"v1\"" : $"\"l{number / 2}\"";
            http.Response.Headers.ContentEncoding = "gzip";
            http.Response.ContentType = "application/json";
            await using var packed = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
            await packed.WriteAsync(Encoding.UTF8.GetBytes(isVessels ? Vessels : Locations(number == 2 ? 0 : 100)));
        }
    }

    [Theory]
    [InlineData(429, "120", "answers 429 Too Many Requests and asks to wait 120 s", 120)]
    [InlineData(503, "", "answers 503 Service Unavailable", 60)]
    public async Task Source_ThatIsTooFast_WaitsAsItIsAsked(int status, string retryAfter, string expected, int seconds)
    {
        var clock = new ManualClock(new Instant(Start.ToUnixTimeMilliseconds()));
        var asked = 0;
        await using var server = await ScriptedServer.StartAsync((http, _) =>
        {
            Interlocked.Increment(ref asked);
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        await using var feed = await FeedService.StartAsync(Entry(server), clock: clock);

        await feed.UntilAsync(source => source.Health.Reason.EndsWith(expected, StringComparison.Ordinal) && source.Health.State == SourceState.Connecting);

        Assert.Equal(new Instant(Start.ToUnixTimeMilliseconds()) + TimeSpan.FromSeconds(seconds), feed.Source.Health.NextTry);
        clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(1, Volatile.Read(ref asked));
        await PassUntilAsync(clock, () => Volatile.Read(ref asked) == 2);
    }

    [Theory]
    [InlineData("[{\"mmsi\":230000001,\"name\":\"A\",\"timestamp\":17318016", "is cut off", false)]
    [InlineData("404", "/vessels answers 404 Not Found", true)]
    public async Task Source_OfABadAnswer_SaysWhatIsWrong(string answer, string expected, bool isRefused)
    {
        await using var server = await ScriptedServer.StartAsync(async (http, _) =>
        {
            http.Response.StatusCode = answer == "404" ? 404 : 200;
            await http.Response.WriteAsync(answer);
        });
        await using var feed = await FeedService.StartAsync(Entry(server));

        await feed.UntilAsync(source => source.Health.State == (isRefused ? SourceState.Refused : SourceState.Connecting) && source.Health.Reason.EndsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "User must be 1 to 80 plain characters")]
    [InlineData("\"User\": \"a\", \"PollInterval\": \"00:00:59\"", "PollInterval is 00:00:59")]
    [InlineData("\"User\": \"a\", \"Latitude\": 60", "Latitude, Longitude and RadiusKilometres must be given together")]
    [InlineData("\"User\": \"a\", \"Latitude\": 60, \"Longitude\": 20, \"RadiusKilometres\": 0.5", "RadiusKilometres is 0.5")]
    [InlineData("\"User\": \"a\", \"Address\": \"wss://x\"", "Address is 'wss://x'")]
    public void Options_OutOfRange_SayWhatIsWrong(string options, string expected) =>
        Assert.Contains(expected, Assert.Single(Configured.Problems($$"""[{ "Id": "a", "Kind": "digitraffic-rest"{{(options.Length > 0 ? ", " : "")}}{{options}} }]""")), StringComparison.Ordinal);

    /// <summary>The attempt ends while the reports wait for room: they were not reported, and are asked for again.</summary>
    [Fact]
    public async Task Source_ThatIsCutOffBeforeItsReportsAreTaken_AsksForThemAgain()
    {
        var clock = new ManualClock(new Instant(Start.ToUnixTimeMilliseconds()));
        await using var server = await ScriptedServer.StartAsync((http, _) => http.Response.WriteAsync(Many(300)));
        var entry = Configured.Sources($$"""[{ "Id": "own", {{Entry(server)}}, "Vessels": false }]""").Single();
        var parts = Parts(clock, capacity: 40);
        var first = new SourceRuntime(entry.Settings, parts, entry.Options.Open);
        using (var stopping = new CancellationTokenSource())
        {
            var running = first.RunAsync(stopping.Token);
            await Eventually.HoldsAsync(() => parts.Intake.Waiting >= 20);
            await stopping.CancelAsync();
            await running;
        }

        using var ending = new CancellationTokenSource();
        var second = new SourceRuntime(entry.Settings, parts, entry.Options.Open, before: first);
        var again = second.RunAsync(ending.Token);
        var taken = new HashSet<uint>();
        await PassUntilAsync(clock, () => Take(parts, taken) == 300);
        await ending.CancelAsync();
        await again;
    }

    /// <summary>The answer waits for us longer than it may take itself.</summary>
    [Fact]
    public async Task Source_ThatHasToWaitForRoom_IsNotTooSlow()
    {
        var clock = new ManualClock(new Instant(Start.ToUnixTimeMilliseconds()));
        await using var server = await ScriptedServer.StartAsync((http, _) => http.Response.WriteAsync(Many(3_000)));
        var entry = Configured.Sources($$"""[{ "Id": "own", {{Entry(server)}}, "Vessels": false, "RequestTimeout": "00:00:30" }]""").Single();
        var parts = Parts(clock, capacity: 40);
        using var stopping = new CancellationTokenSource();
        var source = new SourceRuntime(entry.Settings, parts, entry.Options.Open);
        var running = source.RunAsync(stopping.Token);
        var taken = new HashSet<uint>();

        await Eventually.HoldsAsync(() => parts.Intake.Waiting >= 20);
        clock.Advance(TimeSpan.FromSeconds(50));
        await Eventually.HoldsAsync(() => Take(parts, taken) == 3_000);

        Assert.Equal((0L, $"polling 127.0.0.1:{server.Port}"), (source.Reconnects, await ReasonAsync(source)));
        await stopping.CancelAsync();
        await running;

        static async Task<string> ReasonAsync(SourceRuntime source)
        {
            await Eventually.HoldsAsync(() => source.Health.Reason.StartsWith("polling", StringComparison.Ordinal));
            return source.Health.Reason;
        }
    }

    private static GatewayParts Parts(ManualClock clock, int capacity) =>
        new(new ReportIntake(capacity), EventTimeSource.TagBlock, null, clock, NullLogger.Instance) { Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)) };

    private static int Take(GatewayParts parts, HashSet<uint> taken)
    {
        while (parts.Intake.TryRead(out var item))
        {
            Assert.True(taken.Add(item.Report.Mmsi.Value), "a report came twice");
        }

        return taken.Count;
    }

    /// <summary>So many vessels, heard just now.</summary>
    private static string Many(int count)
    {
        var features = Enumerable.Range(1, count).Select(number => Locations(0).Split('\n')[1].TrimEnd(',')
            .Replace("538007963", $"{230_000_000 + number}", StringComparison.Ordinal)
            .Replace("20.345818", FormattableString.Invariant($"{20 + (number * 0.001):0.000}"), StringComparison.Ordinal));
        return "{\"type\":\"FeatureCollection\",\"features\":[" + string.Join(",\n", features) + "]}";
    }

    private const string Vessels = """
        [ { "mmsi": 538007963, "name": "ARUNA CIHAN", "shipType": 70, "referencePointA": 160, "referencePointB": 33, "referencePointC": 20, "referencePointD": 12,
            "posType": 15, "draught": 68, "imo": 9543756, "callSign": "V7WW7", "eta": 733376, "timestamp": 1668075026035, "destination": "UST LUGA" } ]
        """;

    private static Service.Gateway.Balance.BalanceSums Sums(FeedService feed) => feed.Source.Balance.Sums(feed.Source.Counters.Stages());

    /// <summary>Passes time, a second at a time, for as long as it takes.</summary>
    private static Task PassUntilAsync(ManualClock clock, Func<bool> condition) => Eventually.HoldsAsync(() =>
    {
        var holds = condition();
        if (!holds)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        return holds;
    });

    private static int Count(List<string> asked)
    {
        lock (asked)
        {
            return asked.Count;
        }
    }

    private static string Entry(ScriptedServer server) => $$""" "Kind": "digitraffic-rest", "Address": "http://127.0.0.1:{{server.Port}}/api/ais/v1", "User": "Test Centre/MaritimeWatch" """;

    /// <summary>Two vessels: one heard just now, and so many seconds later; another heard yesterday.</summary>
    private static string Locations(int secondsLater)
    {
        var now = Start.ToUnixTimeMilliseconds();
        return $$"""
            {"type":"FeatureCollection","dataUpdatedTime":"2024-11-17T00:00:30Z","features":[
            {"mmsi":538007963,"type":"Feature","geometry":{"type":"Point","coordinates":[20.345818,60.03896]},"properties":{"mmsi":538007963,"sog":10.7,"cog":326.6,"navStat":0,"rot":-4,"posAcc":true,"raim":false,"heading":325,"timestamp":24,"timestampExternal":{{now - 20_000 + (secondsLater * 1000)}} } },
            {"mmsi":230000001,"type":"Feature","geometry":{"type":"Point","coordinates":[20.5,60.5]},"properties":{"mmsi":230000001,"sog":0.0,"cog":360.0,"navStat":5,"rot":0,"posAcc":true,"raim":false,"heading":511,"timestamp":24,"timestampExternal":{{now - 86_400_000}} } }]}
            """;
    }
}
