using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>Polygons wider than half the earth, and over the antimeridian.</summary>
public sealed class WideAreaTests(AnalysedService service) : IClassFixture<AnalysedService>
{
    /// <summary>What is inside is what lies between the corners.</summary>
    [Theory]
    [InlineData(true, new double[] { -120, -40, 40, 120 })]
    [InlineData(false, new double[] { 20, 100, 170, -120, -40 })]
    [InlineData(true, new double[] { 170, -170, -90, -10, 60 })]
    [InlineData(false, new double[] { 170, -170 })]
    public async Task ListVisits_OfAWidePolygon_AreThoseBetweenItsCorners(bool isInside, double[] longitudes)
    {
        var visits = (await AskAsync(longitudes)).Visits;

        Assert.Equal(isInside ? service.Fixes.Count : 0, visits.Count);
    }

    /// <summary>Nobody can tell which side is meant; an answer about the wrong one would look like any other.</summary>
    [Theory]
    [InlineData("either way round", new double[] { -110, 110 })]
    [InlineData("either way round", new double[] { -90, 90 })]
    [InlineData("round a pole", new double[] { -170, -90, 0, 90, 170, -170 })]
    public async Task ListVisits_OfAPolygonWithoutACertainInside_IsRefused(string said, double[] longitudes)
    {
        var refusal = await Assert.ThrowsAsync<GrpcStatusException>(() => AskAsync(longitudes));

        Assert.Equal((StatusCode.InvalidArgument, "polygon"), (refusal.Code, refusal.BadRequest!.FieldViolations[0].Field));
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    private Task<ListVisitsResponse> AskAsync(double[] longitudes) => service.CallAsync<ListVisitsRequest, ListVisitsResponse>(
        new() { Polygon = Band(longitudes), From = AnalysedService.At(0), To = AnalysedService.At(14), PageSize = 1_000 });

    /// <summary>From 50 to 60 degrees north along these longitudes and back; only along them where they end where they began.</summary>
    private static PositionSequence Band(double[] longitudes)
    {
        var band = new PositionSequence();
        band.Positions.AddRange(longitudes.Select(longitude => new GeoPosition { Latitude = 50, Longitude = longitude }));
        band.Positions.AddRange(longitudes[0] == longitudes[^1] ? [] : longitudes.Reverse().Select(longitude => new GeoPosition { Latitude = 60, Longitude = longitude }));
        return band;
    }
}
