using MaritimeWatch.Detection.Detectors;

namespace MaritimeWatch.Detection.Settings;

/// <summary>The ids of all detectors, as settings and evidence name them (detectors.md section C).</summary>
public static class DetectorIds
{
    /// <summary>Those of one vessel in the order they judge, then those of tracks and of the whole picture.</summary>
    public static IReadOnlyList<string> All { get; } = [.. RuleCatalog.All.Select(rule => rule.Id).Distinct()];
}
