using System.Security.Cryptography.X509Certificates;
using System.Text;
using MaritimeWatch.Mqtt;
using MaritimeWatch.Mqtt.Tests.Brokers;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Access;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Gateway.Feeds;

/// <summary>MQTT over a mosquitto of the test's own.</summary>
public sealed class MqttSourceTests
{
    [Theory]
    [InlineData(0, "V5")]
    [InlineData(1, "V5")]
    [InlineData(2, "V311")]
    public async Task Source_OfSentences_RaisesWhatTheTrafficShows(int qos, string version)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var feed = await FeedService.StartAsync($$""" "Kind": "mqtt", "Address": "mqtt://127.0.0.1:{{broker.Port}}", "Topics": ["ais/+/nmea"], "Payload": "Nmea", "Qos": {{qos}}, "Version": "{{version}}" """);
        await feed.UntilAsync(source => source.Health.Reason.StartsWith("subscribed at mqtt://127.0.0.1", StringComparison.Ordinal));

        await PublishAsync(broker, "ais/ostend/nmea", Encoding.ASCII.GetString(Traffic.ShipAtAnchorOnTheCable(219_000_606)).Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.NotEmpty(await feed.Service.EventsAsync(0, 1));
        Assert.Equal(SourceState.Live, feed.Source.Health.State);
    }

