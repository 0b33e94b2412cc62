using System.Text;
using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Service.Tests.Replay;
using ContextArea = MaritimeWatch.Domain.Assets.ContextArea;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>A running service that has seen eight ships wander about a cable by seeded chance, and two lie together at sea.</summary>
public sealed class AnalysedService : IAsyncLifetime
{
    public const uint First = 219_000_001;
    public const int Wanderers = 8;
    public const uint Hostile = First + 2;
    public const uint One = 257_000_001;
    public const uint Other = 273_000_001;
    public const string Cable = "c-line";
    public const string Area = "c-area";

    /// <summary>What a stranger may call his ship: formula, markup, XML, a closing quote, a character that is not seen.</summary>
    public const string HostileName = "=HYP(\"x\")<b>&'\u0007,;\u202E";

    public static readonly Instant Epoch = Instant.FromUtc(2024, 11, 17, 20);
    public static readonly Instant End = Epoch + TimeSpan.FromHours(14);

    private RunningService? service;

    internal RunningService Service => service!;

    internal HttpClient Http { get; private set; } = new();

    internal AnalystQueries Here => new(Service.Host.Store.Tracks, Chart);

    /// <summary>Every position that is stored, by vessel.</summary>
    internal Dictionary<uint, List<PositionReport>> Fixes { get; } = [];

    internal static Chart Chart { get; } = new(
        [
            new ChartedAsset
            {
                // Retired: whoever asks about it means it all the same.
                Id = Cable, Name = "Line", Category = AssetCategory.TelecomCable, Status = AssetStatus.Retired, PositionalSigmaMetres = 100,
                Parts = [[new GeoPosition(54.5, 11.05), new GeoPosition(55, 11.05), new GeoPosition(55.5, 11.2)]],
            },
            new ChartedAsset
            {
                Id = Area, Name = "Area", Category = AssetCategory.CableArea, Status = AssetStatus.InService, PositionalSigmaMetres = 50,
                Parts = [[new(55, 11), new(55, 11.1), new(55.05, 11.1), new(55.05, 11), new(55, 11)]],
            },
        ],
        [new ContextArea { Id = "roads", Name = "Roads", Category = ContextCategory.Anchorage, Rings = [[new(56, 12), new(56, 12.1), new(56.1, 12.1), new(56.1, 12), new(56, 12)]] }]);

    public async Task InitializeAsync()
    {
        service = await RunningService.StartAsync(chart: Chart);
        Http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        for (var ship = 0u; ship < Wanderers; ship++)
        {
            Fixes[First + ship] = Wander((int)ship + 1, First + ship, ship % 4 == 3 ? StationClass.ClassB : StationClass.ClassA);
        }

        Fixes[One] = Lying(One, 0);
        Fixes[Other] = Lying(Other, 150);
        var tracks = service.Host.Store.Tracks;
        foreach (var fix in Fixes.Values.SelectMany(fixes => fixes).OrderBy(fix => fix.Time))
        {
            while (!tracks.TryAppend(new AisReport(fix, null)))
            {
                await tracks.FlushAsync();
            }
        }

        StaticReport[] said =
        [
            new(new Mmsi(First), 9_074_729, "OXAA2", "ADA", new ShipType(80), LengthMetres: 120),
            new(new Mmsi(First + 1), 9_224_984, "OXAB2", "ADAMANT", new ShipType(70)),
            new(new Mmsi(Hostile), Name: HostileName, CallSign: "@SUM", ShipType: new ShipType(70), Destination: "+1"),
            new(new Mmsi(First + 3), Name: "BERTA", CallSign: "ADA"),
            new(new Mmsi(First + 4), 9_074_729, "ZZZZ", "ADA'S GHOST"),
            new(new Mmsi(One), Name: "OLD NAME", MessageType: 5),
        ];
        foreach (var report in said)
        {
            tracks.TryAppend(new AisReport(PositionReport.Create(Epoch, report.Mmsi, null), report));
        }

        // Sold and renamed at ten in the morning.
        tracks.TryAppend(new AisReport(PositionReport.Create(Epoch + TimeSpan.FromHours(14), new Mmsi(One), null), new StaticReport(new Mmsi(One), Name: "NEW NAME", MessageType: 5)));
        await tracks.FlushAsync();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (service is not null)
        {
            await service.DisposeAsync();
        }
    }

