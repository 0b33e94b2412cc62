using System.Net;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
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
        await UntilAsync(() => service.Host.Store.Tracks.NewestPositionTime() >= Traffic.Epoch + TimeSpan.FromMinutes(35));
        var path = service.Host.Store.Path;

        await service.RestartAsync(meanwhile: () => OverwritePagesOf(path, "position"));
        await UntilAsync(() => service.Host.Health.NotReadyBecause is not null);

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
        await UntilAsync(() => service.Host.Health.Notes.Count == 1);

        Assert.Equal("the machine's clock is 86400 s ahead of the service's time; it is taken over when it lasts a minute", service.Host.Health.Notes[0]);
        Assert.Null(service.Host.Health.NotReadyBecause);

        machine.Leap(TimeSpan.FromDays(-1));
        await UntilAsync(() => service.Host.Health.Notes.Count == 0);
        Assert.Equal(told, service.Host.Feed.HighWater);
    }

    private static AisReport Position(Instant time) => new(PositionReport.Create(time, new Mmsi(Ship), new GeoPosition(51.5, 3.0), 10), null);

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

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
