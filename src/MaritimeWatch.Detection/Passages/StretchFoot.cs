using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Passages;

/// <summary>The nearest point of a stretch to a place, or to a short leg sailed.</summary>
/// <param name="Metres">The distance.</param>
/// <param name="Share">The share of the leg sailed at which it is that; 0 for a place.</param>
/// <param name="Point">The point of the stretch.</param>
/// <param name="AlongMetres">Metres along the asset; NaN inside an area.</param>
/// <param name="LegCourseDegrees">The direction of the charted leg there, degrees true; NaN inside an area.</param>
internal readonly record struct StretchFoot(double Metres, double Share, GeoPosition Point, double AlongMetres, double LegCourseDegrees)
{
    public static readonly StretchFoot None = new(double.PositiveInfinity, 0, default, double.NaN, double.NaN);

    public bool IsNone => double.IsPositiveInfinity(Metres);
}
