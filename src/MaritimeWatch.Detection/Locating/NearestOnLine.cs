using System.Runtime.CompilerServices;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>The nearest point of the legs considered so far, seen from one position.</summary>
/// <remarks>
/// A leg is straight in longitude and latitude (RFC 7946, section 3.1.1), and the plane at the position only scales the two, so a leg
/// stays straight in it whatever its length: no leg needs breaking up for accuracy. The distance is then taken at the middle
/// latitude of the two ends, which is second-order right where the plane of the position is off by up to 0.08 % at 10 km.
/// </remarks>
internal struct NearestOnLine(GeoPosition position, double metresPerDegreeLongitude, double metresPerDegreeLatitude)
{
    private double east = double.PositiveInfinity;
    private double north;

    /// <summary>The nearest point known already, in metres from the position in its plane.</summary>
    public NearestOnLine(GeoPosition position, double metresPerDegreeLongitude, double metresPerDegreeLatitude, double east, double north)
        : this(position, metresPerDegreeLongitude, metresPerDegreeLatitude)
    {
        (this.east, this.north) = (east, north);
        PlaneSquare = (east * east) + (north * north);
    }

    /// <summary>Square of the distance in the plane of the position.</summary>
    public double PlaneSquare { get; private set; } = double.PositiveInfinity;

    /// <summary>The nearest point in metres from the position in its plane; infinitely far east before any leg.</summary>
    public readonly (double East, double North) Foot => (east, north);

    /// <summary>Metres to the nearest point; positive infinity before any leg.</summary>
    public readonly double DistanceMetres
    {
        get
        {
            if (double.IsPositiveInfinity(PlaneSquare))
            {
                return PlaneSquare;
            }

            var (kx, ky) = DegreeScale.At(position.Latitude + (north / metresPerDegreeLatitude / 2));
            var x = east / metresPerDegreeLongitude * kx;
            var y = north / metresPerDegreeLatitude * ky;
            return Math.Sqrt((x * x) + (y * y));
        }
    }

    /// <summary>The nearest point.</summary>
    public readonly GeoPosition Point
    {
        get
        {
            var longitude = position.Longitude + (east / metresPerDegreeLongitude);
            longitude = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
            return new GeoPosition(position.Latitude + (north / metresPerDegreeLatitude), longitude);
        }
    }

    /// <summary>Takes one leg into account.</summary>
    public void Consider(in Vertex from, in Vertex to)
    {
        var shift = Shift(from.Lon);
        var ax = (from.Lon + shift - position.Longitude) * metresPerDegreeLongitude;
        var ay = (from.Lat - position.Latitude) * metresPerDegreeLatitude;
        var bx = (to.Lon + shift - position.Longitude) * metresPerDegreeLongitude;
        var by = (to.Lat - position.Latitude) * metresPerDegreeLatitude;
        Consider(ax, ay, bx, by);
    }

    /// <summary>Takes a chain of legs into account.</summary>
    public void Consider(ReadOnlySpan<Vertex> chain)
    {
        var origin = position.Longitude - Shift(chain[0].Lon);
        var ax = (chain[0].Lon - origin) * metresPerDegreeLongitude;
        var ay = (chain[0].Lat - position.Latitude) * metresPerDegreeLatitude;
        for (var i = 1; i < chain.Length; i++)
        {
            var bx = (chain[i].Lon - origin) * metresPerDegreeLongitude;
            var by = (chain[i].Lat - position.Latitude) * metresPerDegreeLatitude;
            Consider(ax, ay, bx, by);
            ax = bx;
            ay = by;
        }
    }

    /// <summary>The position is inside: no leg can be nearer.</summary>
    public void ConsiderInside() => (PlaneSquare, east, north) = (0, 0, 0);

    /// <summary>Forgets the legs considered, to begin with another line.</summary>
    public void Reset() => PlaneSquare = double.PositiveInfinity;

    // Across the antimeridian the other side is 360 degrees away by number only.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly double Shift(double longitude)
    {
        var degrees = longitude - position.Longitude;
        return degrees > 180 ? -360 : degrees < -180 ? 360 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Consider(double ax, double ay, double bx, double by)
    {
        var dx = bx - ax;
        var dy = by - ay;
        var along = -((ax * dx) + (ay * dy));
        var square = (dx * dx) + (dy * dy);

        // Without branches: which end is nearer is a coin toss, and a wrong guess costs more than the division.
        var share = double.MinNative(double.MaxNative(along / square, 0), 1);
        var x = ax + (share * dx);
        var y = ay + (share * dy);
        var distance = (x * x) + (y * y);
        if (distance < PlaneSquare)
        {
            PlaneSquare = distance;
            east = x;
            north = y;
        }
    }
}
