using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class SourceReloadTests : IDisposable
{
    private const string Ostend = """{ "Id": "ostend", "Kind": "nmea-udp", "Port": 0 }""";
    private const string Dover = """{ "Id": "dover", "Kind": "nmea-tcp-server", "Port": 0 }""";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-reload-");

    private string FilePath => Path.Combine(folder.FullName, "watch.json");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Reload_OfAChangedFile_AddsRemovesAndChangesSources_AndLeavesTheOthersAlone()
    {
        Write(Ostend, Dover);
        await using var service = await StartAsync();
        var reload = Follow(service);
        var dover = Source(service, "dover");
        using var sender = await ConnectedAsync(dover);

        Write(Dover, """{ "Id": "ostend", "Kind": "nmea-udp", "Port": 0, "Station": "Oostende" }""", """{ "Id": "brest", "Kind": "nmea-udp", "Port": 0, "Enabled": false }""");
        reload.Reload();

        Assert.Same(dover, Source(service, "dover"));
        Assert.Equal(1, dover.Counters.Open);
        Assert.Equal("Oostende", Source(service, "ostend").Settings.Station);
        await Eventually.HoldsAsync(() => Source(service, "ostend").Health.Reason.StartsWith("listening", StringComparison.Ordinal) && Source(service, "brest").Health.State == SourceState.Disabled);

        Write(Dover);
        reload.Reload();
        Assert.Equal(["nmea-tcp", "nmea-udp", "dover"], service.Host.Sources.Select(source => source.Name).OrderByDescending(name => name.Length));
    }

    [Fact]
    public async Task Reload_OfAFaultyFile_ChangesNothingAndIsSaidUntilItIsMended()
    {
        Write(Ostend);
        await using var service = await StartAsync();
        var reload = Follow(service);
        var ostend = Source(service, "ostend");

        Write("""{ "Id": "ostend", "Kind": "nmea-udp", "Port": 70000 }""");
        reload.Reload();

        Assert.Same(ostend, Source(service, "ostend"));
        Assert.Contains("Sources:ostend: Port is 70000; it must be between 0 and 65535", Assert.Single(service.Host.Health.Notes), StringComparison.Ordinal);
        Assert.Null(service.Host.Health.NotReadyBecause);

        Write(Ostend);
        reload.Reload();
        Assert.Empty(service.Host.Health.Notes);
        Assert.Same(ostend, Source(service, "ostend"));
    }

    /// <summary>200 seeded cuts and changes of the file: whatever cannot be read leaves everything as it was.</summary>
    [Fact]
    public async Task Reload_OfAFileThatIsHalfWritten_ChangesNothing()
    {
        Write(Ostend, Dover);
        await using var service = await StartAsync();
        var reload = Follow(service);
        var whole = File.ReadAllText(FilePath);
        var random = new Random(11);
        var refused = 0;
        for (var mutation = 0; mutation < 200; mutation++)
        {
            var cut = random.Next(1, whole.Length - 2);
            File.WriteAllText(FilePath, whole[..cut]);
            reload.Reload();
            refused += service.Host.Health.Notes.Count;
            Assert.Equal(4, service.Host.Sources.Count);
        }

        Assert.Equal(200, refused);
    }

    [Fact]
    public async Task Look_AtAFileThatHasChanged_ReadsItOnceItStaysTheSame()
    {
        Write(Ostend);
        await using var service = await StartAsync();
        var reload = Follow(service);
        reload.Look();

        Write(Ostend, Dover);
        reload.Look();
        Assert.DoesNotContain(service.Host.Sources, source => source.Name == "dover");
        reload.Look();

        Assert.Contains(service.Host.Sources, source => source.Name == "dover");
    }

    private static SourceRuntime Source(RunningService service, string name) => service.Host.Sources.Single(source => source.Name == name);

    private static async Task<TcpClient> ConnectedAsync(SourceRuntime source)
    {
        await Eventually.HoldsAsync(() => source.Health.Reason.StartsWith("listening", StringComparison.Ordinal));
        var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(source.Health.Reason["listening on TCP ".Length..].Split(';')[0]));
        await Eventually.HoldsAsync(() => source.Counters.Open == 1);
        return client;
    }

    private Task<RunningService> StartAsync() => RunningService.StartAsync(settings => settings with { Sources = Read().Sources });

    /// <summary>Not by the service's own clock: a test says when it is looked at.</summary>
    private SourceReload Follow(RunningService service) => new(
        FilePath, Read, Read(), service.Host.Gateway, service.Host.Health, service.Host.Audit, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

    private ServiceSettings Read() => SettingsReader.Read(FilePath, []);

    private void Write(params string[] sources) => File.WriteAllText(FilePath, $$"""{ "Sources": [{{string.Join(", ", sources)}}] }""");
}
