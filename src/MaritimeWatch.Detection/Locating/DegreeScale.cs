using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Locating;

/// <summary>Metres in a degree of longitude and of latitude on WGS 84, about one latitude.</summary>
/// <remarks>A table read by linear interpolation: about 2 ns where the formula takes 20. Steps of 1/16 degree keep the figure
/// within 2e-7 of the equatorial scale.</remarks>
/// <param name="MetresPerDegreeLongitude">At the latitude itself.</param>
/// <param name="MetresPerDegreeLatitude">At the latitude itself.</param>
/// <param name="LongitudeSlope">By how much the former grows in a degree north.</param>
/// <param name="LatitudeSlope">By how much the latter grows in a degree north.</param>
internal readonly record struct DegreeScale(
    double MetresPerDegreeLongitude, double MetresPerDegreeLatitude, double LongitudeSlope, double LatitudeSlope)
{
    private const int StepsPerDegree = 16;
    private static readonly DegreeScale[] Table = Tabulate();

    /// <summary>The scale at a latitude; latitudes beyond the poles count as the pole.</summary>
    public static DegreeScale About(double latitude)
    {
        var place = (double.MaxNative(double.MinNative(latitude, 90), -90) + 90) * StepsPerDegree;
        var index = double.ConvertToIntegerNative<int>(place);
        var rest = (place - index) / StepsPerDegree;
        ref readonly var step = ref Table[index];
        return new(
            step.MetresPerDegreeLongitude + (rest * step.LongitudeSlope),
            step.MetresPerDegreeLatitude + (rest * step.LatitudeSlope),
            step.LongitudeSlope,
            step.LatitudeSlope);
    }

    /// <summary>Metres per degree at a latitude; latitudes beyond the poles count as the pole.</summary>
    public static (double MetresPerDegreeLongitude, double MetresPerDegreeLatitude) At(double latitude)
    {
        var scale = About(latitude);
        return (scale.MetresPerDegreeLongitude, scale.MetresPerDegreeLatitude);
    }

    /// <summary>Metres to a place so many degrees east and north, by the scale at the middle latitude between.</summary>
    public double DistanceMetres(double eastDegrees, double northDegrees)
    {
        var x = eastDegrees * (MetresPerDegreeLongitude + (northDegrees / 2 * LongitudeSlope));
        var y = northDegrees * (MetresPerDegreeLatitude + (northDegrees / 2 * LatitudeSlope));
        return Math.Sqrt((x * x) + (y * y));
    }

    private static DegreeScale[] Tabulate()
    {
        var table = new DegreeScale[(180 * StepsPerDegree) + 1];
        for (var i = 0; i < table.Length; i++)
        {
            var (here, next) = (PlaneAt(i), PlaneAt(i + 1));
            table[i] = new DegreeScale(
                here.MetresPerDegreeLongitude,
                here.MetresPerDegreeLatitude,
                (next.MetresPerDegreeLongitude - here.MetresPerDegreeLongitude) * StepsPerDegree,
                (next.MetresPerDegreeLatitude - here.MetresPerDegreeLatitude) * StepsPerDegree);
        }

        return table;
    }

    private static LocalPlane PlaneAt(int step) => new(new GeoPosition(Math.Min((step / (double)StepsPerDegree) - 90, 90), 0));
}
