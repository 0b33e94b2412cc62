using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Picture;

namespace MaritimeWatch.Service.Tests.Picture;

/// <summary>Who is told what of the picture, pass by pass.</summary>
public sealed class LivePictureTests
{
    private const uint Ada = 219_000_606;
    private const uint Bob = 211_000_009;

    private static readonly Instant Epoch = Instant.FromUtc(2024, 11, 17);
    private static readonly GeoBox North = new(50, 0, 60, 10);
    private static readonly GeoBox AcrossTheAntimeridian = new(-20, 170, -10, -170);

    private readonly LivePicture picture = new();

    [Fact]
    public void Reader_HearsEverythingFirst_ThenWhatChanges_ThenNothing()
    {
        var reader = new PictureNews(North);
        Pass(At(Ada, 0, 55, 2), Says(Ada, 1, "ADA"), At(Bob, 0, 40, 2));
        Assert.Equal($"whole rows {Ada} static {Ada} gone -", Told(reader));

        Pass(At(Ada, 10, 55.1, 2), Says(Ada, 11, "ADA"));
        Assert.Equal($"delta rows {Ada} static - gone -", Told(reader));

        Pass();
        Assert.Equal("delta rows - static - gone -", Told(reader));
        Assert.Equal("delta rows - static - gone -", Told(reader));
    }

    [Fact]
    public void Reader_HearsWhoComesIntoHisBoxWithWhatSheSaid_AndWhoLeavesIt()
    {
        var reader = new PictureNews(North);
        Pass(At(Ada, 0, 49, 2), Says(Ada, 0, "ADA"));
        Told(reader);

        Pass(At(Ada, 10, 51, 2));
        Assert.Equal($"delta rows {Ada} static {Ada} gone -", Told(reader));

        Pass(At(Ada, 20, 49, 2));
        Assert.Equal($"delta rows - static - gone {Ada}", Told(reader));

        Pass(At(Ada, 30, 48, 2));
        Assert.Equal("delta rows - static - gone -", Told(reader));
    }

    [Fact]
    public void Reader_HearsNewWordsOfOneWhoLiesStill()
    {
        var reader = new PictureNews(North);
        Pass(At(Ada, 0, 55, 2));
        Told(reader);

        Pass(Says(Ada, 5, "ADA"));

        Assert.Equal($"delta rows - static {Ada} gone -", Told(reader));
        Assert.Equal($"[{Ada},\"ADA\",null,null,null,null,null,null]", Text(reader.Static[0].Said!.Json));
    }

    [Fact]
    public void OlderReport_NeverReplacesANewerOne()
    {
        var reader = new PictureNews(North);
        Pass(At(Ada, 10, 55, 2), At(Ada, 5, 56, 2), Says(Ada, 10, "NEW"), Says(Ada, 5, "OLD", "CALL"));
        Told(reader);
        Assert.Equal($"[{Ada},\"NEW\",\"CALL\",null,null,null,null,null]", Text(reader.Static[0].Said!.Json));
        Assert.Equal(55, reader.Rows[0].Last!.Value.Latitude);

        Pass(At(Ada, 9, 57, 2), Says(Ada, 9, "OLDER"));

        Assert.Equal("delta rows - static - gone -", Told(reader));
    }

    [Fact]
    public void BoxAcrossTheAntimeridian_HasBothOfItsSides()
    {
        var reader = new PictureNews(AcrossTheAntimeridian);
        Pass(At(Ada, 0, -17, 179.9), At(Bob, 0, -17, 0));

        Assert.Equal($"whole rows {Ada} static - gone -", Told(reader));

        Pass(At(Ada, 10, -17, -179.9));
        Assert.Equal($"delta rows {Ada} static - gone -", Told(reader));
    }

    [Fact]
    public void BaseStationsAndBuoys_AreNoVessels()
    {
        var reader = new PictureNews(North);

        Pass(At(2_194_005, 0, 55, 2, StationClass.BaseStation), At(992_191_000, 0, 55, 2, StationClass.AidToNavigation), Says(992_191_000, 0, "BUOY"));

        Assert.Equal("whole rows - static - gone -", Told(reader));
    }

    [Fact]
    public void Reader_WhoMissedPasses_HearsTheNewestOnly_AndWhoHasGoneMeanwhile()
    {
        var (late, prompt) = (new PictureNews(North), new PictureNews(North));
        Pass(At(Ada, 0, 55, 2), Says(Ada, 0, "ADA"), At(Bob, 0, 55, 3));
        Told(late);
        Pass(At(Ada, 10, 55.1, 2), At(Bob, 10, 49, 3));
        Pass(At(Ada, 20, 55.2, 2));

        Assert.Equal($"delta rows {Ada} static {Ada} gone {Bob}", Told(late));
        Assert.Equal(55.2, late.Rows.Single().Last!.Value.Latitude);
        Assert.Equal($"whole rows {Ada} static {Ada} gone -", Told(prompt));
    }

