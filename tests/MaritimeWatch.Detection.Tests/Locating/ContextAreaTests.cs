using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;
using static MaritimeWatch.Detection.Tests.Locating.Charted;

namespace MaritimeWatch.Detection.Tests.Locating;

public sealed class ContextAreaTests
{
    [Fact]
    public void FindAreas_InsideAndBeside_AreNearestFirst()
    {
        var index = Index(
            Area("outer", (51, 2), (51, 3), (52, 3), (52, 2), (51, 2)),
            Area("inner", (51.4, 2.4), (51.4, 2.6), (51.6, 2.6), (51.6, 2.4), (51.4, 2.4)),
            Area("beside", (51.4, 2.61), (51.4, 2.7), (51.6, 2.7), (51.6, 2.61), (51.4, 2.61)));
        var results = new AreaProximity[3];

        Assert.Equal(3, index.FindAreas(new GeoPosition(51.5, 2.6001), 2_000, Noon, results));
        Assert.Equal(["outer", "inner", "beside"], results.Select(r => r.Area.Id));
        Assert.Equal(0, results[0].DistanceMetres);
        Assert.Equal(Geodesic.DistanceMetres(new GeoPosition(51.5, 2.6001), new GeoPosition(51.5, 2.6)), results[1].DistanceMetres, 0.1);
        Assert.Equal(1, index.FindAreas(new GeoPosition(51.5, 2.6001), 0, Noon, results));
    }

    [Fact]
    public void FindAreas_AtTheMargin_IsFoundAndOneMetreBeyondIsNot()
    {
        var index = Index(Area("farm", (51.4, 2.4), (51.4, 2.6), (51.6, 2.6), (51.6, 2.4), (51.4, 2.4)));
        var north = new GeoPosition(51.6, 2.5);

        Assert.Equal(1, index.FindAreas(Geodesic.Go(north, 0, 499.9).Position, 500, Noon, new AreaProximity[1]));
        Assert.Equal(0, index.FindAreas(Geodesic.Go(north, 0, 501).Position, 500, Noon, new AreaProximity[1]));
    }

    [Fact]
    public void FindAreas_InAHole_IsOutside()
    {
        var ring = Positions([(51, 2), (51, 3), (52, 3), (52, 2), (51, 2)]);
        var hole = Positions([(51.4, 2.4), (51.4, 2.6), (51.6, 2.6), (51.6, 2.4), (51.4, 2.4)]);
        var index = Index(new ContextArea { Id = "ring", Name = "ring", Category = ContextCategory.WindFarm, Rings = [ring, hole] });
        var results = new AreaProximity[1];

        Assert.Equal(0, index.FindAreas(new GeoPosition(51.5, 2.5), 100, Noon, results));
        Assert.Equal(1, index.FindAreas(new GeoPosition(51.5, 2.3), 100, Noon, results));
        Assert.Equal(1, index.FindAreas(new GeoPosition(51.41, 2.5), 2_000, Noon, results));
        Assert.InRange(results[0].DistanceMetres, 1_100, 1_120); // 0.01 degree of latitude
    }

    [Fact]
    public void FindAreas_NotInForce_IsNotFound()
    {
        var area = Area("works", (51, 2), (51, 3), (52, 3), (52, 2), (51, 2));
        var index = Index(new ContextArea { Id = "works", Name = "works", Category = ContextCategory.Restricted, Rings = area.Rings, ValidFrom = Noon });

        Assert.Equal(1, index.FindAreas(new GeoPosition(51.5, 2.5), 0, Noon, new AreaProximity[1]));
        Assert.Equal(0, index.FindAreas(new GeoPosition(51.5, 2.5), 0, Noon - TimeSpan.FromMilliseconds(1), new AreaProximity[1]));
    }

    [Fact]
    public void FindAreas_AcrossTheAntimeridian_IsFoundFromBothSides()
    {
        var index = Index(Area("fiji", (-18, 179), (-18, -179), (-16, -179), (-16, 179), (-18, 179)));
        var results = new AreaProximity[1];

        foreach (var longitude in new[] { 179.1, 180, -180, -179.1 })
        {
            Assert.Equal(1, index.FindAreas(new GeoPosition(-17, longitude), 0, Noon, results));
        }

        Assert.Equal(0, index.FindAreas(new GeoPosition(-17, 178.9), 0, Noon, results));
        Assert.Equal(0, index.FindAreas(new GeoPosition(-17, 0), 0, Noon, results));
        Assert.Equal(1, index.FindAreas(new GeoPosition(-17, 178.999), 200, Noon, results));
    }

    [Fact]
    public void FindAreas_StarOfManyEdges_AgreesWithTheAngleSum()
    {
        var star = Enumerable.Range(0, 501).Select(i => (i % 500) * 2 * Math.PI / 500)
            .Select((a, i) => (51.5 + ((i % 2 == 0 ? 0.4 : 0.2) * Math.Cos(a)), 2.5 + ((i % 2 == 0 ? 0.4 : 0.2) * Math.Sin(a)))).ToArray();
        star[^1] = star[0];
        var index = Index(Area("star", star));
        var random = new Random(21);
        var inside = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var position = new GeoPosition(51 + random.NextDouble(), 2 + random.NextDouble());
            var turns = star.Zip(star.Skip(1)).Sum(e => Turn(position, e.First, e.Second));
            var expected = Math.Abs(turns) > Math.PI ? 1 : 0;
            Assert.Equal(expected, index.FindAreas(position, 0, Noon, new AreaProximity[1]));
            inside += expected;
        }

        Assert.InRange(inside, 500, 4_500);

        static double Turn(GeoPosition p, (double Lat, double Lon) a, (double Lat, double Lon) b) => Math.IEEERemainder(
            Math.Atan2(b.Lat - p.Latitude, b.Lon - p.Longitude) - Math.Atan2(a.Lat - p.Latitude, a.Lon - p.Longitude), 2 * Math.PI);
    }

    private static AssetIndex Index(params ContextArea[] areas) => AssetIndex.Build(new Chart([], [.. areas]));
}
