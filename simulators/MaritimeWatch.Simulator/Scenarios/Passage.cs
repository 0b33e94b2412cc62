namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>A vessel's true track crosses an asset.</summary>
/// <param name="AssetId">Which.</param>
/// <param name="Seconds">Seconds after the start of the traffic.</param>
/// <param name="SpeedKnots">Over ground, then.</param>
internal readonly record struct Passage(string AssetId, double Seconds, double SpeedKnots);
