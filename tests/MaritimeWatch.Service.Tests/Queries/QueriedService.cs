using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Tests.Desk;
using MaritimeWatch.Service.Tests.Hosting;
using ContextArea = MaritimeWatch.Domain.Assets.ContextArea;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>A running service that knows three vessels, three assets, two areas and two alerts.</summary>
public sealed class QueriedService : IAsyncLifetime
{
    public const uint Ada = 219_000_606;
    public const uint Yi = 414_000_001;

    /// <summary>Has said nothing of herself.</summary>
    public const uint Silent = 999;

    public static readonly Instant Epoch = Traffic.Epoch;

    private RunningService? service;
    private HttpClient? http;

    internal RunningService Service => service!;

    internal HttpClient Http => http!;

    internal static Chart Chart { get; } = new(
        [
            new ChartedAsset
            {
                Id = "b-link", Name = "Link \"B\"", Category = AssetCategory.TelecomCable, Status = AssetStatus.Planned, PositionalSigmaMetres = 0, Operator = "Beta",
                Contact = "+44 1", BuriedDepthMetres = 0, ValidFrom = Epoch, ValidTo = Epoch + TimeSpan.FromDays(365), Source = "made for a test",
                Parts = [[new GeoPosition(51, 2), new GeoPosition(52, 2.5)], [new GeoPosition(52, 2.5), new GeoPosition(52.5, 3)]],
            },
            new ChartedAsset
            {
                Id = "a-pipe", Name = "Pipe A", Category = AssetCategory.GasPipeline, Status = AssetStatus.InService, PositionalSigmaMetres = 50,
                Parts = [[new GeoPosition(-17, 179), new GeoPosition(-17, 180)], [new GeoPosition(-17, -180), new GeoPosition(-16, -179)]],
            },
            new ChartedAsset
            {
                Id = "c-area", Name = "Area C", Category = AssetCategory.CableArea, Status = AssetStatus.Unknown, PositionalSigmaMetres = 50,
                Parts = [Square(10, 10, 4), Square(11, 11, 1)],
            },
        ],
        [
            new ContextArea { Id = "z-zone", Name = "Zone", Category = ContextCategory.Restricted, Restrictions = AreaRestrictions.EntryProhibited | AreaRestrictions.AnchoringProhibited, Rings = [Square(51, 2, 0.5)] },
            new ContextArea { Id = "lane", Name = "Lane", Category = ContextCategory.TrafficSeparation, DirectionDegrees = 0, Rings = [Square(30, 30, 1), Square(40, 40, 1)] },
        ]);

    public async Task InitializeAsync()
    {
        service = await RunningService.StartAsync(chart: Chart);
        http = new HttpClient { BaseAddress = service.Host.HttpAddress };
        var tracks = service.Host.Store.Tracks;
        for (var number = 0; number < 100; number++)
        {
            tracks.TryAppend(At(Ada, number * 60, 51.5, 2.0 + (number / 1_000.0)));
            tracks.TryAppend(At(Yi, number * 60, -17, number % 2 == 0 ? 179.9 : -179.9));
        }

        tracks.TryAppend(At(Silent, 30, 51.6, 2.1));
        tracks.TryAppend(Said(new StaticReport(new Mmsi(Ada), 9_074_729, "OXAA2", "ADA", new ShipType(80), LengthMetres: 120, BreadthMetres: 20, DraughtMetres: 7.5, Destination: "ROTTERDAM")));
        tracks.TryAppend(Said(new StaticReport(new Mmsi(Yi), Name: "YI \u0007<b>\"PENG", ShipType: new ShipType(70))));
        await tracks.FlushAsync();
        Service.Host.Feed.Publish(await Service.Host.Store.Alerts.AppendAsync([DeskService.Alert("a"), DeskService.Alert("b")], MaritimeWatch.Service.Hosting.AlertDelivery.Encoding));
    }

    public async Task DisposeAsync()
    {
        http?.Dispose();
        if (service is not null)
        {
            await service.DisposeAsync();
        }
    }

    internal Task<TResponse> CallAsync<TRequest, TResponse>(TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => Service.Client.CallAsync(Method<TRequest, TResponse>(request), request, metadata: new GrpcMetadata { { "operator", "ann" } });

    internal async Task<List<QueryTracksResponse>> TracksAsync(QueryTracksRequest request)
    {
        var messages = new List<QueryTracksResponse>();
        using var patience = new CancellationTokenSource(RunningService.Patience);
        await foreach (var message in Service.Client.StreamAsync(new GrpcMethod<QueryTracksRequest, QueryTracksResponse>(TrackServiceReflection.Descriptor.Services[0], "QueryTracks"), request, cancellation: patience.Token))
        {
            messages.Add(message);
        }

        return messages;
    }

    internal async Task<GrpcStatusException> RefusedAsync<TRequest, TResponse>(TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => await Assert.ThrowsAsync<GrpcStatusException>(() => CallAsync<TRequest, TResponse>(request));

    /// <summary>An answer over HTTP: status, media type, body as JSON.</summary>
    internal async Task<(int Status, string? MediaType, JsonNode Body, HttpResponseMessage Response)> HttpAsync(
        string method, string path, string? body = null, string? contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, JsonNode.Parse(await response.Content.ReadAsStringAsync())!, response);
    }

    private static GrpcMethod<TRequest, TResponse> Method<TRequest, TResponse>(TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        FileDescriptor[] files = [AlertServiceReflection.Descriptor, TrackServiceReflection.Descriptor, AssetServiceReflection.Descriptor];
        var method = files.SelectMany(file => file.Services[0].Methods).Single(method => method.InputType == request.Descriptor);
        return new GrpcMethod<TRequest, TResponse>(method.Service, method.Name);
    }

    private static System.Collections.Immutable.ImmutableArray<GeoPosition> Square(double south, double west, double degrees) =>
        [new(south, west), new(south + degrees, west), new(south + degrees, west + degrees), new(south, west + degrees), new(south, west)];

    private static AisReport At(uint mmsi, int second, double latitude, double longitude) =>
        new(PositionReport.Create(Epoch + TimeSpan.FromSeconds(second), new Mmsi(mmsi), new GeoPosition(latitude, longitude), 8.5, 90, 91, NavigationalStatus.UnderWayUsingEngine), null);

    private static AisReport Said(StaticReport said) => new(PositionReport.Create(Epoch, said.Mmsi, null), said);
}
