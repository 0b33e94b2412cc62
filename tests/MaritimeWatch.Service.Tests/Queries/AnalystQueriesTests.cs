using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Tests.Queries;

public sealed class AnalystQueriesTests(AnalysedService service) : IClassFixture<AnalysedService>
{
    private const double Hours = 14;
    private static readonly AreaFilter Box = new() { South = 54.93, West = 10.97, North = 55.07, East = 11.15 };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 0)]
    [InlineData(0, 30)]
    [InlineData(0, 1)]
    public async Task ReadTrack_InPagesOfAnySize_IsTheWhole(double simplify, int resample)
    {
        var request = new ReadTrackRequest { Vessel = $"{AnalysedService.First}", SimplifyMetres = simplify, ResampleSeconds = resample };
        var whole = await Task.FromResult(await PagesAsync(request, 50_000));
        Assert.InRange(whole.Count, 30, resample == 1 ? 50_000 : 5_000);

        foreach (var size in resample == 1 ? new[] { 7_919 } : [1, 7, whole.Count - 1, whole.Count])
        {
            var pages = size == 1 ? await PagesAsync(request, size, most: 50) : await PagesAsync(request, size);
            Assert.Equal(whole.Take(pages.Count), pages);
            Assert.True(size == 1 || pages.Count == whole.Count);
        }
    }

    [Fact]
    public async Task ReadTrack_OfEveryFix_IsWhatIsStored()
    {
        var points = await PagesAsync(new ReadTrackRequest { Vessel = $"{AnalysedService.First + 3}", From = AnalysedService.At(2), To = AnalysedService.At(5) }, 100);
        var stored = service.Fixes[AnalysedService.First + 3].Where(fix => fix.Time >= AnalysedService.Epoch + TimeSpan.FromHours(2) && fix.Time <= AnalysedService.Epoch + TimeSpan.FromHours(5)).ToList();

        Assert.Equal(
            stored.Select(fix => (fix.Time, fix.Position, fix.SpeedOverGroundKnots, fix.CourseOverGroundDegrees, fix.HasHighAccuracy)),
            points.Select(point => (WireTime.ToDomain(point.Time), WirePosition.ToDomain(point.Position), (double?)point.SpeedOverGroundKnots, (double?)point.CourseOverGroundDegrees, point.HighAccuracy)));
        Assert.All(points, point => Assert.Equal(EquipmentClass.B, point.EquipmentClass));
    }

    /// <summary>Stretches are simplified apart: the whole is held to the tolerance all the same.</summary>
    [Fact]
    public async Task ReadTrack_Simplified_IsAtEachMomentWithinTheToleranceOfTheFix()
    {
        var fixes = service.Fixes[AnalysedService.First + 1];
        var kept = (await PagesAsync(new ReadTrackRequest { Vessel = $"{AnalysedService.First + 1}", SimplifyMetres = 30 }, 11)).Select(point => WireTime.ToDomain(point.Time)).ToHashSet();
        Assert.InRange(kept.Count, 10, fixes.Count / 2);

        var last = 0;
        for (var number = 1; number < fixes.Count; number++)
        {
            if (kept.Contains(fixes[number].Time))
            {
                Assert.All(Enumerable.Range(last, number - last), between => Assert.InRange(TrackSimplifier.SynchronisedMetres(fixes[last], fixes[number], fixes[between]), 0, 30));
                last = number;
            }
        }

        Assert.Equal(fixes.Count - 1, last);
    }

    [Fact]
    public async Task ListVisits_OfABox_AreThoseOfEveryFix()
    {
        var box = new GeoBox(Box.South, Box.West, Box.North, Box.East);
        var visits = await VisitsAsync(new ListVisitsRequest { Area = Box, From = AnalysedService.At(1), To = AnalysedService.At(9) });
        var inside = Period(1, 9).Where(fix => box.Contains(fix.Position)).GroupBy(fix => fix.Mmsi.Value).ToDictionary(fixes => fixes.Key, fixes => fixes.ToList());

        Assert.True(inside.Count > 3);
        Assert.Empty(inside.Keys.Except(visits.Select(visit => visit.Vessel.Mmsi)));
        foreach (var visit in visits)
        {
            var fixes = inside.GetValueOrDefault(visit.Vessel.Mmsi, []);
            Assert.Equal(fixes.Count, visit.FixCount);
            Assert.True(fixes.Count == 0 || (WireTime.ToDomain(visit.FirstInside) <= fixes[0].Time && WireTime.ToDomain(visit.LastInside) >= fixes[^1].Time));
        }
    }

    /// <summary>What lies outside of the area decides nothing: the answer is that of every fix of every vessel, read or not.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(2_000)]
    public async Task ListVisits_OfACircle_AreThoseOfTheWholeTracks(double radius)
    {
        var circle = new CircleFilter { Centre = new Contracts.V1.GeoPosition { Latitude = 55.01, Longitude = 11.06 }, RadiusMetres = radius };
        var visits = await VisitsAsync(new ListVisitsRequest { Circle = circle, From = AnalysedService.At(1), To = AnalysedService.At(11) });

        var expected = service.Fixes.Select(vessel =>
        {
            var visit = new RegionVisit(new CircleRegion(new GeoPosition(55.01, 11.06), radius), AnalysedService.Epoch + TimeSpan.FromHours(1), AnalysedService.Epoch + TimeSpan.FromHours(11), TimeSpan.FromSeconds(600));
            vessel.Value.ForEach(fix => visit.Add(fix));
            return (vessel.Key, Visit: visit);
        }).Where(vessel => vessel.Visit.IsInside).OrderBy(vessel => vessel.Visit.FirstInside!.Value).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.Select(vessel => (vessel.Key, vessel.Visit.FirstInside!.Value, vessel.Visit.LastInside!.Value, vessel.Visit.Fixes, Math.Round(vessel.Visit.ClosestMetres, 1))),
            visits.Select(visit => (visit.Vessel.Mmsi, WireTime.ToDomain(visit.FirstInside), WireTime.ToDomain(visit.LastInside), visit.FixCount, visit.ClosestMetres)));
    }

    /// <summary>The store is read near the asset alone; the answer is that of the whole tracks.</summary>
    [Theory]
    [InlineData(AnalysedService.Cable)]
    [InlineData(AnalysedService.Area)]
    public async Task ListCrossings_OfAnAsset_AreThoseOfTheWholeTracks(string id)
    {
        var crossings = await CrossingsAsync(new ListCrossingsRequest { AssetId = id, From = AnalysedService.At(0), To = AnalysedService.At(Hours) });
        var passages = new AssetPassages(AnalysedService.Chart.Assets.Single(asset => asset.Id == id), 0);

        var near = passages.Cover(PassageTracks.MarginOfCrossingMetres);
        var all = service.Fixes.Values.SelectMany(fixes => passages.Find(fixes.ToArray())).SelectMany(approach => approach.Crossings.Select(crossing => (approach.Mmsi.Value, crossing.Time, approach.IsPossible, Point: crossing)))
            .OrderBy(crossing => crossing.Time).ThenBy(crossing => crossing.Value).ToList();

        // Of a silence, one end lies within the stated distance.
        var expected = all.Where(crossing => near.Any(box => box.Contains(crossing.Point.Before!.Value.Position) || box.Contains(crossing.Point.After!.Value.Position)))
            .Select(crossing => (crossing.Value, crossing.Time, crossing.IsPossible)).ToList();
        Assert.True(expected.Count >= (id == AnalysedService.Cable ? 15 : 3));
        Assert.True(expected.Count >= all.Count - 1);
        Assert.Contains(expected, crossing => crossing.IsPossible);
        Assert.Equal(expected, crossings.Select(crossing => (crossing.Vessel.Mmsi, WireTime.ToDomain(crossing.Time), crossing.Possible)));
        Assert.All(crossings, crossing => Assert.Equal(id == AnalysedService.Cable, crossing.HasKilometresAlong));
        Assert.All(crossings.Where(crossing => crossing.Possible), crossing => Assert.True(crossing.GapSeconds > 600));
    }

    [Fact]
    public async Task ListCrossings_OfAStretchAndAPeriod_AreThoseOfAllThatLieInBoth()
    {
        var all = await CrossingsAsync(new ListCrossingsRequest { AssetId = AnalysedService.Cable, From = AnalysedService.At(0), To = AnalysedService.At(Hours) });
        var (from, to) = (all.Min(crossing => crossing.KilometresAlong) + 1, all.Max(crossing => crossing.KilometresAlong) - 1);
        var some = await CrossingsAsync(new ListCrossingsRequest { AssetId = AnalysedService.Cable, From = AnalysedService.At(3), To = AnalysedService.At(8), FromKm = from, ToKm = to });

        // Of one in a silence nobody knows when it was.
        var (begin, end) = (WireTime.ToDomain(AnalysedService.At(3)), WireTime.ToDomain(AnalysedService.At(8)));
        bool IsWithin(Crossing crossing) => crossing.Possible
            ? WireTime.ToDomain(crossing.Latest) >= begin && WireTime.ToDomain(crossing.Earliest) <= end
            : WireTime.ToDomain(crossing.Time) >= begin && WireTime.ToDomain(crossing.Time) <= end;
        var expected = all.Where(crossing => IsWithin(crossing) && crossing.KilometresAlong >= from && crossing.KilometresAlong <= to).ToList();
        Assert.InRange(expected.Count, 2, all.Count - 2);
        Assert.Equal(expected.Select(crossing => (crossing.Vessel.Mmsi, crossing.Time, crossing.KilometresAlong)), some.Select(crossing => (crossing.Vessel.Mmsi, crossing.Time, crossing.KilometresAlong)));
    }

    [Fact]
    public async Task ListVisits_AboutAnAsset_AreThoseOfTheWholeTracks()
    {
        var visits = await VisitsAsync(new ListVisitsRequest { AssetId = AnalysedService.Cable, WithinMetres = 800, From = AnalysedService.At(0), To = AnalysedService.At(Hours) });
        var passages = new AssetPassages(AnalysedService.Chart.Assets[0], 800);

        var expected = service.Fixes.Select(vessel => (Mmsi: vessel.Key, Approaches: passages.Find(vessel.Value.ToArray()))).Where(vessel => vessel.Approaches.Any(approach => !approach.IsPossible))
            .Select(vessel => (vessel.Mmsi, Approaches: vessel.Approaches.Where(approach => !approach.IsPossible).ToList())).ToList();
        Assert.True(expected.Count > 3);
        Assert.Equal(
            expected.Select(vessel => (vessel.Mmsi, vessel.Approaches.Min(approach => approach.From), vessel.Approaches.Max(approach => approach.To), vessel.Approaches.Sum(approach => approach.Crossings.Count))).OrderBy(visit => visit.Mmsi),
            visits.Where(visit => !visit.Possible).Select(visit => (visit.Vessel.Mmsi, WireTime.ToDomain(visit.FirstInside), WireTime.ToDomain(visit.LastInside), visit.CrossingCount)).OrderBy(visit => visit.Mmsi));
        Assert.All(visits.Where(visit => visit.CrossingCount > 0), visit => Assert.Equal(0, visit.ClosestMetres));
    }

    [Theory]
    [InlineData(6.5, 1_800)]
    [InlineData(6.5, 60)]
    [InlineData(13.9, 172_800)]
    [InlineData(30, 172_800)]
    public async Task ListPositions_AtAMoment_AreTheNewestOfEachVessel(double hours, int age)
    {
        var request = new ListPositionsRequest { Time = AnalysedService.At(hours), MaxAgeSeconds = age };
        var time = WireTime.ToDomain(request.Time);
        var newest = service.Fixes.Values.Select(fixes => fixes.LastOrDefault(fix => fix.Time <= time)).Where(fix => fix.Mmsi.Value > 0 && fix.Time >= time - TimeSpan.FromSeconds(age)).OrderBy(fix => fix.Mmsi).ToList();
        Assert.NotEmpty(newest);

        Assert.Equal(newest.Select(fix => (fix.Mmsi.Value, fix.Time, fix.Position)), (await PictureAsync(request)).Select(vessel => (vessel.Mmsi, WireTime.ToDomain(vessel.LastPosition.Time), WirePosition.ToDomain(vessel.LastPosition.Position))));

        // Whoever has left the box since is not in it.
        var box = new GeoBox(54.9, 11, 55.05, 11.2);
        request.Area = new AreaFilter { South = 54.9, West = 11, North = 55.05, East = 11.2 };
        Assert.Equal(newest.Where(fix => box.Contains(fix.Position)).Select(fix => fix.Mmsi.Value), (await PictureAsync(request)).Select(vessel => vessel.Mmsi));
    }

    [Fact]
    public async Task ListEncounters_OfTwoThatLieTogetherOverMidnight_IsOne()
    {
        var request = new ListEncountersRequest { Area = new AreaFilter { South = 55, West = 12, North = 56, East = 13 }, From = AnalysedService.At(0), To = AnalysedService.At(Hours) };
        var encounter = Assert.Single((await service.CallAsync<ListEncountersRequest, ListEncountersResponse>(request)).Encounters);

        Assert.Equal((AnalysedService.One, AnalysedService.Other), (encounter.Vessel.Mmsi, encounter.Other.Mmsi));
        Assert.Equal((AnalysedService.At(2.5), AnalysedService.At(6)), (encounter.Since, encounter.Until));
        Assert.InRange(encounter.ClosestMetres, 149, 151);

        // Who she was then, not who she is now.
        Assert.Equal("OLD NAME", encounter.Vessel.Name);
        var now = await PictureAsync(new ListPositionsRequest { Time = AnalysedService.At(15), MaxAgeSeconds = 100_000 });
        Assert.Equal("NEW NAME", now.Single(vessel => vessel.Mmsi == AnalysedService.One).Name);

        // A question about the middle hour alone finds it, as long as it is known to have lasted.
        (request.From, request.To) = (AnalysedService.At(4), AnalysedService.At(5));
        Assert.Single((await service.CallAsync<ListEncountersRequest, ListEncountersResponse>(request)).Encounters);
        (request.From, request.To) = (AnalysedService.At(6.1), AnalysedService.At(7));
        Assert.Empty((await service.CallAsync<ListEncountersRequest, ListEncountersResponse>(request)).Encounters);
    }

    [Fact]
    public async Task GetTrafficStatistics_OfACircle_AreThoseOfEveryFix()
    {
        var request = new GetTrafficStatisticsRequest
        {
            Circle = new CircleFilter { Centre = new Contracts.V1.GeoPosition { Latitude = 55, Longitude = 11.05 }, RadiusMetres = 5_000 }, From = AnalysedService.At(0), To = AnalysedService.At(Hours),
        };
        var counts = await service.CallAsync<GetTrafficStatisticsRequest, GetTrafficStatisticsResponse>(request);
        var region = new CircleRegion(new GeoPosition(55, 11.05), 5_000);
        var inside = Period(0, Hours).Where(fix => region.Contains(fix.Position)).ToList();

        Assert.Equal((inside.Count, inside.Select(fix => fix.Mmsi).Distinct().Count()), ((int)counts.PositionCount, counts.VesselCount));
        Assert.Equal(["2024-11-17", "2024-11-18"], counts.Days.Select(day => WireTime.ToDomain(day.Day).ToString()[..10]));
        Assert.Equal(inside.Count, counts.Days.Sum(day => day.PositionCount));
        Assert.Equal(["", "Cargo", "Tanker"], counts.ShipTypes.Select(type => type.ShipType));

        // A silence is one only where she was heard nowhere else meanwhile.
        Assert.NotEmpty(counts.Silences);
        Assert.All(counts.Silences, silence =>
        {
            var fixes = service.Fixes[silence.Vessel.Mmsi];
            var last = fixes.FindIndex(fix => fix.Time == WireTime.ToDomain(silence.Last.Time));
            Assert.Equal(WireTime.ToDomain(silence.Next.Time), fixes[last + 1].Time);
            Assert.True(fixes[last + 1].Time - fixes[last].Time > TimeSpan.FromMinutes(30));
        });
    }

    [Fact]
    public async Task Lists_InPagesOfOne_AreTheWhole()
    {
        var visits = new ListVisitsRequest { Area = Box, From = AnalysedService.At(0), To = AnalysedService.At(Hours) };
        Assert.Equal(await VisitsAsync(visits), await VisitsAsync(visits, 1));
        var crossings = new ListCrossingsRequest { AssetId = AnalysedService.Cable, From = AnalysedService.At(0), To = AnalysedService.At(4) };
        Assert.Equal(await CrossingsAsync(crossings), await CrossingsAsync(crossings, 1));
        var picture = new ListPositionsRequest { Time = AnalysedService.At(5), MaxAgeSeconds = 10_000 };
        Assert.Equal(await PictureAsync(picture), await PictureAsync(picture, 1));
        Assert.Equal(await PictureAsync(new ListPositionsRequest { MaxAgeSeconds = 100_000 }), await PictureAsync(new ListPositionsRequest { MaxAgeSeconds = 100_000 }, 1));
    }

    [Fact]
    public async Task Questions_ThatAreNone_NameTheField()
    {
        var token = (await service.CallAsync<ListVisitsRequest, ListVisitsResponse>(Visits(request => request.PageSize = 1))).NextPageToken;
        Assert.NotEmpty(token);
        (string Field, ListVisitsRequest Request)[] visits =
        [
            ("area", Visits(request => request.Area = null)),
            ("area", Visits(request => request.Circle = Circle(1))),
            ("asset_id", Visits(request => request.AssetId = AnalysedService.Cable)),
            ("within_metres", Visits(request => request.WithinMetres = 1)),
            ("circle", Visits(request => (request.Area, request.Circle) = (null, Circle(0)))),
            ("circle", Visits(request => (request.Area, request.Circle) = (null, Circle(100_001)))),
            ("circle", Visits(request => (request.Area, request.Circle) = (null, Circle(double.NaN)))),
            ("circle", Visits(request => (request.Area, request.Circle) = (null, new CircleFilter { RadiusMetres = 1 }))),
            ("polygon", Visits(request => (request.Area, request.Polygon) = (null, Polygon(2)))),
            ("polygon", Visits(request => (request.Area, request.Polygon) = (null, Polygon(1_001)))),
            ("polygon", Visits(request => (request.Area, request.Polygon) = (null, Polygon(3, 91)))),
            ("from", Visits(request => request.From = null)),
            ("to", Visits(request => request.To = AnalysedService.At((31 * 24) + 1))),
            ("max_gap_seconds", Visits(request => request.MaxGapSeconds = 1_801)),
            ("page_size", Visits(request => request.PageSize = -1)),
            ("page_token", Visits(request => request.PageToken = token)),
            ("page_token", Visits(request => (request.PageSize, request.PageToken) = (1, token[..^1]))),
        ];
        foreach (var (field, request) in visits)
        {
            Assert.Equal((StatusCode.InvalidArgument, field), await RefusalAsync<ListVisitsRequest, ListVisitsResponse>(request));
        }

        (string Field, ReadTrackRequest Request)[] tracks =
        [
            ("vessel", new()),
            ("vessel", new() { Vessel = new string('x', 101) }),
            ("simplify_metres", new() { Vessel = "1", SimplifyMetres = 10_001 }),
            ("simplify_metres", new() { Vessel = "1", SimplifyMetres = double.NaN }),
            ("resample_seconds", new() { Vessel = "1", ResampleSeconds = 86_401 }),
            ("resample_seconds", new() { Vessel = "1", ResampleSeconds = 1, SimplifyMetres = 1 }),
            ("max_gap_seconds", new() { Vessel = "1", MaxGapSeconds = -1 }),
            ("from", new() { Vessel = "1", From = AnalysedService.At(1), To = AnalysedService.At(0) }),
        ];
        foreach (var (field, request) in tracks)
        {
            Assert.Equal((StatusCode.InvalidArgument, field), await RefusalAsync<ReadTrackRequest, ReadTrackResponse>(request));
        }

        var (from, to) = (AnalysedService.At(0), AnalysedService.At(1));
        Assert.Equal((StatusCode.InvalidArgument, "asset_id"), await RefusalAsync<ListCrossingsRequest, ListCrossingsResponse>(new() { From = from, To = to }));
        Assert.Equal((StatusCode.NotFound, ""), await RefusalAsync<ListCrossingsRequest, ListCrossingsResponse>(new() { AssetId = "nothing", From = from, To = to }));
        Assert.Equal((StatusCode.InvalidArgument, "from_km"), await RefusalAsync<ListCrossingsRequest, ListCrossingsResponse>(new() { AssetId = AnalysedService.Area, FromKm = 1, From = from, To = to }));
        Assert.Equal((StatusCode.InvalidArgument, "to_km"), await RefusalAsync<ListCrossingsRequest, ListCrossingsResponse>(new() { AssetId = AnalysedService.Cable, FromKm = 2, ToKm = 1, From = from, To = to }));
        Assert.Equal((StatusCode.InvalidArgument, "from_km"), await RefusalAsync<ListCrossingsRequest, ListCrossingsResponse>(new() { AssetId = AnalysedService.Cable, FromKm = 1_000, From = from, To = to }));
        Assert.Equal((StatusCode.InvalidArgument, "max_age_seconds"), await RefusalAsync<ListPositionsRequest, ListPositionsResponse>(new() { MaxAgeSeconds = 172_801 }));
        Assert.Equal((StatusCode.InvalidArgument, "area"), await RefusalAsync<ListEncountersRequest, ListEncountersResponse>(new() { From = from, To = to }));
    }

    [Fact]
    public async Task Questions_WhoseCallerHasGone_End()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Here.ListVisitsAsync(Visits(_ => { }), gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await new StoredPositions(service.Service.Host.Store.Tracks)
            .InBoxesAsync([new GeoBox(-90, -180, 90, 180)], AnalysedService.Epoch, AnalysedService.End, gone.Token).CountAsync());
    }

    private static ListVisitsRequest Visits(Action<ListVisitsRequest> change)
    {
        var request = new ListVisitsRequest { Area = Box.Clone(), From = AnalysedService.At(0), To = AnalysedService.At(Hours) };
        change(request);
        return request;
    }

    private static CircleFilter Circle(double radius) => new() { Centre = new Contracts.V1.GeoPosition { Latitude = 55, Longitude = 11 }, RadiusMetres = radius };

    private static PositionSequence Polygon(int corners, double latitude = 55)
    {
        var polygon = new PositionSequence();
        polygon.Positions.AddRange(Enumerable.Range(0, corners).Select(number => new Contracts.V1.GeoPosition { Latitude = latitude, Longitude = number / 10_000.0 }));
        return polygon;
    }

    private async Task<(StatusCode, string)> RefusalAsync<TRequest, TResponse>(TRequest request)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var refusal = await Assert.ThrowsAsync<GrpcStatusException>(() => service.CallAsync<TRequest, TResponse>(request));
        return (refusal.Code, refusal.BadRequest?.FieldViolations[0].Field ?? "");
    }

    private IEnumerable<PositionReport> Period(double from, double to) => service.Fixes.Values.SelectMany(fixes => fixes)
        .Where(fix => fix.Time >= AnalysedService.Epoch + TimeSpan.FromHours(from) && fix.Time <= AnalysedService.Epoch + TimeSpan.FromHours(to)).OrderBy(fix => fix.Time);

    private async Task<List<TrackPoint>> PagesAsync(ReadTrackRequest asked, int size, int most = int.MaxValue)
    {
        var request = asked.Clone();
        var points = new List<TrackPoint>();
        request.PageSize = size;
        do
        {
            var page = await service.Here.ReadTrackAsync(request, CancellationToken.None);
            Assert.InRange(page.Points.Count, 0, size);
            points.AddRange(page.Points);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0 && points.Count < most);
        return points;
    }

    private Task<List<Visit>> VisitsAsync(ListVisitsRequest request, int size = 1_000) => AllAsync<ListVisitsRequest, Visit>(request, size, async page =>
    {
        var response = await service.CallAsync<ListVisitsRequest, ListVisitsResponse>(page);
        return (response.Visits, response.NextPageToken);
    });

    private Task<List<Crossing>> CrossingsAsync(ListCrossingsRequest request, int size = 1_000) => AllAsync<ListCrossingsRequest, Crossing>(request, size, async page =>
    {
        var response = await service.CallAsync<ListCrossingsRequest, ListCrossingsResponse>(page);
        return (response.Crossings, response.NextPageToken);
    });

    private Task<List<Vessel>> PictureAsync(ListPositionsRequest request, int size = 1_000) => AllAsync<ListPositionsRequest, Vessel>(request, size, async page =>
    {
        var response = await service.CallAsync<ListPositionsRequest, ListPositionsResponse>(page);
        return (response.Vessels, response.NextPageToken);
    });

    private static async Task<List<T>> AllAsync<TRequest, T>(TRequest asked, int size, Func<TRequest, Task<(IEnumerable<T> Members, string Token)>> ask)
        where TRequest : class, IMessage<TRequest>, IDeepCloneable<TRequest>
    {
        var request = asked.Clone();
        request.Descriptor.FindFieldByName("page_size").Accessor.SetValue(request, size);
        var all = new List<T>();
        string token;
        do
        {
            (var members, token) = await ask(request);
            all.AddRange(members);
            request.Descriptor.FindFieldByName("page_token").Accessor.SetValue(request, token);
        }
        while (token.Length > 0);
        return all;
    }
}
