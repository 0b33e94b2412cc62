using MaritimeWatch.Detection.Settings;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Every detector, in the order they judge a fix: what lies still first, then what fishes, because fishing explains; loitering last, because it yields to the others.</summary>
internal static class DetectorCatalog
{
    /// <summary>All of them.</summary>
    public static IDetector[] Create() =>
    [
        new AnchoredOnAssetDetector(),
        new DragAtAnchorDetector(),
        new DriftingDetector(),
        new TrawlingDetector(),
        new PoweredDragDetector(),
        new RepeatedCrossingDetector(),
        new RestrictedAreaDetector(),
        new WrongWayDetector(),
        new LaneDeviationDetector(),
        new LoiteringDetector(),
    ];

    /// <summary>All but those that are switched off.</summary>
    public static IDetector[] Create(DetectionSettings settings) =>
        settings.DetectorsOff.Count == 0 ? Create() : [.. Create().Where(detector => settings.IsOn(IdOf(detector.Rule.Detector)))];

    /// <summary>The id of a detector (detectors.md) in its name: <c>L1</c> of <c>L1 loitering</c>.</summary>
    public static string IdOf(string detector) => detector.Split(' ')[0];
}
