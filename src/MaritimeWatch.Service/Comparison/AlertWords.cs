using System.Globalization;

namespace MaritimeWatch.Service.Comparison;

/// <summary>Alerts in a few words for a table.</summary>
internal static class AlertWords
{
    public static string Shift(double minutesLater) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(minutesLater):0.#} min {(minutesLater > 0 ? "later" : "earlier")}");

    public static string Vessel(AlertOutline alert) =>
        alert.Mmsi is { } mmsi ? $"{mmsi.ToString("D9", CultureInfo.InvariantCulture)} {alert.VesselName}".TrimEnd() : "area";
}