    [Fact]
    public void OneWhoIsSilent_StaysForTwoDaysOfTraffic_AndIsGivenUpThen()
    {
        var (prompt, late) = (new PictureNews(North), new PictureNews(North));
        Pass(At(Ada, 0, 55, 2));
        Told(prompt);
        Told(late);

        // At the limit, and one second beyond.
        Pass(At(Bob, 48 * 3600, 40, 2));
        Assert.Equal("", GoneInThirtyPasses(prompt));
        Pass(At(Bob, (48 * 3600) + 1, 40, 2));
        Assert.Equal($"{Ada}", GoneInThirtyPasses(prompt));
        Assert.Contains(Ada, Fresh(late).Gone);
        Assert.Equal(1, picture.Count);

        Pass(At(Ada, (48 * 3600) + 2, 55, 2));
        Assert.Equal($"delta rows {Ada} static - gone -", Told(prompt));
    }

    [Fact]
    public void Reader_WhoComesBackWhenTheGoneAreForgotten_BeginsAnew()
    {
        var reader = new PictureNews(North);
        Pass(At(Ada, 0, 55, 2));
        Told(reader);
        for (var pass = 0; pass < 600; pass++)
        {
            Pass();
        }

        Assert.False(Fresh(reader).IsWhole);
        for (var pass = 0; pass < 601; pass++)
        {
            Pass();
        }

        Assert.True(Fresh(reader).IsWhole);
    }

    [Fact]
    public void MoreVesselsThanThereIsRoomFor_AreLeftOut_UntilOthersAreGivenUp()
    {
        var small = new LivePicture(mostVessels: 2);
        foreach (var mmsi in new uint[] { 1, 2, 3 })
        {
            small.Take(At(mmsi, 0, 55, 2));
        }

        small.Pass();
        small.Take(At(4, 0, 55, 2));
        small.Pass();

        Assert.Equal(2, small.Count);
    }

    [Fact]
    public async Task Next_IsThePassAfterTheOneSeen()
    {
        var next = picture.NextAsync(picture.Version);
        Assert.False(next.IsCompleted);

        picture.Pass();

        await next.WaitAsync(Hosting.RunningService.Patience);
        Assert.True(picture.NextAsync(picture.Version - 1).IsCompleted);
    }

    internal static AisReport At(uint mmsi, int second, double latitude, double longitude, StationClass kind = StationClass.ClassA) =>
        new(PositionReport.Create(Epoch + TimeSpan.FromSeconds(second), new Mmsi(mmsi), new GeoPosition(latitude, longitude), 10, 90, stationClass: kind), null);

    internal static AisReport Says(uint mmsi, int second, string name, string? callSign = null) => new(
        PositionReport.Create(Epoch + TimeSpan.FromSeconds(second), new Mmsi(mmsi), null, stationClass: mmsi / 10_000_000 == 99 ? StationClass.AidToNavigation : StationClass.ClassA),
        new StaticReport(new Mmsi(mmsi), Name: name, CallSign: callSign));

    internal static string Text(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json);

    private void Pass(params AisReport[] reports)
    {
        Array.ForEach(reports, report => picture.Take(report));
        picture.Pass();
    }

    /// <summary>The silent are looked for every thirty passes.</summary>
    private string GoneInThirtyPasses(PictureNews reader)
    {
        var gone = new List<uint>();
        for (var pass = 0; pass < 30; pass++)
        {
            gone.AddRange(Fresh(reader).Gone);
            Pass();
        }

        gone.AddRange(Fresh(reader).Gone);
        return string.Join(' ', gone);
    }

    private PictureNews Fresh(PictureNews reader)
    {
        picture.Tell(reader);
        return reader;
    }

    private string Told(PictureNews reader)
    {
        picture.Tell(reader);
        return $"{(reader.IsWhole ? "whole" : "delta")} rows {List(reader.Rows.Select(vessel => vessel.Mmsi.Value))} static {List(reader.Static.Select(vessel => vessel.Mmsi.Value))} gone {List(reader.Gone)}";

        static string List(IEnumerable<uint> mmsis) => string.Join(' ', mmsis.Order()) is { Length: > 0 } list ? list : "-";
    }
}
