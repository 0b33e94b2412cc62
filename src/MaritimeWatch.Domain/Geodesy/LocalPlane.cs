namespace MaritimeWatch.Domain.Geodesy;

/// <summary>A plane that touches the WGS 84 ellipsoid at one place: metres east and north, for distances of up to some ten kilometres.</summary>
/// <remarks>
/// East and north are scaled with the radii of curvature at the origin (prime vertical and meridian). Against a geodesic the error
/// of a distance from the origin stays below 0.1 % out to 10 km up to 70 degrees of latitude; a property test holds it there.
/// </remarks>
public readonly struct LocalPlane
{
    private const double EquatorialRadius = 6_378_137.0;
    private const double EccentricitySquared = 6.694379990141316e-3;

    /// <summary>A plane at a place.</summary>
    public LocalPlane(GeoPosition origin)
    {
        Origin = origin;
        var (sin, cos) = Math.SinCos(origin.Latitude * Math.PI / 180);
        var w2 = 1 - (EccentricitySquared * sin * sin);
        var w = Math.Sqrt(w2);
        MetresPerDegreeLatitude = EquatorialRadius * (1 - EccentricitySquared) / (w2 * w) * Math.PI / 180;
        MetresPerDegreeLongitude = EquatorialRadius * cos / w * Math.PI / 180;
    }

    /// <summary>Where the plane touches.</summary>
    public GeoPosition Origin { get; }

    /// <summary>Metres in one degree of latitude at the origin.</summary>
    public double MetresPerDegreeLatitude { get; }

    /// <summary>Metres in one degree of longitude at the origin.</summary>
    public double MetresPerDegreeLongitude { get; }

    /// <summary>Metres east and north of the origin.</summary>
    public (double East, double North) ToPlane(GeoPosition position)
    {
        var degrees = position.Longitude - Origin.Longitude;
        degrees = degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
        return (degrees * MetresPerDegreeLongitude, (position.Latitude - Origin.Latitude) * MetresPerDegreeLatitude);
    }

    /// <summary>The place a number of metres east and north of the origin.</summary>
    public GeoPosition ToGeo(double east, double north)
    {
        var longitude = Origin.Longitude + (east / MetresPerDegreeLongitude);
        longitude = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
        return new GeoPosition(Origin.Latitude + (north / MetresPerDegreeLatitude), longitude);
    }

    /// <summary>Metres from the origin.</summary>
    public double DistanceTo(GeoPosition position)
    {
        var (east, north) = ToPlane(position);
        return Math.Sqrt((east * east) + (north * north));
    }
}
