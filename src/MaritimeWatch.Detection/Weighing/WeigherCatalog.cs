using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Weighing.Interference;
using MaritimeWatch.Detection.Weighing.Neighbours;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>Every rule about more than one vessel, in the order they judge.</summary>
internal static class WeigherCatalog
{
    /// <summary>The rules with their thresholds.</summary>
    public static IReadOnlyList<IWeigher> Create(DetectionSettings settings, string settingsHash) =>
    [
        new InterferenceWeigher(settings.Interference, settings.Raise, settingsHash),
        new NeighbourWeigher(settings.Neighbours, settings.PoweredDrag),
    ];
}
