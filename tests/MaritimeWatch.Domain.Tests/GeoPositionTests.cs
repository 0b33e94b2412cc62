using MaritimeWatch.Domain;

namespace MaritimeWatch.Domain.Tests;

public sealed class GeoPositionTests
{
    [Theory]
    [InlineData(90, 180, true)]
    [InlineData(-90, -180, true)]
    [InlineData(90.0001, 0, false)]
    [InlineData(0, 180.0001, false)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(0, double.NaN, false)]
    public void IsValid_AtAndBeyondTheRange_Tells(double latitude, double longitude, bool expected) =>
        Assert.Equal(expected, new GeoPosition(latitude, longitude).IsValid);

    [Fact]
    public void ToString_AnyCulture_HasFiveDecimalsAndPoints() =>
        Assert.Equal("51.40000,2.55000", new GeoPosition(51.4, 2.55).ToString());
}
