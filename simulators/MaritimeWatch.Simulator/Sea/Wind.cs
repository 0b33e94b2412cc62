using MaritimeWatch.Simulator.Numerics;

namespace MaritimeWatch.Simulator.Sea;

/// <summary>The wind over one sea area: a mean that may freshen to a gale at a scripted time, and its gusts.</summary>
/// <param name="FromDegrees">Direction it blows from, degrees true.</param>
/// <param name="MeanKnots">Mean before the gale.</param>
/// <param name="GaleMeanKnots">Mean in the gale.</param>
/// <param name="GaleGustKnots">Gusts of the gale.</param>
/// <param name="GaleOnsetSeconds">Seconds after the start at which it begins to freshen; it takes an hour. Infinity for never.</param>
internal sealed record Wind(double FromDegrees, double MeanKnots, double GaleMeanKnots = 0, double GaleGustKnots = 0, double GaleOnsetSeconds = double.PositiveInfinity)
{
    private const double FresheningSeconds = 3600;
    private const double GustPeriodSeconds = 420;

    /// <summary>Degrees true towards which it blows.</summary>
    public double TowardsDegrees => (FromDegrees + 180) % 360;

    /// <summary>Knots, a number of seconds after the start, gusts included.</summary>
    public double KnotsAt(double seconds)
    {
        if (seconds < GaleOnsetSeconds)
        {
            return MeanKnots;
        }

        var share = Math.Min(1, (seconds - GaleOnsetSeconds) / FresheningSeconds);
        var gust = Trigonometry.SinCos(seconds * (2 * Math.PI / GustPeriodSeconds)).Sin;
        var mean = MeanKnots + ((GaleMeanKnots - MeanKnots) * share);
        return mean + ((GaleGustKnots - GaleMeanKnots) * share * gust * gust);
    }
}
