namespace MaritimeWatch.Detection.Locating;

/// <summary>Consecutive legs of one asset; none for the inside of an area. 48 bytes with the first leg, which is often the only one.</summary>
/// <param name="First">First vertex.</param>
/// <param name="Second">Second vertex; the first again for the inside of an area.</param>
/// <param name="FirstVertex">Index of the first vertex; the legs join the vertices from here on.</param>
/// <param name="Legs">Number of legs, one less than the vertices.</param>
/// <param name="Asset">Index of the asset.</param>
internal readonly record struct LegRun(Vertex First, Vertex Second, int FirstVertex, int Legs, int Asset);
