using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Weighing.Interference;
using MaritimeWatch.Detection.Weighing.Neighbours;
using MaritimeWatch.Detection.Weighing.Silence;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>Every rule about more than one vessel, in the order they judge.</summary>
internal static class WeigherCatalog
{
    /// <summary>The rules over a chart and a stream, with their thresholds; none when every detector is off.</summary>
    public static IReadOnlyList<IWeigher> Create(AssetIndex index, DetectionSettings settings, string settingsHash, StreamClock clock) => settings.DetectorsOff.Contains(DetectionSettings.AllDetectors) ? [] :
    [
        new InterferenceWeigher(settings.Interference, settings.Raise, settingsHash),
        new NeighbourWeigher(settings.Neighbours, settings.PoweredDrag),
        new TugWeigher(settings.Neighbours),
        new SilenceWeigher(index, settings, settingsHash, clock),
    ];
}
