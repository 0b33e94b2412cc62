namespace MaritimeWatch.Domain;

/// <summary>A place on the WGS 84 ellipsoid.</summary>
/// <param name="Latitude">Degrees, -90 to 90, north positive.</param>
/// <param name="Longitude">Degrees, -180 to 180, east positive.</param>
public readonly record struct GeoPosition(double Latitude, double Longitude)
{
    /// <summary>Whether both coordinates are numbers in range.</summary>
    public bool IsValid => Math.Abs(Latitude) <= 90 && Math.Abs(Longitude) <= 180;

    /// <summary>Latitude and longitude in degrees with five decimals (about a metre).</summary>
    public override string ToString() => FormattableString.Invariant($"{Latitude:F5},{Longitude:F5}");
}
