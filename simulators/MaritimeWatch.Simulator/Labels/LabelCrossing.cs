using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Labels;

/// <summary>A labelled vessel's true track crosses an asset.</summary>
/// <param name="AssetId">Which.</param>
/// <param name="CrossingTime">When, to the second.</param>
public sealed record LabelCrossing(string AssetId, Instant CrossingTime);
