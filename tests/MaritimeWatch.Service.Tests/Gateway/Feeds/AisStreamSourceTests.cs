using System.Net.WebSockets;
using System.Text.Json.Nodes;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Gateway.Health;

namespace MaritimeWatch.Service.Tests.Gateway.Feeds;

/// <summary>aisstream.io as its documentation describes it: <c>https://aisstream.io/documentation</c>.</summary>
public sealed class AisStreamSourceTests
{
    private const string Key = "0123456789abcdef0123456789abcdef01234567";

    private static readonly (string Name, string Text)[] KeyFile = [("key", Key + "\n")];

    [Fact]
    public async Task Source_ThatSubscribes_SendsTheKeyAndItsFiltersFirst()
    {
        var subscription = new TaskCompletionSource<string>();
        await using var server = await ScriptedServer.StartSocketsAsync(async (socket, _, _) =>
        {
            subscription.TrySetResult(await ScriptedServer.ReceiveAsync(socket));
            await ScriptedServer.SendAsync(socket, Position(259_000_420, 0));
        });
        await using var feed = await FeedService.StartAsync(
            $$""" "Kind": "aisstream", "Address": "ws://127.0.0.1:{{server.Port}}/v0/stream", "KeyFile": "FOLDER/key", "Boxes": ["51.0, 1.5, 53.5, 6.0", "-10,-170,10,170"], "Mmsis": ["259000420", "002573310"], "MessageTypes": ["PositionReport"] """, KeyFile);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""
                {"APIKey":"{{Key}}","BoundingBoxes":[[[51,1.5],[53.5,6]],[[-10,-170],[10,170]]],"FiltersShipMMSI":["259000420","002573310"],"FilterMessageTypes":["PositionReport"]}
                """),
            JsonNode.Parse(await subscription.Task.WaitAsync(Hosting.RunningService.Patience))));
        await feed.UntilReceivedAsync(1);
        await feed.UntilAsync(source => source.Health.State == SourceState.Live);
        Assert.Equal($"subscribed at 127.0.0.1:{server.Port}", feed.Source.Health.Reason);
    }

    [Fact]
    public async Task Source_OfEveryFraming_ReadsEveryMessage()
    {
        await using var server = await ScriptedServer.StartSocketsAsync(async (socket, _, _) =>
        {
            await ScriptedServer.ReceiveAsync(socket);
            await ScriptedServer.SendAsync(socket, Position(259_000_420, 0), WebSocketMessageType.Binary);
            await ScriptedServer.SendAsync(socket, "{\"Message"u8.ToArray(), isLast: false);
            await ScriptedServer.SendAsync(socket, "\":{}}"u8.ToArray());
            await ScriptedServer.SendAsync(socket, new string(' ', 65_537) + "{");
            var whole = System.Text.Encoding.UTF8.GetBytes(Position(259_000_421, 1));
            await ScriptedServer.SendAsync(socket, whole[..50], isLast: false);
            await ScriptedServer.SendAsync(socket, whole[50..]);
        });
        await using var feed = await FeedService.StartAsync(Entry(server), KeyFile);

        await feed.UntilAsync(_ => Positions(feed) == 2);

        Assert.Equal((1, 1), (feed.Dropped(DropReason.LineTooLong), feed.Dropped(DropReason.AnotherFormat)));
    }

    [Fact]
    public async Task Source_ThatIsRefused_SaysTheServersWordsAndNeverTheKey()
    {
        await using var server = await ScriptedServer.StartSocketsAsync(async (socket, _, _) =>
        {
            await ScriptedServer.ReceiveAsync(socket);
            await ScriptedServer.SendAsync(socket, $$"""{"error":"Api Key {{Key}} Is Not\u0007 Valid"}""");
        });
        await using var feed = await FeedService.StartAsync(Entry(server), KeyFile);

        await feed.UntilAsync(source => source.Health.State == SourceState.Refused);

        Assert.Equal($"127.0.0.1:{server.Port} refuses: Api Key … Is Not? Valid", feed.Source.Health.Reason);
        Assert.Equal(1, feed.Dropped(DropReason.FeedError));
    }

    [Theory]
    [InlineData(1001, "restart", "with 1001 (going away) 'restart'", false)]
    [InlineData(1008, "slow reader", "with 1008 (against its rules) 'slow reader'", true)]
    [InlineData(4000, "", "with 4000", false)]
    public async Task Source_ThatIsClosed_SaysWhyAndComesBack(int code, string words, string expected, bool isRefused)
    {
        await using var server = await ScriptedServer.StartSocketsAsync(async (socket, _, _) =>
        {
            await ScriptedServer.ReceiveAsync(socket);
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, words, CancellationToken.None);
        });
        await using var feed = await FeedService.StartAsync(Entry(server), KeyFile);

        await feed.UntilAsync(source => source.Health.State == (isRefused ? SourceState.Refused : SourceState.Connecting) && source.Health.Reason == $"127.0.0.1:{server.Port} has closed the connection {expected}");
        if (!isRefused)
        {
            await feed.UntilAsync(source => source.Reconnects > 0);
        }
    }

    [Theory]
    [InlineData(401, "answers 401 Unauthorized", true)]
    [InlineData(503, "answers 503 ServiceUnavailable", false)]
    [InlineData(200, "broke", false)]
    public async Task Source_ThatGetsNoWebSocket_SaysWhatItGot(int status, string expected, bool isRefused)
    {
        await using var server = await ScriptedServer.StartAsync((http, _) =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var feed = await FeedService.StartAsync(Entry(server), KeyFile);

        await feed.UntilAsync(source => source.Health.State == (isRefused ? SourceState.Refused : SourceState.Connecting) && source.Health.Reason.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Source_WithoutItsKey_SaysWhichFileIsMissing()
    {
        await using var feed = await FeedService.StartAsync($$""" "Kind": "aisstream", "Address": "ws://127.0.0.1:9/", "KeyFile": "FOLDER/none", "Boxes": ["51,1,53,6"] """);

        await feed.UntilAsync(source => source.Health.State == SourceState.Refused);

        Assert.EndsWith("none does not exist", feed.Source.Health.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"KeyFile\": \"k\"", "Boxes has 0 entries")]
    [InlineData("\"Boxes\": [\"51,1,53,6\"]", "KeyFile is missing")]
    [InlineData("\"KeyFile\": \"k\", \"Boxes\": [\"51,1,53\"]", "Boxes holds '51,1,53'")]
    [InlineData("\"KeyFile\": \"k\", \"Boxes\": [\"91,1,53,6\"]", "Boxes holds '91,1,53,6'")]
    [InlineData("\"KeyFile\": \"k\", \"Boxes\": [\"51,1,53,181\"]", "Boxes holds '51,1,53,181'")]
    [InlineData("\"KeyFile\": \"k\", \"Boxes\": [\"51,1,53,6\"], \"Mmsis\": [\"25900042\"]", "Mmsis must be at most 50 texts of nine digits")]
    [InlineData("\"KeyFile\": \"k\", \"Boxes\": [\"51,1,53,6\"], \"MessageTypes\": [\"Interrogation\"]", "MessageTypes holds 'Interrogation'")]
    [InlineData("\"KeyFile\": \"k\", \"Boxes\": [\"51,1,53,6\"], \"Address\": \"https://stream.aisstream.io\"", "Address is 'https://stream.aisstream.io'")]
    public void Options_OutOfRange_SayWhatIsWrong(string options, string expected) => Assert.Contains(expected, Assert.Single(Configured.Problems($$"""[{ "Id": "a", "Kind": "aisstream", {{options}} }]""")), StringComparison.Ordinal);

    private static string Entry(ScriptedServer server) => $$""" "Kind": "aisstream", "Address": "ws://127.0.0.1:{{server.Port}}/v0/stream", "KeyFile": "FOLDER/key", "Boxes": ["51.0,1.5,53.5,6.0"] """;

    private static long Positions(FeedService feed) => feed.Source.Balance.Sums(feed.Source.Counters.Stages()).Positions.Received;

    private static string Position(uint mmsi, int second) => $$"""
        {"Message":{"PositionReport":{"Cog":308.7,"Latitude":56.02695,"Longitude":2.25,"MessageID":1,"NavigationalStatus":0,"RateOfTurn":11,"Sog":12.3,"Timestamp":31,"TrueHeading":235,"UserID":{{mmsi}},"Valid":true} },
        "MetaData":{"MMSI":{{mmsi}},"ShipName":"X   ","time_utc":"2024-11-17 00:00:0{{second}}.318353 +0000 UTC"},"MessageType":"PositionReport"}
        """.Replace("\n", "", StringComparison.Ordinal);
}
