using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Numerics;

namespace MaritimeWatch.Simulator.Sea;

/// <summary>The M2 tidal stream of the southern North Sea at springs: an ellipse along the channel or coast, about 2 knots.</summary>
/// <remarks>
/// Magnitudes follow detectors.md section D (2 to 3 knots off Belgium and in the Dover Strait). Axis, strength and phase are general
/// knowledge drawn from the run of the coast, not an atlas: good for traffic that looks right, not for navigation.
/// </remarks>
internal sealed class TidalStream
{
    /// <summary>Seconds in one turn of M2: 12 h 25 min 14 s.</summary>
    public const double PeriodSeconds = 44_714.2;

    // Latitude, longitude, axis in degrees true, knots, lag behind Dover in hours.
    private static readonly (double Latitude, double Longitude, double Axis, double Knots, double LagHours)[] Places =
    [
        (50.95, 1.45, 42, 2.6, 0.0),
        (51.20, 2.00, 52, 2.2, 0.2),
        (51.40, 2.70, 62, 1.9, 0.5),
        (51.45, 3.20, 68, 1.8, 0.8),
        (51.80, 2.40, 35, 1.9, 0.8),
        (51.95, 3.60, 45, 1.6, 1.5),
        (52.20, 2.00, 18, 2.1, 1.0),
        (52.40, 4.20, 22, 1.5, 2.5),
        (52.70, 2.60, 12, 1.8, 2.0),
        (52.85, 3.70, 20, 1.5, 3.2),
    ];

    private const double RotaryShare = 0.16;

    // Off Dover the range at neaps is about half that of springs, and the streams with it.
    private const double NeapShare = 0.55;
    private readonly double phaseAtStart;
    private readonly double strength;

    /// <summary>A stream whose turn of the tide off Dover comes a part of a cycle (0 to 1) after the start.</summary>
    public TidalStream(double phaseOfCycle)
        : this(phaseOfCycle * 2 * Math.PI, 1)
    {
    }

    private TidalStream(double phaseAtStart, double strength) => (this.phaseAtStart, this.strength) = (phaseAtStart, strength);

    /// <summary>The same turns of the tide at neaps.</summary>
    public TidalStream AtNeaps() => new(phaseAtStart, NeapShare);

    /// <summary>Metres a second east and north, a number of seconds after the start.</summary>
    public (double East, double North) At(GeoPosition place, double seconds)
    {
        double weights = 0, axisEast = 0, axisNorth = 0, knots = 0, lag = 0;
        foreach (var known in Places)
        {
            var dLat = place.Latitude - known.Latitude;
            var dLon = (place.Longitude - known.Longitude) * 0.62;
            var weight = 1 / ((dLat * dLat) + (dLon * dLon) + 0.01);
            var (sin, cos) = Trigonometry.SinCosDegrees(known.Axis);
            weights += weight;
            axisEast += weight * sin;
            axisNorth += weight * cos;
            knots += weight * known.Knots;
            lag += weight * known.LagHours;
        }

        var length = Math.Sqrt((axisEast * axisEast) + (axisNorth * axisNorth));
        axisEast /= length;
        axisNorth /= length;
        var speed = strength * knots / weights * Domain.Geodesy.Nautical.MetresPerSecondPerKnot;
        var (along, across) = Trigonometry.SinCos(phaseAtStart + ((seconds - (lag / weights * 3600)) * (2 * Math.PI / PeriodSeconds)));
        across *= RotaryShare;
        return (speed * ((along * axisEast) - (across * axisNorth)), speed * ((along * axisNorth) + (across * axisEast)));
    }
}
