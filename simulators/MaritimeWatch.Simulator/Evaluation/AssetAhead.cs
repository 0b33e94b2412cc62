using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>An asset that an alert names as ahead of its vessel.</summary>
/// <param name="AssetId">Id of the chart.</param>
/// <param name="Eta">When it expects the crossing, or null.</param>
public readonly record struct AssetAhead(string AssetId, Instant? Eta);
