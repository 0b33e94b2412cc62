namespace MaritimeWatch.Domain.Geodesy;

/// <summary>The units of the trade.</summary>
public static class Nautical
{
    /// <summary>Metres in a nautical mile.</summary>
    public const double MetresPerMile = 1852;

    /// <summary>Metres a second in a knot.</summary>
    public const double MetresPerSecondPerKnot = MetresPerMile / 3600;

    /// <summary>Speed in knots over a distance in metres and a time.</summary>
    public static double Knots(double metres, TimeSpan time) => metres / time.TotalSeconds / MetresPerSecondPerKnot;
}
