using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Formats;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Service.Tests.Formats;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>The ways of those who were in an area, on a map.</summary>
public sealed class VisitWaysTests : IDisposable
{
    private const uint Ship = 219_000_606;
    private static readonly GeoPosition Middle = new(55, 11);
    private static readonly AreaFilter Box = new() { South = 54.9, West = 10.9, North = 55.1, East = 11.1 };

    private readonly StoredTraffic traffic = new();

    public void Dispose() => traffic.Dispose();

    [Fact]
    public async Task Way_OfWhoSailedThrough_IsALineFromEdgeToEdge()
    {
        await traffic.AddAsync(Eastwards(-60, 60));

        var (visit, lines) = await AskAsync();

        Assert.Equal("LineString", lines.Type);
        var line = Assert.Single(lines.Parts);
        Assert.Equal((10.9, 11.1), (Math.Round(line[0].Longitude, 5), Math.Round(line[^1].Longitude, 5)));
        Assert.True(visit.Way[0].Interpolated && visit.Way[^1].Interpolated && !visit.Way[1].Interpolated);
        Assert.Equal((visit.FirstInside, visit.LastInside), (visit.Way[0].Time, visit.Way[^1].Time));
        Assert.Equal(visit.FixCount + 2, visit.Way.Count);
    }

    [Fact]
    public async Task Way_OfWhoCameBackAndFellSilent_HasALineForEachStay()
    {
        var there = Eastwards(-60, 60);
        await traffic.AddAsync(there.Where(fix => Math.Abs((fix.Time - StoredTraffic.Noon).TotalMinutes) > 8).Concat(there.Select(fix => fix with { Time = StoredTraffic.Noon + TimeSpan.FromMinutes(125) + (StoredTraffic.Noon - fix.Time) })).OrderBy(fix => fix.Time));

        var (visit, lines) = await AskAsync();

        Assert.Equal(("MultiLineString", 3), (lines.Type, lines.Parts.Count));
        Assert.Equal(2, visit.Way.Count(point => point.AfterGap));
        Assert.False(visit.WayCut);
    }

    [Fact]
    public async Task Way_OfOneFix_IsAPoint()
    {
        await traffic.AddAsync([StoredTraffic.Fix(Ship, 0, Middle)]);

        var (_, lines) = await AskAsync();

        Assert.Equal("Point", lines.Type);
        Assert.Equal([Middle], lines.Parts[0]);
    }

    /// <summary>Two weeks at anchor, swinging by 60 metres, and out over the shoal.</summary>
    [Fact]
    public async Task Way_ThatIsLong_IsSimplifiedToFewPointsNearIt()
    {
        List<PositionReport> fixes =
        [
            .. Enumerable.Range(0, 20_000).Select(number => StoredTraffic.Fix(Ship, number, Geodesic.Go(Middle, number * 7 % 360, 60).Position, 0)),
            .. Enumerable.Range(0, 40).Select(number => StoredTraffic.Fix(Ship, 20_000 + number, new GeoPosition(55 + (Math.Sin(number / 6.0) / 60), 11 + (number / 200.0)))),
        ];
        await traffic.AddAsync(fixes);

        var (visit, _) = await AskAsync();

        Assert.InRange(visit.FixCount, 20_019, 20_021);
        Assert.InRange(visit.Way.Count, 10, RegionWay.Most);
        Assert.False(visit.WayCut);
        var shoal = fixes[20_010];
        Assert.True(visit.Way.Min(point => Geodesic.DistanceMetres(WirePosition.ToDomain(point.Position), shoal.Position)) < 2_000);
    }

    [Fact]
    public async Task Way_InAndOutMoreOftenThanCanBeShown_SaysThatItIsCut()
    {
        await traffic.AddAsync(Enumerable.Range(0, 600).Select(number => StoredTraffic.Fix(Ship, number, new GeoPosition(55, 11.1 + (number % 2 == 0 ? -0.003 : 0.003)))));

        var (visit, _) = await AskAsync();

        Assert.Equal((RegionWay.Most, true), (visit.Way.Count, visit.WayCut));
    }

