using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>What is asked for.</summary>
/// <param name="AlertId">Which alert.</param>
/// <param name="Tlp">The label that the bundle gets.</param>
/// <param name="Before">How long before the situation began; 0 to 48 h.</param>
/// <param name="After">How long after its last event; 0 to 48 h.</param>
/// <param name="NeighbourNauticalMiles">Every other vessel that came within so many nautical miles of the track in the period; 0 for none, up to 50.</param>
internal sealed record BundleRequest(string AlertId, Tlp Tlp, TimeSpan Before, TimeSpan After, double NeighbourNauticalMiles)
{
    public static readonly TimeSpan DefaultBefore = TimeSpan.FromHours(2);

    public static readonly TimeSpan DefaultAfter = TimeSpan.FromHours(1);

    public static readonly TimeSpan Longest = TimeSpan.FromHours(48);

    public const double FurthestNauticalMiles = 50;

    /// <summary>What is out of range, or null.</summary>
    public string? Problem() =>
        Before < TimeSpan.Zero || Before > Longest ? "the time before must be 0 to 48 h"
        : After < TimeSpan.Zero || After > Longest ? "the time after must be 0 to 48 h"
        : NeighbourNauticalMiles is not (>= 0 and <= FurthestNauticalMiles) ? "neighbours must be 0 to 50 nautical miles"
        : null;
}
