using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;

namespace MaritimeWatch.Service.Tests.Queries;

public sealed class VesselQueriesTests(QueriedService service) : IClassFixture<QueriedService>
{
    [Theory]
    [InlineData("", "", "999 219000606 414000001")]
    [InlineData("name = ADA", "", "219000606")]
    [InlineData("name = \"ada\"", "", "219000606")]
    [InlineData("name = \"A*\"", "", "219000606")]
    [InlineData("name = \"*PENG\"", "", "414000001")]
    [InlineData("name = \"*<B>*\"", "", "414000001")]
    [InlineData("name != ADA", "", "999 414000001")]
    [InlineData("name != \"*\"", "", "999")]
    [InlineData("name = \"' OR 1=1 --\"", "", "")]
    [InlineData("imo = 9074729 AND call_sign = oxaa2", "", "219000606")]
    [InlineData("ship_type = Tanker", "", "219000606")]
    [InlineData("ship_type_code = 70", "", "414000001")]
    [InlineData("destination = ROTTERDAM", "", "219000606")]
    [InlineData("mmsi = 999", "", "999")]
    [InlineData("mmsi = 998", "", "")]
    [InlineData("mmsi != 999 AND mmsi != 414000001", "", "219000606")]
    [InlineData("last_seen > 2024-11-17T01:00:00Z", "", "219000606 414000001")]
    [InlineData("last_seen <= 2024-11-17T00:00:30Z", "", "999")]
    [InlineData("last_seen < 2024-11-17T00:00:30Z", "", "")]
    [InlineData("", "219000606", "219000606")]
    [InlineData("", "9074729", "219000606")]
    [InlineData("", " imo 9074729 ", "219000606")]
    [InlineData("", "IMO 219000606", "")]
    [InlineData("", "oxaa2", "219000606")]
    [InlineData("", "ad", "219000606")]
    [InlineData("", "000000999", "999")]
    [InlineData("", "nobody", "")]
    public async Task ListVessels_ByFilterAndQuery_AreThoseAskedFor(string filter, string query, string expected)
    {
        var page = await service.CallAsync<ListVesselsRequest, ListVesselsResponse>(new ListVesselsRequest { Filter = filter, Query = query });

        Assert.Equal(expected, string.Join(' ', page.Vessels.Select(vessel => vessel.Mmsi)));
        Assert.Empty(page.NextPageToken);
    }

    [Fact]
    public async Task ListVessels_InPagesOfOne_AreEachOnceInOrder()
    {
        var (found, token) = (new List<uint>(), "");
        do
        {
            var page = await service.CallAsync<ListVesselsRequest, ListVesselsResponse>(new ListVesselsRequest { PageSize = 1, PageToken = token });
            found.Add(Assert.Single(page.Vessels).Mmsi);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal([QueriedService.Silent, QueriedService.Ada, QueriedService.Yi], found);
    }

    [Fact]
    public async Task GetVessel_OneThatIsKnown_HasAllThatIsKnown()
    {
        var ada = await service.CallAsync<GetVesselRequest, GetVesselResponse>(new GetVesselRequest { Mmsi = QueriedService.Ada });
        var silent = await service.CallAsync<GetVesselRequest, GetVesselResponse>(new GetVesselRequest { Mmsi = QueriedService.Silent });

        var vessel = ada.Vessel;
        Assert.Equal(("ADA", 9_074_729u, "OXAA2", "Tanker", 80u), (vessel.Name, vessel.Imo, vessel.CallSign, vessel.ShipType, vessel.ShipTypeCode));
        Assert.Equal((120u, 20u, 7.5, "ROTTERDAM"), (vessel.LengthMetres, vessel.BreadthMetres, vessel.DraughtMetres, vessel.Destination));
        Assert.Equal((2.099, 8.5), (vessel.LastPosition.Position.Longitude, vessel.LastPosition.SpeedOverGroundKnots));
        Assert.Equal((QueriedService.Epoch.UnixSeconds, QueriedService.Epoch.UnixSeconds + (99 * 60)), (vessel.StaticDataTime.Seconds, vessel.LastSeen.Seconds));
        Assert.Equal(["a", "b"], ada.OpenAlertIds);
        Assert.Equal((false, (object?)null), (silent.Vessel.HasName, silent.Vessel.StaticDataTime));
        Assert.Empty(silent.OpenAlertIds);
    }

    [Fact]
    public async Task GetVessel_Nobody_IsNotFoundWithItsReason()
    {
        var refusal = await service.RefusedAsync<GetVesselRequest, GetVesselResponse>(new GetVesselRequest { Mmsi = 1 });

        Assert.Equal((StatusCode.NotFound, "VESSEL_NOT_FOUND", "maritimewatch", "000000001"), (refusal.Code, refusal.ErrorInfo!.Reason, refusal.ErrorInfo.Domain, refusal.ErrorInfo.Metadata["mmsi"]));
    }

    [Theory]
    [InlineData(-1, "", "", "", "page_size", "INVALID_ARGUMENT")]
    [InlineData(0, "made up", "", "", "page_token", "PAGE_TOKEN_INVALID")]
    [InlineData(0, "", "colour = red", "", "filter", "FILTER_INVALID")]
    [InlineData(0, "", "imo = 10000000", "", "filter", "FILTER_INVALID")]
    [InlineData(0, "", "name > A", "", "filter", "FILTER_INVALID")]
    [InlineData(0, "", "", "longer", "query", "INVALID_ARGUMENT")]
    public async Task ListVessels_WhatIsNoQuestion_NamesTheField(int pageSize, string token, string filter, string query, string field, string reason)
    {
        var refusal = await service.RefusedAsync<ListVesselsRequest, ListVesselsResponse>(
            new ListVesselsRequest { PageSize = pageSize, PageToken = token, Filter = filter, Query = query.Length == 0 ? "" : query.PadRight(101, 'x') });

        Assert.Equal((StatusCode.InvalidArgument, reason), (refusal.Code, refusal.ErrorInfo!.Reason));
        Assert.Equal(field, Assert.Single(refusal.BadRequest!.FieldViolations).Field);
    }
}
