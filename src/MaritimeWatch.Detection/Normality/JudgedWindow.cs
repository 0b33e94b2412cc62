using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Normality;

/// <summary>A window of a track with its features and, where there is a forest, its score.</summary>
/// <param name="Mmsi">Who.</param>
/// <param name="End">Event time of its last sample.</param>
/// <param name="Class">Her class.</param>
/// <param name="Features">Its features, in the order of <see cref="NormalityTrainer.FeatureNames"/>.</param>
/// <param name="Score">Score of the isolation forest, 0 to 1, or null.</param>
/// <param name="Quantile">Part of the training windows that were more ordinary, 0 to 1, or null.</param>
public sealed record JudgedWindow(Mmsi Mmsi, Instant End, VesselClass Class, IReadOnlyList<float> Features, double? Score, double? Quantile);
