using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc.Server;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Api;

/// <summary><c>maritimewatch.v1.AssetService</c> over the chart.</summary>
internal static class AssetApi
{
    public static GrpcServiceDefinition Define(AssetQueries assets) => new GrpcServiceDefinition(AssetServiceReflection.Descriptor.Services[0])
        .Unary<ListAssetsRequest, ListAssetsResponse>("ListAssets", (request, _) => Task.FromResult(assets.List(request)))
        .Unary<GetAssetRequest, GetAssetResponse>("GetAsset", (request, _) => Task.FromResult(assets.Get(request)))
        .Unary<ListContextAreasRequest, ListContextAreasResponse>("ListContextAreas", (request, _) => Task.FromResult(assets.List(request)));
}