    [Fact]
    public async Task Source_OverAWebSocket_ReadsDigitraffic()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var feed = await FeedService.StartAsync($$""" "Kind": "mqtt", "Address": "ws://127.0.0.1:{{broker.WebSocketPort}}/mqtt", "Topics": ["vessels-v2/+/location", "vessels-v2/+/metadata", "vessels-v2/status"], "Payload": "Digitraffic" """);
        await feed.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));

        await PublishAsync(broker, "vessels-v2/status", """{"updated":1668075025,"lastError":null}""");
        await PublishAsync(broker, "vessels-v2/538007963/location", """{"time":1668075025,"sog":10.7,"cog":326.6,"navStat":0,"rot":-4,"posAcc":true,"raim":false,"heading":325,"lon":20.345818,"lat":60.038960}""");
        await PublishAsync(broker, "vessels-v2/538007963/metadata", """{"timestamp":1668075026035,"destination":"UST LUGA","name":"ARUNA CIHAN","draught":68,"eta":733376,"posType":15,"refA":160,"refB":33,"refC":20,"refD":12,"callSign":"V7WW7","imo":9543756,"type":70}""");

        await feed.UntilReceivedAsync(3);
        var sums = feed.Source.Balance.Sums(feed.Source.Counters.Stages());
        Assert.Equal((1, 1, 1, 1), (sums.Positions.Received, sums.Statics.Received, sums.Unread, sums.Unused));
    }

    [Fact]
    public async Task Source_WhoseBrokerKeepsItsSession_GetsWhatWasSentWhileItWasAway()
    {
        await using var broker = await Mosquitto.StartAsync();
        var entry = $$""" "Kind": "mqtt", "Address": "mqtt://127.0.0.1:{{broker.Port}}", "Topics": ["ais"], "Payload": "Ndjson", "Qos": 1, "ClientId": "centre-1", "SessionExpiry": "00:10:00" """;
        await using (var first = await FeedService.StartAsync(entry))
        {
            await first.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));
        }

        await PublishAsync(broker, "ais", [.. Enumerable.Range(0, 20).Select(Ndjson)]);
        await using var feed = await FeedService.StartAsync(entry);

        await feed.UntilReceivedAsync(20);
        Assert.Equal(20, feed.Source.Balance.Sums([]).Positions.Received);
    }

    /// <summary>What was published with QoS 1 to a session is delivered, however often the broker dies; each once or more, and stored once.</summary>
    [Fact]
    public async Task Source_WhoseBrokerIsKilled_LosesNothingThatTheBrokerHad()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var feed = await FeedService.StartAsync(
            $$""" "Kind": "mqtt", "Address": "mqtt://127.0.0.1:{{broker.Port}}", "Topics": ["ais"], "Payload": "Ndjson", "Qos": 1, "ClientId": "centre-1", "SessionExpiry": "00:10:00" """);
        await feed.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));

        for (var round = 0; round < 3; round++)
        {
            await PublishAsync(broker, "ais", [.. Enumerable.Range(round * 20, 20).Select(Ndjson)]);
            var kills = feed.Source.Reconnects;
            await broker.KillAsync();
            await feed.UntilAsync(source => source.Reconnects > kills || source.Health.NextTry is not null);
            await broker.RestartAsync();
            await feed.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal) && source.Health.NextTry is null);
        }

        await PublishAsync(broker, "ais", Ndjson(60));
        await feed.UntilAsync(source => source.Balance.Sums([]).Positions is var fates && fates.Stored == 61 && fates.InFlight == 0);
    }

    [Fact]
    public async Task Sources_ThatShareASubscription_DivideTheMessages()
    {
        await using var broker = await Mosquitto.StartAsync();
        var entry = $$""" "Kind": "mqtt", "Address": "mqtt://127.0.0.1:{{broker.Port}}", "Topics": ["$share/centres/ais"], "Payload": "Ndjson", "Qos": 1 """;
        await using var one = await FeedService.StartAsync(entry);
        await using var other = await FeedService.StartAsync(entry);
        await one.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));
        await other.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));

        await PublishAsync(broker, "ais", [.. Enumerable.Range(0, 40).Select(Ndjson)]);

        await Eventually.HoldsAsync(() => one.Received + other.Received == 40);
        Assert.True(one.Received > 0 && other.Received > 0);
    }

    [Fact]
    public async Task Source_OfUselessMessages_AcknowledgesThemAndGoesOn()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var feed = await FeedService.StartAsync($$""" "Kind": "mqtt", "Address": "mqtt://127.0.0.1:{{broker.Port}}", "Topics": ["#"], "Payload": "AisCatcher", "Qos": 1, "ReceiveMaximum": 5 """);
        await feed.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));

        await PublishAsync(broker, "ais/data", [.. Enumerable.Range(0, 30).Select(number => $"noise {number} \u0007")]);
        await PublishAsync(broker, "ais/data", """{"class":"AIS","rxuxtime":1731801603.25,"station_id":"7","nmea":["!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A"]}""");

        await feed.UntilReceivedAsync(31);
        Assert.Equal(1, feed.Source.Balance.Sums([]).Positions.Received);
    }

    [Fact]
    public async Task Source_WithAWrongPassword_IsRefusedAndTheSecretShownNowhere()
    {
        var port = FreePort.Take();
        await using var broker = await Mosquitto.StartAsync($"listener {port} 127.0.0.1\nallow_anonymous false\npassword_file /dev/null");
        await using var feed = await FeedService.StartAsync(
            $$""" "Kind": "mqtt", "Address": "mqtt://127.0.0.1:{{port}}", "Topics": ["ais"], "UserName": "centre", "PasswordFile": "FOLDER/password" """, [("password", "wrong-secret")]);

        await feed.UntilAsync(source => source.Health.State == SourceState.Refused);

        Assert.DoesNotContain("wrong-secret", feed.Source.Health.Reason, StringComparison.Ordinal);
        Assert.StartsWith($"mqtt://127.0.0.1:{port} refuses the connection: ", feed.Source.Health.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_OverTls_TrustsTheAuthorityItIsGiven()
    {
        using var authority = new TestAuthority("brokers");
        using var certificate = authority.Server();
        var folder = Directory.CreateTempSubdirectory("maritimewatch-broker-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "broker.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "broker.key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var port = FreePort.Take();
        await using (var broker = await Mosquitto.StartAsync($"listener {port} 127.0.0.1\nallow_anonymous true\ncertfile {folder.FullName}/broker.pem\nkeyfile {folder.FullName}/broker.key"))
        {
            await using var stranger = await FeedService.StartAsync($$""" "Kind": "mqtt", "Address": "mqtts://127.0.0.1:{{port}}", "Topics": ["ais"], "Payload": "Ndjson" """);
            await using var feed = await FeedService.StartAsync(
                $$""" "Kind": "mqtt", "Address": "mqtts://127.0.0.1:{{port}}", "Topics": ["ais"], "Payload": "Ndjson", "AuthorityFile": "FOLDER/ca.pem" """, [("ca.pem", authority.Pem)]);
            await feed.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));

            await PublishAsync(broker, "ais", Ndjson(1));

            await feed.UntilReceivedAsync(1);
            await stranger.UntilAsync(source => source.Health.State == SourceState.Refused);
            Assert.Contains("from an authority that is not trusted", stranger.Source.Health.Reason, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Source_WithoutABroker_SaysSoAndGoesOnTrying()
    {
        var port = FreePort.Take();
        await using var feed = await FeedService.StartAsync($$""" "Kind": "mqtt", "Address": "mqtt://127.0.0.1:{{port}}", "Topics": ["ais"] """);

        await feed.UntilAsync(source => source is { Reconnects: > 0, Health.State: SourceState.Connecting } && source.Health.Reason == $"127.0.0.1 refuses connections to port {port}: nothing listens there");
    }

    [Theory]
    [InlineData("\"Topics\": [\"ais\"]", "Address cannot be used: a broker's address starts with mqtt://")]
    [InlineData("\"Address\": \"mqtt://u:p@host\", \"Topics\": [\"ais\"]", "Address names a user")]
    [InlineData("\"Address\": \"mqtt://host\"", "Topics has 0 entries")]
    [InlineData("\"Address\": \"mqtt://host\", \"Topics\": [\"a/#/b\"]", "Topics holds 'a/#/b'")]
    [InlineData("\"Address\": \"mqtt://host\", \"Topics\": [\"ais\"], \"Qos\": 3", "Qos is 3")]
    [InlineData("\"Address\": \"mqtt://host\", \"Topics\": [\"ais\"], \"SessionExpiry\": \"01:00:00\"", "SessionExpiry needs a ClientId")]
    [InlineData("\"Address\": \"mqtt://host\", \"Topics\": [\"ais\"], \"KeepAlive\": \"00:00:04\"", "KeepAlive is 00:00:04")]
    [InlineData("\"Address\": \"mqtt://host\", \"Topics\": [\"ais\"], \"ReceiveMaximum\": 65536", "ReceiveMaximum is 65536")]
    [InlineData("\"Address\": \"mqtt://host\", \"Topics\": [\"ais\"], \"ClientId\": \"a\\u0000b\"", "the client identifier cannot be sent")]
    public void Options_OutOfRange_SayWhatIsWrong(string options, string expected) =>
        Assert.Contains(expected, Assert.Single(Configured.Problems($$"""[{ "Id": "a", "Kind": "mqtt", {{options}} }]""")), StringComparison.Ordinal);

    private static async Task PublishAsync(Mosquitto broker, string topic, params string[] messages)
    {
        await using var sender = await MqttConnection.ConnectAsync(broker.Options, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        foreach (var message in messages)
        {
            await sender.PublishAsync(topic, Encoding.UTF8.GetBytes(message), MqttQos.AtLeastOnce).WaitAsync(RunningService.Patience);
        }
    }

    /// <summary>A ship that moves: one that lies still sends the same twice, which is one transmission.</summary>
    private static string Ndjson(int second) => $$"""{"time":"2024-11-17T00:{{second / 60:00}}:{{second % 60:00}}Z","mmsi":219000606,"stationClass":"A","latitude":57.{{802_943 + (second * 60)}},"longitude":-11.31,"speedKnots":12.5}""";
}