    /// <summary>Over gRPC.</summary>
    internal Task<TResponse> CallAsync<TRequest, TResponse>(TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var method = TrackServiceReflection.Descriptor.Services[0].Methods.Single(method => method.InputType == request.Descriptor);
        return Service.Client.CallAsync(new GrpcMethod<TRequest, TResponse>(method.Service, method.Name), request);
    }

    internal async Task<string> GetAsync(string path) => await (await Http.GetAsync(path)).Content.ReadAsStringAsync();

    /// <summary>On the command line, of the service.</summary>
    internal async Task<string> RunAsync(params string[] args)
    {
        var run = await CommandRun.ProcessAsync([.. args, "--server", Service.Host.GrpcAddress.ToString()]);
        Assert.Equal("", run.Error);
        return Encoding.UTF8.GetString(run.Output);
    }

    /// <summary>On the command line, of the store.</summary>
    internal async Task<string> RunOnStoreAsync(params string[] args)
    {
        var run = await CommandRun.ProcessAsync([.. args, "--store", Service.Host.Store.Path]);
        Assert.Equal("", run.Error);
        return Encoding.UTF8.GetString(run.Output);
    }

    internal static Google.Protobuf.WellKnownTypes.Timestamp At(double hours) => WireTime.ToProto(Epoch + TimeSpan.FromHours(hours));

    /// <summary>Changes course and speed, is heard at uneven intervals, and now and then not for up to an hour and a half.</summary>
    private static List<PositionReport> Wander(int seed, uint mmsi, StationClass stationClass)
    {
        var chance = new Random(seed);
        var track = new List<PositionReport>();
        var (place, course, knots, time) = (new GeoPosition(55 + (chance.NextDouble() / 20), 11 + (chance.NextDouble() / 10)), chance.NextDouble() * 360, 4 + (chance.NextDouble() * 10), chance.Next(1_000));
        while (time < 12 * 3_600)
        {
            track.Add(PositionReport.Create(
                Epoch + TimeSpan.FromSeconds(time), new Mmsi(mmsi), place, Math.Round(knots, 1), Math.Round(Angle.Normalise(course), 1) % 360, stationClass == StationClass.ClassA ? 12 : null,
                stationClass == StationClass.ClassA ? NavigationalStatus.UnderWayUsingEngine : NavigationalStatus.Undefined, stationClass, chance.Next(2) == 0));
            var seconds = chance.Next(150) == 0 ? chance.Next(601, 5_000) : chance.Next(5, 60);
            place = Geodesic.Go(place, course, knots * Nautical.MetresPerSecondPerKnot * seconds).Position;
            time += seconds;

            // Held about the cable, so that she crosses it again and again.
            var home = Geodesic.Between(place, new GeoPosition(55, 11.05));
            course = home.DistanceMetres > 25_000 ? home.InitialCourseDegrees : course + (chance.Next(30) == 0 ? chance.Next(-120, 120) : chance.Next(-3, 4));
            knots = Math.Clamp(knots + (chance.NextDouble() - 0.5), 2, 18);
        }

        return track;
    }

    /// <summary>From 22:30 to 02:00 UTC.</summary>
    private static List<PositionReport> Lying(uint mmsi, double metresEast)
    {
        var place = Geodesic.Go(new GeoPosition(55.6, 12.5), 90, metresEast).Position;
        return [.. Enumerable.Range(0, 71).Select(number => PositionReport.Create(
            Epoch + TimeSpan.FromMinutes(150 + (number * 3)), new Mmsi(mmsi), place, 0.4, 10, 20, NavigationalStatus.UnderWayUsingEngine))];
    }
}
