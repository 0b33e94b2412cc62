namespace MaritimeWatch.Detection.Detectors;

/// <summary>What a person reads first.</summary>
/// <param name="Headline">One sentence: who, what, where, why.</param>
/// <param name="RecommendedAction">One sentence: what to do.</param>
internal readonly record struct FindingText(string Headline, string RecommendedAction);
