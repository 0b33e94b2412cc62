using System.Buffers.Binary;
using Google.Protobuf;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.EvidenceBundles;
using ContextArea = MaritimeWatch.Domain.Assets.ContextArea;

namespace MaritimeWatch.Service.Queries;

/// <summary>What is charted.</summary>
internal sealed class AssetQueries(Chart chart)
{
    private static readonly Dictionary<string, FilterField> AssetFields =
        new[] { "id", "name", "category", "status", "operator", "contact", "source" }.ToDictionary(name => name, _ => FilterField.Text, StringComparer.Ordinal);

    private static readonly Dictionary<string, FilterField> AreaFields =
        new[] { "id", "name", "category", "source" }.ToDictionary(name => name, _ => FilterField.Text, StringComparer.Ordinal);

    /// <summary>Places are numbers in one chart: with another, a token means nothing.</summary>
    private readonly long chartKey = BinaryPrimitives.ReadInt64BigEndian(Convert.FromHexString(ChartShape.Hash(chart)));

    private readonly Charted<ChartedAsset>[] assets =
        [.. chart.Assets.OrderBy(asset => asset.Id, StringComparer.Ordinal).Select(asset => new Charted<ChartedAsset>(asset, [.. asset.Parts.Select(part => GeoBox.Around(part)).OfType<GeoBox>()]))];

    private readonly Charted<ContextArea>[] areas =
        [.. chart.Areas.OrderBy(area => area.Id, StringComparer.Ordinal).Select(area => new Charted<ContextArea>(area, [.. area.Rings.Select(ring => GeoBox.Around(ring)).OfType<GeoBox>()]))];

    public ListAssetsResponse List(ListAssetsRequest request)
    {
        var response = new ListAssetsResponse();
        var terms = FilterReader.Terms(request.Filter, AssetFields);
        var withGeometry = HasGeometry(request.View);
        response.NextPageToken = Page(
            request, request.PageSize, request.Area, assets, asset => terms.All(term => Meets(term, asset)), asset => ChartMessages.Of(asset, withGeometry), response.Assets.Add);
        return response;
    }

    public ListContextAreasResponse List(ListContextAreasRequest request)
    {
        var response = new ListContextAreasResponse();
        var terms = FilterReader.Terms(request.Filter, AreaFields);
        var withGeometry = HasGeometry(request.View);
        response.NextPageToken = Page(
            request, request.PageSize, request.Area, areas, area => terms.All(term => Meets(term, area)), area => ChartMessages.Of(area, withGeometry), response.Areas.Add);
        return response;
    }

    public GetAssetResponse Get(GetAssetRequest request)
    {
        var withGeometry = HasGeometry(request.View);
        var found = assets.FirstOrDefault(asset => asset.Thing.Id == request.AssetId)?.Thing
            ?? throw Refused.For(StatusCode.NotFound, "ASSET_NOT_FOUND", $"there is no asset '{request.AssetId}'", values: ("assetId", request.AssetId));
        return new GetAssetResponse { Asset = ChartMessages.Of(found, withGeometry) };
    }

    /// <returns>Where to go on, or the empty text.</returns>
    private string Page<T, TMessage>(
        IMessage request, int pageSize, AreaFilter? area, Charted<T>[] all, Func<T, bool> meets, Func<T, TMessage> message, Action<TMessage> add)
        where TMessage : IMessage
    {
        var size = PageSizes.Of(pageSize);
        var box = area is null ? (GeoBox?)null : Boxes.Of(area, "area");
        Span<long> place = [0, chartKey];
        PageToken.TryRead(request, place);
        if (place[0] < 0 || place[0] > all.Length || place[1] != chartKey)
        {
            throw Refused.Field("page_token", "page_token is none of this chart: begin anew", "PAGE_TOKEN_INVALID");
        }

        var (count, bytes) = (0, 0);
        for (var number = (int)place[0]; number < all.Length; number++)
        {
            var (thing, boxes) = all[number];
            if ((box is { } wanted && !boxes.Any(one => one.Meets(wanted))) || !meets(thing))
            {
                continue;
            }

            var next = count < size ? message(thing) : default;
            bytes += next?.CalculateSize() ?? 0;
            if (next is null || (bytes > PageSizes.MostAnswerBytes && count > 0))
            {
                return PageToken.Make(request, number, chartKey);
            }

            add(next);
            count++;
        }

        return "";
    }

    private static bool HasGeometry(ChartView view)
    {
        Refused.Unless(Enum.IsDefined(view), "view", $"view is {(int)view}, which is no view");
        return view != ChartView.Basic;
    }

    private static bool Meets(FilterTerm term, ChartedAsset asset) => term.Meets(term.Field switch
    {
        "id" => asset.Id,
        "name" => asset.Name,
        "category" => AssetCategoryName.Of(asset.Category),
        "status" => ChartMessages.Word(asset.Status),
        "operator" => asset.Operator,
        "contact" => asset.Contact,
        _ => asset.Source,
    });

    private static bool Meets(FilterTerm term, ContextArea area) => term.Meets(term.Field switch
    {
        "id" => area.Id,
        "name" => area.Name,
        "category" => ChartMessages.Word(area.Category),
        _ => area.Source,
    });

    /// <param name="Thing">What is charted.</param>
    /// <param name="Boxes">The box around each part.</param>
    private sealed record Charted<T>(T Thing, GeoBox[] Boxes);
}
