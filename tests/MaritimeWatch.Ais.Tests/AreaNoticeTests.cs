using MaritimeWatch.Ais.Messages.Binary;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Area notices, of IMO SN.1/Circ.289: every shape, and one that was on the air.</summary>
public sealed class AreaNoticeTests
{
    [Fact]
    public void RightWhalesOffBoston_AreACircleAndAText()
    {
        // A published message of 20 March 2012 with its published values: right whales seen in the approaches to Boston.
        Assert.True(new SentenceParser().TryParse(Bytes.Of("!AIVDM,1,1,0,B,803Ovrh0EPM0WB0h2l0MwJUi=6B4G9000aip8<2Bt2Hq2Qhp,0*01"), out var sentence, out _));
        Assert.True(new FragmentAssembler().TryAssemble(sentence, out var bits, out _, out _));
        var notice = new AreaNotice(bits, 56);

        Assert.Equal((29, 1, 3, 20, 16, 6, 1_440), (notice.Linkage, notice.NoticeCode, notice.StartMonth, notice.StartDay, notice.StartHour, notice.StartMinute, notice.DurationMinutes));
        Assert.Equal(2, notice.SubAreas);
        var circle = notice.Area(0);
        Assert.Equal(SubAreaShape.Circle, circle.Shape);
        Assert.Equal(-70.224297, circle.LongitudeThousandthMinutes / 60_000.0, 4);
        Assert.Equal(42.105865, circle.LatitudeThousandthMinutes / 60_000.0, 4);
        Assert.Equal((14_810, 4), (circle.RadiusMetres, circle.PrecisionDecimals));
        Assert.Equal(SubAreaShape.Text, notice.Area(1).Shape);
        Assert.Equal("NOAA RW SGHTNG", Text(notice.Area(1)));
    }

    [Theory]
    [InlineData(0, 4_095)]
    [InlineData(1, 40_950)]
    [InlineData(2, 409_500)]
    [InlineData(3, 4_095_000)]
    public void Circle_Radius_IsScaled(int scale, int metres) =>
        Assert.Equal(metres, Only(Part(0, scale).Put(-600_001, 25).Put(3_300_002, 24).Put(4, 3).Put(4_095, 12)).Area(0).RadiusMetres);

    [Fact]
    public void Circle_Centre_HasItsSign()
    {
        var area = Only(Part(0, 0).Put(-600_001, 25).Put(-3_300_002, 24)).Area(0);

        Assert.Equal((-600_001, -3_300_002), (area.LongitudeThousandthMinutes, area.LatitudeThousandthMinutes));
    }

    [Fact]
    public void Rectangle_HasItsSidesAndOrientation()
    {
        var area = Only(Part(1, 1).Put(600_001, 25).Put(3_300_002, 24).Put(4, 3).Put(255, 8).Put(12, 8).Put(359, 9)).Area(0);

        Assert.Equal((SubAreaShape.Rectangle, 600_001, 3_300_002), (area.Shape, area.LongitudeThousandthMinutes, area.LatitudeThousandthMinutes));
        Assert.Equal((2_550, 120, 359), (area.EastMetres, area.NorthMetres, area.OrientationDegrees));
    }

    [Fact]
    public void Sector_HasItsRadiusAndBoundaries()
    {
        var area = Only(Part(2, 0).Put(600_001, 25).Put(3_300_002, 24).Put(4, 3).Put(500, 12).Put(315, 9).Put(45, 9)).Area(0);

        Assert.Equal((SubAreaShape.Sector, 500, 315, 45), (area.Shape, area.RadiusMetres, area.LeftBoundaryDegrees, area.RightBoundaryDegrees));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void PolylineAndPolygon_HaveLegs_UntilOneHasNoLength(int shape)
    {
        var area = Only(Part(shape, 2).Put(90, 10).Put(15, 10).Put(719, 10).Put(1_023, 10).Put(720, 10).Put(0, 10).Put(10, 10).Put(20, 10)).Area(0);

        Assert.Equal((SubAreaShape)shape, area.Shape);
        Assert.Equal(2, area.Legs);
        Assert.Equal((90, 1_500), (area.LegBearingHalfDegrees(0), area.LegMetres(0)));
        Assert.Equal((719, 102_300), (area.LegBearingHalfDegrees(1), area.LegMetres(1)));
    }

    [Fact]
    public void Polyline_OfFourLegs_HasFour() =>
        Assert.Equal(4, Only(Part(3, 0).Put(0, 10).Put(1, 10).Put(0, 10).Put(2, 10).Put(0, 10).Put(3, 10).Put(0, 10).Put(4, 10)).Area(0).Legs);

    [Fact]
    public void AddressedNotice_BeginsAfterItsLongerHeader()
    {
        var notice = new AreaNotice(Header(6, 88).Put(Part(0, 0).Put(1, 25).Put(2, 24).PadTo(87)).Decoded(), 88);

        Assert.Equal((1_000, 36, 262_143), (notice.Linkage, notice.NoticeCode, notice.DurationMinutes));
        Assert.Equal(1, notice.SubAreas);
        Assert.Equal((1, 2), (notice.Area(0).LongitudeThousandthMinutes, notice.Area(0).LatitudeThousandthMinutes));
    }

    [Theory]
    [InlineData(110, 0)]
    [InlineData(111, 0)]
    [InlineData(197, 0)]
    [InlineData(198, 1)]
    [InlineData(981, 10)]
    [InlineData(1_008, 10)]
    public void SubAreas_AreThoseSentWhole(int bits, int areas) => Assert.Equal(areas, new AreaNotice(Header(8, 56).PadTo(bits).Decoded(), 56).SubAreas);

    private static string Text(SubArea area)
    {
        Span<byte> ascii = stackalloc byte[SubArea.TextLength];
        return Bytes.Text(ascii[..area.Text(ascii)]);
    }

    private static BitString Part(int shape, int scale) => new BitString().Put(shape, 3).Put(scale, 2);

    private static BitString Header(int type, int start) =>
        BitString.Of(type, 2190047).PadTo(start - 16).Put(1, 10).Put(type == 6 ? 23 : 22, 6).Put(1_000, 10).Put(36, 7).Put(11, 4).Put(24, 5).Put(18, 5).Put(30, 6).Put(262_143, 18);

    private static AreaNotice Only(BitString part) => new(Header(8, 56).Put(part.PadTo(87)).Decoded(), 56);
}
