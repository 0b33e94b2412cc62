using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>How far a hull can have come between two reports.</summary>
internal static class Reach
{
    // The published rule: an implied speed is judged over ten seconds at least.
    private const double LeastSeconds = 10;

    /// <summary>Whether no hull makes a distance in a time: more than noise, faster than any ship.</summary>
    public static bool IsBeyond(double metres, TimeSpan time, TrackOptions options) =>
        metres > options.ImplausibleJumpMetres && Knots(metres, time) > options.ImplausibleSpeedKnots;

    /// <summary>Implied speed in knots, over ten seconds at least.</summary>
    public static double Knots(double metres, TimeSpan time) =>
        metres / Math.Max(time.TotalSeconds, LeastSeconds) / Nautical.MetresPerSecondPerKnot;
}
