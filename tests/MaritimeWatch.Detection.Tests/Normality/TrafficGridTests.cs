using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Tests.Normality;

public sealed class TrafficGridTests
{
    [Theory]
    [InlineData(51.50, 2.40, 51.549999, 2.479998, true)]
    [InlineData(51.50, 2.40, 51.55, 2.40, false)]
    [InlineData(51.50, 2.40, 51.50, 2.48, false)]
    [InlineData(51.50, 2.40, 51.499999, 2.40, false)]
    [InlineData(-0.000002, -0.000002, 0.0, 0.0, false)]
    public void CellOf_TwoPlaces_AreInOneCellWithinItsEdges(double latitude, double longitude, double otherLatitude, double otherLongitude, bool isSame) => Assert.Equal(
        isSame,
        TrafficGrid.CellOf(new GeoPosition(latitude, longitude)) == TrafficGrid.CellOf(new GeoPosition(otherLatitude, otherLongitude)));

    [Theory]
    [InlineData(90, 180)]
    [InlineData(-90, -180)]
    [InlineData(90, -180)]
    public void CellOf_CornersOfTheWorld_AreCells(double latitude, double longitude) =>
        Assert.InRange(TrafficGrid.CellOf(new GeoPosition(latitude, longitude)), 0, TrafficGrid.Cells - 1);

    [Fact]
    public void Neighbour_AcrossTheAntimeridian_IsTheCellBeyond() => Assert.Equal(
        TrafficGrid.CellOf(new GeoPosition(10, -179.99)),
        TrafficGrid.Neighbour(TrafficGrid.CellOf(new GeoPosition(10, 179.99)), 0, 1));

    [Fact]
    public void Neighbour_BeyondAPole_IsNone() => Assert.Equal(-1, TrafficGrid.Neighbour(TrafficGrid.CellOf(new GeoPosition(89.99, 0)), 1, 0));
}
