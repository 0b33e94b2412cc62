using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Labels;

/// <summary>A crossing that an alert should foresee.</summary>
/// <param name="AssetId">What is crossed.</param>
/// <param name="CrossingTime">When.</param>
public sealed record LabelCrossing(string AssetId, Instant CrossingTime);
