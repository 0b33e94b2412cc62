using FsCheck;
using FsCheck.Fluent;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Domain.Tests.Geodesy;

public sealed class LocalPlaneTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(5_000).WithReplay(20_260_101, 7);

    [Fact]
    public void DistanceTo_WithinTenKilometresUpToSeventyDegrees_IsWithinATenthOfAPercentOfTheGeodesic()
    {
        var cases =
            from latitude in Gen.Choose(-70_000, 70_000)
            from longitude in Gen.Choose(-180_000, 180_000)
            from course in Gen.Choose(0, 3_599)
            from metres in Gen.Choose(1, 10_000)
            select (Origin: new GeoPosition(latitude / 1000.0, longitude / 1000.0), Course: course / 10.0, Metres: (double)metres);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var there = Geodesic.Go(c.Origin, c.Course, c.Metres).Position;
            return Math.Abs(new LocalPlane(c.Origin).DistanceTo(there) - c.Metres) <= 0.001 * c.Metres;
        }).Check(Seeded);
    }

    [Fact]
    public void ToGeo_AfterToPlane_ComesBackAlsoAcrossTheAntimeridian()
    {
        var plane = new LocalPlane(new GeoPosition(-17, 179.99));

        var (east, north) = plane.ToPlane(new GeoPosition(-17.01, -179.99));
        var back = plane.ToGeo(east, north);

        Assert.InRange(east, 2_000, 2_200);
        Assert.Equal(-17.01, back.Latitude, 1e-12);
        Assert.Equal(-179.99, back.Longitude, 1e-9);
    }
}
