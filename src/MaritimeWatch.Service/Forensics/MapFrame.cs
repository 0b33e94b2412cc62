using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Service.Plots;

namespace MaritimeWatch.Service.Forensics;

/// <summary>Places of a map in pixels: a plane that touches the earth in its middle, north up.</summary>
internal sealed class MapFrame
{
    private const double LeastMetres = 1_000;

    private readonly LocalPlane plane;
    private readonly double width;
    private readonly double height;

    private MapFrame(LocalPlane plane, double width, double height, double metresPerPixel)
    {
        (this.plane, this.width, this.height, MetresPerPixel) = (plane, width, height, metresPerPixel);
        var (halfEast, halfNorth) = (width / 2 * metresPerPixel, height / 2 * metresPerPixel);
        (West, East) = (plane.Origin.Longitude - (halfEast / plane.MetresPerDegreeLongitude), plane.Origin.Longitude + (halfEast / plane.MetresPerDegreeLongitude));
        (South, North) = (plane.Origin.Latitude - (halfNorth / plane.MetresPerDegreeLatitude), plane.Origin.Latitude + (halfNorth / plane.MetresPerDegreeLatitude));
    }

    public double MetresPerPixel { get; }

    public double West { get; }

    /// <summary>Eastern edge; past 180 where the map lies across the antimeridian.</summary>
    public double East { get; }

    public double South { get; }

    public double North { get; }

    /// <summary>The frame that holds some places, at least one.</summary>
    public static MapFrame Around(IReadOnlyList<GeoPosition> places, double width, double height, double edge)
    {
        var box = GeoBox.Around(places) ?? throw new ArgumentException("no places", nameof(places));
        var east = box.CrossesAntimeridian ? box.East + 360 : box.East;
        var plane = new LocalPlane(new GeoPosition((box.South + box.North) / 2, Math.IEEERemainder((box.West + east) / 2, 360)));
        var across = Math.Max(LeastMetres, (east - box.West) * plane.MetresPerDegreeLongitude);
        var up = Math.Max(LeastMetres, (box.North - box.South) * plane.MetresPerDegreeLatitude);
        return new MapFrame(plane, width, height, Math.Max(across / (width - (2 * edge)), up / (height - (2 * edge))));
    }

    public (double X, double Y) Place(GeoPosition position)
    {
        var (east, north) = plane.ToPlane(position);
        return ((width / 2) + (east / MetresPerPixel), (height / 2) - (north / MetresPerPixel));
    }

    /// <summary>As it stands in a path.</summary>
    public string At(GeoPosition position)
    {
        var (x, y) = Place(position);
        return $"{SvgWriter.Number(x)} {SvgWriter.Number(y)}";
    }

    /// <summary>Whether a place is on the map or not far off it.</summary>
    public bool IsNear(GeoPosition position)
    {
        var (x, y) = Place(position);
        return x > -width && x < 2 * width && y > -height && y < 2 * height;
    }
}
