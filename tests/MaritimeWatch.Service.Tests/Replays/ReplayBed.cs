using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Replays;

/// <summary>A running service with a folder of recordings, and the calls of a harness.</summary>
internal sealed class ReplayBed : IAsyncDisposable
{
    private readonly DirectoryInfo folder;

    private ReplayBed(RunningService service, DirectoryInfo folder) => (Service, this.folder) = (service, folder);

    public RunningService Service { get; }

    public string Folder => folder.FullName;

    public static async Task<ReplayBed> StartAsync(Func<ReplaySettings, ReplaySettings>? change = null, Chart? chart = null, TimeProvider? clock = null, Func<ServiceSettings, ServiceSettings>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("maritimewatch-recordings-");
        var service = await RunningService.StartAsync(
            all => (settings ?? (same => same))(all) with { Replay = (change ?? (same => same))(new ReplaySettings { Recordings = folder.FullName }) }, chart, clock);
        return new ReplayBed(service, folder);
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(Folder, name), bytes);
        return name;
    }

    public Task<TResponse> CallAsync<TRequest, TResponse>(string method, TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => Service.Client.CallAsync(Method<TRequest, TResponse>(method), request);

    public async Task<Contracts.V1.Replay> StartReplayAsync(ReplayPlan plan, string requestId = "") =>
        (await CallAsync<StartReplayRequest, StartReplayResponse>("StartReplay", new StartReplayRequest { Plan = plan, RequestId = requestId })).Replay;

    public Task<GrpcStatusException> RefusedAsync(ReplayPlan plan) => Assert.ThrowsAsync<GrpcStatusException>(() => StartReplayAsync(plan));

    public async Task<Contracts.V1.Replay> GetAsync(string id) => (await CallAsync<GetReplayRequest, GetReplayResponse>("GetReplay", new GetReplayRequest { ReplayId = id })).Replay;

    public async Task<Contracts.V1.Replay> PaceAsync(string id, double? speed = null, bool? paused = null)
    {
        var request = new PaceReplayRequest { ReplayId = id };
        if (speed is { } asked)
        {
            request.Speed = asked;
        }

        if (paused is { } halted)
        {
            request.Paused = halted;
        }

        return (await CallAsync<PaceReplayRequest, PaceReplayResponse>("PaceReplay", request)).Replay;
    }

    public async Task<Contracts.V1.Replay> StopAsync(string id) => (await CallAsync<StopReplayRequest, StopReplayResponse>("StopReplay", new StopReplayRequest { ReplayId = id })).Replay;

    /// <summary>Every message of a replay to its end.</summary>
    public async Task<List<WatchReplayResponse>> WatchAsync(string id, long after = 0)
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);
        var messages = new List<WatchReplayResponse>();
        await foreach (var message in Service.Client.StreamAsync(
            Method<WatchReplayRequest, WatchReplayResponse>("WatchReplay"), new WatchReplayRequest { ReplayId = id, AfterSequence = after }, cancellation: patience.Token))
        {
            messages.Add(message);
        }

        return messages;
    }

    /// <summary>The events among messages as <c>maritimewatch replay</c> writes them.</summary>
    public static string[] Lines(IEnumerable<WatchReplayResponse> messages) =>
        [.. messages.Where(message => message.Event is not null).Select(message => AlertEventJson.ToJson(AlertEventMapping.ToDomain(message.Event)))];

    public static GrpcMethod<TRequest, TResponse> Method<TRequest, TResponse>(string name)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => new(ReplayServiceReflection.Descriptor.Services[0], name);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
