namespace MaritimeWatch.Detection.Detectors;

/// <summary>Every detector, in the order they judge a fix: what lies still first, then what fishes, because fishing explains; loitering last, because it yields to the others.</summary>
internal static class DetectorCatalog
{
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
}
