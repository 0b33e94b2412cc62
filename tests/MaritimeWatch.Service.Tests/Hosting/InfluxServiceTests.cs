using System.Text.Json;
using System.Text.RegularExpressions;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Influx;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Ingest;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Influx;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>The service with its tracks in a real InfluxDB 1.x.</summary>
public sealed class InfluxServiceTests : IAsyncLifetime
{
    private const uint Ship = 219_000_606;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("influx-service-");
    private InfluxDaemon? daemon;

    private InfluxDaemon Daemon => daemon!;

    public async Task InitializeAsync() => daemon = await InfluxDaemon.StartAsync();

    public async Task DisposeAsync()
    {
        await Daemon.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Tracks_AreInInflux_AlertsInTheEmbeddedStore_AndARestartKnowsBoth()
    {
        SetUp();
        await using var service = await RunningService.StartAsync(Settings);
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var alert = (await service.EventsAsync(0, 1))[0];
        await Eventually.HoldsAsync(() => service.Host.Store.Tracks.GetTrack(new Mmsi(Ship), Traffic.Epoch, Instant.MaxValue, 1_000).Count == 61);

        Assert.Equal((Ship, AlertState.Raised), (alert.Vessel.Mmsi, alert.State));
        Assert.Equal("SHIP 606", service.Host.Store.Tracks.GetVessel(new Mmsi(Ship))?.Static.Name);
        using (var embedded = SqliteStore.OpenForReading(service.Host.Store.Path))
        {
            Assert.Empty(embedded.Tracks.GetTrack(new Mmsi(Ship), Instant.MinValue, Instant.MaxValue, 10));
            Assert.True(embedded.Alerts.HighWaterSequence >= 1);
        }

        var before = service.Host.Store.Alerts.HighWaterSequence;
        await service.RestartAsync(change: Settings);

        Assert.True(service.Host.Replayed > 100);
        Assert.Equal(before, service.Host.Store.Alerts.HighWaterSequence);
        Assert.Empty(service.Host.Health.Notes);
    }

    [Fact]
    public async Task AServerThatIsAway_IsSaid_KeepsNobodyFromTheAlerts_AndGetsEverythingWhenItIsBack()
    {
        SetUp();
        await using var service = await RunningService.StartAsync(Settings);
        await Daemon.KillAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        Assert.Equal(Ship, (await service.EventsAsync(0, 1))[0].Vessel.Mmsi);
        await Eventually.HoldsAsync(() => service.Host.Health.Notes.Any(note => note.Contains("cannot be reached", StringComparison.Ordinal)));

        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        Assert.StartsWith("ready\nnote: the InfluxDB at ", await http.GetStringAsync(new Uri("/readyz", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("maritimewatch_influx_up 0\n", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => service.Client.CallAsync(RunningService.GetTrack, new GetTrackRequest { Mmsi = Ship }));
        Assert.Equal(StatusCode.Unavailable, refused.Code);

        await Daemon.RestartAsync();
        await Eventually.HoldsAsync(() => service.Host.Health.Notes.Count == 0);
        await Eventually.HoldsAsync(() => service.Host.Store.Tracks.GetTrack(new Mmsi(Ship), Traffic.Epoch, Instant.MaxValue, 1_000).Count == 61);
    }

    [Fact]
    public async Task AServerThatIsNotThereAtTheStart_OrLacksTheDatabase_IsSaid()
    {
        await using var service = await RunningService.StartAsync(Settings);
        Assert.Contains(service.Host.Health.Notes, note => note.Contains("lacks the database", StringComparison.Ordinal) && note.Contains("store init", StringComparison.Ordinal));

        await Daemon.KillAsync();
        await service.RestartAsync(change: Settings);
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        Assert.Single(await service.EventsAsync(0, 1));
        Assert.Contains(service.Host.Health.Notes, note => note.StartsWith("the analysis began without the last stored hours", StringComparison.Ordinal));
        Assert.Null(service.Host.Health.NotReadyBecause);
    }

    [Fact]
    public async Task AServerThatIsNotThereAtTheStart_IsSaidToBeBack_AlsoWhereNothingIsHeard()
    {
        SetUp();
        await Daemon.KillAsync();
        await using var service = await RunningService.StartAsync(Settings);
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        Assert.Contains(service.Host.Health.Notes, note => note.Contains("cannot be reached", StringComparison.Ordinal));
        Assert.Contains("maritimewatch_influx_up 0\n", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);

        await Daemon.RestartAsync();

        await Eventually.HoldsAsync(() => service.Host.Health.Notes.All(note => note.StartsWith("the analysis began without", StringComparison.Ordinal)));
        Assert.Contains("maritimewatch_influx_up 1\n", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATimeThatTheServerCannotHold_IsSaidAndCounted()
    {
        SetUp();
        await using var service = await RunningService.StartAsync(Settings);
        var late = new AisReport(PositionReport.Create(Instant.FromUtc(2300, 1, 1), new Mmsi(Ship), new Domain.GeoPosition(51, 2)), null);

        Assert.True(service.Host.Store.Tracks.TryAppend(late));

        Assert.StartsWith("1 report since the start is not stored: the InfluxDB at ", Assert.Single(service.Host.Health.Notes), StringComparison.Ordinal);
        Assert.Contains("holds times from 1677-09-21 to 2262-04-11; the last was of MMSI 219000606", service.Host.Health.Notes[0], StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        Assert.Contains("maritimewatch_influx_refused_times_total 1\n", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheServerDrops_IsToldToWhoeverPushesIt_AsThat_AndNotAsADuplicate()
    {
        await Daemon.DisposeAsync();
        daemon = await InfluxDaemon.StartAsync("max-values-per-tag = 1");
        SetUp();
        await using var service = await RunningService.StartAsync(Settings);
        await service.PushAsync([Push.Position(Ship)]);

        var answer = await service.PushAsync([Push.Position(Ship, 10), Push.Position(211_000_009, 10), Push.Position(Ship)]);

        answer.Totals.AddUp();
        Assert.Equal((3, 1, 1, 0, 1, 0), answer.Totals.Numbers());
        Assert.Equal((2L, ReportDropReason.NotStorable), (Assert.Single(answer.FirstRejected).Index, answer.FirstRejected[0].Reason));
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        using var sources = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/v1/sources", UriKind.Relative)));
        var pushed = Assert.Single(sources.RootElement.GetProperty("sources").EnumerateArray(), source => source.GetProperty("balance").GetProperty("received").GetInt64() > 0);
        Assert.Equal((1L, 1L), (pushed.GetProperty("rejectedFor").GetProperty("not storable").GetInt64(), pushed.GetProperty("balance").GetProperty("duplicate").GetInt64()));
    }

    // Of the embedded store are the commits of alerts alone; what brings tracks to the InfluxDB has figures of its own.
    [Fact]
    public async Task Metrics_TellWhichStoreTheyAreOf()
    {
        SetUp();
        await using var service = await RunningService.StartAsync(Settings);
        await service.PushAsync([Push.Position(Ship), Push.Position(Ship, 10)]);
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Contains("maritimewatch_store_positions_total 2\n", metrics, StringComparison.Ordinal);
        Assert.Contains("# HELP maritimewatch_store_commits_total Commits of the embedded store; with tracks in an InfluxDB, of alerts and the audit log alone.\n", metrics, StringComparison.Ordinal);
        Assert.Matches("maritimewatch_influx_batches_total [1-9]", metrics);
        Assert.Matches("maritimewatch_influx_batch_seconds_total 0\\.[0-9]", metrics);
        Assert.Contains("maritimewatch_influx_failed_batches_total 0\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("sealed_positions", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileOfTheSpillThatCannotBeRead_IsSaid_AndIsSentWhenItCan()
    {
        SetUp();
        await using var service = await RunningService.StartAsync(Settings);
        await Daemon.KillAsync();
        await service.PushAsync([Push.Position(Ship)]);
        var file = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(service.Host.Store.Path)!, "*.spill", SearchOption.AllDirectories));

        // A directory in its place: what no process can read as a file.
        var sent = File.ReadAllBytes(file);
        File.Delete(file);
        Directory.CreateDirectory(Path.Combine(file, "in the way"));
        await Daemon.RestartAsync();
        await Eventually.HoldsAsync(() => service.Host.Health.Notes.Any(note => note.Contains("cannot be read", StringComparison.Ordinal)));
        Directory.Delete(file, recursive: true);
        File.WriteAllBytes(file, sent);
        await Eventually.HoldsAsync(() => service.Host.Health.Notes.Count == 0);

        Assert.Single(service.Host.Store.Tracks.GetTrack(new Mmsi(Ship), Traffic.Epoch, Instant.MaxValue, 10));
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        Assert.Contains("maritimewatch_influx_spill_left_files 0\n", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_AsksForMetricsThatThereAre()
    {
        SetUp();
        await using var service = await RunningService.StartAsync(Settings);
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await service.EventsAsync(0, 1);
        using var http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var families = Regex.Matches(metrics, "^# TYPE (\\S+) (\\S+)$", RegexOptions.Multiline).ToDictionary(family => family.Groups[1].Value, family => family.Groups[2].Value);
        using var dashboard = JsonDocument.Parse(File.ReadAllText(SharedData.InRepository("src/deployment/grafana/dashboards/maritimewatch.json")));

        var asked = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Where(target => target.TryGetProperty("expr", out _))
            .SelectMany(target => Regex.Matches(target.GetProperty("expr").GetString()!, "maritimewatch_\\w+").Select(name => (Expression: target.GetProperty("expr").GetString()!, Name: name.Value)))
            .ToList();

        Assert.True(asked.Count > 15);
        Assert.All(asked, metric =>
        {
            var family = families.ContainsKey(metric.Name) ? metric.Name : Regex.Replace(metric.Name, "_(bucket|sum|count)$", "");
            Assert.True(families.TryGetValue(family, out var type), $"{metric.Name} is not exported");
            Assert.Equal(type != "gauge", Regex.IsMatch(metric.Expression, $"(rate|increase)\\({metric.Name}"));
        });
        Assert.Equal((0, ""), await Api.MetricsTests.PromtoolAsync(metrics));
        Assert.Contains("maritimewatch_influx_up 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreInit_SaysWhatItDoes_DoesItOnce_AndCanBeAskedBefore()
    {
        var config = Path.Combine(folder.FullName, "watch.json");
        await File.WriteAllTextAsync(config, $$"""{ "Store": { "Path": "a/watch.db", "Influx": { "Url": "{{Daemon.Url}}", "Database": "tracks" }, "Retention": { "EveryPosition": "30.00:00:00" } } }""");

        var dry = await CommandRun.ProcessAsync(["store", "init", "--config", config, "--dry-run"]);
        Assert.Equal(0, dry.Exit);
        Assert.Contains("would be done: database tracks: made", System.Text.Encoding.UTF8.GetString(dry.Output), StringComparison.Ordinal);
        Assert.DoesNotContain("tracks", await Daemon.AskAsync("SHOW DATABASES"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.FullName, "a", "watch.db")));

        var first = await CommandRun.ProcessAsync(["store", "init", "--config", config]);
        Assert.Equal(0, first.Exit);
        Assert.Contains("retention policy raw: made, keeps for 30 days", System.Text.Encoding.UTF8.GetString(first.Output), StringComparison.Ordinal);
        Assert.Contains("720h0m0s", await Daemon.AskAsync("SHOW RETENTION POLICIES ON tracks"), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.FullName, "a", "watch.db")));

        var second = await CommandRun.ProcessAsync(["store", "init", "--config", config]);
        Assert.Equal(0, second.Exit);
        Assert.Contains("everything is there already", System.Text.Encoding.UTF8.GetString(second.Output), StringComparison.Ordinal);

        await Daemon.KillAsync();
        var away = await CommandRun.ProcessAsync(["store", "init", "--config", config]);
        Assert.Equal(1, away.Exit);
        Assert.Contains("cannot be reached", away.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreInit_WithoutTheRight_NamesTheSettingThatGivesIt()
    {
        await Daemon.DisposeAsync();
        daemon = await InfluxDaemon.StartAsync(httpSettings: "auth-enabled = true");
        await Daemon.AskAsync("CREATE USER admin WITH PASSWORD 'a' WITH ALL PRIVILEGES");
        var config = Path.Combine(folder.FullName, "watch.json");
        await File.WriteAllTextAsync(config, $$"""{ "Store": { "Path": "a/watch.db", "Influx": { "Url": "{{Daemon.Url}}" } } }""");

        var refused = await CommandRun.ProcessAsync(["store", "init", "--config", config]);

        Assert.Equal(1, refused.Exit);
        Assert.Contains("answers 401", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Store:Influx:CredentialsFile", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DeployedConfiguration_CanBeRead()
    {
        var settings = SettingsReader.Read(SharedData.InRepository("src/deployment/maritimewatch.json"), []);

        Assert.Equal(("http://127.0.0.1:8086", "mqtt://127.0.0.1:1883"), (settings.Store.Influx.Url, settings.Outbound.Mqtt.Server));
        Assert.All(settings.Assets, asset => Assert.True(File.Exists(SharedData.InRepository(asset["/app/".Length..])), asset));
    }

    private ServiceSettings Settings(ServiceSettings settings) => settings with
    {
        Store = settings.Store with { Influx = new InfluxSettings { Url = Daemon.Url.ToString(), Database = "tracks", StartWait = TimeSpan.Zero } },
    };

    private void SetUp()
    {
        using var client = new InfluxClient(new InfluxOptions { Url = Daemon.Url, Database = "tracks" });
        var setup = new InfluxSetup(client, new InfluxTiers());
        foreach (var step in setup.Plan())
        {
            setup.Do(step);
        }
    }
}
