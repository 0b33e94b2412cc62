using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Domain.Tests.Geodesy;

public sealed class GeodesicTests
{
    // Lines from the test program of GeographicLib (geodtest.c, "testcases"): lat1, lon1, azi1, lat2, lon2, azi2, s12.
    public static TheoryData<double, double, double, double, double, double, double> PublishedLines => new()
    {
        { 35.60777, -139.44815, 111.098748429560326, -11.17491, -69.95921, 129.289270889708762, 8935244.5604818305 },
        { 55.52454, 106.05087, 22.020059880982801, 77.03196, 197.18234, 109.112041110671519, 4105086.1713924406 },
        { -21.97856, 142.59065, -32.44456876433189, 41.84138, 98.56635, -41.84359951440466, 8394328.894657671 },
        { -66.99028, 112.2363, 173.73491240878403, -12.70631, 285.90344, 2.512956620913668, 11150344.2312080241 },
        { -17.42761, 173.34268, -159.033557661192928, -15.84784, 5.93557, -20.787484651536988, 16076603.1631180673 },
        { 32.84994, 48.28919, 150.492927788121982, -56.28556, 202.29132, 48.113449399816759, 16727068.9438164461 },
        { 6.96833, 52.74123, 92.581585386317712, -7.39675, 206.17291, 90.721692165923907, 17102477.2496958388 },
        { -50.56724, -16.30485, -105.439679907590164, -33.56571, -94.97412, -47.348547835650331, 6455670.5118668696 },
        { -58.93002, -8.90775, 140.965397902500679, -8.91104, 133.13503, 19.255429433416599, 11756066.0219864627 },
        { -68.82867, -74.28391, 93.774347763114881, -50.63005, -8.36685, 34.65564085411343, 3956936.926063544 },
    };

    [Theory]
    [MemberData(nameof(PublishedLines))]
    public void Between_PublishedLine_GivesItsLengthAndCourses(double lat1, double lon1, double azi1, double lat2, double lon2, double azi2, double s12)
    {
        var line = Geodesic.Between(new GeoPosition(lat1, lon1), new GeoPosition(lat2, lon2));

        Assert.Equal(s12, line.DistanceMetres, 0.001);
        Assert.Equal(0, Angle.Turn(azi1, line.InitialCourseDegrees), 1e-7);
        Assert.Equal(0, Angle.Turn(azi2, line.FinalCourseDegrees), 1e-7);
    }

    [Theory]
    [MemberData(nameof(PublishedLines))]
    public void Go_PublishedLine_EndsWhereItEnds(double lat1, double lon1, double azi1, double lat2, double lon2, double azi2, double s12)
    {
        var (position, course) = Geodesic.Go(new GeoPosition(lat1, lon1), azi1, s12);

        Assert.Equal(lat2, position.Latitude, 1e-8);
        Assert.Equal(0, Angle.Turn(lon2, position.Longitude), 1e-8);
        Assert.Equal(0, Angle.Turn(azi2, course), 1e-7);
        Assert.True(position.IsValid);
    }

    [Fact]
    public void Between_FlindersPeakToBuninyong_GivesTheTextbookLine()
    {
        // Geocentric Datum of Australia Technical Manual, worked example (GRS 80, 0.1 mm shorter polar radius than WGS 84).
        var flindersPeak = new GeoPosition(-Dms(37, 57, 3.72030), Dms(144, 25, 29.52440));
        var buninyong = new GeoPosition(-Dms(37, 39, 10.15610), Dms(143, 55, 35.38390));

        var line = Geodesic.Between(flindersPeak, buninyong);

        Assert.Equal(54_972.271, line.DistanceMetres, 0.001);
        Assert.Equal(Dms(306, 52, 5.37), line.InitialCourseDegrees, 1e-5);
        Assert.Equal(Dms(127, 10, 25.07) + 180, line.FinalCourseDegrees, 1e-5);
    }

    // Karney (2013), table 3 (nearly antipodal), where the iteration of Vincenty does not converge; and its mirror images.
    [Theory]
    [InlineData(-30, 0, 29.9, 179.8, 161.89052473633, 18.09073724574)]
    [InlineData(-30, 0, 29.9, -179.8, -161.89052473633, -18.09073724574)]
    [InlineData(30, 0, -29.9, 179.8, 18.10947526367, 161.90926275426)]
    [InlineData(29.9, 179.8, -30, 0, -161.90926275426, -18.10947526367)]
    [InlineData(29.9, 0, -30, 179.8, 161.90926275426, 18.10947526367)]
    public void Between_NearlyAntipodal_GivesThePublishedLine(double lat1, double lon1, double lat2, double lon2, double azi1, double azi2)
    {
        var line = Geodesic.Between(new GeoPosition(lat1, lon1), new GeoPosition(lat2, lon2));

        Assert.Equal(19_989_832.82761, line.DistanceMetres, 0.001);
        Assert.Equal(0, Angle.Turn(azi1, line.InitialCourseDegrees), 1e-5);
        Assert.Equal(0, Angle.Turn(azi2, line.FinalCourseDegrees), 1e-5);
    }

    [Fact]
    public void Between_OppositePointsOfTheEquator_GoesOverThePole()
    {
        // Half a meridian ellipse: twice the quadrant of 10,001,965.729 m (WGS 84).
        var line = Geodesic.Between(new GeoPosition(0, 0), new GeoPosition(0, 180));

        Assert.Equal(20_003_931.459, line.DistanceMetres, 0.001);
    }

    [Fact]
    public void Between_PoleToEquator_IsTheQuadrant()
    {
        Assert.Equal(10_001_965.729, Geodesic.DistanceMetres(new GeoPosition(90, 17), new GeoPosition(0, -140)), 0.001);
    }

    [Fact]
    public void Between_EqualPlaces_IsZero()
    {
        Assert.Equal(default, Geodesic.Between(new GeoPosition(51.4, 2.5), new GeoPosition(51.4, 2.5)));
    }

    [Fact]
    public void Between_AcrossTheAntimeridian_GoesTheShortWay()
    {
        var across = Geodesic.Between(new GeoPosition(51, 179.99), new GeoPosition(51.01, -179.99));
        var inland = Geodesic.Between(new GeoPosition(51, 2.99), new GeoPosition(51.01, 3.01));

        Assert.Equal(inland.DistanceMetres, across.DistanceMetres, 1e-6);
        Assert.Equal(inland.InitialCourseDegrees, across.InitialCourseDegrees, 1e-9);
    }

    [Fact]
    public void Go_ThenBetween_ComesBack()
    {
        var random = new Random(20_260_101);
        for (var i = 0; i < 2_000; i++)
        {
            var origin = new GeoPosition((random.NextDouble() * 178) - 89, (random.NextDouble() * 360) - 180);
            var course = random.NextDouble() * 360;
            var metres = Math.Pow(10, random.NextDouble() * 7);

            var line = Geodesic.Between(origin, Geodesic.Go(origin, course, metres).Position);

            Assert.Equal(metres, line.DistanceMetres, 0.001);
            Assert.InRange(Math.Abs(Angle.Turn(course, line.InitialCourseDegrees)) * metres / 57.3, 0, 0.01);
        }
    }

    private static double Dms(double degrees, double minutes, double seconds) => degrees + (minutes / 60) + (seconds / 3600);
}
