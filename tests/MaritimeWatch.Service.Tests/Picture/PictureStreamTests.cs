using System.Net;
using System.Text.Json.Nodes;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Consoles;
using MaritimeWatch.Service.Picture;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Api.Http;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Tests.Picture;

/// <summary>The live picture as a console reads it from a running service.</summary>
public sealed class PictureStreamTests
{
    private const uint Ship = 219_000_606;

    [Fact]
    public async Task Console_HearsAShipAsSheIsReceived_AndWhatSheSaysOfHerself()
    {
        await using var service = await RunningService.StartAsync();
        using var console = await Console.OpenAsync(service, "");
        Assert.Equal(("vessels", 0), (console.Name, (await console.NextAsync())["rows"]!.AsArray().Count));

        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await console.UntilAsync(() => console.Rows.TryGetValue(Ship, out var last) && (long)last[1]! == (Traffic.Epoch + TimeSpan.FromMinutes(30)).UnixSeconds && console.Words.ContainsKey(Ship));

        Assert.Equal($"[{Ship},1731803400,2.00002,51.5,0.1,90,90,1,\"A\"]", console.Rows[Ship].ToJsonString());
        Assert.Equal($"[{Ship},\"SHIP 606\",null,null,70,120,20,null]", console.Words[Ship].ToJsonString());
        Assert.Equal(["delta"], console.Names.Skip(1).Distinct());
    }

    [Fact]
    public async Task Console_AfterARestart_HearsWhoWasThereBefore_InItsBox()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await Eventually.HoldsAsync(() => service.Host.Store.Tracks.LastPosition(new Mmsi(Ship))?.Time == Traffic.Epoch + TimeSpan.FromMinutes(30) && service.Host.Store.Tracks.GetVessel(new Mmsi(Ship)) is not null);
        await service.Host.Store.Tracks.FlushAsync();
        await service.RestartAsync();

        using var console = await Console.OpenAsync(service, "?bbox=1,51,3,52");
        using var elsewhere = await Console.OpenAsync(service, "?bbox=170,51,-170,52");
        await console.UntilAsync(() => console.Rows.ContainsKey(Ship) && console.Words.ContainsKey(Ship));
        await elsewhere.NextAsync();
        await elsewhere.NextAsync();

