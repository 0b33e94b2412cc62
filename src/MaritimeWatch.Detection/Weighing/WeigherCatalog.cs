using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>Every rule about more than one vessel, in the order they judge.</summary>
internal static class WeigherCatalog
{
    /// <summary>The rules over a chart.</summary>
    public static IReadOnlyList<IWeigher> Create(AssetIndex index, DetectionSettings settings, string settingsHash)
    {
        _ = (index, settings, settingsHash);
        return [];
    }
}
