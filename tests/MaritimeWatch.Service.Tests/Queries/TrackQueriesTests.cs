using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;

namespace MaritimeWatch.Service.Tests.Queries;

public sealed class TrackQueriesTests(QueriedService service) : IClassFixture<QueriedService>
{
    private const long Day = 86_400;

    private static readonly AreaFilter Everywhere = new() { South = -90, West = -180, North = 90, East = 180 };

    [Theory]
    [InlineData(-90, -180, 90, 180, 201)]
    [InlineData(51, 2, 52, 2.05, 51)]
    [InlineData(-18, 179, -16, -179, 100)]
    [InlineData(-18, 179, -16, 180, 50)]
    [InlineData(60, 0, 61, 1, 0)]
    public async Task QueryTracks_AnArea_GivesItsPointsAndNoToken(double south, double west, double north, double east, int points)
    {
        var messages = await service.TracksAsync(Request(new AreaFilter { South = south, West = west, North = north, East = east }));

        Assert.Equal(points, messages.Sum(message => message.Piece?.Points.Count ?? 0));
        Assert.All(messages.SkipLast(1), message => Assert.NotEmpty(message.Piece.Points));
        Assert.Equal(((object?)null, ""), (messages[^1].Piece, messages[^1].NextPageToken));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(7, 0)]
    [InlineData(100, 0)]
    [InlineData(200, 0)]
    [InlineData(201, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(60, 2)]
    public async Task QueryTracks_InAnswersOfAtMostSoMuch_GivesEachPointOnce(int maxPoints, int maxVessels)
    {
        var whole = Points(await service.TracksAsync(Request(Everywhere))).ToList();
        var request = Request(Everywhere);
        (request.MaxPoints, request.MaxVessels) = (maxPoints, maxVessels);
        var found = new List<(uint, TrackPoint)>();
        do
        {
            var answer = await service.TracksAsync(request);
            Assert.True(maxPoints == 0 || Points(answer).Count() <= maxPoints);
            Assert.True(maxVessels == 0 || Points(answer).Select(point => point.Mmsi).Distinct().Count() <= maxVessels);
            found.AddRange(Points(answer));
            request.PageToken = answer[^1].NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(whole, found);
        Assert.All(found.GroupBy(point => point.Item1), vessel => Assert.Equal(vessel.OrderBy(point => point.Item2.Time), vessel));
    }

    [Fact]
    public async Task QueryTracks_WhatIsNoQuestion_NamesTheField()
    {
        var token = (await service.TracksAsync(With(request => request.MaxPoints = 1)))[^1].NextPageToken;
        (string Field, QueryTracksRequest Request)[] cases =
        [
            ("area", With(request => request.Area = null)),
            ("area", With(request => request.Area = new AreaFilter { South = double.NaN, North = 1 })),
            ("area", With(request => request.Area = new AreaFilter { South = 2, North = 1 })),
            ("area", With(request => request.Area = new AreaFilter { West = -180.1, North = 1 })),
            ("area", With(request => request.Area = new AreaFilter { East = double.PositiveInfinity, North = 1 })),
            ("from", With(request => request.From = null)),
            ("to", With(request => request.To = null)),
            ("from", With(request => request.From = new Timestamp { Seconds = long.MaxValue })),
            ("to", With(request => request.To = new Timestamp { Nanos = -1 })),
            ("from", With(request => request.To = new Timestamp { Seconds = request.From.Seconds - 1 })),
            ("to", With(request => request.To = new Timestamp { Seconds = request.From.Seconds + (31 * Day) + 1 })),
            ("max_points", With(request => request.MaxPoints = -1)),
            ("max_points", With(request => request.MaxPoints = 500_001)),
            ("max_vessels", With(request => request.MaxVessels = -1)),
            ("max_vessels", With(request => request.MaxVessels = 10_001)),
            ("page_token", With(request => request.PageToken = token)),
            ("page_token", With(request => (request.MaxPoints, request.PageToken) = (1, token[..^1]))),
        ];

        foreach (var (field, request) in cases)
        {
            var refusal = await Assert.ThrowsAsync<GrpcStatusException>(() => service.TracksAsync(request));
            Assert.Equal((StatusCode.InvalidArgument, field), (refusal.Code, Assert.Single(refusal.BadRequest!.FieldViolations).Field));
        }

        foreach (var allowed in new[] { With(request => request.To = new Timestamp { Seconds = request.From.Seconds + (31 * Day) }), With(request => (request.MaxPoints, request.MaxVessels) = (500_000, 10_000)) })
        {
            Assert.NotEmpty(await service.TracksAsync(allowed));
        }
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(7, 7)]
    [InlineData(1, 1)]
    public async Task GetTrack_AtMostSoManyPoints_AreThoseAndTheCountOfAll(int maxPoints, int given)
    {
        var track = await service.CallAsync<GetTrackRequest, GetTrackResponse>(new GetTrackRequest { Mmsi = QueriedService.Ada, MaxPoints = maxPoints });

        Assert.Equal((given, 100), (track.Points.Count, track.StoredPointCount));
        Assert.Equal(QueriedService.Epoch.UnixSeconds + (99 * 60), track.Points[^1].Time.Seconds);
    }

    private static IEnumerable<(uint Mmsi, TrackPoint Point)> Points(IEnumerable<QueryTracksResponse> messages) =>
        messages.Where(message => message.Piece is not null).SelectMany(message => message.Piece.Points.Select(point => (message.Piece.Mmsi, point)));

    private static QueryTracksRequest Request(AreaFilter area) => new()
    {
        Area = area, From = new Timestamp { Seconds = QueriedService.Epoch.UnixSeconds }, To = new Timestamp { Seconds = QueriedService.Epoch.UnixSeconds + Day },
    };

    private static QueryTracksRequest With(Action<QueryTracksRequest> change)
    {
        var request = Request(Everywhere.Clone());
        change(request);
        return request;
    }
}