        Assert.Equal([Ship], console.Rows.Keys);
        Assert.Empty(elsewhere.Rows);
    }

    [Fact]
    public async Task Console_HearsThatThePictureStands_OnceASecond()
    {
        var clock = new ManualClock(Traffic.Epoch);
        await using var service = await RunningService.StartAsync(clock: clock);
        using var console = await Console.OpenAsync(service, "");
        await console.NextAsync();

        for (var second = 1; second <= 3; second++)
        {
            var next = console.NextAsync();
            Assert.False(next.IsCompleted);
            clock.Advance(PictureKeeper.PassInterval);
            Assert.Equal($"{Traffic.Epoch + (second * PictureKeeper.PassInterval)}", (string?)(await next)["time"]);
        }
    }

    [Theory]
    [InlineData("?bbox=1,2,3", "bbox")]
    [InlineData("?bbox=1,20,3,10", "bbox")]
    [InlineData("?bbox=1,2,3,nan", "bbox")]
    [InlineData("?bbox=1,2,3,4&bbox=1,2,3,4", "bbox")]
    [InlineData("?box=1,2,3,4", "box")]
    public async Task Box_ThatIsNone_IsRefused(string query, string field)
    {
        await using var service = await RunningService.StartAsync();
        using var http = StreamClient.Of(service.Host.HttpAddress);

        using var response = await http.GetAsync(new Uri(PictureStream.Route + query, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["violations"]![0]!["field"]);
    }

    [Fact]
    public async Task OneConsoleTooMany_IsToldWhenToComeAgain_UntilAnotherGoes()
    {
        await using var service = await RunningService.StartAsync();
        var consoles = new List<Console>();
        for (var number = 0; number < PictureStream.MostReaders; number++)
        {
            consoles.Add(await Console.OpenAsync(service, ""));
        }

        using var http = StreamClient.Of(service.Host.HttpAddress);
        using var refused = await http.GetAsync(new Uri(PictureStream.Route, UriKind.Relative));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(5)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        consoles.ForEach(console => console.Dispose());

        await Eventually.HoldsAsync(async () =>
        {
            using var response = await http.GetAsync(new Uri(PictureStream.Route, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            return response.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task Reader_WhoStopsReading_IsCutAfterAWhile_AndHoldsNobodyUpMeanwhile()
    {
        await using var service = await RunningService.StartAsync();
        var (clock, picture) = (new ManualClock(Traffic.Epoch), new LivePicture());
        var stream = new PictureStream(picture, service.Host.Feed, service.Host.Health, new TrackExports(service.Settled.Access.Data, service.Host.Audit), new OpenConsoles(clock), clock);
        var (stopped, reading) = (new UntakenBody(), new MemoryStream());
        var cut = stream.ServeAsync(Request(stopped));
        await stopped.Started.WaitAsync(RunningService.Patience);
        using var gone = new CancellationTokenSource();
        var other = stream.ServeAsync(Request(reading, gone.Token));

        // Written at once, and again with the next pass, while the first still waits.
        Assert.True(reading.Length > 0);
        var before = reading.Length;
        picture.Pass();
        await Eventually.HoldsAsync(() => reading.Length > before);
        Assert.False(cut.IsCompleted);

        clock.Advance(TimedWrite.Longest);

        await Assert.ThrowsAsync<IOException>(() => cut);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);

        static DefaultHttpContext Request(Stream body, CancellationToken aborted = default)
        {
            var context = new DefaultHttpContext { RequestAborted = aborted };
            context.Response.Body = body;
            return context;
        }
    }

    [Fact]
    public async Task Stream_EndsWithTheService_AtOnce()
    {
        await using var service = await RunningService.StartAsync();
        using var console = await Console.OpenAsync(service, "");
        await console.NextAsync();

        await service.Host.StopAsync();

        await Assert.ThrowsAsync<EndOfStreamException>(() => console.UntilAsync(() => false));
    }

    [Fact]
    public async Task Stream_IsCut_WhenTheCredentialEnds()
    {
        await using var service = await SecuredService.StartAsync();
        string[] authorization = [$"Bearer {service.Token("bridge-1", Role.Operator)}"];
        using var response = await service.CallAsync($"GET {PictureStream.Route}", authorization);
        await using var body = await response.Content.ReadAsStreamAsync();
        Assert.True(await body.ReadAsync(new byte[1]) == 1);

        TokenFile.Change(service.TokenPath, file => file with { Tokens = [.. file.Tokens.Select(token => token with { Revoked = service.Clock.Now })] });
        await Eventually.HoldsAsync(() => service.Host.Gate.Recheck() > 0);

        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await body.ReadAsync(new byte[1_024]) > 0)
            {
            }
        });
    }

    /// <summary>Folds what it hears, as the web page does.</summary>
    private sealed class Console(HttpClient http, StreamReader events) : IDisposable
    {
        private readonly List<string> names = [];

        public Dictionary<uint, JsonArray> Rows { get; } = [];

        public Dictionary<uint, JsonArray> Words { get; } = [];

        public IReadOnlyList<string> Names => names;

        public string Name => names.Count == 0 ? "vessels" : names[^1];

        public static async Task<Console> OpenAsync(RunningService service, string query)
        {
            var http = StreamClient.Of(service.Host.HttpAddress);
            return new Console(http, new StreamReader(await http.GetStreamAsync(new Uri(PictureStream.Route + query, UriKind.Relative)).WaitAsync(RunningService.Patience)));
        }

        public async Task<JsonNode> NextAsync()
        {
            var name = (await LineAsync())["event: ".Length..];
            var data = JsonNode.Parse((await LineAsync())["data: ".Length..])!;
            Assert.Equal("", await LineAsync());
            names.Add(name);
            if (data["first"] is not null)
            {
                Rows.Clear();
                Words.Clear();
            }

            foreach (var (list, from) in new[] { (Rows, "rows"), (Words, "static") })
            {
                foreach (var row in data[from]!.AsArray())
                {
                    list[(uint)row![0]!] = row.AsArray();
                }

                foreach (var mmsi in data["gone"]?.AsArray() ?? [])
                {
                    list.Remove((uint)mmsi!);
                }
            }

            return data;
        }

        public async Task UntilAsync(Func<bool> holds)
        {
            while (!holds())
            {
                await NextAsync();
            }
        }

        public void Dispose()
        {
            events.Dispose();
            http.Dispose();
        }

        private async Task<string> LineAsync() => await events.ReadLineAsync().WaitAsync(RunningService.Patience) ?? throw new EndOfStreamException();
    }
}
