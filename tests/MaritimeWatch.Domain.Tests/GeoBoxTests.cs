namespace MaritimeWatch.Domain.Tests;

public sealed class GeoBoxTests
{
    [Theory]
    [InlineData(-90, -180, 90, 180, true)]
    [InlineData(0, 0, 0, 0, true)]
    [InlineData(-90.01, 0, 0, 0, false)]
    [InlineData(0, 0, 90.01, 0, false)]
    [InlineData(1, 0, 0, 0, false)]
    [InlineData(0, -180.01, 0, 0, false)]
    [InlineData(0, 0, 0, 180.01, false)]
    [InlineData(double.NaN, 0, 0, 0, false)]
    [InlineData(0, double.NaN, 0, 0, false)]
    [InlineData(0, 0, double.PositiveInfinity, 0, false)]
    public void IsValid_ABox_KeepsItsRanges(double south, double west, double north, double east, bool isValid) =>
        Assert.Equal(isValid, new GeoBox(south, west, north, east).IsValid);

    [Theory]
    [InlineData(0, 179, true)]
    [InlineData(0, -179, true)]
    [InlineData(0, 180, true)]
    [InlineData(0, 178.9, false)]
    [InlineData(0, -178.9, false)]
    [InlineData(1.1, 180, false)]
    public void Contains_AcrossTheAntimeridian_TakesBothSides(double latitude, double longitude, bool isInside) =>
        Assert.Equal(isInside, new GeoBox(-1, 179, 1, -179).Contains(new GeoPosition(latitude, longitude)));

    [Theory]
    [InlineData(1, 1, 2, 2, true)]
    [InlineData(1.01, 0, 2, 1, false)]
    [InlineData(0, 1.01, 1, 2, false)]
    [InlineData(0, 179, 1, 0, true)]
    [InlineData(0, 179, 1, -179, false)]
    public void Meets_AnotherBox_AlsoInACorner(double south, double west, double north, double east, bool meets)
    {
        var (box, other) = (new GeoBox(0, 0, 1, 1), new GeoBox(south, west, north, east));

        Assert.Equal((meets, meets), (box.Meets(other), other.Meets(box)));
    }

    [Fact]
    public void Meets_BothAcrossTheAntimeridian_IsTheSameMeridian() =>
        Assert.True(new GeoBox(0, 170, 1, 160).Meets(new GeoBox(0, 179, 1, -179)));

    [Fact]
    public void Around_Positions_IsTheSmallestBox()
    {
        Assert.Equal(new GeoBox(-1, 2, 3, 4), GeoBox.Around([new GeoPosition(3, 2), new GeoPosition(-1, 4)]));
        Assert.Null(GeoBox.Around([]));
    }

    [Theory]
    [InlineData(new[] { 179.0, -179.5 }, 179, -179.5)]
    [InlineData(new[] { -179.0, 178.0, -178.0 }, 178, -178)]
    [InlineData(new[] { 170.0, 180.0 }, 170, 180)]
    [InlineData(new[] { -180.0, -170.0 }, -180, -170)]
    [InlineData(new[] { 0.0, 120.0, -120.0, 0.0 }, -180, 180)]
    public void Around_ALineAcrossTheAntimeridian_GoesTheShortWay(double[] longitudes, double west, double east)
    {
        var box = GeoBox.Around(longitudes.Select(longitude => new GeoPosition(10, longitude)))!.Value;

        Assert.Equal((west, east), (box.West, box.East));
        Assert.All(longitudes, longitude => Assert.True(box.Contains(new GeoPosition(10, longitude))));
    }
}
