using System.Net;
using System.Net.Sockets;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Grpc;
using MaritimeWatch.Grpc.Client;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>The whole service on free ports with a store of its own, as a client sees it.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    /// <summary>Only ends a test that would hang; nothing is timed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static readonly GrpcMethod<WatchAlertsRequest, WatchAlertsResponse> WatchAlerts = new(AlertServiceReflection.Descriptor.Services[0], "WatchAlerts");
    public static readonly GrpcMethod<GetTrackRequest, GetTrackResponse> GetTrack = new(TrackServiceReflection.Descriptor.Services[0], "GetTrack");

    private readonly DirectoryInfo folder;
    private readonly Chart chart;
    private readonly TimeProvider clock;

    private RunningService(ServiceHost host, DirectoryInfo folder, Chart chart, TimeProvider clock)
    {
        Host = host;
        this.clock = clock;
        this.chart = chart;
        this.folder = folder;
        Client = new GrpcClient(host.GrpcAddress);
    }

    public ServiceHost Host { get; private set; }

    /// <summary>The settings that it runs with.</summary>
    public ServiceSettings Settled => Settings(folder.FullName);

    public GrpcClient Client { get; private set; }

    public static ServiceSettings Settings(string folder) => new()
    {
        Ingest = new IngestSettings { TcpPort = 0, UdpPort = 0, EventTime = EventTimeSource.TagBlock },
        Store = new StoreSettings { Path = Path.Combine(folder, "test.db") },
        Grpc = new GrpcSettings { Port = 0 },
        Http = new HttpSettings { Port = 0 },
    };

    public static async Task<RunningService> StartAsync(Func<ServiceSettings, ServiceSettings>? change = null, Chart? chart = null, TimeProvider? clock = null)
    {
        chart ??= Traffic.Chart;
        clock ??= TimeProvider.System;
        var folder = Directory.CreateTempSubdirectory("maritimewatch-service-");
        return new RunningService(await HostAsync(folder, change, chart, clock), folder, chart, clock);
    }

    /// <summary>Stops the service and starts another on the same store.</summary>
    /// <param name="meanwhile">What happens while it is down.</param>
    /// <param name="change">What is configured otherwise.</param>
    public async Task RestartAsync(Action? meanwhile = null, Func<ServiceSettings, ServiceSettings>? change = null)
    {
        Client.Dispose();
        await Host.DisposeAsync();
        meanwhile?.Invoke();
        Host = await HostAsync(folder, change, chart, clock);
        Client = new GrpcClient(Host.GrpcAddress);
    }

    public async Task SendTcpAsync(byte[] nmea)
    {
        using var sender = new TcpClient();
        await sender.ConnectAsync(IPAddress.Loopback, Host.TcpPort);
        await sender.GetStream().WriteAsync(nmea);
    }

    /// <summary>One datagram a line, with a pause of one read of our own socket in between: loopback drops what nobody has read.</summary>
    public async Task SendUdpAsync(byte[] nmea)
    {
        using var sender = new UdpClient();
        sender.Connect(IPAddress.Loopback, Host.UdpPort);
        var sent = 0L;
        foreach (var line in nmea.AsSpan().ToArray().Split((byte)'\n'))
        {
            await sender.SendAsync(line);
            sent += line.Length;
            await Eventually.HoldsAsync(() => Host.Sources.Sum(source => source.Counters.Bytes) >= sent);
        }
    }

    /// <summary>The next alert events after a sequence, as many as asked for.</summary>
    public async Task<List<AlertEvent>> EventsAsync(long after, int count)
    {
        var events = new List<AlertEvent>();
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var response in Client.StreamAsync(WatchAlerts, new WatchAlertsRequest { AfterSequence = after }, cancellation: patience.Token))
        {
            if (response.Event is { } alert)
            {
                events.Add(alert);
                if (events.Count == count)
                {
                    break;
                }
            }
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static Task<ServiceHost> HostAsync(DirectoryInfo folder, Func<ServiceSettings, ServiceSettings>? change, Chart chart, TimeProvider clock) => ServiceHost.StartAsync(
        (change ?? (same => same))(Settings(folder.FullName)), AssetIndex.Build(chart), clock, NullLoggerFactory.Instance, CancellationToken.None);
}
