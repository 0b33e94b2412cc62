using System.Security.Cryptography.X509Certificates;
using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway.Feeds;

public sealed class WebSocketSourceTests
{
    [Fact]
    public async Task Source_OfSentences_RaisesWhatTheTrafficShows()
    {
        var greeting = "";
        await using var server = await ScriptedServer.StartSocketsAsync(async (socket, _, _) =>
        {
            greeting = await ScriptedServer.ReceiveAsync(socket);
            foreach (var some in Encoding.ASCII.GetString(Traffic.ShipAtAnchorOnTheCable(219_000_606)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(3))
            {
                await ScriptedServer.SendAsync(socket, string.Join('\n', some));
            }
        });
        await using var feed = await FeedService.StartAsync($$""" "Kind": "websocket", "Address": "ws://127.0.0.1:{{server.Port}}/ais?all=1", "Payload": "Nmea", "Greeting": "hello" """);

        Assert.NotEmpty(await feed.Service.EventsAsync(0, 1));
        Assert.Equal("hello", greeting);
        Assert.Equal(SourceState.Live, feed.Source.Health.State);
    }

    [Fact]
    public async Task Source_WithAToken_SendsItAndNothingElseShowsIt()
    {
        var authorization = "";
        await using var server = await ScriptedServer.StartAsync((http, _) =>
        {
            authorization = http.Request.Headers.Authorization.ToString();
            http.Response.StatusCode = 403;
            return Task.CompletedTask;
        });
        await using var feed = await FeedService.StartAsync($$""" "Kind": "websocket", "Address": "ws://127.0.0.1:{{server.Port}}/", "TokenFile": "FOLDER/token" """, [("token", "secret-7")]);

        await feed.UntilAsync(source => source.Health.State == SourceState.Refused);

        Assert.Equal("Bearer secret-7", authorization);
        Assert.Equal($"127.0.0.1:{server.Port} opens no WebSocket: it answers 403 Forbidden", feed.Source.Health.Reason);
    }

    [Fact]
    public async Task Source_OverTls_TrustsTheAuthorityItIsGiven()
    {
        using var authority = new TestAuthority("feeds");
        using var certificate = authority.Server();
        await using var server = await ScriptedServer.StartSocketsAsync((socket, _, _) => ScriptedServer.SendAsync(socket, Ndjson(1)), certificate);
        await using var stranger = await FeedService.StartAsync($$""" "Kind": "websocket", "Address": "wss://127.0.0.1:{{server.Port}}/", "Payload": "Ndjson" """);
        await using var feed = await FeedService.StartAsync($$""" "Kind": "websocket", "Address": "wss://127.0.0.1:{{server.Port}}/", "Payload": "Ndjson", "AuthorityFile": "FOLDER/ca.pem" """, [("ca.pem", authority.Pem)]);

        await feed.UntilReceivedAsync(1);
        await stranger.UntilAsync(source => source.Health.State == SourceState.Refused);
        Assert.Equal($"TLS with 127.0.0.1:{server.Port} fails: the server's certificate (CN=server) is from an authority that is not trusted", stranger.Source.Health.Reason);
    }

    /// <summary>A server that is gone without a word: its socket stays open, and no ping is answered.</summary>
    [Fact]
    public async Task Feed_OfAServerThatAnswersNoPing_SaysSo()
    {
        using var server = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        server.Start();
        using var feed = new Service.Gateway.Sources.WebSocketFeed(new Uri($"ws://127.0.0.1:{((System.Net.IPEndPoint)server.LocalEndpoint).Port}/"), 1_000, TimeSpan.FromMilliseconds(100));
        var opening = feed.OpenAsync(RunningService.Patience, TimeProvider.System, CancellationToken.None);
        using var connection = await server.AcceptSocketAsync();
        var request = new byte[4_096];
        var key = System.Text.RegularExpressions.Regex.Match(Encoding.ASCII.GetString(request, 0, await connection.ReceiveAsync(request)), "Sec-WebSocket-Key: (.+)\r").Groups[1].Value;

        // RFC 6455, section 4.2.2: the key and this, hashed.
#pragma warning disable CA5350 // as the protocol has it
        var accept = Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await connection.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        await opening;

        await using var bed = new SourceBed("""{ "Id": "own", "Kind": "nmea-udp", "Port": 0 }""");
        using var messages = new Service.Gateway.MessageStream(bed.Source.Session, Ais.Live.LivePayload.Nmea, "test");
        var failure = await Assert.ThrowsAsync<Service.Gateway.SourceFailedException>(() => feed.ReceiveAsync(messages, CancellationToken.None).AsTask().WaitAsync(RunningService.Patience));

        Assert.Equal($"{feed.Where} gives no sign of life: it has not answered a ping for 0.1 s, and the connection is given up", failure.Message);
    }

    [Fact]
    public async Task Source_OfNoise_CountsItAndGoesOn()
    {
        var random = new Random(7);
        await using var server = await ScriptedServer.StartSocketsAsync(async (socket, _, _) =>
        {
            for (var number = 0; number < 500; number++)
            {
                var noise = new byte[random.Next(1, 2_000)];
                random.NextBytes(noise);
                await ScriptedServer.SendAsync(socket, noise, System.Net.WebSockets.WebSocketMessageType.Binary);
            }

            await ScriptedServer.SendAsync(socket, new byte[5_000], System.Net.WebSockets.WebSocketMessageType.Binary);
            await ScriptedServer.SendAsync(socket, Ndjson(2));
        });
        await using var feed = await FeedService.StartAsync($$""" "Kind": "websocket", "Address": "ws://127.0.0.1:{{server.Port}}/", "Payload": "Ndjson", "MaxMessageBytes": 4096 """);

        await feed.UntilAsync(source => source.Balance.Sums([]).Positions.Received == 1);

        Assert.True(feed.Dropped(DropReason.Malformed) >= 500);
        Assert.Equal(1, feed.Dropped(DropReason.LineTooLong));
        Assert.Equal(0, feed.Source.Reconnects);
    }

    private static string Ndjson(int second) => $$"""{"time":"2024-11-17T00:00:0{{second}}Z","mmsi":219000606,"stationClass":"A","latitude":57.802943,"longitude":-11.31,"speedKnots":12.5}""";
}
