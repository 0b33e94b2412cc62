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

    /// <summary>The box around a line that goes the short way from each position to the next; null where there are none.</summary>
    public static GeoBox? Around(IEnumerable<GeoPosition> line)
    {
        // Longitudes run on past 180 while the line is followed.
        (double South, double West, double North, double East)? limits = null;
        var at = 0.0;
        foreach (var (latitude, longitude) in line)
        {
            at = limits is null ? longitude : at + Math.IEEERemainder(longitude - at, 360);
            limits = limits is var (south, west, north, east)
                ? (Math.Min(south, latitude), Math.Min(west, at), Math.Max(north, latitude), Math.Max(east, at))
                : (latitude, at, latitude, at);
        }

        return limits is not { } box ? null
            : box.East - box.West >= 360 ? new GeoBox(box.South, -180, box.North, 180)
            : box is { West: >= -180, East: <= 180 } ? new GeoBox(box.South, box.West, box.North, box.East)
            : new GeoBox(box.South, Math.IEEERemainder(box.West, 360), box.North, Math.IEEERemainder(box.East, 360));
    }

    private bool MeetsInLongitude(GeoBox other) => (CrossesAntimeridian, other.CrossesAntimeridian) switch
    {
        (false, false) => West <= other.East && other.West <= East,
        (true, false) => other.East >= West || other.West <= East,
        (false, true) => East >= other.West || West <= other.East,
        (true, true) => true,
    };
}
