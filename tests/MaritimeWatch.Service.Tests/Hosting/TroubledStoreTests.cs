using System.Net;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>Stores and clocks that have been through something: the service starts, serves what it can, and says what is wrong.</summary>
public sealed class TroubledStoreTests
{
    private const uint Ship = 219_000_606;
    private const int PageBytes = 4_096;

    [Fact]
    public async Task Start_WithDamagedPositions_ServesTheAlertsAndSaysWhatIsDamaged()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var before = await service.EventsAsync(0, 1);
        await Eventually.HoldsAsync(() => service.Host.Store.Tracks.NewestPositionTime() >= Traffic.Epoch + TimeSpan.FromMinutes(35));
        var path = service.Host.Store.Path;

        await service.RestartAsync(meanwhile: () => OverwritePagesOf(path, "position"));
        await Eventually.HoldsAsync(() => service.Host.Health.NotReadyBecause is not null);

        Assert.Contains("damaged", service.Host.Health.NotReadyBecause, StringComparison.Ordinal);
        Assert.Equal(before, await service.EventsAsync(0, 1));
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri(service.Host.HttpAddress, "readyz"))).StatusCode);
        Assert.False(service.Host.Ended.IsCompleted);
    }

    [Fact]
    public async Task Start_WithADamagedListOfOpenAlerts_ServesTheLogAndSaysSo()
    {
        await using var service = await RunningService.StartAsync();
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        var before = await service.EventsAsync(0, 1);
        var path = service.Host.Store.Path;

        await service.RestartAsync(meanwhile: () => OverwritePagesOf(path, "open_alert"));
        Assert.Contains("damaged", service.Host.Health.NotReadyBecause, StringComparison.Ordinal);
        Assert.Equal(before, await service.EventsAsync(0, 1));
    }

    [Fact]
    public async Task WatchAlerts_WhereTheLogIsDamaged_SaysSoAndWhereToResume_AndGivesWhatCanBeRead()
    {
        await using var service = await RunningService.StartAsync();
        await service.Host.Store.Alerts.AppendAsync([.. Enumerable.Range(1, 60).Select(Bulky)], MaritimeWatch.Service.Hosting.AlertDelivery.Encoding);
        var path = service.Host.Store.Path;

        await service.RestartAsync(meanwhile: () => OverwritePagesWith(path, Bulky(1).Headline));

        var refused = await Assert.ThrowsAsync<GrpcStatusException>(() => service.EventsAsync(0, 1));
        Assert.Equal((StatusCode.Unavailable, "STORE_UNAVAILABLE"), (refused.Code, refused.ErrorInfo?.Reason));
        Assert.EndsWith("resume after the last sequence seen", refused.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", service.Host.Health.NotReadyBecause, StringComparison.Ordinal);
        Assert.Equal(Bulky(60).Headline, Assert.Single(await service.EventsAsync(59, 1)).Headline);
    }

    /// <summary>Where the log ends is asked while the store is opened: <c>serve</c> takes it for a store that cannot be opened, and stays.</summary>
    [Fact]
    public async Task OpenStore_WithALogWhoseEndCannotBeRead_SaysThatItIsDamagedAndLeavesItToTheNextTry()
    {
        await using var service = await RunningService.StartAsync();
        var settings = service.Settled.Store;
        var stopped = false;
        await service.RestartAsync(meanwhile: () =>
        {
            var whole = File.ReadAllBytes(settings.Path);
            OverwritePagesOf(settings.Path, "alert_event");
            for (var attempt = 0; attempt < 2; attempt++)
            {
                Assert.Equal(StoreFault.Damaged, Assert.Throws<StoreException>(() => MaritimeWatch.Service.Hosting.ServiceHost.OpenStore(settings, TimeProvider.System)).Fault);
            }

            File.WriteAllBytes(settings.Path, whole);
            stopped = true;
        });
        Assert.True(stopped);
    }

    [Fact]
    public async Task Start_ThatFailsAfterTheStoreWasOpened_LeavesItToTheNextTry()
    {
        var folder = Directory.CreateTempSubdirectory("maritimewatch-start-");
        var settings = RunningService.Settings(folder.FullName) with { Audit = new AuditSettings { Key = Path.Combine(folder.FullName, "key.pem") } };
        await File.WriteAllTextAsync(settings.Audit.Key!, "no key");

        await Assert.ThrowsAsync<MaritimeWatch.Service.Commands.CommandFailedException>(() => MaritimeWatch.Service.Hosting.ServiceHost.StartAsync(
            settings, MaritimeWatch.Detection.Locating.AssetIndex.Build(Traffic.Chart), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, CancellationToken.None));

        MaritimeWatch.Service.Hosting.ServiceHost.OpenStore(settings.Store, TimeProvider.System).Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_AfterAClockThatWasADayAhead_LeavesItsPositionsOutOfTheAnalysis()
    {
        var machine = new LeapingMachine(DateTimeOffset.FromUnixTimeSeconds(Traffic.Epoch.UnixSeconds));
        await using var service = await RunningService.StartAsync(
            settings => settings with { Ingest = settings.Ingest with { EventTime = EventTimeSource.Receipt } }, clock: machine);
        service.Host.Store.Tracks.TryAppend(Position(Traffic.Epoch - TimeSpan.FromMinutes(5)));
        service.Host.Store.Tracks.TryAppend(Position(Traffic.Epoch + TimeSpan.FromDays(1)));
        await service.Host.Store.Tracks.FlushAsync();

        await service.RestartAsync(change: settings => settings with { Ingest = settings.Ingest with { EventTime = EventTimeSource.Receipt } });

        Assert.Equal(Traffic.Epoch - TimeSpan.FromMinutes(5), service.Host.Analyser.Clock.Now);
        Assert.Contains(service.Host.Health.Notes, note => note.Contains("later than this machine's clock", StringComparison.Ordinal));
        using var http = new HttpClient();
        Assert.StartsWith("ready\nnote: the store holds positions up to 2024-11-18T00:00:00Z", await http.GetStringAsync(new Uri(service.Host.HttpAddress, "readyz")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMachineThatLeapsADayAhead_MovesNoTimerAndIsNotedUntilItIsBack()
    {
        var machine = new LeapingMachine(DateTimeOffset.FromUnixTimeSeconds(Traffic.Epoch.UnixSeconds));
        await using var service = await RunningService.StartAsync(clock: machine);
        await service.SendTcpAsync(Traffic.ShipAtAnchorOnTheCable(Ship));
        await service.EventsAsync(0, 1);
        var told = service.Host.Feed.HighWater;

        machine.Leap(TimeSpan.FromDays(1));
        await Eventually.HoldsAsync(() => service.Host.Health.Notes.Count == 1);

        Assert.Equal("the machine's clock is 86400 s ahead of the service's time; it is taken over when it lasts a minute", service.Host.Health.Notes[0]);
        Assert.Null(service.Host.Health.NotReadyBecause);

        machine.Leap(TimeSpan.FromDays(-1));
        await Eventually.HoldsAsync(() => service.Host.Health.Notes.Count == 0);
        Assert.Equal(told, service.Host.Feed.HighWater);
    }

    private static AisReport Position(Instant time) => new(PositionReport.Create(time, new Mmsi(Ship), new GeoPosition(51.5, 3.0), 10), null);

    private static AlertEvent Bulky(int number) => new()
    {
        Sequence = 0, AlertId = $"alert-{number}", Revision = 1, State = AlertState.Raised, Kind = AlertKind.Loitering, Severity = Severity.Notice,
        Since = Traffic.Epoch, EventTime = Traffic.Epoch, Headline = $"headline {number}: {new string('-', 1_000)}", RecommendedAction = "",
        Evidence = new Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };

    /// <summary>Overwrites each leaf of a table in which a text begins with what is no page. Others may hold it too, as what was there before.</summary>
    private static void OverwritePagesWith(string path, string text)
    {
        const byte LeafOfATable = 13;
        var bytes = File.ReadAllBytes(path);
        var sought = System.Text.Encoding.UTF8.GetBytes(text[..20]);
        for (var page = PageBytes; page < bytes.Length; page += PageBytes)
        {
            if (bytes[page] == LeafOfATable && bytes.AsSpan(page, PageBytes).IndexOf(sought) >= 0)
            {
                bytes.AsSpan(page, PageBytes).Fill(0xA5);
            }
        }

        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Overwrites the first page of a table, its root, with what is no page.</summary>
    private static void OverwritePagesOf(string path, string table)
    {
        long root;
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'";
            root = (long)command.ExecuteScalar()!;
        }

        using var file = File.OpenWrite(path);
        file.Seek((root - 1) * PageBytes, SeekOrigin.Begin);
        file.Write(Enumerable.Repeat((byte)0xA5, PageBytes).ToArray());
    }
}
