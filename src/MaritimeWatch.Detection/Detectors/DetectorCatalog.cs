namespace MaritimeWatch.Detection.Detectors;

/// <summary>Every detector, in the order they judge a fix: what lies still first, loitering last, because it yields to the others.</summary>
internal static class DetectorCatalog
{
    public static IDetector[] Create() =>
    [
        new AnchoredOnAssetDetector(),
        new DragAtAnchorDetector(),
        new DriftingDetector(),
        new PoweredDragDetector(),
        new LaneDeviationDetector(),
        new LoiteringDetector(),
    ];
}
