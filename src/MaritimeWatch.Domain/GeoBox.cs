namespace MaritimeWatch.Domain;

/// <summary>A box of degrees; across the antimeridian where west is greater than east. Its edges belong to it.</summary>
/// <param name="South">Southern limit in degrees, -90 to 90.</param>
/// <param name="West">Western limit in degrees, -180 to 180.</param>
/// <param name="North">Northern limit in degrees, -90 to 90, not below the southern.</param>
/// <param name="East">Eastern limit in degrees, -180 to 180.</param>
public readonly record struct GeoBox(double South, double West, double North, double East)
{
    /// <summary>Whether the limits are numbers in their ranges, south not above north.</summary>
    /// <remarks>Written so that NaN is out of range.</remarks>
    public bool IsValid => South is >= -90 and <= 90 && North is >= -90 and <= 90 && South <= North && West is >= -180 and <= 180 && East is >= -180 and <= 180;

    /// <summary>Whether the box lies across the antimeridian.</summary>
    public bool CrossesAntimeridian => West > East;

    /// <summary>Whether a position lies in the box or on its edge.</summary>
    public bool Contains(GeoPosition position) =>
        position.Latitude >= South && position.Latitude <= North
        && (CrossesAntimeridian ? position.Longitude >= West || position.Longitude <= East : position.Longitude >= West && position.Longitude <= East);

    /// <summary>Whether two boxes have a place in common.</summary>
    public bool Meets(GeoBox other) => South <= other.North && other.South <= North && MeetsInLongitude(other);

    /// <summary>The smallest box that holds all of some positions and does not cross the antimeridian; null where there are none.</summary>
    public static GeoBox? Around(IEnumerable<GeoPosition> positions)
    {
        GeoBox? box = null;
        foreach (var (latitude, longitude) in positions)
        {
            box = box is var (south, west, north, east)
                ? new GeoBox(Math.Min(south, latitude), Math.Min(west, longitude), Math.Max(north, latitude), Math.Max(east, longitude))
                : new GeoBox(latitude, longitude, latitude, longitude);
        }

        return box;
    }

    private bool MeetsInLongitude(GeoBox other) => (CrossesAntimeridian, other.CrossesAntimeridian) switch
    {
        (false, false) => West <= other.East && other.West <= East,
        (true, false) => other.East >= West || other.West <= East,
        (false, true) => East >= other.West || West <= other.East,
        (true, true) => true,
    };
}
