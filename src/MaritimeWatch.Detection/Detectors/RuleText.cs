namespace MaritimeWatch.Detection.Detectors;

/// <summary>How a detector names itself and its rule: in the evidence, and to whoever asks which rules there are.</summary>
/// <param name="Detector">Id in detectors.md and name, e.g. <c>L1 loitering</c>.</param>
/// <param name="Version">Version of the rule: changes whenever the same input could give another result.</param>
/// <param name="Noun">The situation as a noun, for headlines, e.g. <c>Loitering</c>.</param>
/// <param name="Sentence">The rule in one sentence, with the shipped thresholds.</param>
internal sealed record RuleText(string Detector, string Version, string Noun, string Sentence)
{
    /// <summary>What explains such a situation, or lowers it, as a list in words; the empty text where nothing does.</summary>
    public string HeldBackBy { get; init; } = "";

    /// <summary>What else there is to know, a sentence; or the empty text.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Whether it judges nothing without a model of the ordinary traffic.</summary>
    public bool NeedsModel { get; init; }

    /// <summary>The groups of settings that it goes by, its own first, and of others' groups the single settings; those of <see cref="RuleCatalog.Shared"/> are left out.</summary>
    public required IReadOnlyList<string> Settings { get; init; }
}
