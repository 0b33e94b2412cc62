namespace MaritimeWatch.Detection.Normality;

/// <summary>How unusual the last half hour of a ship was for her class where she was.</summary>
/// <param name="Class">The class she was compared with.</param>
/// <param name="Score">Score of the isolation forest, 0 to 1.</param>
/// <param name="Quantile">Part of the training windows that were more ordinary, 0 to 1.</param>
/// <param name="Strangest">What was farthest from the ordinary.</param>
internal readonly record struct NormalityScore(VesselClass Class, double Score, double Quantile, WindowFeature Strangest);
