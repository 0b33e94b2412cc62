using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>How numbers are rounded where they leave the analyser: no finer than they are known.</summary>
internal static class Rounding
{
    /// <summary>Six decimals: 0.1 m, the resolution of AIS.</summary>
    public static GeoPosition Position(GeoPosition position) => new(Math.Round(position.Latitude, 6), Math.Round(position.Longitude, 6));

    public static double Tenth(double value) => Math.Round(value, 1);

    public static double Hundredth(double value) => Math.Round(value, 2);
}
