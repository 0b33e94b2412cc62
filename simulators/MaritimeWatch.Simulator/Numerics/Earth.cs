using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Numerics;

/// <summary>Metres and degrees on the WGS 84 ellipsoid, at a latitude.</summary>
internal readonly struct Earth
{
    private const double EquatorialRadius = 6_378_137.0;
    private const double EccentricitySquared = 6.694379990141316e-3;

    public Earth(double latitude)
    {
        var (sin, cos) = Trigonometry.SinCosDegrees(latitude);
        var w2 = 1 - (EccentricitySquared * sin * sin);
        var w = Math.Sqrt(w2);
        MetresPerDegreeLatitude = EquatorialRadius * (1 - EccentricitySquared) / (w2 * w) * Trigonometry.RadiansPerDegree;
        MetresPerDegreeLongitude = EquatorialRadius * cos / w * Trigonometry.RadiansPerDegree;
    }

    public double MetresPerDegreeLatitude { get; }

    public double MetresPerDegreeLongitude { get; }

    /// <summary>Metres east and north from one place to another, with the scale of the latitude between them.</summary>
    public static (double East, double North) Offset(GeoPosition from, GeoPosition to)
    {
        var earth = new Earth((from.Latitude + to.Latitude) / 2);
        return ((to.Longitude - from.Longitude) * earth.MetresPerDegreeLongitude, (to.Latitude - from.Latitude) * earth.MetresPerDegreeLatitude);
    }

    public static double Distance(GeoPosition from, GeoPosition to)
    {
        var (east, north) = Offset(from, to);
        return Math.Sqrt((east * east) + (north * north));
    }

    public static double Bearing(GeoPosition from, GeoPosition to)
    {
        var (east, north) = Offset(from, to);
        return Trigonometry.Bearing(east, north);
    }

    /// <summary>The place a number of metres away in a direction; for distances of up to some tens of kilometres.</summary>
    public static GeoPosition Away(GeoPosition from, double bearingDegrees, double metres)
    {
        var (sin, cos) = Trigonometry.SinCosDegrees(bearingDegrees);
        return Moved(from, sin * metres, cos * metres);
    }

    public static GeoPosition Moved(GeoPosition from, double east, double north)
    {
        var latitude = from.Latitude + (north / new Earth(from.Latitude).MetresPerDegreeLatitude);
        return new GeoPosition(latitude, from.Longitude + (east / new Earth((from.Latitude + latitude) / 2).MetresPerDegreeLongitude));
    }
}
