using System.Text;
using System.Text.Json.Nodes;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Picture;

namespace MaritimeWatch.Service.Tests.Picture;

/// <summary>The picture on the wire.</summary>
public sealed class PictureJsonTests
{
    private static readonly GeoBox World = new(-90, -180, 90, 180);
    private static readonly Instant Time = Instant.FromUtc(2024, 11, 17, 8);

    private readonly LivePicture picture = new();
    private readonly PictureNews news = new(World);

    [Fact]
    public async Task Whole_HasWhatIsKnown_AndNullForWhatIsNot()
    {
        var position = new PositionReport(
            Time, new Mmsi(219_000_606), PositionReport.ToRaw(51.1234567), PositionReport.ToRaw(-2.0000004), 123, 3_599, 7, PositionReport.NoRateOfTurn, StationClass.ClassB, NavigationalStatus.AtAnchor, false);
        picture.Take(new AisReport(position, new StaticReport(new Mmsi(219_000_606), 9_074_729, "OXAA2", "ADA", new ShipType(80), LengthMetres: 120, BreadthMetres: 20, Destination: "ROTTERDAM")));
        picture.Pass();

        Assert.Equal(
            "event: vessels\ndata: {\"first\":true,\"last\":true,\"time\":\"2024-11-17T08:00:00Z\",\"eventTime\":null,\"static\":[[219000606,\"ADA\",\"OXAA2\",9074729,80,120,20,\"ROTTERDAM\"]],"
            + "\"rows\":[[219000606,1731830400,-2,51.123457,12.3,359.9,7,1,\"B\"]]}\n\n",
            await TellAsync(null));

        picture.Take(new AisReport(PositionReport.Create(Time + TimeSpan.FromMilliseconds(1_000), new Mmsi(1), new GeoPosition(0, 180), stationClass: StationClass.SarAircraft), null));
        picture.Pass();

        Assert.Equal(
            "event: delta\ndata: {\"time\":\"2024-11-17T08:00:00Z\",\"eventTime\":\"2024-11-17T07:59:59.500Z\",\"static\":[],\"rows\":[[1,1731830401,180,0,null,null,null,null,null]],\"gone\":[]}\n\n",
            await TellAsync(Time - TimeSpan.FromMilliseconds(500)));
    }

    [Fact]
    public async Task Delta_OfNothing_IsASignOfLife()
    {
        await TellAsync(null);
        picture.Pass();

        Assert.Equal("event: delta\ndata: {\"time\":\"2024-11-17T08:00:00Z\",\"eventTime\":null,\"static\":[],\"rows\":[],\"gone\":[]}\n\n", await TellAsync(null));
    }

    [Fact]
    public async Task Whole_OfNothing_IsOnePiece() =>
        Assert.StartsWith("event: vessels\ndata: {\"first\":true,\"last\":true,", await TellAsync(null), StringComparison.Ordinal);

    [Theory]
    [InlineData(2_000, "first last")]
    [InlineData(2_001, "first,last")]
    [InlineData(4_001, "first,,last")]
    public async Task Whole_OfMany_ComesInPieces(int vessels, string flags)
    {
        for (var number = 1; number <= vessels; number++)
        {
            picture.Take(new AisReport(PositionReport.Create(Time, new Mmsi((uint)number), new GeoPosition(50, 1)), new StaticReport(new Mmsi((uint)number), Name: $"SHIP {number}")));
        }

        picture.Pass();

        var events = Events(await TellAsync(null));

        Assert.Equal(flags, string.Join(',', events.Select(data => $"{(data["first"] is null ? "" : "first")} {(data["last"] is null ? "" : "last")}".Trim())));
        Assert.All(events, data => Assert.True(data["rows"]!.AsArray().Count <= 2_000));
        Assert.All(events, data => Assert.Equal(data["rows"]!.AsArray().Select(row => (uint)row![0]!), data["static"]!.AsArray().Select(row => (uint)row![0]!)));
        Assert.Equal(vessels, events.SelectMany(data => data["rows"]!.AsArray()).Select(row => (uint)row![0]!).Distinct().Count());
    }

    [Fact]
    public async Task Delta_OfThoseWhoHaveGone_NamesThem()
    {
        var box = new PictureNews(new GeoBox(50, 0, 60, 10));
        picture.Take(LivePictureTests.At(7, 0, 55, 2));
        picture.Take(LivePictureTests.At(999_999_999, 0, 55, 2));
        picture.Pass();
        await TellAsync(null, box);
        picture.Take(LivePictureTests.At(7, 1, 40, 2));
        picture.Take(LivePictureTests.At(999_999_999, 1, 40, 2));
        picture.Pass();

        Assert.Equal([7u, 999_999_999u], Events(await TellAsync(null, box)).Single()["gone"]!.AsArray().Select(mmsi => (uint)mmsi!).Order());
    }

    /// <summary>What a ship calls herself ends no event and no text.</summary>
    [Theory]
    [InlineData("A\n\nevent: delta\ndata: {}")]
    [InlineData("</script><b>\"")]
    [InlineData("\u202EADA\u0000")]
    public async Task Name_OfAStranger_IsTextAndNothingElse(string name)
    {
        picture.Take(new AisReport(PositionReport.Create(Time, new Mmsi(1), new GeoPosition(50, 1)), new StaticReport(new Mmsi(1), Name: name)));
        picture.Pass();

        var text = await TellAsync(null);

        Assert.Equal(3, text.Split('\n').Length - 1);
        Assert.All(text, letter => Assert.InRange(letter, '\n', '~'));
        Assert.Equal(name, (string?)Events(text).Single()["static"]![0]![1]);
    }

    private static List<JsonNode> Events(string text) => [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(one => JsonNode.Parse(one.Split("\ndata: ")[1])!)];

    private async Task<string> TellAsync(Instant? eventTime, PictureNews? reader = null)
    {
        reader ??= news;
        var text = new MemoryStream();
        picture.Tell(reader);
        await new PictureJson(async piece => await text.WriteAsync(piece)).WriteAsync(reader, Time, eventTime);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
