using System.Text;
using System.Text.Json;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Tests.Interop;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Tests.Ingest;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Service.Tests.Replays;
using MaritimeWatch.Simulator;

namespace MaritimeWatch.Service.Tests.OfficialClients;

/// <summary>Both official clients, each with a service of its own, pushing a simulated drag over gRPC and replaying it from the folder of recordings.</summary>
public sealed class PushingClientsFixture : IAsyncLifetime
{
    private const string Recording = "drag.nmea";

    private readonly string descriptorSet = Path.GetTempFileName();

    internal OfficialClient? Node { get; private set; }

    internal OfficialClient? Python { get; private set; }

    /// <summary>What <c>maritimewatch replay</c> writes for the recording.</summary>
    internal string[] Expected { get; private set; } = [];

    public async Task InitializeAsync()
    {
        using var bench = new ReplayBench();
        var traffic = GeneratedDays.Make(["R4A"], 7, TrafficFormat.Nmea, background: 0).Traffic;
        Expected = (await bench.ReplayAsync([bench.Write(Recording, traffic)], ReplayBench.ExerciseChart)).AlertLines;
        await File.WriteAllBytesAsync(descriptorSet, DescriptorSets.Of(IngestServiceReflection.Descriptor, ReplayServiceReflection.Descriptor));
        var lines = Encoding.Latin1.GetString(traffic).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // What our own client hears of the same lines is what the official ones must hear.
        await using var own = await StartAsync(traffic);
        var (received, stored, duplicates, parts, rejected, unused) = (await own.Service.PushAsync(Push.Lines(traffic))).Totals.Numbers();
        var plan = JsonSerializer.Serialize(new { lines, totals = (long[])[received, stored, duplicates, parts, rejected, unused], recording = Recording });
        await using (var bed = await StartAsync(traffic))
        {
            Node = await OfficialClient.NodeAsync("ingest.js", [bed.Service.Host.GrpcAddress.Authority], Task.FromResult(plan));
        }

        await using (var bed = await StartAsync(traffic))
        {
            Python = await OfficialClient.PythonAsync("ingest.py", [bed.Service.Host.GrpcAddress.Authority, descriptorSet], Task.FromResult(plan));
        }
    }

    public Task DisposeAsync()
    {
        File.Delete(descriptorSet);
        return Task.CompletedTask;
    }

    private static async Task<ReplayBed> StartAsync(byte[] traffic)
    {
        var bed = await ReplayBed.StartAsync(chart: ChartFiles.Load(ReplayBench.ExerciseChart).Chart);
        bed.Write(Recording, traffic);
        return bed;
    }
}
