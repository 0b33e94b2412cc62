using MaritimeWatch.Ais.Messages.Binary;

namespace MaritimeWatch.Ais.Tests;

/// <summary>Which application a binary message names, and whether its layout is known.</summary>
public sealed class BinaryApplicationTests
{
    [Theory]
    [InlineData(1, 11, 352, true)]
    [InlineData(1, 12, 352, false)]
    [InlineData(1, 13, 472, true)]
    [InlineData(1, 15, 72, true)]
    [InlineData(1, 16, 72, true)]
    [InlineData(1, 16, 73, false)] // on the air, something else has this number
    [InlineData(1, 17, 176, true)]
    [InlineData(1, 19, 360, true)]
    [InlineData(1, 22, 200, true)]
    [InlineData(1, 27, 172, true)]
    [InlineData(1, 29, 100, true)]
    [InlineData(1, 31, 360, true)]
    [InlineData(200, 10, 168, true)]
    [InlineData(200, 10, 160, false)]
    [InlineData(200, 23, 256, true)]
    [InlineData(200, 24, 168, true)]
    [InlineData(200, 40, 168, true)]
    [InlineData(366, 56, 168, false)]
    public void Of_Broadcast_SaysWhetherItsFieldsAreKnown(int areaCode, int function, int bits, bool isStructured) => Assert.Equal(
        new BinaryApplication(8, areaCode, function, isStructured),
        BinaryApplication.Of(BitString.Of(8, 2190047).PadTo(40).Put(areaCode, 10).Put(function, 6).PadTo(bits).Decoded()));

    [Theory]
    [InlineData(1, 12, 360, true)]
    [InlineData(1, 14, 190, true)]
    [InlineData(1, 15, 104, true)]
    [InlineData(1, 16, 136, true)]
    [InlineData(1, 18, 360, true)]
    [InlineData(1, 20, 360, true)]
    [InlineData(1, 23, 230, true)]
    [InlineData(1, 25, 117, true)]
    [InlineData(1, 28, 204, true)]
    [InlineData(1, 30, 104, true)]
    [InlineData(1, 31, 360, false)] // weather is for all: message 8
    [InlineData(1, 32, 186, true)]
    [InlineData(200, 21, 248, true)]
    [InlineData(200, 21, 247, false)]
    [InlineData(200, 22, 232, true)]
    [InlineData(200, 55, 168, true)]
    [InlineData(235, 10, 136, true)]
    [InlineData(250, 10, 136, true)]
    [InlineData(250, 10, 144, false)]
    [InlineData(219, 7, 144, false)]
    public void Of_Addressed_SaysWhetherItsFieldsAreKnown(int areaCode, int function, int bits, bool isStructured) => Assert.Equal(
        new BinaryApplication(6, areaCode, function, isStructured),
        BinaryApplication.Of(BitString.Of(6, 2190047).PadTo(72).Put(areaCode, 10).Put(function, 6).PadTo(bits).Decoded()));

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Of_InlandShipWithImpossibleHazard_IsAnotherMessage(int hazard, bool isStructured) => Assert.Equal(
        isStructured,
        BinaryApplication.Of(BitString.Of(8, 211000606).PadTo(40).Put(200, 10).Put(10, 6).PadTo(141).Put(hazard, 3).PadTo(168).Decoded())!.Value.IsStructured);

    [Theory]
    [InlineData(25)]
    [InlineData(26)]
    public void Of_MessageInSlots_IsItsIdentifier(int type)
    {
        var addressed = BitString.Of(type, 219000606).Put(0b11, 2).Put(219000607, 30).Put(367, 10).Put(33, 6).PadTo(120);
        var toAll = BitString.Of(type, 219000606).Put(0b01, 2).Put(1, 10).Put(5, 6).PadTo(120);
        var without = BitString.Of(type, 219000606).Put(0b10, 2).PadTo(120);

        Assert.Equal(new BinaryApplication(type, 367, 33, IsStructured: false), BinaryApplication.Of(addressed.Decoded()));
        Assert.Equal(new BinaryApplication(type, 1, 5, IsStructured: false), BinaryApplication.Of(toAll.Decoded()));
        Assert.Null(BinaryApplication.Of(without.Decoded()));
    }

    [Fact]
    public void Of_MessageWithoutApplication_IsNone() => Assert.Null(BinaryApplication.Of(BitString.Of(1, 219000606).PadTo(168).Decoded()));
}
