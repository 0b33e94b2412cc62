using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Domain.Tests.Assets;

/// <summary>Rings made polygons: outer rings with the holes that are theirs.</summary>
public sealed class RingNestingTests
{
    [Fact]
    public void Polygons_OfAHoleThatSharesVerticesWithItsRing_AreOne()
    {
        // The hole touches the outer ring with three of its four corners.
        IReadOnlyList<GeoPosition> hole = [At(0, 0), At(4, 0), At(4, 4), At(2.5, 1.5), At(0, 0)];

        var polygon = Assert.Single(RingNesting.Polygons([Square(0, 0, 4), hole]));

        Assert.Equal(2, polygon.Count);
    }

    [Fact]
    public void Polygons_OfRingsThatTouchFromOutside_AreTwo()
    {
        Assert.All(RingNesting.Polygons([Square(0, 0, 2), Square(0, 2, 2)]), polygon => Assert.Single(polygon));
    }

    [Fact]
    public void Polygons_OfAnIslandInAHole_GiveTheHoleToTheInnermostRingAroundIt()
    {
        var polygons = RingNesting.Polygons([Square(3, 3, 1), Square(0, 0, 10), Square(2, 2, 3), Square(1, 1, 6), Square(20, 20, 1)]);

        // Depths: 10 wide is outer, 6 wide its hole, 3 wide an island with 1 wide its hole; the last stands alone.
        Assert.Equal([(10.0, 2), (3.0, 2), (1.0, 1)], polygons.Select(polygon => (Width(polygon[0]), polygon.Count)));
        Assert.Equal([6.0, 1.0], polygons.Where(polygon => polygon.Count == 2).Select(polygon => Width(polygon[1])));
    }

    [Fact]
    public void Polygons_OfRingsThatCross_AreAllThere()
    {
        IReadOnlyList<GeoPosition>[] rings = [Square(0, 0, 10), Square(4, 8, 9), Square(5, 9, 8), Square(3, 5, 7), Square(0, 9, 3)];

        Assert.Equal(rings.Length, RingNesting.Polygons(rings).Sum(polygon => polygon.Count));
    }

    private static double Width(IReadOnlyList<GeoPosition> ring) => ring.Max(vertex => vertex.Longitude) - ring.Min(vertex => vertex.Longitude);

    private static IReadOnlyList<GeoPosition> Square(double south, double west, double degrees) =>
        [At(south, west), At(south, west + degrees), At(south + degrees, west + degrees), At(south + degrees, west), At(south, west)];

    private static GeoPosition At(double latitude, double longitude) => new(latitude, longitude);
}
