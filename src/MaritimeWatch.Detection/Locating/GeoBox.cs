using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>A rectangle in degrees, edges included.</summary>
internal readonly record struct GeoBox(double West, double South, double East, double North)
{
    /// <summary>The box that holds nothing: any union with it is the other box.</summary>
    public static readonly GeoBox Empty = new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    public bool Intersects(in GeoBox other) =>
        West <= other.East && other.West <= East && South <= other.North && other.South <= North;

    public GeoBox Union(in GeoBox other) =>
        new(Math.Min(West, other.West), Math.Min(South, other.South), Math.Max(East, other.East), Math.Max(North, other.North));

    public GeoBox Include(double longitude, double latitude) =>
        new(Math.Min(West, longitude), Math.Min(South, latitude), Math.Max(East, longitude), Math.Max(North, latitude));

    public GeoBox Shift(double longitude) => this with { West = West + longitude, East = East + longitude };

    /// <summary>Square of the distance to a place in the plane of that place; 0 inside. Not across the antimeridian.</summary>
    public double PlaneSquare(GeoPosition position, in DegreeScale scale)
    {
        var x = double.MaxNative(double.MaxNative(West - position.Longitude, position.Longitude - East), 0) * scale.MetresPerDegreeLongitude;
        var y = double.MaxNative(double.MaxNative(South - position.Latitude, position.Latitude - North), 0) * scale.MetresPerDegreeLatitude;
        return (x * x) + (y * y);
    }

    /// <summary>The box with at least this many metres more on each side.</summary>
    public GeoBox Grow(double metres)
    {
        // Degrees of longitude are shortest at the poleward edge of the grown box; a little over 1 % for the last metre.
        var (_, metresPerLatitude) = DegreeScale.At(0);
        var tall = metres * 1.01 / metresPerLatitude;
        var poleward = Math.Min(Math.Max(Math.Abs(South - tall), Math.Abs(North + tall)), 89.9);
        var wide = metres * 1.01 / DegreeScale.At(poleward).MetresPerDegreeLongitude;
        return new(West - wide, South - tall, East + wide, North + tall);
    }
}
