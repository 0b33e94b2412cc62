namespace MaritimeWatch.Detection.Locating;

/// <summary>Consecutive legs of one asset; none for the inside of an area.</summary>
/// <param name="FirstVertex">Index of the first vertex; the legs join the vertices from here on.</param>
/// <param name="Legs">Number of legs, one less than the vertices.</param>
/// <param name="Asset">Index of the asset.</param>
internal readonly record struct LegRun(int FirstVertex, int Legs, int Asset);