    [Fact]
    public async Task Way_OverTheAntimeridian_IsCutThere()
    {
        await traffic.AddAsync(Enumerable.Range(-30, 60).Select(minute => StoredTraffic.Fix(Ship, minute, new GeoPosition(-17, minute < 0 ? 180 + (minute / 200.0) : -180 + ((minute + 0.5) / 200)))));

        var (_, lines) = await AskAsync(request => request.Area = new AreaFilter { South = -17.1, West = 179.9, North = -16.9, East = -179.9 });

        Assert.Equal(("MultiLineString", 2), (lines.Type, lines.Parts.Count));
        Assert.Equal((180, -180), (lines.Parts[0][^1].Longitude, lines.Parts[1][0].Longitude));
    }

    /// <summary>Also of a circle, where the place nearest to its centre would be another answer.</summary>
    [Fact]
    public async Task Ways_InPagesOfOne_AreTheWhole_AndAreGivenOnlyWhereTheyAreWanted()
    {
        await traffic.AddAsync(Eastwards(-60, 60).SelectMany(fix => Enumerable.Range(0, 3).Select(ship => fix with { Mmsi = new Mmsi(Ship + (uint)ship) })));
        var queries = new AnalystQueries(traffic.Tracks, Chart.Empty);
        var request = Request(circle => (circle.Area, circle.Circle) = (null, new CircleFilter { Centre = WirePosition.ToProto(Middle), RadiusMetres = 3_000 }));
        var whole = (await queries.ListVisitsAsync(request, CancellationToken.None)).Visits;
        var pages = new List<Visit>();
        request.PageSize = 1;
        do
        {
            var page = await queries.ListVisitsAsync(request, CancellationToken.None);
            pages.AddRange(page.Visits);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(3, whole.Count);
        Assert.Equal(whole, pages);
        Assert.All(whole, visit => Assert.True(visit.Way.Count > 2));
        request.WithWay = false;
        Assert.All((await queries.ListVisitsAsync(request, CancellationToken.None)).Visits, visit => Assert.Empty(visit.Way));
    }

    /// <summary>Twelve knots on the parallel, heard every minute, in the middle of the box at noon.</summary>
    private static List<PositionReport> Eastwards(int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(minute => StoredTraffic.Fix(Ship, minute, new GeoPosition(55, 11 + (minute * 0.0058))))];

    private static ListVisitsRequest Request(Action<ListVisitsRequest>? change = null)
    {
        var request = new ListVisitsRequest
        {
            Area = Box, From = WireTime.ToProto(StoredTraffic.Noon - TimeSpan.FromHours(2)), To = WireTime.ToProto(StoredTraffic.Noon + TimeSpan.FromDays(20)), WithWay = true,
        };
        change?.Invoke(request);
        return request;
    }

    /// <summary>The one visit, and the lines of its way as GeoJSON and KML show them.</summary>
    private async Task<(Visit Visit, (string Type, List<List<GeoPosition>> Parts) Lines)> AskAsync(Action<ListVisitsRequest>? change = null)
    {
        var response = await new AnalystQueries(traffic.Tracks, Chart.Empty).ListVisitsAsync(Request(change), CancellationToken.None);
        var feature = Assert.Single(JsonNode.Parse(Text(AnswerFormat.GeoJson))!["features"]!.AsArray())!;
        Assert.Null(feature["properties"]!["way"]);
        var lines = GeometryReading.OfGeoJson(feature["geometry"]!);
        var times = feature["properties"]!["coordinateProperties"]!["times"]!.AsArray();
        Assert.Equal(lines.Parts.Sum(part => part.Count), lines.Type == "MultiLineString" ? times.Sum(part => part!.AsArray().Count) : times.Count);
        Assert.Equal(lines.Parts, GeometryReading.OfKml(Assert.Single(XDocument.Parse(Text(AnswerFormat.Kml)).Descendants(AnswerReading.Kml + "Placemark"))));
        return (Assert.Single(response.Visits), lines);

        string Text(AnswerFormat format) => Encoding.UTF8.GetString(AnswerText.Write(format, response, Answers.Of(response)).Span);
    }
}
