using System.Globalization;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Common phrases of headlines and actions. Wording is "apparent" or "suspected": behaviour, not guilt.</summary>
internal static class Wording
{
    /// <summary>The ship's name with her MMSI, or the MMSI alone.</summary>
    public static string Name(VesselIdentity vessel) => vessel.Name is { } name ? $"{name} ({vessel.Mmsi})" : $"vessel {vessel.Mmsi}";

    /// <summary><c> at NAME</c>, or nothing.</summary>
    public static string At(ChartedAsset? asset) => asset is null ? "" : $" at {asset.Name}";

    /// <summary>A distance in words: metres to a kilometre, then nautical miles.</summary>
    public static string Distance(double metres) => metres < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(metres)} m")
        : string.Create(CultureInfo.InvariantCulture, $"{metres / 1852:F1} nm");

    /// <summary>A duration in words: <c>25 min</c>, <c>2 h 05 min</c>.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalMinutes < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(duration.TotalMinutes)} min")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours} h {duration.Minutes:D2} min");

    /// <summary>Knots with one decimal.</summary>
    public static string Knots(double knots) => string.Create(CultureInfo.InvariantCulture, $"{knots:F1} kn");

    /// <summary>Whom to tell besides the ship: the operator of the asset, where known.</summary>
    public static string TellOperator(ChartedAsset? asset) => asset?.Operator is { Length: > 0 } owner ? $" and tell {owner}" : "";

    /// <summary>The next asset ahead as a clause, or nothing.</summary>
    public static string Ahead(in Projection projection) => projection.First is { } next
        ? string.Create(CultureInfo.InvariantCulture, $"; next {next.AssetName} about {next.Eta.ToDateTime():HH:mm} UTC ({Distance(next.DistanceMetres)})")
        : "";
}
