using System.Diagnostics;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Mqtt;
using MaritimeWatch.Mqtt.Tests.Brokers;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Storage;
using MaritimeWatch.Tests;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Service.Tests.Gateway.Feeds;

/// <summary>A message of quality of service 1 or 2 stays with the broker until what it says is on the disk (decision 0723).</summary>
public sealed class MqttDurabilityTests : IAsyncDisposable
{
    private const int Messages = 20;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-durable-");

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(1, "PUBACK")]
    [InlineData(2, "PUBREC")]
    public async Task Acknowledgement_LeavesWhenTheReportsAreDurable_AndNotBefore(int qos, string answer)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var feed = await FeedService.StartAsync(Source(broker, qos));
        await feed.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));
        using (Lock(feed.Service.Settled.Store.Path))
        {
            await PublishAsync(broker, Enumerable.Range(0, Messages).Select(Ndjson));

            // Several are under way at once, all of them analysed, and none is answered.
            await feed.UntilAsync(source => source.Balance.Sums([]).Positions.Received == Messages && feed.Service.Host.Waiting == 0);
            Assert.Equal(0, Answers(broker, answer));
        }

        await feed.UntilAsync(source => source.Balance.Sums([]).Positions is { Stored: Messages, InFlight: 0 } && Answers(broker, answer) == Messages);
    }

    [Fact]
    public async Task Messages_ThatAreCopiesOrUseless_AreAcknowledgedBehindThoseBeforeThem()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var feed = await FeedService.StartAsync(Source(broker, 1));
        await feed.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));
        using (Lock(feed.Service.Settled.Store.Path))
        {
            await PublishAsync(broker, [Ndjson(0), Ndjson(0), "of no use", Ndjson(1)]);
            await feed.UntilAsync(source => source.Balance.Sums([]).Positions.Received == 3 && feed.Service.Host.Waiting == 0);
            Assert.Equal(0, Answers(broker, "PUBACK"));
        }

        await feed.UntilAsync(source => source.Balance.Sums([]).Positions is { Stored: 2, Duplicate: 1, InFlight: 0 } && Answers(broker, "PUBACK") == 4);
    }

    /// <summary>A disk that refuses slows nobody: the analysis of the feed goes on, and its messages are not held.</summary>
    [Fact]
    public async Task Messages_WhileTheDiskRefuses_AreAnalysedAndAcknowledged_AndStoredAfterwards()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var feed = await FeedService.StartAsync(Source(broker, 1));
        await feed.UntilAsync(source => source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));
        var store = feed.Service.Host.Store;
        store.MaxDatabaseBytes = 1;

        // More than its free pages hold, and nobody waits for it: tried again and again, so the disk refuses until there is room.
        Assert.All(Enumerable.Range(0, 1_000), number => Assert.True(store.Tracks.TryAppend(Bulk(number))));
        await Eventually.HoldsAsync(() => store.Fault == StoreFault.Full);

        await PublishAsync(broker, Enumerable.Range(0, Messages).Select(Ndjson));
        await feed.UntilAsync(source => Answers(broker, "PUBACK") == Messages);
        Assert.Equal(Messages, feed.Source.Balance.Sums([]).Positions.InFlight);

        store.MaxDatabaseBytes = long.MaxValue;
        await feed.UntilAsync(source => source.Balance.Sums([]).Positions is { Stored: Messages, InFlight: 0 });
    }

    /// <summary>The process dies between receipt and storage: the broker sends again, and nothing is missing.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Service_KilledBetweenReceiptAndStorage_GetsTheMessagesAgain(int qos)
    {
        await using var broker = await Mosquitto.StartAsync();
        var store = Path.Combine(folder.FullName, "killed.db");
        var port = FreePort.Take();
        var config = Path.Combine(folder.FullName, "killed.json");
        await File.WriteAllTextAsync(config, $$"""
            { "Assets": [], "Http": { "Port": {{port}} }, "Grpc": { "Port": 0 }, "Ingest": { "TcpPort": -1, "UdpPort": -1, "EventTime": "TagBlock" },
              "Store": { "Path": "{{store}}" }, "Sources": [{ "Id": "feed", {{Source(broker, qos)}} }] }
            """);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        using (var first = Serve(config))
        {
            await Eventually.HoldsAsync(() => broker.Log.Contains("Sending SUBACK to centre-1", StringComparison.Ordinal));
            using (Lock(store))
            {
                await PublishAsync(broker, Enumerable.Range(0, Messages).Select(Ndjson));
                await Eventually.HoldsAsync(async () => await ReceivedAsync(http) == Messages);
                first.Kill();
                await first.WaitForExitAsync();
            }
        }

        Assert.Empty(Stored(store));
        using var second = Serve(config);
        await Eventually.HoldsAsync(() => Stored(store).Count == Messages);
        second.Kill();
        await second.WaitForExitAsync();
        Assert.Equal(Enumerable.Range(0, Messages).Select(number => (long)number), Stored(store).Select(position => position.Time.UnixSeconds - Traffic.Epoch.UnixSeconds));
    }

    /// <summary>The connection breaks, and what was on its way to the disk does not get there in time: the broker sends it again, and it is no copy.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Messages_NotStoredWhenTheirConnectionIsGivenUp_ComeAgainAndAreStored(int qos)
    {
        await using var broker = await Mosquitto.StartAsync();
        var store = new FullStore(1_000);
        await using var bed = new SourceBed($$"""{ "Id": "feed", "MaxRetryDelay": "00:00:01", {{Source(broker, qos)}} }""", tracks: store);
        await Eventually.HoldsAsync(() => bed.Source.Health.Reason.StartsWith("subscribed", StringComparison.Ordinal));
        await PublishAsync(broker, Enumerable.Range(0, Messages).Select(Ndjson));
        await bed.ReportsAsync(Messages);
        await Eventually.HoldsAsync(() => store.Waited > 0);

        // Another with the same name takes the session over for a moment, and acknowledges nothing.
        await using (var other = await MqttConnection.ConnectAsync(broker.Options with { ClientId = "centre-1", CleanStart = false, SessionExpiry = TimeSpan.FromMinutes(10) }, new MqttSession(), (_, _) => ValueTask.CompletedTask))
        {
            await Eventually.HoldsAsync(() => bed.Source.Balance.Sums([]).Positions is { Shed: Messages, InFlight: 0 });
        }

        store.Opens.SetResult();
        await bed.ReportsAsync(Messages * 2);
        await Eventually.HoldsAsync(() => bed.Source.Balance.Sums([]).Positions is { Stored: Messages, InFlight: 0 });
        Assert.Equal(Messages, store.Queue.Count);
        Assert.Equal(0, bed.Source.Balance.Sums([]).Positions.Duplicate);
    }

    private static string Source(Mosquitto broker, int qos) =>
        $$""" "Kind": "mqtt", "Address": "mqtt://127.0.0.1:{{broker.Port}}", "Topics": ["ais"], "Payload": "Ndjson", "Qos": {{qos}}, "ClientId": "centre-1", "SessionExpiry": "00:10:00" """;

    private static int Answers(Mosquitto broker, string answer) => broker.Log.Split($"Received {answer} from centre-1").Length - 1;

    /// <summary>Somebody else writes to the store's file: the service's commit waits until that is over.</summary>
    private static SqliteConnection Lock(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    private static Process Serve(string config) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "maritimewatch.dll"), "serve", "--config", config]))!;

    private static async Task<long> ReceivedAsync(HttpClient http)
    {
        using var sources = JsonDocument.Parse(await http.GetStringAsync(new Uri("api/v1/sources", UriKind.Relative)));
        return sources.RootElement.GetProperty("sources").EnumerateArray().Single(source => source.GetProperty("id").GetString() == "feed").GetProperty("balance").GetProperty("received").GetInt64();
    }

    private static IReadOnlyList<PositionReport> Stored(string store)
    {
        using var opened = SqliteStore.OpenForReading(store);
        return opened.Tracks.GetTrack(new Mmsi(219_000_606), Instant.FromUnixSeconds(0), Instant.MaxValue, 1_000);
    }

    private static async Task PublishAsync(Mosquitto broker, IEnumerable<string> messages)
    {
        await using var sender = await MqttConnection.ConnectAsync(broker.Options, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        foreach (var message in messages)
        {
            await sender.PublishAsync("ais", Encoding.UTF8.GetBytes(message), MqttQos.ExactlyOnce).WaitAsync(RunningService.Patience);
        }
    }

    private static AisReport Bulk(int number) => new(PositionReport.Create(Traffic.Epoch + TimeSpan.FromSeconds(number), new Mmsi(219_000_700), new GeoPosition(51.5, 3.0), 10), null);

    /// <summary>A ship that moves: one that lies still sends the same twice, which is one transmission.</summary>
    private static string Ndjson(int second) => $$"""{"time":"2024-11-17T00:{{second / 60:00}}:{{second % 60:00}}Z","mmsi":219000606,"stationClass":"A","latitude":57.{{802_943 + (second * 60)}},"longitude":-11.31,"speedKnots":12.5}""";
}
