using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Tests.Queries;

public sealed class AssetQueriesTests(QueriedService service) : IClassFixture<QueriedService>
{
    [Theory]
    [InlineData("", null, "a-pipe b-link c-area")]
    [InlineData("category = telecom_cable", null, "b-link")]
    [InlineData("status != planned AND category != cable_area", null, "a-pipe")]
    [InlineData("operator = \"b*\"", null, "b-link")]
    [InlineData("operator != Beta", null, "a-pipe c-area")]
    [InlineData("", "51.9,2.6,53,4", "b-link")]
    [InlineData("", "-18,178,-16,-178", "a-pipe")]
    [InlineData("", "-16.5,-180,-16,-179.5", "a-pipe")]
    [InlineData("", "0,0,1,1", "")]
    public async Task ListAssets_ByFilterAndArea_AreThoseAskedFor(string filter, string? box, string expected)
    {
        var page = await service.CallAsync<ListAssetsRequest, ListAssetsResponse>(new ListAssetsRequest { Filter = filter, Area = Area(box) });

        Assert.Equal(expected, string.Join(' ', page.Assets.Select(asset => asset.Id)));
    }

    [Fact]
    public async Task ListAssets_InPagesOfOne_AreEachOnceInOrder()
    {
        var request = new ListAssetsRequest { PageSize = 1, View = ChartView.Basic };
        var found = new List<string>();
        do
        {
            var page = await service.CallAsync<ListAssetsRequest, ListAssetsResponse>(request);
            found.Add(Assert.Single(page.Assets).Id);
            Assert.Empty(page.Assets[0].Parts);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["a-pipe", "b-link", "c-area"], found);
    }

    /// <summary>Places are numbers in a chart: on another one, the next page would leave out assets, or give some twice.</summary>
    [Fact]
    public void ListAssets_WithATokenOfAnotherChart_IsRefused()
    {
        var request = new ListAssetsRequest { PageSize = 1 };
        var (one, other) = (new AssetQueries(Chart("a", "b")), new AssetQueries(Chart("a", "c")));
        request.PageToken = one.List(request).NextPageToken;

        Assert.Equal("b", Assert.Single(one.List(request).Assets).Id);
        Assert.Equal("PAGE_TOKEN_INVALID", Assert.Throws<GrpcStatusException>(() => other.List(request)).ErrorInfo?.Reason);

        static Chart Chart(params string[] ids) => new([.. ids.Select(id => new ChartedAsset { Id = id, Name = id, Category = AssetCategory.TelecomCable, Status = AssetStatus.InService, PositionalSigmaMetres = 100, Parts = [[new(51, 2), new(52, 3)]] })], []);
    }

    [Fact]
    public async Task GetAsset_OneThatIsCharted_HasEverythingOfTheChart()
    {
        var asset = (await service.CallAsync<GetAssetRequest, GetAssetResponse>(new GetAssetRequest { AssetId = "b-link" })).Asset;

        Assert.Equal(("Link \"B\"", "telecom_cable", "planned", "Beta", "+44 1", "made for a test"), (asset.Name, asset.Category, asset.Status, asset.Operator, asset.Contact, asset.Source));
        Assert.Equal((true, 0, true, 0), (asset.HasPositionalSigmaMetres, asset.PositionalSigmaMetres, asset.HasBuriedDepthMetres, asset.BuriedDepthMetres));
        Assert.Equal((QueriedService.Epoch.UnixSeconds, 365 * 86_400), (asset.ValidFrom.Seconds, asset.ValidTo.Seconds - asset.ValidFrom.Seconds));
        Assert.Equal([2, 2], asset.Parts.Select(part => part.Positions.Count));
        Assert.Equal((52, 2.5), (asset.Parts[0].Positions[1].Latitude, asset.Parts[0].Positions[1].Longitude));
    }

    [Fact]
    public async Task ListContextAreas_OfTheChart_HaveTheirOwnFields()
    {
        var areas = (await service.CallAsync<ListContextAreasRequest, ListContextAreasResponse>(new ListContextAreasRequest())).Areas;

        Assert.Equal(["lane", "z-zone"], areas.Select(area => area.Id));
        Assert.Equal((true, 0, 2), (areas[0].HasDirectionDegrees, areas[0].DirectionDegrees, areas[0].Parts.Count));
        Assert.Equal([1u, 7u], areas[1].Restrictions);
        Assert.Equal("restricted", areas[1].Category);
    }

    [Fact]
    public async Task GetAsset_OneThatIsNot_IsNotFoundWithItsReason()
    {
        var refusal = await service.RefusedAsync<GetAssetRequest, GetAssetResponse>(new GetAssetRequest { AssetId = "nothing" });

        Assert.Equal((StatusCode.NotFound, "ASSET_NOT_FOUND", "nothing"), (refusal.Code, refusal.ErrorInfo!.Reason, refusal.ErrorInfo.Metadata["assetId"]));
    }

    [Fact]
    public async Task ListAssets_WhatIsNoQuestion_NamesTheField()
    {
        (string Field, ListAssetsRequest Request)[] cases =
        [
            ("page_size", new ListAssetsRequest { PageSize = -1 }),
            ("page_token", new ListAssetsRequest { PageToken = "A" }),
            ("filter", new ListAssetsRequest { Filter = "mmsi = 1" }),
            ("area", new ListAssetsRequest { Area = new AreaFilter { South = double.NaN } }),
            ("view", new ListAssetsRequest { View = (ChartView)9 }),
        ];
        foreach (var (field, request) in cases)
        {
            var refusal = await service.RefusedAsync<ListAssetsRequest, ListAssetsResponse>(request);
            Assert.Equal((StatusCode.InvalidArgument, field), (refusal.Code, Assert.Single(refusal.BadRequest!.FieldViolations).Field));
        }
    }

    private static AreaFilter? Area(string? box)
    {
        if (box is null)
        {
            return null;
        }

        var degrees = box.Split(',').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return new AreaFilter { South = degrees[0], West = degrees[1], North = degrees[2], East = degrees[3] };
    }
}
