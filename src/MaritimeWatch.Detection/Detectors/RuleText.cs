namespace MaritimeWatch.Detection.Detectors;

/// <summary>How a detector names itself and its rule in the evidence.</summary>
/// <param name="Detector">Id in detectors.md and name, e.g. <c>L1 loitering</c>.</param>
/// <param name="Version">Version of the rule: changes whenever the same input could give another result.</param>
/// <param name="Noun">The situation as a noun, for headlines, e.g. <c>Loitering</c>.</param>
/// <param name="Sentence">The rule in one sentence.</param>
internal sealed record RuleText(string Detector, string Version, string Noun, string Sentence);
