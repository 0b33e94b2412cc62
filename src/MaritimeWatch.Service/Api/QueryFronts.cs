using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Consoles;
using MaritimeWatch.Service.Desk;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Api;

/// <summary>Each query and each action once, for gRPC and HTTP alike.</summary>
internal sealed class QueryFronts(AlertFeed feed, SqliteStore store, OperatorDesk desk, Chart chart, TrackExports exports, OpenConsoles consoles)
{
    public AlertFeed Feed => feed;

    /// <summary>Label and audit log of what leaves about tracks.</summary>
    public TrackExports Exports => exports;

    public SqliteDesk Desk => store.Desk;

    /// <summary>Who follows the feed at this moment.</summary>
    public OpenConsoles Consoles => consoles;

    public AlertLists Alerts { get; } = new(store.Desk, feed);

    public DeskCalls Actions { get; } = new(store.Desk, desk);

    public TrackQueries Tracks { get; } = new(store.Tracks);

    public VesselQueries Vessels { get; } = new(store.Tracks, store.Alerts);

    public AnalystQueries Analyst { get; } = new(store.Tracks, chart);

    public AssetQueries Assets { get; } = new(chart);

    /// <summary>The gRPC services.</summary>
    public IEnumerable<GrpcServiceDefinition> Services(TimeProvider clock) =>
        [new AlertApi(feed, store.Desk, Alerts, Actions, consoles, clock).Definition, TrackApi.Define(Tracks, Vessels, Analyst, exports), AssetApi.Define(Assets)];
}
