using System.Runtime.CompilerServices;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>The nearest point of the legs considered so far, seen from one position.</summary>
/// <remarks>
/// A leg is straight in longitude and latitude (RFC 7946, section 3.1.1), and the plane at the position only scales the two, so a leg
/// stays straight in it whatever its length: no leg needs breaking up for accuracy. The distance is then taken at the middle
/// latitude of the two ends, which is second-order right where the plane of the position is off by up to 0.08 % at 10 km.
/// </remarks>
internal struct NearestOnLine(GeoPosition position, in DegreeScale degreeScale)
{
    private readonly DegreeScale scale = degreeScale;
    private double eastDegrees;
    private double northDegrees;

    /// <summary>Square of the distance in the plane of the position.</summary>
    public double PlaneSquare { get; private set; } = double.PositiveInfinity;

    /// <summary>The nearest point in degrees from the position; the position itself before any leg.</summary>
    public readonly (double EastDegrees, double NorthDegrees) Foot => (eastDegrees, northDegrees);

    /// <summary>Metres to the nearest point; positive infinity before any leg.</summary>
    public readonly double DistanceMetres =>
        double.IsPositiveInfinity(PlaneSquare) ? PlaneSquare : scale.DistanceMetres(eastDegrees, northDegrees);

    /// <summary>The nearest point.</summary>
    public readonly GeoPosition Point => PointAt(position, eastDegrees, northDegrees);

    /// <summary>The place so many degrees east and north of a position, at most once across the antimeridian.</summary>
    public static GeoPosition PointAt(GeoPosition position, double eastDegrees, double northDegrees)
    {
        var longitude = position.Longitude + eastDegrees;
        longitude = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
        return new GeoPosition(position.Latitude + northDegrees, longitude);
    }

    /// <summary>Takes one leg into account.</summary>
    public void Consider(in Vertex from, in Vertex to)
    {
        var origin = position.Longitude - Shift(from.Lon);
        Consider(from.Lon - origin, from.Lat - position.Latitude, to.Lon - from.Lon, to.Lat - from.Lat);
    }

    /// <summary>Takes a chain of legs into account.</summary>
    public void Consider(ReadOnlySpan<Vertex> chain)
    {
        var origin = position.Longitude - Shift(chain[0].Lon);
        for (var i = 1; i < chain.Length; i++)
        {
            ref readonly var from = ref chain[i - 1];
            Consider(from.Lon - origin, from.Lat - position.Latitude, chain[i].Lon - from.Lon, chain[i].Lat - from.Lat);
        }
    }

    /// <summary>The position is inside: no leg can be nearer.</summary>
    public void ConsiderInside() => (PlaneSquare, eastDegrees, northDegrees) = (0, 0, 0);

    /// <summary>Forgets the legs considered, to begin with another line.</summary>
    public void Reset() => PlaneSquare = double.PositiveInfinity;

    // Across the antimeridian the other side is 360 degrees away by number only.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly double Shift(double longitude)
    {
        var degrees = longitude - position.Longitude;
        return degrees > 180 ? -360 : degrees < -180 ? 360 : 0;
    }

    // A leg that begins so many degrees east and north of the position and runs on so many.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Consider(double east, double north, double eastward, double northward)
    {
        var (kx, ky) = (scale.MetresPerDegreeLongitude, scale.MetresPerDegreeLatitude);
        var (dx, dy) = (eastward * kx, northward * ky);
        var along = -((east * kx * dx) + (north * ky * dy));
        var square = (dx * dx) + (dy * dy);

        // Without branches: which end is nearer is a coin toss, and a wrong guess costs more than the division.
        var share = double.MinNative(double.MaxNative(along / square, 0), 1);
        var footEast = east + (share * eastward);
        var footNorth = north + (share * northward);
        var (x, y) = (footEast * kx, footNorth * ky);
        var distance = (x * x) + (y * y);
        if (distance < PlaneSquare)
        {
            PlaneSquare = distance;
            eastDegrees = footEast;
            northDegrees = footNorth;
        }
    }
}
