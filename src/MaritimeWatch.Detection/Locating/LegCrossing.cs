using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>A leg sailed between two fixes, to be tested against charted legs.</summary>
/// <remarks>
/// Everything is decided by the sign of cross products in degrees, which scaling east and north differently does not change. A
/// charted vertex counts as lying to the left when the leg passes through it, so a line is crossed once at a vertex and not twice; a fix on the
/// line counts as the crossing of the leg that begins there. A leg along the line crosses nothing.
/// </remarks>
internal readonly struct LegCrossing
{
    private readonly double lon;
    private readonly double lat;
    private readonly double eastDegrees;
    private readonly double northDegrees;

    public LegCrossing(GeoPosition from, GeoPosition to)
    {
        lon = from.Longitude;
        lat = from.Latitude;
        eastDegrees = ShortWay(to.Longitude - from.Longitude);
        northDegrees = to.Latitude - from.Latitude;
    }

    /// <summary>Larger of the leg's extents in degrees.</summary>
    public double Degrees => Math.Max(Math.Abs(eastDegrees), Math.Abs(northDegrees));

    /// <summary>The box round the leg; runs on past 180 where the leg crosses the antimeridian.</summary>
    public GeoBox Box => GeoBox.Empty.Include(lon, lat).Include(lon + eastDegrees, lat + northDegrees);

    /// <summary>The place at a share of the leg; shares outside 0 to 1 lie on its prolongation.</summary>
    public GeoPosition At(double fraction) =>
        new(lat + (fraction * northDegrees), ShortWay(lon + (fraction * eastDegrees)));

    /// <summary>Whether the leg crosses the charted leg, and after which share of its length.</summary>
    public bool TryCross(in Vertex a, in Vertex b, out double fraction)
    {
        fraction = 0;
        var shift = a.Lon - lon > 180 ? -360 : a.Lon - lon < -180 ? 360 : 0;
        var (aLon, bLon) = (a.Lon + shift, b.Lon + shift);
        var aIsLeft = Cross(eastDegrees, northDegrees, aLon - lon, a.Lat - lat) >= 0;
        var bIsLeft = Cross(eastDegrees, northDegrees, bLon - lon, b.Lat - lat) >= 0;
        if (aIsLeft == bIsLeft)
        {
            return false;
        }

        var start = Cross(bLon - aLon, b.Lat - a.Lat, lon - aLon, lat - a.Lat);
        var end = Cross(bLon - aLon, b.Lat - a.Lat, lon + eastDegrees - aLon, lat + northDegrees - a.Lat);
        if (end == 0 || (start != 0 && start > 0 == end > 0))
        {
            return false;
        }

        fraction = start == 0 ? 0 : Math.Min(start / (start - end), Math.BitDecrement(1.0));
        return true;
    }

    private static double Cross(double x, double y, double otherX, double otherY) => (x * otherY) - (y * otherX);

    private static double ShortWay(double degrees) => degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}
