using System.Text.Json;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc.Health.V1;
using MaritimeWatch.Grpc.Tests.Interop;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Simulator;

namespace MaritimeWatch.Service.Tests.OfficialClients;

/// <summary>The service with a powered drag and a drag at anchor played into it over TCP, while both official clients and our own command watch.</summary>
public sealed class OfficialClientsFixture : IAsyncLifetime
{
    /// <summary>Heartbeat where a client asks for none: so long that three at this interval outlast the 20 s of a client's case.</summary>
    private static readonly TimeSpan DefaultHeartbeat = TimeSpan.FromSeconds(12);

    private readonly string descriptorSet = Path.GetTempFileName();
    private RunningService? service;

    internal RunningService Service => service!;

    internal OfficialClient? Node { get; private set; }

    internal OfficialClient? Python { get; private set; }

    /// <summary>What <c>alerts --watch --json</c> printed.</summary>
    internal IReadOnlyList<string> Printed { get; private set; } = [];

    /// <summary>The log, as the clients must see it.</summary>
    internal IReadOnlyList<AlertEvent> Logged { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var assets = Path.Combine(OfficialClient.TestsFolder, "..", "data-samples", "assets");
        var chart = ChartFiles.Load([Path.Combine(assets, "north-sea-exercise.geojson"), Path.Combine(assets, "north-sea-context.geojson")]).Chart;
        using var nmea = new MemoryStream();
        Simulation.Create(new SimulationRequest { Scenarios = ["R2A", "R4A"], Seed = 7, Chart = chart }).Write(nmea, TrafficFormat.Nmea);
        await File.WriteAllBytesAsync(
            descriptorSet, DescriptorSets.Of(AlertServiceReflection.Descriptor, TrackServiceReflection.Descriptor, HealthReflection.Descriptor));
        service = await RunningService.StartAsync(settings => settings with { Feed = settings.Feed with { HeartbeatInterval = DefaultHeartbeat } }, chart);
        var target = Service.Host.GrpcAddress.Authority;

        var plan = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var eventsInAll = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var node = OfficialClient.NodeAsync("service.js", [target], plan.Task);
        var python = OfficialClient.PythonAsync("service.py", [target, descriptorSet], plan.Task);
        var command = WatchCommand.RunAsync(Service.Host.GrpcAddress, eventsInAll.Task);
        await Eventually.HoldsAsync(() => Service.Host.Feed.Subscribers == 3 || node.IsCompleted || python.IsCompleted || command.IsCompleted);

        await Service.SendTcpAsync(nmea.ToArray());
        await Eventually.HoldsAsync(() => Service.Host.Sources.Sum(source => source.Counters.Bytes) == nmea.Length);
        await Service.Host.EndRecordingAsync(TimeProvider.System, CancellationToken.None);
        await Service.Host.Store.Tracks.FlushAsync();
        Logged = [.. Service.Host.Store.Alerts.ReadAfter(0, 1_000).Select(stored => AlertEvent.Parser.ParseFrom(stored.Payload))];
        plan.SetResult(Plan());
        eventsInAll.SetResult(Logged.Count);
        (Node, Python, Printed) = (await node, await python, await command);
    }

    public async Task DisposeAsync()
    {
        File.Delete(descriptorSet);
        if (service is not null)
        {
            await service.DisposeAsync();
        }
    }

    /// <summary>What the clients are told of the traffic: an hour of the first ship's track up to her first alert among it.</summary>
    private string Plan()
    {
        var first = Logged[0];
        var to = first.EventTime.Seconds;
        var from = to - 3_600;
        var points = Service.Host.Store.Tracks.GetTrack(new Mmsi(first.Vessel.Mmsi), Instant.FromUnixSeconds(from), Instant.FromUnixSeconds(to + 1), 100_000);
        return JsonSerializer.Serialize(new
        {
            highWater = Logged.Count, cut = Logged.Count / 3, mmsi = first.Vessel.Mmsi, unknownMmsi = 257_000_001, from, to, points = points.Count,
        });
    }
}
